// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/enginethread.h"
#include "app/ide/editing/document.h"
#include "app/ide/environment/environmentcontroller.h"
#include "app/ide/git/gitstore.h"
#include "app/ide/home/folderstate.h"
#include "app/ide/home/homewatch.h"
#include "app/ide/home/options.h"
#include "app/ide/home/settings.h"
#include "app/ide/run/breakpoints.h"
#include "app/ide/run/debugcontroller.h"
#include "app/ide/run/runcontroller.h"
#include "app/ide/run/runinputs.h"
#include "app/ide/run/watches.h"
#include "app/ide/session/arrangementkeeper.h"
#include "app/ide/session/flowedits.h"
#include "app/ide/session/flowgraph.h"
#include "app/ide/session/importcheck.h"
#include "app/ide/session/pastrun.h"
#include "engine/replay/outputcache.h"

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <vector>

namespace postern::ide {

/// What is open and how it runs, apart from any window: the window can be built anew (another
/// language, another theme) while a run goes on.
class Session final : public QObject
{
    Q_OBJECT

public:
    explicit Session(const Options &options, QObject *parent = nullptr);
    ~Session() override;

    Settings &settings() { return m_settings; }
    HomeWatch &home() { return m_home; }
    RunController &runs() { return m_runs; }
    widgets::RunModel &model() { return m_runs.model(); }
    EgressLog &egress() { return m_runs.egress(); }
    EnvironmentController &environment() { return m_environment; }
    /// What only loading the flow's Python files finds.
    ImportCheck &imports() { return m_imports; }
    EngineThread &engine() { return m_engine; }
    /// The repository that the open folder lies in.
    GitStore &git() { return m_git; }
    /// Changes the open flow by what is meant.
    FlowEdits &edits() { return m_edits; }
    /// What of the open flow's canvas is arranged by hand.
    ArrangementKeeper &arrangement() { return m_arrangement; }
    /// Null while nothing is open.
    Document *document() const { return m_document.get(); }

    /// Opens a flow folder or file in place of what is open; a run of that is stopped. `chosenIn`
    /// is the folder among whose flows it was chosen; empty: it stands for itself. Throws Error
    /// and leaves everything as it was when there is no flow to open.
    void open(const QString &folderOrFile, const QString &chosenIn = {});
    /// The flows to choose from where a folder isn't that of one flow; empty when it can be opened
    /// as it is, or holds none.
    QStringList flowsToChoose(const QString &folder);
    /// The flow files beside the open one, itself among them: of its folder, or of the folder in
    /// which it was chosen. Looked for once in each folder that is opened.
    QStringList neighbours();
    /// The folder that neighbours() lie in: that of the flow, or one above it.
    QString chosenIn() const;
    /// What was open last: the file of a flow, or a folder; empty when nothing was.
    QString lastFlow() const;
    /// The folder in which that had been chosen; empty when it stood for itself.
    QString lastChosenIn() const { return m_settings.value(kLastChosenIn).toString(); }
    void trustFolder();
    bool isRestricted() const;

    /// After starts that failed: nothing is used of what is remembered of the window and its tabs.
    void setCautious(bool isCautious) { m_isCautious = isCautious; }
    bool isCautious() const { return m_isCautious; }

    bool simulates() const { return m_simulate; }
    QString connectionsFile() const { return m_connectionsFile; }
    void useSimulator();
    /// Runs use the user's own connections from now on, and before them those of this file, unless
    /// it is empty.
    void useConnections(const QString &file);

    /// The variant that runs use, "${node.variant}"; empty for the defaults.
    QString variant() const { return m_variant; }
    void setVariant(const QString &variant);
    /// The open flow as it is shown, with that variant.
    const FlowGraph &graph() const { return m_graph; }
    /// The words of what is open are those of another language.
    void translate();

    /// Why a run can't start now, one sentence; empty when it can.
    QString runBlocker() const;
    /// Starts a run of the whole flow with what inputs() holds, which is remembered for the next
    /// one, and with what a chat fills in. False, and inputs() says why, when that can't be read.
    bool run(const Dict &ofChat = {});

    /// Starts a run of that node alone, with these inputs of it. Only where runBlocker() is empty.
    void runNode(const QString &name, Dict inputs);

    RunInputs &inputs() { return m_inputs; }
    Breakpoints &breakpoints() { return m_breakpoints; }
    Watches &watches() { return m_watches; }
    DebugController &debug() { return m_debug; }
    /// What the latest run leaves for the next one.
    PastRun &pastRun() { return m_pastRun; }
    /// What a run from that node would take of what nodes gave, asked of the disk on another thread.
    /// Does nothing when the inputs can't be read, which inputs() says.
    using Plan = std::vector<replay::ReuseEntry>;
    void planFrom(const QString &node, bool takesUnrepeatable, std::function<void(Plan)> answer);
    /// How the next run differs from one of the whole flow; of that run alone.
    void setNextRun(RunChoices choices) { m_nextRun = std::move(choices); }
    /// What is remembered of the open folder.
    FolderState &folderState() { return m_folderState; }

signals:
    void documentOpened();
    /// What is drawn of the open flow, or the variant that is shown of it, is another; graph() is
    /// already.
    void flowChanged(const postern::flow::FlowChange &change);
    /// The flow, its problems, the trust or the state of the run: what runBlocker() looks at.
    void runnableChanged();
    void engineChanged();

private:
    static const QString kLastChosenIn;

    /// The flows of the folder that was searched last.
    struct FlowSearch
    {
        QString folder;
        std::vector<flow::FlowLocation> flows;
    };

    /// A folder's flow; the only one that it holds at any depth, where it has none by prompt flow's
    /// names. Throws Error.
    flow::FlowLocation onlyFlow(const QString &folderOrFile);
    /// What a folder holds at any depth. Valid until another one is asked for.
    const std::vector<flow::FlowLocation> &flowsIn(const QString &folder);
    /// Under which name things are remembered: the folder's, or the file's where there are others.
    static QString stateName(const flow::FlowLocation &location);
    /// The files of the folder that had a tab when it was last open.
    QStringList rememberedTabs() const;
    void showFlow(const flow::FlowChange &change);
    /// A run of what is open, as it stands, with the variant and the connections that are chosen.
    run::RunSpec specNow();
    /// The repository is that of what is open, under its trust.
    void openRepository();
    void start(run::RunSpec spec, RunChoices choices, std::string kind);
    /// Which nodes run whatever is known of them: that one and what needs it; without one, all.
    replay::ReuseOptions reuseFrom(const std::string &node, bool takesUnrepeatable) const;
    /// Puts what is chosen for a run into it.
    void choose(run::RunSpec &spec, RunChoices choices);
    /// What could not be kept before.
    void keepAgain();

    Settings m_settings;
    HomeWatch m_home;
    FolderState m_folderState;
    RunInputs m_inputs{m_folderState};
    FlowGraph m_graph;
    Breakpoints m_breakpoints{m_folderState};
    Watches m_watches{m_folderState};
    std::unique_ptr<Document> m_document;
    FlowSearch m_search;
    ArrangementKeeper m_arrangement;
    QString m_chosenIn; ///< the folder of which the open flow is one of several; empty: its own
    RunController m_runs;
    DebugController m_debug{m_breakpoints, m_watches, m_runs.model(), m_graph.model()};
    PastRun m_pastRun{m_runs.model()};
    const std::shared_ptr<replay::OutputStore> m_outputs = std::make_shared<replay::OutputStore>();
    QThreadPool m_planners;
    BackgroundTask m_planning;
    RunChoices m_nextRun;
    EnvironmentController m_environment;
    ImportCheck m_imports;
    bool m_simulate = true;
    bool m_isCautious = false;
    QString m_connectionsFile;
    QString m_variant;
    FlowEdits m_edits{*this};
    GitStore m_git;
    EngineThread m_engine{
        m_runs.egress().ledger()}; // last: nothing it still tells may find the others gone
};

} // namespace postern::ide
