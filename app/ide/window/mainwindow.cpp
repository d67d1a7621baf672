// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/mainwindow.h"

#include "app/ide/commands/actions.h"
#include "app/ide/commands/environmentcommands.h"
#include "app/ide/editing/buffer.h"
#include "app/ide/panes/bottompane.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/panes/explorerview.h"
#include "app/ide/panes/graphpane.h"
#include "app/ide/panes/keepstrips.h"
#include "app/ide/panes/outlinemodel.h"
#include "app/ide/panes/outlineview.h"
#include "app/ide/panes/previewpane.h"
#include "app/ide/panes/referencespane.h"
#include "app/ide/panes/refusedstrip.h"
#include "app/ide/panes/resultpane.h"
#include "app/ide/panes/runpane.h"
#include "app/ide/panes/runpanes.h"
#include "app/ide/panes/runtoolbar.h"
#include "app/ide/panes/searchpane.h"
#include "app/ide/panes/statusbar.h"
#include "app/ide/panes/striparea.h"
#include "app/ide/panes/welcomepage.h"
#include "app/ide/session/session.h"
#include "app/ide/window/authoringcommands.h"
#include "app/ide/window/contextmenus.h"
#include "app/ide/window/debugparts.h"
#include "app/ide/window/flowopener.h"
#include "app/ide/window/gitparts.h"
#include "app/ide/window/guidelinks.h"
#include "app/ide/window/historycommands.h"
#include "app/ide/window/mainmenu.h"
#include "app/ide/window/modebar.h"
#include "app/ide/window/noderunner.h"
#include "app/ide/window/nodeviews.h"
#include "app/ide/window/panellist.h"
#include "app/ide/window/problemlinks.h"
#include "app/ide/window/promptycommands.h"
#include "app/ide/window/quickfixes.h"
#include "app/ide/window/runcommands.h"
#include "app/ide/window/symbollinks.h"
#include "app/ide/window/windowcommands.h"
#include "app/ide/window/windowfocus.h"
#include "app/ide/window/windowgeometry.h"
#include "app/ide/window/workarea.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/inspector/nodeinspector.h"
#include "widgets/inspector/nodeio.h"
#include "widgets/theme/follow.h"

#include <QFileInfo>
#include <QKeyEvent>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>
#include <iterator>
#include <utility>

namespace postern::ide {

static constexpr int kSmall = 1100; // below it there is no room for the words of icons

MainWindow::MainWindow(Session &session, std::vector<Panel> others, QWidget *parent)
    : QMainWindow(parent)
    , m_session(session)
    , m_actions(new Actions(this))
    , m_toolBar(new RunToolBar(session, *m_actions, this))
    , m_modeBar(new ModeBar(*m_actions, this))
    , m_strips(new StripArea(session, *m_actions, this))
    , m_centre(new QStackedWidget(this))
    , m_graph(new GraphPane(session, *m_actions, this))
    , m_explorer(new ExplorerView(this))
    , m_outlineModel(new OutlineModel(session, this))
    , m_outline(new OutlineView(m_outlineModel, this))
    , m_editors(new EditorPane(*m_actions, this))
    , m_inspector(new widgets::NodeInspector(this))
    , m_ioParts(new QSplitter(Qt::Vertical, this))
    , m_io(new widgets::NodeIo(this))
    , m_runPane(new RunPane(session, this))
    , m_bottom(new BottomPane(session, this))
    , m_runViews(new RunPanes(session, *m_actions, this))
    , m_status(new StatusBar(session, *m_actions, this))
    , m_node(
          new NodeViews(session,
                        *m_actions,
                        {m_graph, m_outlineModel, m_outline, m_inspector, m_io, m_editors, m_runViews},
                        this))
    , m_opener(new FlowOpener(
          session,
          *m_actions,
          [this] { return m_editors->mayClose(); },
          [this] { m_editors->flush(); },
          this))
    , m_runs(new RunCommands(session, *m_actions, m_runPane, m_editors, this))
    , m_memory(new WindowMemory(
          session, [this] { return place(); }, this))
    , m_debugging(new DebugParts(session, *m_actions, this))
    , m_git(new GitParts(session, *m_actions, m_graph, this))
{
    setObjectName("mainWindow");
    setAcceptDrops(true);
    setMinimumSize(kLeastFramed.shrunkBy(kUnknownFrame));
    setDockOptions(AllowNestedDocks | AllowTabbedDocks); // nothing is animated
    m_inspector->setObjectName("inspector");
    m_io->setObjectName("nodeIo");
    m_ioParts->addWidget(m_io);
    m_ioParts->setChildrenCollapsible(false);
    addToolBar(Qt::LeftToolBarArea, m_modeBar);
    addToolBar(Qt::TopToolBarArea, m_toolBar);
    buildCentre();
    auto *references = new ReferencesPane(this);
    auto *search = new SearchPane(this);
    auto *preview = new PreviewPane(session, this);
    GuidePane *const guide = makeGuide(session, *m_actions, this);
    std::vector<Panel> all = panelList({m_explorer,
                                        m_outline,
                                        m_editors,
                                        m_inspector,
                                        m_ioParts,
                                        m_runPane,
                                        m_bottom,
                                        references,
                                        search,
                                        preview,
                                        m_debugging->breakpoints(),
                                        m_debugging->watch(),
                                        m_debugging->callStack(),
                                        guide,
                                        m_runViews,
                                        m_git,
                                        *m_actions});
    std::ranges::move(others, std::back_inserter(all));
    m_area = new WorkArea(session, *m_actions, this, m_strips, m_modeBar, std::move(all));
    setStatusBar(m_status);
    buildMainMenu(this, *m_actions, *m_area, m_opener);
    m_symbols = new SymbolLinks(m_session,
                                *m_actions,
                                {m_node, m_area, m_editors, references, search, m_strips},
                                this);
    connect(m_editors, &EditorPane::fileShown, preview, &PreviewPane::showFile);
    connect(m_editors, &EditorPane::nodeAtCaret, preview, &PreviewPane::showNode);
    connect(m_node, &NodeViews::nodeShown, preview, [this, preview] {
        preview->showNode(selectedNode());
    });
    connectWorkArea();
    connectCommands();
    connectViewCommands();
    connectPanes();
    connectContextMenus();
    new ProblemLinks(m_session,
                     *m_actions,
                     {m_node, m_area, m_editors, m_inspector, m_io, m_runPane, m_bottom, m_strips},
                     this);
    m_debugging->connectWith({m_graph, m_node, m_editors, m_runPane, m_io, m_strips, m_area});
    connect(m_debugging, &DebugParts::asked, m_runs, &RunCommands::asked);
    new QuickFixes(m_session, *m_actions, {m_editors, m_bottom}, this);
    auto *prompties = new PromptyCommands(m_session, *m_actions, {m_node, m_editors}, this);
    connect(prompties, &PromptyCommands::failed, m_strips, &StripArea::showNotice);
    new GuideLinks(m_session, *m_actions, {m_node, m_area, m_editors, m_bottom, guide}, this);
    connectMemory();
    restoreWindowGeometry(*this, session.settings().windowGeometry());
    onOpened();
}

MainWindow::~MainWindow()
{
    m_editors->flush(); // what is still being composed is told while all is there that follows it
}

void MainWindow::buildCentre()
{
    auto *welcome = new WelcomePage(*m_actions, m_session.settings(), this);
    connect(welcome, &WelcomePage::folderChosen, this, &MainWindow::openPath);
    connect(welcome, &WelcomePage::copyWanted, m_opener, &FlowOpener::duplicate);
    connect(welcome, &WelcomePage::filled, this, [this] { m_focus->giveToCentre(); });
    m_centre->addWidget(welcome);
    m_centre->addWidget(m_graph);
    setCentralWidget(m_centre);
}

void MainWindow::connectWorkArea()
{
    connect(m_area, &WorkArea::arranging, this, [this](Mode mode) {
        // Where the inputs stand at the left, there is too little room for what came out.
        if (mode == Mode::Author) {
            m_runPane->takeBackOutcome();
        } else if (m_ioParts->count() == 1) {
            m_ioParts->addWidget(m_runPane->lendOutcome());
            m_ioParts->setSizes({600, 400});
        }
    });
    connect(m_area, &WorkArea::modeShown, this, [this](Mode mode) {
        if (mode == Mode::Debug)
            m_session.settings().setValue(WelcomePage::kHasDebugged, true);
        m_git->setActive(mode == Mode::Git && m_session.document());
    });
    connect(m_area, &WorkArea::toggled, this, [this] {
        (*m_actions)[ActionId::ToggleBottom]->setChecked(m_area->isShown(panels::kBottom));
    });
    connect(m_area, &WorkArea::flyoutClosed, m_graph->view(), qOverload<>(&QWidget::setFocus));
    for (const ModeRow &row : kModes)
        m_actions->on(row.action, this, [this, mode = row.mode] { m_area->showMode(mode); });
    connect(m_git, &GitParts::fileWanted, this, [this](const QString &path) {
        m_area->showMode(Mode::Author);
        showFile(path);
    });
    connect(m_git, &GitParts::folderWanted, this, &MainWindow::openPath);
    connect(m_git, &GitParts::failed, this, &MainWindow::showNotice);
    m_actions->on(ActionId::ResetLayout, m_area, &WorkArea::reset);
    m_actions->on(ActionId::ToggleSide, m_area, &WorkArea::toggleSide);
    m_actions->on(ActionId::ToggleBottom, m_area, [this] { m_area->togglePanel(panels::kBottom); });
    m_actions->on(ActionId::GraphOrText, this, &MainWindow::showNextOfGraphAndText);
    theme::follow(this, [this] {
        // Queued: what is in it grows first.
        QMetaObject::invokeMethod(this, &MainWindow::fitToText, Qt::QueuedConnection);
    });
}

void MainWindow::connectCommands()
{
    connect(m_opener, &FlowOpener::failed, this, &MainWindow::showNotice);
    connect(m_runs, &RunCommands::asked, this, [this](bool isStarted) {
        if (!isStarted || m_area->mode() == Mode::Author)
            m_area->bringUp(panels::kRun); // there what comes out is in it, too
    });
    connect(m_runs, &RunCommands::refused, this, [this] {
        m_strips->showBlocked();
        if (m_area->mode() == Mode::Author && m_session.document())
            m_area->bringUp(panels::kRun);
    });
    auto *keeping = new KeepStrips(m_session, *m_actions, *m_strips);
    connect(keeping, &KeepStrips::fileChosen, this, &MainWindow::showFile);
    connect(keeping, &KeepStrips::compareWanted, this, [this](const QString &path) {
        m_area->bringUp(panels::kEditors);
        m_editors->compareFile(path);
    });
    new RefusedStrip(m_session, *m_strips);
    auto *environment = new EnvironmentCommands(m_session, *m_actions, this);
    connect(environment, &EnvironmentCommands::failed, m_strips, &StripArea::showNotice);
    auto *commands = new WindowCommands(m_session, *m_actions, this, m_toolBar->commandField());
    connect(commands, &WindowCommands::languageChosen, this, &MainWindow::languageChosen);
    connect(commands, &WindowCommands::themeChosen, this, &MainWindow::themeChosen);
    connect(commands, &WindowCommands::textScaleChosen, this, &MainWindow::textScaleChosen);
    connect(commands, &WindowCommands::nodeChosen, this, &MainWindow::selectNode);
    connect(commands, &WindowCommands::fileChosen, this, &MainWindow::showFile);
    connect(commands, &WindowCommands::symbolChosen, m_symbols, &SymbolLinks::goToSymbol);
    m_actions->on(ActionId::CloseWindow, this, &QWidget::close);
}

void MainWindow::connectViewCommands()
{
    const Actions &actions = *m_actions;
    const auto showIo = [this] { m_area->goTo(panels::kIo); };
    actions.on(ActionId::ShowNodeIo, this, showIo);
    connect(m_inspector, &widgets::NodeInspector::ioRequested, this, showIo);
    const auto *runner = new NodeRunner(m_session, actions, {m_node, m_editors}, this);
    connect(runner, &NodeRunner::started, this, showIo);
    m_inspector->setRunAction(actions[ActionId::RunNode]);
    actions.on(ActionId::NextProblem, m_bottom, [this] { m_bottom->stepProblem(1); });
    actions.on(ActionId::PreviousProblem, m_bottom, [this] { m_bottom->stepProblem(-1); });
    actions.on(ActionId::CopyErrorDetails, m_strips, &StripArea::copyDetails);
    actions.on(ActionId::CopyDiagnostics, m_bottom, &BottomPane::copyProblems);
    actions.on(ActionId::CopyEgress, m_bottom, &BottomPane::copyEgress);
    const auto showBelow = [this](void (BottomPane::*raise)()) {
        return [this, raise] {
            m_area->bringUp(panels::kBottom);
            (m_bottom->*raise)();
        };
    };
    auto *history = new HistoryCommands(m_session,
                                        actions,
                                        {m_runViews->history(), m_runViews->compare(), m_graph},
                                        this);
    connect(m_area, &WorkArea::modeShown, history, &HistoryCommands::showIn);
    connect(history, &HistoryCommands::runShown, this, showIo);
    connect(history, &HistoryCommands::comparisonShown, this, [this] {
        m_area->goTo(panels::kCompare);
    });
    actions.on(ActionId::ShowEgress, this, showBelow(&BottomPane::raiseEgress));
    connect(m_status, &StatusBar::problemsClicked, this, showBelow(&BottomPane::raiseProblems));
    connect(m_status, &StatusBar::runClicked, this, showBelow(&BottomPane::raiseLog));
    connect(m_status, &StatusBar::branchClicked, this, [this] { m_area->showMode(Mode::Git); });
}

void MainWindow::connectPanes()
{
    connect(&m_session, &Session::documentOpened, this, &MainWindow::onOpened);
    connect(&m_session, &Session::flowChanged, this, &MainWindow::onFlowChanged);
    connect(&m_session, &Session::runnableChanged, this, &MainWindow::onRunnableChanged);
    connect(m_node, &NodeViews::nodeShown, this, [this] {
        if (!m_area->isSeen(panels::kInspector)) // what is raised is painted
            m_area->raise(panels::kInspector);
    });
    connect(m_node, &NodeViews::boxShown, this, [this](bool hasValues) {
        m_area->raise(hasValues ? panels::kInspector : panels::kRun);
    });
    connect(m_explorer, &ExplorerView::fileChosen, this, &MainWindow::showFile);
    connect(m_graph, &GraphPane::flowChosen, m_opener, &FlowOpener::openNeighbour);
    connect(m_editors, &EditorPane::caretMoved, m_status, &StatusBar::showCaret);
    connect(m_graph, &GraphPane::wiringShown, m_status, &StatusBar::showWiring);
    connect(m_graph, &GraphPane::fitsShown, m_outlineModel, &OutlineModel::showFits);
    connect(m_editors, &EditorPane::fileShown, m_status, &StatusBar::showFile);
    connect(m_editors, &EditorPane::fileShown, m_explorer, [this](const Buffer *buffer) {
        if (buffer)
            m_explorer->follow(buffer->path());
    });
    connect(m_editors, &EditorPane::failed, m_strips, &StripArea::showNotice);
    connect(m_runPane, &RunPane::inputsRefused, m_strips, &StripArea::showInputs);
    connect(m_runPane, &RunPane::runWanted, this, [this](const QString &node) {
        m_area->showMode(Mode::Debug);
        if (!node.isEmpty())
            selectNode(node);
        m_io->setFocus();
    });
    ResultPane *const results = m_runPane->results();
    connect(m_io, &widgets::NodeIo::frontChanged, results, [io = m_io, results] {
        results->setInFront(io->nodeInFront()); // also while the window goes
    });
    connect(&m_session.runs(), &RunController::recordingFailed, this, [this](const QString &why) {
        showNotice(tr("Runs aren't kept"), why);
    });
    connect(m_strips, &StripArea::nodeChosen, this, &MainWindow::selectNode);
}

void MainWindow::connectContextMenus()
{
    auto *authoring = new AuthoringCommands(m_session,
                                            *m_actions,
                                            {m_graph->view(), m_outline, m_node, m_editors},
                                            this);
    auto *menus = new ContextMenus(m_session, *m_actions, this);
    connect(menus, &ContextMenus::nodeWantedOn, authoring, &AuthoringCommands::askForEdge);
    menus->addTo(m_graph->view());
    menus->addTo(m_explorer);
    menus->addTo(m_outline);
    connect(menus, &ContextMenus::nodeChosen, this, &MainWindow::selectNode);
    connect(menus, &ContextMenus::flowChosen, m_opener, &FlowOpener::openNeighbour);
    connect(menus, &ContextMenus::fileChosen, this, &MainWindow::showFile);
    connect(menus, &ContextMenus::copyWanted, m_opener, &FlowOpener::duplicate);
    connect(menus, &ContextMenus::textChosen, this, [this](const QString &node, const QString &text) {
        m_area->bringUp(panels::kEditors);
        m_editors->goToText(node, text);
    });
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_editors->mayClose()) {
        event->ignore();
        return;
    }
    m_memory->flush();
    saveLayout();
    QMainWindow::closeEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    fitBars();
    m_area->fitToWidth(event->size().width());
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    // Whatever had the focus had no use for it.
    if (event->key() == Qt::Key_Escape && m_session.document())
        m_graph->view()->setFocus(Qt::ShortcutFocusReason);
    else
        QMainWindow::keyPressEvent(event);
}

bool MainWindow::focusNextPrevChild(bool next)
{
    // Qt asks for the next in line as well when what had the focus has gone: then nobody has
    // pressed Tab, and the next in line, the Run button perhaps, is nothing that was chosen.
    const QWidget *const focused = focusWidget();
    if (focused && (!focused->isVisible() || !focused->isEnabled())) {
        m_focus->giveAfter(focused);
        return true;
    }
    const bool hasMoved = QMainWindow::focusNextPrevChild(next);
    m_area->bringUpFocused();
    return hasMoved;
}

void MainWindow::fitBars()
{
    // Words twice as large need twice the room.
    const bool isSmall = width() < theme::scaled(kSmall);
    m_modeBar->setCompact(isSmall);
    m_toolBar->setCompact(isSmall);
    m_status->setCompact(isSmall);
}

void MainWindow::fitToText()
{
    fitBars();
    m_area->fitToText();
}

QString MainWindow::selectedNode() const
{
    return m_node->selected();
}

void MainWindow::selectNode(const QString &id)
{
    m_node->select(id);
}

void MainWindow::showNotice(const QString &title, const QString &text)
{
    m_strips->showNotice(title, text);
}

void MainWindow::openFlow(const QString &folderOrFile, const QString &chosenIn)
{
    m_opener->open(folderOrFile, chosenIn);
}

void MainWindow::onOpened()
{
    Document *const document = m_session.document();
    m_centre->setCurrentIndex(document ? 1 : 0);
    m_modeBar->setVisible(document != nullptr);
    QStringList title{QStringLiteral("Postern")};
    if (document)
        title.prepend(QFileInfo(document->folder()).fileName());
    if (document && !document->isDag())
        title.prepend(document->fileName());
    setWindowTitle(title.join(QStringLiteral(" — ")));
    m_runs->refresh();
    onRunnableChanged();
    if (!document) {
        m_focus->giveToCentre();
        return;
    }
    m_explorer->setFolder(m_session.chosenIn());
    m_editors->setDocument(document);
    m_debugging->followText();
    m_explorer->follow(document->filePath());
    m_status->showCaret(1, 1);
    m_graph->showOther();
    m_node->clear();
    onFlowChanged(flow::FlowChange::everything());
    m_area->showMode(m_area->mode());
    if (WindowPlace place; m_memory->recall(place))
        setPlace(place);
    m_focus->giveToCentre();
}

void MainWindow::onFlowChanged(const flow::FlowChange &change)
{
    const int nodes = m_session.graph().nodeCount();
    m_area->setRemark(panels::kOutline, nodes == 1 ? tr("1 node") : tr("%1 nodes").arg(nodes));
    if (change.reading || change.ports)
        m_runPane->showFlow();
    if (change.reading || change.variants)
        m_toolBar->showFlow();
    if (change.ports || change.concerns(selectedNode().toStdString()))
        selectNode(selectedNode());
    if (change.reading) // of the others the check tells
        m_editors->showProblems();
}

void MainWindow::onRunnableChanged()
{
    m_area->refresh();
    m_bottom->showProblems();
    m_io->setRunBlocker(m_session.runBlocker());
}

void MainWindow::showNextOfGraphAndText()
{
    const WorkArea::Showing shown = m_area->showNext();
    if (shown == WorkArea::Showing::Centre)
        m_graph->view()->setFocus();
    else if (shown == WorkArea::Showing::Panels)
        m_editors->flowText()->setFocus();
}

void MainWindow::showFile(const QString &path)
{
    m_area->bringUp(panels::kEditors);
    m_editors->openFile(path);
    m_editors->focusText();
}

} // namespace postern::ide
