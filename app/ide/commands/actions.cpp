// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/commands/actions.h"

#include "widgets/theme/composition.h"
#include "widgets/theme/icon.h"

#include <QCoreApplication>
#include <QKeySequence>
#include <QMetaEnum>
#include <QWidget>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace postern::ide {

namespace {

/// Where a command's key works: one that would be typed, or means another thing, elsewhere.
enum class Where { Window, Canvas, Outline, Both };

struct Spec
{
    const char *text;
    const char *icon;
    const char *key;
    ActionId id;
    bool checkable = false;
    Where where = Where::Window;
};

/// Two that have one key: what it does depends on whether a run is held.
constexpr std::pair<ActionId, ActionId> kTurns[]{{ActionId::Run, ActionId::Continue},
                                                 {ActionId::ShowContextMenu, ActionId::StepBack}};

constexpr const char *kContext = "Actions";
constexpr const char *kEnglishText = "englishText"; // properties of an action
constexpr const char *kDefaultKey = "defaultKey";

constexpr Spec kSpecs[]{
    {QT_TRANSLATE_NOOP("Actions", "Open folder…"), "folder-open", "Ctrl+O", ActionId::OpenFolder},
    {QT_TRANSLATE_NOOP("Actions", "Choose another flow of this folder…"),
     "flow",
     "",
     ActionId::ChooseFlow},
    {QT_TRANSLATE_NOOP("Actions", "Open a zip file…"), "package", "", ActionId::OpenZip},
    {QT_TRANSLATE_NOOP("Actions", "Open sample"), "flow", "", ActionId::OpenSample},
    {QT_TRANSLATE_NOOP("Actions", "Save as a zip file…"), "package", "", ActionId::SaveAsZip},
    {QT_TRANSLATE_NOOP("Actions", "Duplicate this flow…"), "copy", "", ActionId::DuplicateFlow},
    {QT_TRANSLATE_NOOP("Actions", "Save"), "save", "Ctrl+S", ActionId::Save},
    {QT_TRANSLATE_NOOP("Actions", "Save all"), "", "Ctrl+K, S", ActionId::SaveAll},
    {QT_TRANSLATE_NOOP("Actions", "Save as…"), "", "Ctrl+Shift+S", ActionId::SaveAs},
    {QT_TRANSLATE_NOOP("Actions", "Close file"), "", "Ctrl+W", ActionId::CloseTab},
    {QT_TRANSLATE_NOOP("Actions", "Close other files"), "", "", ActionId::CloseOthers},
    {QT_TRANSLATE_NOOP("Actions", "Compare with the disk"), "split", "", ActionId::CompareWithDisk},
    {QT_TRANSLATE_NOOP("Actions", "Earlier versions of the file"),
     "history",
     "",
     ActionId::FileVersions},
    {QT_TRANSLATE_NOOP("Actions", "Copy the file's path"), "copy", "", ActionId::CopyFilePath},
    {QT_TRANSLATE_NOOP("Actions", "Quit"), "", "Ctrl+Q", ActionId::CloseWindow},
    {QT_TRANSLATE_NOOP("Actions", "Undo"), "undo", "Ctrl+Z", ActionId::Undo},
    {QT_TRANSLATE_NOOP("Actions", "Redo"), "redo", "Ctrl+Shift+Z", ActionId::Redo},
    {QT_TRANSLATE_NOOP("Actions", "Cut"), "", "Ctrl+X", ActionId::Cut},
    {QT_TRANSLATE_NOOP("Actions", "Copy"), "copy", "Ctrl+C", ActionId::Copy},
    {QT_TRANSLATE_NOOP("Actions", "Paste"), "", "Ctrl+V", ActionId::Paste},
    {QT_TRANSLATE_NOOP("Actions", "Paste with inputs"),
     "",
     "Ctrl+Shift+V",
     ActionId::PasteWithInputs,
     false,
     Where::Both},
    {QT_TRANSLATE_NOOP("Actions", "Select all"), "", "Ctrl+A", ActionId::SelectAll},
    {QT_TRANSLATE_NOOP("Actions", "Find"), "search", "Ctrl+F", ActionId::Find},
    {QT_TRANSLATE_NOOP("Actions", "Replace"), "", "Ctrl+H", ActionId::Replace},
    {QT_TRANSLATE_NOOP("Actions", "Find next"), "", "F3", ActionId::FindNext},
    {QT_TRANSLATE_NOOP("Actions", "Find previous"), "", "Shift+F3", ActionId::FindPrevious},
    {QT_TRANSLATE_NOOP("Actions", "Go to line…"), "", "Ctrl+L", ActionId::GoToLine},
    {QT_TRANSLATE_NOOP("Actions", "Toggle comment"), "", "Ctrl+/", ActionId::ToggleComment},
    {QT_TRANSLATE_NOOP("Actions", "Format the Python file"), "", "", ActionId::FormatFile},
    {QT_TRANSLATE_NOOP("Actions", "Indent lines"), "", "Ctrl+]", ActionId::Indent},
    {QT_TRANSLATE_NOOP("Actions", "Unindent lines"), "", "Ctrl+[", ActionId::Unindent},
    {QT_TRANSLATE_NOOP("Actions", "Complete"), "", "Ctrl+Space", ActionId::Complete},
    {QT_TRANSLATE_NOOP("Actions", "Copy problems"), "copy", "", ActionId::CopyDiagnostics},
    {QT_TRANSLATE_NOOP("Actions", "Author"), "author", "Alt+1", ActionId::ModeAuthor, true},
    {QT_TRANSLATE_NOOP("Actions", "Debug"), "debug", "Alt+2", ActionId::ModeDebug, true},
    {QT_TRANSLATE_NOOP("Actions", "History"), "history", "Alt+4", ActionId::ModeHistory, true},
    {QT_TRANSLATE_NOOP("Actions", "Git"), "git", "Alt+5", ActionId::ModeGit, true},
    {QT_TRANSLATE_NOOP("Actions", "Side panel"), "", "Ctrl+Shift+B", ActionId::ToggleSide},
    {QT_TRANSLATE_NOOP("Actions", "Problems and output"),
     "terminal",
     "Ctrl+J",
     ActionId::ToggleBottom,
     true},
    {QT_TRANSLATE_NOOP("Actions", "Show the egress ledger"), "globe", "", ActionId::ShowEgress},
    {QT_TRANSLATE_NOOP("Actions", "Copy the egress ledger"), "copy", "", ActionId::CopyEgress},
    {QT_TRANSLATE_NOOP("Actions", "Graph, text or both"), "split", "Ctrl+\\", ActionId::GraphOrText},
    {QT_TRANSLATE_NOOP("Actions", "Reset layout"), "layout", "", ActionId::ResetLayout},
    {QT_TRANSLATE_NOOP("Actions", "Dark theme"), "", "", ActionId::ThemeDark, true},
    {QT_TRANSLATE_NOOP("Actions", "Light theme"), "", "", ActionId::ThemeLight, true},
    {QT_TRANSLATE_NOOP("Actions", "High contrast theme"), "", "", ActionId::ThemeContrast, true},
    // Languages name themselves.
    {"English", "", "", ActionId::LanguageEnglish, true},
    {"한국어", "", "", ActionId::LanguageKorean, true},
    {QT_TRANSLATE_NOOP("Actions", "Zoom in"), "plus", "Ctrl+=", ActionId::ZoomIn},
    {QT_TRANSLATE_NOOP("Actions", "Zoom out"), "minus", "Ctrl+-", ActionId::ZoomOut},
    {QT_TRANSLATE_NOOP("Actions", "100 %"), "", "Ctrl+0", ActionId::ActualSize},
    {QT_TRANSLATE_NOOP("Actions", "Fit graph"), "fit", "Ctrl+1", ActionId::Fit},
    {QT_TRANSLATE_NOOP("Actions", "Frame selection"),
     "",
     ".",
     ActionId::FrameSelection,
     false,
     Where::Canvas},
    {QT_TRANSLATE_NOOP("Actions", "Focus mode"),
     "centre",
     "F",
     ActionId::FocusMode,
     true,
     Where::Canvas},
    {QT_TRANSLATE_NOOP("Actions", "Tidy graph"), "layout", "L", ActionId::Tidy, false, Where::Canvas},
    {QT_TRANSLATE_NOOP("Actions", "Align left sides"),
     "",
     "Alt+A, L",
     ActionId::AlignLeft,
     false,
     Where::Canvas},
    {QT_TRANSLATE_NOOP("Actions", "Align right sides"),
     "",
     "Alt+A, R",
     ActionId::AlignRight,
     false,
     Where::Canvas},
    {QT_TRANSLATE_NOOP("Actions", "Align tops"),
     "",
     "Alt+A, T",
     ActionId::AlignTop,
     false,
     Where::Canvas},
    {QT_TRANSLATE_NOOP("Actions", "Align bottoms"),
     "",
     "Alt+A, B",
     ActionId::AlignBottom,
     false,
     Where::Canvas},
    {QT_TRANSLATE_NOOP("Actions", "Align centres"),
     "",
     "Alt+A, C",
     ActionId::AlignCentre,
     false,
     Where::Canvas},
    {QT_TRANSLATE_NOOP("Actions", "Align middles"),
     "",
     "Alt+A, M",
     ActionId::AlignMiddle,
     false,
     Where::Canvas},
    {QT_TRANSLATE_NOOP("Actions", "Spread across evenly"),
     "",
     "Alt+A, H",
     ActionId::SpreadAcross,
     false,
     Where::Canvas},
    {QT_TRANSLATE_NOOP("Actions", "Spread down evenly"),
     "",
     "Alt+A, V",
     ActionId::SpreadDown,
     false,
     Where::Canvas},
    {QT_TRANSLATE_NOOP("Actions", "Wire from the node"),
     "",
     "W",
     ActionId::BeginWire,
     false,
     Where::Canvas},
    {QT_TRANSLATE_NOOP("Actions", "Disconnect"), "", "", ActionId::Disconnect, false, Where::Canvas},
    {QT_TRANSLATE_NOOP("Actions", "Hide or show links"),
     "",
     "H",
     ActionId::HideLinks,
     false,
     Where::Canvas},
    {QT_TRANSLATE_NOOP("Actions", "Show all links"),
     "",
     "",
     ActionId::ShowLinks,
     false,
     Where::Canvas},
    {QT_TRANSLATE_NOOP("Actions", "Group nodes…"),
     "",
     "Ctrl+G",
     ActionId::GroupNodes,
     false,
     Where::Canvas},
    {QT_TRANSLATE_NOOP("Actions", "Take out of the group"),
     "",
     "Ctrl+Shift+G",
     ActionId::UngroupNodes,
     false,
     Where::Canvas},
    {QT_TRANSLATE_NOOP("Actions", "Go to source"), "file-text", "F12", ActionId::GoToSource},
    {QT_TRANSLATE_NOOP("Actions", "Find all references"),
     "search",
     "Shift+F12",
     ActionId::FindReferences},
    {QT_TRANSLATE_NOOP("Actions", "Quick fix…"), "", "Ctrl+.", ActionId::QuickFix},
    {QT_TRANSLATE_NOOP("Actions", "Rename…"), "edit", "F2", ActionId::RenameNode},
    {QT_TRANSLATE_NOOP("Actions", "Add node…"),
     "plus",
     "Shift+A",
     ActionId::AddNode,
     false,
     Where::Both},
    {QT_TRANSLATE_NOOP("Actions", "Connect an input…"),
     "link",
     "C",
     ActionId::ConnectInput,
     false,
     Where::Canvas},
    {QT_TRANSLATE_NOOP("Actions", "Make a prompty of the node"), "", "", ActionId::NodeToPrompty},
    {QT_TRANSLATE_NOOP("Actions", "Add a node of a prompty…"), "", "", ActionId::PromptyToNode},
    {QT_TRANSLATE_NOOP("Actions", "Duplicate"),
     "copy",
     "Ctrl+D",
     ActionId::DuplicateNode,
     false,
     Where::Both},
    {QT_TRANSLATE_NOOP("Actions", "Delete"), "trash", "Del", ActionId::DeleteNode, false, Where::Both},
    {QT_TRANSLATE_NOOP("Actions", "Delete and heal"),
     "",
     "Ctrl+Del",
     ActionId::DeleteAndHeal,
     false,
     Where::Both},
    {QT_TRANSLATE_NOOP("Actions", "Move up in the file"),
     "chevron-up",
     "Alt+Up",
     ActionId::MoveNodeUp,
     false,
     Where::Outline},
    {QT_TRANSLATE_NOOP("Actions", "Move down in the file"),
     "chevron-down",
     "Alt+Down",
     ActionId::MoveNodeDown,
     false,
     Where::Outline},
    {QT_TRANSLATE_NOOP("Actions", "Show inputs and outputs"), "debug", "", ActionId::ShowNodeIo},
    {QT_TRANSLATE_NOOP("Actions", "Context menu"), "", "Shift+F10", ActionId::ShowContextMenu},
    {QT_TRANSLATE_NOOP("Actions", "Next region"), "", "F6", ActionId::NextRegion},
    {QT_TRANSLATE_NOOP("Actions", "Previous region"), "", "Shift+F6", ActionId::PreviousRegion},
    {QT_TRANSLATE_NOOP("Actions", "Run"), "run", "F5", ActionId::Run},
    {QT_TRANSLATE_NOOP("Actions", "Stop"), "stop", "Shift+F5", ActionId::Stop},
    {QT_TRANSLATE_NOOP("Actions", "Continue"), "continue", "F5", ActionId::Continue},
    {QT_TRANSLATE_NOOP("Actions", "Run without breakpoints"),
     "run-outline",
     "Ctrl+F5",
     ActionId::RunWithoutBreakpoints},
    {QT_TRANSLATE_NOOP("Actions", "Pause"), "pause", "", ActionId::Pause},
    {QT_TRANSLATE_NOOP("Actions", "Restart"), "restart", "Ctrl+Shift+F5", ActionId::Restart},
    {QT_TRANSLATE_NOOP("Actions", "Next node"), "step-over", "F10", ActionId::NextNode},
    {QT_TRANSLATE_NOOP("Actions", "Step into"), "step-into", "F11", ActionId::StepInto},
    {QT_TRANSLATE_NOOP("Actions", "Step out"), "step-out", "Shift+F11", ActionId::StepOut},
    {QT_TRANSLATE_NOOP("Actions", "Step back"), "to-start", "Shift+F10", ActionId::StepBack},
    {QT_TRANSLATE_NOOP("Actions", "Run node"),
     "run",
     "Ctrl+Return",
     ActionId::RunNode,
     false,
     Where::Both},
    {QT_TRANSLATE_NOOP("Actions", "Run to here"), "run-to", "Ctrl+F10", ActionId::RunToHere},
    {QT_TRANSLATE_NOOP("Actions", "Run from here…"), "", "Alt+F5", ActionId::RunFromHere},
    {QT_TRANSLATE_NOOP("Actions", "Fork here"), "fork", "", ActionId::ForkHere},
    {QT_TRANSLATE_NOOP("Actions", "Retry the node"), "repeat", "", ActionId::RetryNode},
    {QT_TRANSLATE_NOOP("Actions", "Supply an output…"), "edit", "", ActionId::SupplyOutput},
    {QT_TRANSLATE_NOOP("Actions", "Edit inputs…"), "edit", "", ActionId::EditInputs},
    {QT_TRANSLATE_NOOP("Actions", "Pin output"), "padlock", "Alt+P", ActionId::PinOutput, true},
    {QT_TRANSLATE_NOOP("Actions", "Toggle breakpoint"),
     "breakpoint",
     "F9",
     ActionId::ToggleBreakpoint},
    {QT_TRANSLATE_NOOP("Actions", "Edit breakpoint…"), "", "Shift+F9", ActionId::EditBreakpoint},
    {QT_TRANSLATE_NOOP("Actions", "Disable or enable all breakpoints"),
     "",
     "",
     ActionId::ToggleAllBreakpoints},
    {QT_TRANSLATE_NOOP("Actions", "Remove all breakpoints"), "", "", ActionId::RemoveBreakpoints},
    {QT_TRANSLATE_NOOP("Actions", "Break on any error"), "", "", ActionId::BreakOnError, true},
    {QT_TRANSLATE_NOOP("Actions", "Break on a value of another type"),
     "",
     "",
     ActionId::BreakOnSchema,
     true},
    {QT_TRANSLATE_NOOP("Actions", "Break on many tokens…"), "", "", ActionId::BreakOnTokens, true},
    {QT_TRANSLATE_NOOP("Actions", "Break on a search that finds nothing"),
     "",
     "",
     ActionId::BreakOnEmpty,
     true},
    {QT_TRANSLATE_NOOP("Actions", "Add watch…"), "", "", ActionId::AddWatch},
    {QT_TRANSLATE_NOOP("Actions", "Open run"), "", "", ActionId::OpenRun},
    {QT_TRANSLATE_NOOP("Actions", "Compare runs"), "", "", ActionId::CompareRuns},
    {QT_TRANSLATE_NOOP("Actions", "Go to first difference"), "", "", ActionId::FirstDifference},
    {QT_TRANSLATE_NOOP("Actions", "Pin run"), "pin", "", ActionId::PinRun, true},
    {QT_TRANSLATE_NOOP("Actions", "Tag run…"), "", "", ActionId::TagRun},
    {QT_TRANSLATE_NOOP("Actions", "Delete run…"), "trash", "", ActionId::DeleteRun},
    {QT_TRANSLATE_NOOP("Actions", "Export run…"), "", "", ActionId::ExportRun},
    {QT_TRANSLATE_NOOP("Actions", "Import runs…"), "", "", ActionId::ImportRun},
    {QT_TRANSLATE_NOOP("Actions", "Look at the repository again"),
     "restart",
     "",
     ActionId::GitRefresh},
    {QT_TRANSLATE_NOOP("Actions", "Stage hunk"), "plus", "Alt+S", ActionId::GitStageHunk},
    {QT_TRANSLATE_NOOP("Actions", "Stage the node"), "plus", "Alt+Shift+S", ActionId::GitStageNode},
    {QT_TRANSLATE_NOOP("Actions", "Stage or unstage files"), "", "", ActionId::GitStageFile},
    {QT_TRANSLATE_NOOP("Actions", "Discard changes…"), "trash", "", ActionId::GitDiscard},
    {QT_TRANSLATE_NOOP("Actions", "Commit"), "tick", "", ActionId::GitCommit},
    {QT_TRANSLATE_NOOP("Actions", "Amend the last commit"), "", "", ActionId::GitAmend, true},
    {QT_TRANSLATE_NOOP("Actions", "Pull"), "download", "", ActionId::GitPull},
    {QT_TRANSLATE_NOOP("Actions", "Push"), "upload", "", ActionId::GitPush},
    {QT_TRANSLATE_NOOP("Actions", "Fetch"), "", "", ActionId::GitFetch},
    {QT_TRANSLATE_NOOP("Actions", "Stop git"), "stop", "", ActionId::GitStop},
    {QT_TRANSLATE_NOOP("Actions", "Clone a repository…"), "git", "", ActionId::GitClone},
    {QT_TRANSLATE_NOOP("Actions", "Switch branch…"), "fork", "", ActionId::GitSwitchBranch},
    {QT_TRANSLATE_NOOP("Actions", "New branch…"), "fork", "", ActionId::GitNewBranch},
    {QT_TRANSLATE_NOOP("Actions", "Merge a branch…"), "", "", ActionId::GitMerge},
    {QT_TRANSLATE_NOOP("Actions", "Rebase onto a branch…"), "", "", ActionId::GitRebase},
    {QT_TRANSLATE_NOOP("Actions", "Cherry-pick the commit"), "", "", ActionId::GitCherryPick},
    {QT_TRANSLATE_NOOP("Actions", "Stash changes…"), "", "", ActionId::GitStash},
    {QT_TRANSLATE_NOOP("Actions", "Take back the latest stash"), "", "", ActionId::GitPopStash},
    {QT_TRANSLATE_NOOP("Actions", "Tag the commit…"), "", "", ActionId::GitTag},
    {QT_TRANSLATE_NOOP("Actions", "Who changed each node"), "user", "", ActionId::GitBlame},
    {QT_TRANSLATE_NOOP("Actions", "Continue"), "continue", "", ActionId::GitContinue},
    {QT_TRANSLATE_NOOP("Actions", "Abort"), "close", "", ActionId::GitAbort},
    {QT_TRANSLATE_NOOP("Actions", "Open pull request…"), "link", "", ActionId::GitPullRequest},
    {QT_TRANSLATE_NOOP("Actions", "Export commits…"), "package", "", ActionId::GitExport},
    {QT_TRANSLATE_NOOP("Actions", "Import commits…"), "package", "", ActionId::GitImport},
    {QT_TRANSLATE_NOOP("Actions", "Ignore what needn't be committed…"), "", "", ActionId::GitIgnore},
    {QT_TRANSLATE_NOOP("Actions", "Have git merge flows by node…"), "", "", ActionId::GitSetUp},
    {QT_TRANSLATE_NOOP("Actions", "Use the simulator"), "", "", ActionId::UseSimulator, true},
    {QT_TRANSLATE_NOOP("Actions", "Use real connections"),
     "connect",
     "",
     ActionId::UseConnections,
     true},
    {QT_TRANSLATE_NOOP("Actions", "Choose connections file…"), "", "", ActionId::ChooseConnections},
    {QT_TRANSLATE_NOOP("Actions", "Check the Python environment"),
     "python",
     "",
     ActionId::CheckEnvironment},
    {QT_TRANSLATE_NOOP("Actions", "Create a Python environment"),
     "package",
     "",
     ActionId::CreateEnvironment},
    {QT_TRANSLATE_NOOP("Actions", "Create a Python environment from a folder of wheels…"),
     "package",
     "",
     ActionId::CreateFromWheels},
    {QT_TRANSLATE_NOOP("Actions", "Stop creating the environment"),
     "stop",
     "",
     ActionId::StopCreating},
    {QT_TRANSLATE_NOOP("Actions", "Choose the Python interpreter…"),
     "",
     "",
     ActionId::ChooseInterpreter},
    {QT_TRANSLATE_NOOP("Actions", "Trust this folder"), "shield-tick", "", ActionId::TrustFolder},
    {QT_TRANSLATE_NOOP("Actions", "Review what this folder can run…"),
     "shield",
     "",
     ActionId::ReviewFolder},
    {QT_TRANSLATE_NOOP("Actions", "Next problem"), "", "F8", ActionId::NextProblem},
    {QT_TRANSLATE_NOOP("Actions", "Previous problem"), "", "Shift+F8", ActionId::PreviousProblem},
    {QT_TRANSLATE_NOOP("Actions", "Search commands"), "search", "Ctrl+Shift+P", ActionId::Commands},
    {QT_TRANSLATE_NOOP("Actions", "Go to anything…"), "", "Ctrl+P", ActionId::GoToPlace},
    {QT_TRANSLATE_NOOP("Actions", "Settings"), "settings", "Ctrl+,", ActionId::ShowSettings},
    {QT_TRANSLATE_NOOP("Actions", "Copy the error's details"),
     "copy",
     "",
     ActionId::CopyErrorDetails},
    {QT_TRANSLATE_NOOP("Actions", "Help for what has the focus"), "info", "F1", ActionId::ShowHelp},
    {QT_TRANSLATE_NOOP("Actions", "Guide"), "info", "", ActionId::ShowGuide},
    {QT_TRANSLATE_NOOP("Actions", "About Postern"), "info", "", ActionId::About},
};
static_assert(std::size(kSpecs) == static_cast<std::size_t>(ActionId::Count));

QString tipOf(const QAction &action, const QString &key)
{
    return action.text() + QStringLiteral(" (%1)").arg(key);
}

} // namespace

Actions::Actions(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    for (const Spec &spec : kSpecs) {
        QAction *const action = make(name(spec.id), spec.text, spec.key);
        if (*spec.icon != '\0')
            action->setIcon(theme::icon(QString::fromLatin1(spec.icon)));
        action->setCheckable(spec.checkable);
        m_actions[static_cast<std::size_t>(spec.id)] = action;
        // Before what the command does: the mouse reaches it in the middle of a word. Undoing isn't
        // done to what is only being composed.
        if (spec.id != ActionId::Undo && spec.id != ActionId::Redo)
            connect(action, &QAction::triggered, &theme::commitComposition);
        if (spec.where != Where::Window)
            action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        else
            window->addAction(action);
    }
}

QAction *Actions::make(const QString &name, const char *text, const char *key)
{
    auto *action = new QAction(QCoreApplication::translate(kContext, text), this);
    action->setObjectName(name);
    action->setProperty(kEnglishText, QString::fromUtf8(text));
    action->setProperty(kDefaultKey, QString::fromLatin1(key));
    setKey(action, defaultKey(action));
    return action;
}

QAction *Actions::add(const char *name, const char *text, const char *key)
{
    QAction *const action = make(QString::fromLatin1(name), text, key);
    connect(action, &QAction::triggered, &theme::commitComposition);
    m_window->addAction(action);
    m_added.append(action);
    return action;
}

QList<QAction *> Actions::ofCanvas() const
{
    QList<QAction *> found;
    for (const Spec &spec : kSpecs) {
        if (spec.where == Where::Canvas || spec.where == Where::Both)
            found.append((*this)[spec.id]);
    }
    return found;
}

QList<QAction *> Actions::ofOutline() const
{
    QList<QAction *> found;
    for (const Spec &spec : kSpecs) {
        if (spec.where == Where::Outline || spec.where == Where::Both)
            found.append((*this)[spec.id]);
    }
    return found;
}

QList<QAction *> Actions::all() const
{
    return QList<QAction *>(m_actions.begin(), m_actions.end()) + m_added;
}

QString Actions::name(ActionId id)
{
    return QString::fromLatin1(QMetaEnum::fromType<ActionId>().valueToKey(static_cast<int>(id)));
}

QString Actions::englishText(const QAction *action)
{
    return action->property(kEnglishText).toString();
}

bool Actions::takeTurns(const QAction *one, const QAction *other)
{
    return std::ranges::any_of(kTurns, [&](const auto &pair) {
        const QString first = name(pair.first);
        const QString second = name(pair.second);
        return (one->objectName() == first && other->objectName() == second)
               || (one->objectName() == second && other->objectName() == first);
    });
}

QKeySequence Actions::defaultKey(const QAction *action)
{
    return QKeySequence::fromString(action->property(kDefaultKey).toString());
}

void Actions::setKey(QAction *action, const QKeySequence &key)
{
    const QString old = action->shortcut().toString(QKeySequence::NativeText);
    action->setShortcut(key);
    const QString text = key.toString(QKeySequence::NativeText);
    const bool isPlain = old.isEmpty() || action->toolTip() == tipOf(*action, old);
    if (isPlain)
        action->setToolTip(text.isEmpty() ? QString() : tipOf(*action, text));
}

} // namespace postern::ide
