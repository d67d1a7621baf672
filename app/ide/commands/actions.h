// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>

#include <array>

namespace postern::ide {

Q_NAMESPACE

enum class ActionId {
    OpenFolder,
    ChooseFlow,
    OpenZip,
    OpenSample,
    SaveAsZip,
    DuplicateFlow,
    Save,
    SaveAll,
    SaveAs,
    CloseTab,
    CloseOthers,
    CompareWithDisk,
    FileVersions,
    CopyFilePath,
    CloseWindow,
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    PasteWithInputs,
    SelectAll,
    Find,
    Replace,
    FindNext,
    FindPrevious,
    GoToLine,
    ToggleComment,
    FormatFile,
    Indent,
    Unindent,
    Complete,
    CopyDiagnostics,
    ModeAuthor,
    ModeDebug,
    ModeHistory,
    ModeGit,
    ToggleSide,
    ToggleBottom,
    ShowEgress,
    CopyEgress,
    GraphOrText,
    ResetLayout,
    ThemeDark,
    ThemeLight,
    ThemeContrast,
    LanguageEnglish,
    LanguageKorean,
    ZoomIn,
    ZoomOut,
    ActualSize,
    Fit,
    FrameSelection,
    FocusMode,
    Tidy,
    AlignLeft,
    AlignRight,
    AlignTop,
    AlignBottom,
    AlignCentre,
    AlignMiddle,
    SpreadAcross,
    SpreadDown,
    BeginWire,
    Disconnect,
    HideLinks,
    ShowLinks,
    GroupNodes,
    UngroupNodes,
    GoToSource,
    FindReferences,
    QuickFix,
    RenameNode,
    AddNode,
    ConnectInput,
    NodeToPrompty,
    PromptyToNode,
    DuplicateNode,
    DeleteNode,
    DeleteAndHeal,
    MoveNodeUp,
    MoveNodeDown,
    ShowNodeIo,
    ShowContextMenu,
    NextRegion,
    PreviousRegion,
    Run,
    Stop,
    Continue,
    RunWithoutBreakpoints,
    Pause,
    Restart,
    NextNode,
    StepInto,
    StepOut,
    StepBack,
    RunNode,
    RunToHere,
    RunFromHere,
    ForkHere,
    RetryNode,
    SupplyOutput,
    EditInputs,
    PinOutput,
    ToggleBreakpoint,
    EditBreakpoint,
    ToggleAllBreakpoints,
    RemoveBreakpoints,
    BreakOnError,
    BreakOnSchema,
    BreakOnTokens,
    BreakOnEmpty,
    AddWatch,
    OpenRun,
    CompareRuns,
    FirstDifference,
    PinRun,
    TagRun,
    DeleteRun,
    ExportRun,
    ImportRun,
    GitRefresh,
    GitStageHunk,
    GitStageNode,
    GitStageFile,
    GitDiscard,
    GitCommit,
    GitAmend,
    GitPull,
    GitPush,
    GitFetch,
    GitStop,
    GitClone,
    GitSwitchBranch,
    GitNewBranch,
    GitMerge,
    GitRebase,
    GitCherryPick,
    GitStash,
    GitPopStash,
    GitTag,
    GitBlame,
    GitContinue,
    GitAbort,
    GitPullRequest,
    GitExport,
    GitImport,
    GitIgnore,
    GitSetUp,
    UseSimulator,
    UseConnections,
    ChooseConnections,
    CheckEnvironment,
    CreateEnvironment,
    CreateFromWheels,
    StopCreating,
    ChooseInterpreter,
    TrustFolder,
    ReviewFolder,
    NextProblem,
    PreviousProblem,
    Commands,
    GoToPlace,
    ShowSettings,
    CopyErrorDetails,
    ShowHelp,
    ShowGuide,
    About,
    Count
};
Q_ENUM_NS(ActionId)

/// Every command of the window, made from one table: text, icon and key of each stand there and
/// nowhere else, but for those of panels, which stand with the panel. Menus, the toolbar and the
/// command palette only show them.
class Actions final : public QObject
{
    Q_OBJECT

public:
    /// The actions belong to this and are added to `window`, so that their keys work in it; but
    /// for those of the canvas and the outline, whose keys are letters or mean other things in a text.
    explicit Actions(QWidget *window);

    QAction *operator[](ActionId id) const { return m_actions[static_cast<std::size_t>(id)]; }
    QList<QAction *> all() const;
    /// Adds a command that isn't in the table. Its text is one to translate, in the context
    /// "Actions"; its name is its id.
    QAction *add(const char *name, const char *text, const char *key);

    /// The command's id, the same in every language and version: "OpenFolder". Also the name of
    /// its action.
    static QString name(ActionId id);
    /// The text of an action in English, whatever the language.
    static QString englishText(const QAction *action);
    /// The key that it has as long as nobody gives it another.
    static QKeySequence defaultKey(const QAction *action);
    /// Gives a command another key, which its tool tip names too.
    static void setKey(QAction *action, const QKeySequence &key);
    /// Whether they have one key by design: of the two at most one can be given at any time.
    static bool takeTurns(const QAction *one, const QAction *other);
    /// Those whose keys work only where they are added to.
    QList<QAction *> ofCanvas() const;
    QList<QAction *> ofOutline() const;

    template<typename Receiver, typename Slot>
    void on(ActionId id, Receiver *receiver, Slot slot) const
    {
        connect((*this)[id], &QAction::triggered, receiver, slot);
    }

private:
    QAction *make(const QString &name, const char *text, const char *key);

    QWidget *const m_window;
    std::array<QAction *, static_cast<std::size_t>(ActionId::Count)> m_actions{};
    QList<QAction *> m_added;
};

} // namespace postern::ide
