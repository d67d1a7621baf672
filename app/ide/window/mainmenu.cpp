// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/mainmenu.h"

#include "app/ide/commands/actions.h"
#include "app/ide/commands/editcommands.h"
#include "app/ide/window/flowopener.h"
#include "app/ide/window/workarea.h"

#include <QCoreApplication>
#include <QMainWindow>
#include <QMenuBar>

#include <span>

namespace postern::ide {

namespace {

constexpr ActionId kSeparator = ActionId::Count;

/// Gives the words a context of their own.
struct MainMenu
{
    Q_DECLARE_TR_FUNCTIONS(MainMenu)
};

constexpr ActionId kOpening[]{ActionId::OpenFolder,
                              ActionId::ChooseFlow,
                              ActionId::OpenZip,
                              ActionId::GitClone,
                              ActionId::OpenSample};
constexpr ActionId kFile[]{kSeparator,
                           ActionId::Save,
                           ActionId::SaveAs,
                           ActionId::SaveAll,
                           ActionId::CompareWithDisk,
                           ActionId::FileVersions,
                           kSeparator,
                           ActionId::SaveAsZip,
                           ActionId::DuplicateFlow,
                           kSeparator,
                           ActionId::CloseTab,
                           ActionId::CloseOthers,
                           kSeparator,
                           ActionId::ReviewFolder,
                           ActionId::TrustFolder,
                           kSeparator,
                           ActionId::ShowSettings,
                           kSeparator,
                           ActionId::CloseWindow};
constexpr ActionId kEdit[]{ActionId::Undo,
                           ActionId::Redo,
                           kSeparator,
                           ActionId::Cut,
                           ActionId::Copy,
                           ActionId::Paste,
                           ActionId::PasteWithInputs,
                           ActionId::DuplicateNode,
                           ActionId::DeleteNode,
                           ActionId::DeleteAndHeal,
                           ActionId::SelectAll,
                           kSeparator,
                           ActionId::Find,
                           ActionId::Replace,
                           ActionId::FindNext,
                           ActionId::FindPrevious,
                           ActionId::GoToLine,
                           kSeparator,
                           ActionId::ToggleComment,
                           ActionId::FormatFile,
                           ActionId::Indent,
                           ActionId::Unindent,
                           ActionId::Complete,
                           ActionId::QuickFix};
constexpr ActionId kPlaces[]{ActionId::Commands, ActionId::GoToPlace, kSeparator};
constexpr ActionId kView[]{ActionId::GraphOrText,
                           ActionId::ToggleSide,
                           ActionId::ToggleBottom,
                           ActionId::ShowEgress,
                           ActionId::CopyEgress,
                           ActionId::NextRegion,
                           ActionId::PreviousRegion};
constexpr ActionId kGraph[]{ActionId::AddNode,
                            ActionId::ConnectInput,
                            ActionId::NodeToPrompty,
                            ActionId::PromptyToNode,
                            ActionId::MoveNodeUp,
                            ActionId::MoveNodeDown,
                            kSeparator,
                            ActionId::Fit,
                            ActionId::ActualSize,
                            ActionId::ZoomIn,
                            ActionId::ZoomOut,
                            ActionId::FrameSelection,
                            kSeparator,
                            ActionId::FocusMode,
                            ActionId::Tidy,
                            ActionId::BeginWire,
                            ActionId::Disconnect,
                            ActionId::HideLinks,
                            ActionId::ShowLinks,
                            ActionId::GroupNodes,
                            ActionId::UngroupNodes,
                            kSeparator,
                            ActionId::GoToSource,
                            ActionId::FindReferences,
                            ActionId::RenameNode,
                            ActionId::ShowNodeIo};
constexpr ActionId kAlign[]{ActionId::AlignLeft,
                            ActionId::AlignRight,
                            ActionId::AlignTop,
                            ActionId::AlignBottom,
                            ActionId::AlignCentre,
                            ActionId::AlignMiddle,
                            kSeparator,
                            ActionId::SpreadAcross,
                            ActionId::SpreadDown};
constexpr ActionId kRun[]{ActionId::Run,
                          ActionId::RunWithoutBreakpoints,
                          ActionId::Stop,
                          ActionId::Restart,
                          kSeparator,
                          ActionId::Continue,
                          ActionId::Pause,
                          ActionId::NextNode,
                          ActionId::StepInto,
                          ActionId::StepOut,
                          ActionId::StepBack,
                          ActionId::ForkHere,
                          kSeparator,
                          ActionId::RunNode,
                          ActionId::RunToHere,
                          ActionId::RunFromHere,
                          ActionId::RetryNode,
                          ActionId::EditInputs,
                          ActionId::SupplyOutput,
                          ActionId::PinOutput,
                          kSeparator};
constexpr ActionId kBreakpoints[]{ActionId::ToggleBreakpoint,
                                  ActionId::EditBreakpoint,
                                  ActionId::ToggleAllBreakpoints,
                                  ActionId::RemoveBreakpoints,
                                  kSeparator,
                                  ActionId::BreakOnError,
                                  ActionId::BreakOnSchema,
                                  ActionId::BreakOnTokens,
                                  ActionId::BreakOnEmpty,
                                  kSeparator,
                                  ActionId::AddWatch};
constexpr ActionId kHistory[]{ActionId::OpenRun,
                              ActionId::CompareRuns,
                              ActionId::FirstDifference,
                              kSeparator,
                              ActionId::PinRun,
                              ActionId::TagRun,
                              ActionId::DeleteRun,
                              kSeparator,
                              ActionId::ExportRun,
                              ActionId::ImportRun};
constexpr ActionId kRunWith[]{kSeparator,
                              ActionId::UseSimulator,
                              ActionId::UseConnections,
                              ActionId::ChooseConnections,
                              kSeparator,
                              ActionId::CheckEnvironment,
                              ActionId::CreateEnvironment,
                              ActionId::CreateFromWheels,
                              ActionId::StopCreating,
                              ActionId::ChooseInterpreter,
                              kSeparator,
                              ActionId::NextProblem,
                              ActionId::PreviousProblem,
                              ActionId::CopyDiagnostics,
                              ActionId::CopyErrorDetails};
constexpr ActionId kGit[]{ActionId::GitCommit,
                          ActionId::GitAmend,
                          kSeparator,
                          ActionId::GitStageHunk,
                          ActionId::GitStageNode,
                          ActionId::GitStageFile,
                          ActionId::GitDiscard,
                          kSeparator,
                          ActionId::GitPull,
                          ActionId::GitPush,
                          ActionId::GitFetch,
                          ActionId::GitStop,
                          kSeparator,
                          ActionId::GitSwitchBranch,
                          ActionId::GitNewBranch,
                          ActionId::GitMerge,
                          ActionId::GitRebase,
                          ActionId::GitCherryPick,
                          ActionId::GitTag,
                          ActionId::GitStash,
                          ActionId::GitPopStash,
                          kSeparator,
                          ActionId::GitContinue,
                          ActionId::GitAbort,
                          kSeparator,
                          ActionId::GitPullRequest,
                          ActionId::GitExport,
                          ActionId::GitImport,
                          kSeparator,
                          ActionId::GitBlame,
                          ActionId::GitIgnore,
                          ActionId::GitSetUp,
                          ActionId::GitRefresh};
constexpr ActionId kHelp[]{ActionId::ShowHelp, ActionId::ShowGuide, kSeparator, ActionId::About};
constexpr ActionId kThemes[]{ActionId::ThemeDark, ActionId::ThemeLight, ActionId::ThemeContrast};
constexpr ActionId kLanguages[]{ActionId::LanguageEnglish, ActionId::LanguageKorean};

void addTo(QMenu *menu, const Actions &actions, std::span<const ActionId> ids)
{
    for (const ActionId id : ids) {
        if (id == kSeparator)
            menu->addSeparator();
        else
            menu->addAction(actions[id]);
    }
}

void buildViewMenu(QMenu *view, const Actions &actions, const WorkArea &area)
{
    addTo(view, actions, kPlaces);
    for (const ModeRow &mode : kModes)
        view->addAction(actions[mode.action]);
    addTo(view, actions, kView);
    view->addSeparator();
    view->addActions(area.commands());
    view->addMenu(MainMenu::tr("Panels"))->addActions(area.toggles());
    view->addAction(actions[ActionId::ResetLayout]);
    view->addSeparator();
    addTo(view->addMenu(MainMenu::tr("Theme")), actions, kThemes);
    addTo(view->addMenu(MainMenu::tr("Language")), actions, kLanguages);
}

} // namespace

void buildMainMenu(QMainWindow *window,
                   const Actions &actions,
                   const WorkArea &area,
                   FlowOpener *opener)
{
    QMenuBar *const bar = window->menuBar();
    QMenu *const file = bar->addMenu(MainMenu::tr("&File"));
    addTo(file, actions, kOpening);
    QMenu *const recent = file->addMenu(MainMenu::tr("Recent folders"));
    QObject::connect(recent, &QMenu::aboutToShow, opener, [opener, recent] {
        opener->fillRecent(recent);
    });
    addTo(file, actions, kFile);
    QMenu *const edit = bar->addMenu(MainMenu::tr("&Edit"));
    auto *commands = new EditCommands(actions, window);
    QObject::connect(edit, &QMenu::aboutToShow, commands, &EditCommands::refresh);
    addTo(edit, actions, kEdit);
    buildViewMenu(bar->addMenu(MainMenu::tr("&View")), actions, area);
    QMenu *const graph = bar->addMenu(MainMenu::tr("&Graph"));
    addTo(graph, actions, kGraph);
    addTo(graph->addMenu(MainMenu::tr("Align")), actions, kAlign);
    QMenu *const run = bar->addMenu(MainMenu::tr("&Run"));
    addTo(run, actions, kRun);
    addTo(run->addMenu(MainMenu::tr("Breakpoints")), actions, kBreakpoints);
    addTo(run->addMenu(MainMenu::tr("History")), actions, kHistory);
    addTo(run, actions, kRunWith);
    addTo(bar->addMenu(MainMenu::tr("G&it")), actions, kGit);
    addTo(bar->addMenu(MainMenu::tr("&Help")), actions, kHelp);
}

} // namespace postern::ide
