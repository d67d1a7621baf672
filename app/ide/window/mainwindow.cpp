// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/mainwindow.h"

#include "app/ide/commands/actions.h"
#include "app/ide/commands/environmentcommands.h"
#include "app/ide/commands/waysout.h"
#include "app/ide/editing/buffer.h"
#include "app/ide/home/paths.h"
#include "app/ide/panes/bottompane.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/panes/explorerview.h"
#include "app/ide/panes/graphpane.h"
#include "app/ide/panes/keepstrips.h"
#include "app/ide/panes/outlinemodel.h"
#include "app/ide/panes/outlineview.h"
#include "app/ide/panes/resultpane.h"
#include "app/ide/panes/runpane.h"
#include "app/ide/panes/runtoolbar.h"
#include "app/ide/panes/statusbar.h"
#include "app/ide/panes/striparea.h"
#include "app/ide/panes/welcomepage.h"
#include "app/ide/session/session.h"
#include "app/ide/window/docktitle.h"
#include "app/ide/window/panellayout.h"
#include "app/ide/window/windowcommands.h"
#include "app/ide/window/windowgeometry.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/inspector/nodeinspector.h"
#include "widgets/inspector/nodeio.h"
#include "widgets/theme/follow.h"

#include <QApplication>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMimeData>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>

namespace postern::ide {

namespace {

/// Where the keyboard enters a region; null when it can't.
QWidget *firstStop(QWidget *region)
{
    if (region->focusPolicy() & Qt::TabFocus)
        return region;
    for (QWidget *child = region->nextInFocusChain(); child && region->isAncestorOf(child);
         child = child->nextInFocusChain()) {
        if ((child->focusPolicy() & Qt::TabFocus) && child->isVisibleTo(region)
            && child->isEnabled())
            return child;
    }
    return nullptr;
}

} // namespace

MainWindow::MainWindow(Session &session, QWidget *parent)
    : QMainWindow(parent)
    , m_session(session)
    , m_actions(new Actions(this))
    , m_toolBar(new RunToolBar(session, *m_actions, this))
    , m_strips(new StripArea(session, *m_actions, this))
    , m_centre(new QStackedWidget(this))
    , m_graph(new GraphPane(session, *m_actions, this))
    , m_explorer(new ExplorerView(this))
    , m_outlineModel(new OutlineModel(session.model(), this))
    , m_outline(new OutlineView(m_outlineModel, this))
    , m_editors(new EditorPane(*m_actions, this))
    , m_inspector(new widgets::NodeInspector(this))
    , m_io(new widgets::NodeIo(this))
    , m_runPane(new RunPane(session, this))
    , m_bottom(new BottomPane(session, this))
    , m_status(new StatusBar(session, *m_actions, this))
    , m_memory(new WindowMemory(session, [this] { return place(); }, this))
{
    setObjectName("mainWindow");
    setAcceptDrops(true);
    setMinimumSize(kLeastFramed.shrunkBy(kUnknownFrame));
    setDockOptions(AllowNestedDocks | AllowTabbedDocks); // nothing is animated

    m_inspector->setObjectName("inspector");
    m_io->setObjectName("nodeIo");

    buildModeBar();
    auto *welcome = new WelcomePage(*m_actions, session.settings(), this);
    connect(welcome, &WelcomePage::folderChosen, this, &MainWindow::openPath);
    connect(welcome, &WelcomePage::filled, this, &MainWindow::focusCentre);
    m_centre->addWidget(welcome);
    m_centre->addWidget(m_graph);
    setCentralWidget(m_centre);
    buildDocks();
    setStatusBar(m_status);
    buildMenus();
    connectActions();
    connectPanes();
    connectContextMenus();
    orderFocus();
    auto *keeping = new KeepStrips(session, *m_actions, *m_strips);
    connect(keeping, &KeepStrips::fileChosen, m_editors, &EditorPane::openFile);
    connect(keeping, &KeepStrips::compareWanted, m_editors, &EditorPane::compareFile);
    auto *environment = new EnvironmentCommands(session, *m_actions, this);
    connect(environment, &EnvironmentCommands::failed, m_strips, &StripArea::showNotice);
    auto *commands = new WindowCommands(session, *m_actions, this, m_toolBar->commandField());
    connect(commands, &WindowCommands::languageChosen, this, &MainWindow::languageChosen);
    connect(commands, &WindowCommands::themeChosen, this, &MainWindow::themeChosen);
    connect(commands, &WindowCommands::textScaleChosen, this, &MainWindow::textScaleChosen);
    connect(commands, &WindowCommands::nodeChosen, this, &MainWindow::selectNode);
    connect(commands, &WindowCommands::fileChosen, this, &MainWindow::showFile);
    connectMemory();
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *, const QWidget *now) {
        // Deleted with the focus in it. Another window's focus is another's matter.
        if (now == nullptr && isActiveWindow())
            QMetaObject::invokeMethod(this, &MainWindow::focusLost, Qt::QueuedConnection);
    });

    theme::follow(this, [this] {
        // Queued: what is in it grows first.
        QMetaObject::invokeMethod(this, &MainWindow::fitToText, Qt::QueuedConnection);
    });
    restoreWindowGeometry(*this, session.settings().windowGeometry());
    onOpened();
}

MainWindow::~MainWindow() = default;

void MainWindow::showNotice(const QString &title, const QString &text)
{
    m_strips->showNotice(title, text);
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
    fitToWidth(event->size().width());
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    // Whatever had the focus had no use for it.
    if (event->key() == Qt::Key_Escape && m_session.document())
        m_graph->view()->setFocus(Qt::ShortcutFocusReason);
    else
        QMainWindow::keyPressEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    openPath(event->mimeData()->urls().first().toLocalFile());
}

void MainWindow::connectActions()
{
    const Actions &actions = *m_actions;
    actions.on(ActionId::OpenFolder, this, &MainWindow::chooseFolder);
    actions.on(ActionId::OpenSample, this, [this] {
        openPath(samplesFolder() + QStringLiteral("/support-rag"));
    });
    actions.on(ActionId::ChooseFlow, this, &MainWindow::chooseNeighbour);
    actions.on(ActionId::CloseWindow, this, &QWidget::close);
    actions.on(ActionId::ModeAuthor, this, [this] { showMode(Mode::Author); });
    actions.on(ActionId::ModeDebug, this, [this] { showMode(Mode::Debug); });
    actions.on(ActionId::ResetLayout, this, [this] { arrange(standardPanels()); });
    actions.on(ActionId::ToggleSide, this, &MainWindow::toggleSide);
    actions.on(ActionId::GraphOrText, this, &MainWindow::showNextOfGraphAndText);
    actions.on(ActionId::ToggleBottom, this, &MainWindow::toggleBottom);
    actions.on(ActionId::GoToSource, m_editors, [this] {
        bringUp(m_editorDock);
        m_editors->focusSource();
    });
    actions.on(ActionId::ShowOutline, m_outline, qOverload<>(&QWidget::setFocus));
    actions.on(ActionId::NextRegion, this, [this] { stepRegion(1); });
    actions.on(ActionId::PreviousRegion, this, [this] { stepRegion(-1); });
    actions.on(ActionId::Run, this, &MainWindow::startRun);
    watchRunKey();
    actions.on(ActionId::Stop, &m_session.runs(), &RunController::stop);
    actions.on(ActionId::UseSimulator, &m_session, &Session::useSimulator);
    actions.on(ActionId::UseConnections, &m_session, [this] {
        m_session.useConnections(m_session.connectionsFile());
    });
    actions.on(ActionId::ChooseConnections, this, &MainWindow::chooseConnections);
    actions.on(ActionId::TrustFolder, &m_session, &Session::trustFolder);
    actions.on(ActionId::ReviewFolder, this, &MainWindow::reviewFolder);
    actions.on(ActionId::NextProblem, m_bottom, [this] { m_bottom->stepProblem(1); });
    actions.on(ActionId::PreviousProblem, m_bottom, [this] { m_bottom->stepProblem(-1); });
    actions.on(ActionId::CopyErrorDetails, m_strips, &StripArea::copyDetails);
    actions.on(ActionId::CopyDiagnostics, m_bottom, &BottomPane::copyProblems);
    actions.on(ActionId::CopyEgress, m_bottom, &BottomPane::copyEgress);
    actions.on(ActionId::ShowEgress, m_bottomDock, [this] {
        m_bottomDock->show();
        m_bottom->raiseEgress();
    });
}

void MainWindow::connectPanes()
{
    connect(&m_session, &Session::documentOpened, this, &MainWindow::onOpened);
    connect(&m_session, &Session::runnableChanged, this, &MainWindow::onRunnableChanged);
    connect(&m_session.model(), &widgets::RunModel::nodesChanged, this, &MainWindow::onNodesChanged);
    connect(m_graph->view(), &graph::GraphView::nodeSelected, this, &MainWindow::selectNode);
    connect(m_graph->view(), &graph::GraphView::nodeActivated, this, [this](const QString &id) {
        selectNode(id);
        (*m_actions)[ActionId::GoToSource]->trigger();
    });
    connect(m_outline->selectionModel(),
            &QItemSelectionModel::currentRowChanged,
            this,
            [this](const QModelIndex &row) {
                const QString id = row.data(OutlineModel::IdRole).toString();
                if (row.isValid() && id != m_selected)
                    selectNode(id);
            });
    connect(m_outline, &QTreeView::activated, (*m_actions)[ActionId::GoToSource], &QAction::trigger);
    connect(m_inspector, &widgets::NodeInspector::variantChosen, this, &MainWindow::showVariant);
    connect(m_inspector, &widgets::NodeInspector::ioRequested, this, [this] {
        showMode(Mode::Debug);
        m_io->setFocus();
    });
    connect(&m_session, &Session::variantChanged, this, &MainWindow::onFlowChanged);
    connect(m_explorer, &ExplorerView::fileChosen, this, &MainWindow::showFile);
    connect(m_graph, &GraphPane::flowChosen, this, [this](const QString &file) {
        openFlow(file, m_session.chosenIn());
    });
    connect(m_editors, &EditorPane::caretMoved, m_status, &StatusBar::showCaret);
    connect(m_editors, &EditorPane::fileShown, m_status, &StatusBar::showFile);
    connect(m_editors, &EditorPane::fileShown, m_explorer, [this](const Buffer *buffer) {
        if (buffer)
            m_explorer->follow(buffer->path());
    });
    connect(m_editors, &EditorPane::nodeAtCaret, this, &MainWindow::selectNode);
    connect(m_editors, &EditorPane::failed, m_strips, &StripArea::showNotice);
    connect(m_runPane, &RunPane::inputsRefused, m_strips, &StripArea::showInputs);
    connect(m_runPane, &RunPane::runWanted, this, [this](const QString &node) {
        showMode(Mode::Debug);
        if (!node.isEmpty())
            selectNode(node);
        m_io->setFocus();
    });
    const auto advise = [this](const Error &error) {
        return adviceFor(error, m_session, *m_actions);
    };
    m_io->setAdviser(advise);
    m_inspector->setAdviser(advise);
    m_runPane->results()->setAdviser(advise);
    m_runPane->results()->offerTrust(
        {(*m_actions)[ActionId::ReviewFolder], (*m_actions)[ActionId::TrustFolder]});
    connect(m_strips, &StripArea::placeChosen, this, &MainWindow::goTo);
    connect(m_io, &widgets::NodeIo::placeChosen, this, &MainWindow::goTo);
    connect(m_inspector, &widgets::NodeInspector::placeChosen, this, &MainWindow::goTo);
    connect(m_runPane->results(), &ResultPane::placeChosen, this, &MainWindow::goTo);
    connect(&m_session.model(), &widgets::RunModel::stateChanged, this, &MainWindow::showFailures);
    connect(&m_session.imports(), &ImportCheck::changed, this, &MainWindow::showFailures);
    connect(&m_session.model(), &widgets::RunModel::stateChanged, this, &MainWindow::showBox);
    ResultPane *const results = m_runPane->results();
    connect(m_io, &widgets::NodeIo::frontChanged, results, [io = m_io, results] {
        results->setInFront(io->nodeInFront()); // also while the window goes
    });
    connect(m_strips, &StripArea::nodeChosen, this, &MainWindow::selectNode);
    connect(m_bottom, &BottomPane::problemChosen, this, &MainWindow::goToProblem);
    connect(m_status, &StatusBar::problemsClicked, this, [this] {
        m_bottomDock->show();
        m_bottom->raiseProblems();
    });
    connect(m_status, &StatusBar::runClicked, this, [this] {
        m_bottomDock->show();
        m_bottom->raiseLog();
    });
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
    if (!document) {
        for (QDockWidget *dock : findChildren<QDockWidget *>())
            dock->hide();
        placeStrips();
        onRunnableChanged();
        focusCentre();
        return;
    }
    connect(document, &Document::changed, this, &MainWindow::onFlowChanged);
    connect(document, &Document::diagnosticsChanged, m_graph, &GraphPane::showProblems);
    m_selected.clear();
    m_explorer->setFolder(m_session.chosenIn());
    m_editors->setDocument(document);
    m_explorer->follow(document->filePath());
    m_status->showCaret(1, 1);
    m_graph->showFlow(true);
    clearNode();
    onFlowChanged();
    showMode(m_mode);
    takePlace();
    showFailures();
    focusCentre();
}

void MainWindow::focusCentre()
{
    QWidget *const page = m_centre->currentWidget();
    QWidget *const centre = m_session.document() ? m_graph->view() : firstStop(page);
    if (centre)
        centre->setFocus(Qt::OtherFocusReason);
}

void MainWindow::focusAfter(const QWidget *gone)
{
    const bool isFromEditors = gone && m_editors->isAncestorOf(gone);
    if (m_session.document() && m_editors->isVisible() && (isFromEditors || !m_centre->isVisible()))
        m_editors->focusText();
    else
        focusCentre();
}

void MainWindow::focusLost()
{
    if (isActiveWindow() && QApplication::focusWidget() == nullptr)
        focusCentre();
}

void MainWindow::showFile(const QString &path)
{
    bringUp(m_editorDock);
    m_editors->openFile(path);
    m_editors->focusText();
}

void MainWindow::onFlowChanged()
{
    const Document *document = m_session.document();
    m_graph->showFlow(false);
    m_outlineModel->setGraph(graph::buildGraph(document->drawnFlow()));
    m_editors->showProblems();
    const int nodes = m_outlineModel->nodeCount();
    m_titles.value(m_outlineDock)->setRemark(nodes == 1 ? tr("1 node") : tr("%1 nodes").arg(nodes));
    m_runPane->showFlow();
    m_toolBar->showFlow();
    selectNode(m_selected);
    onRunnableChanged();
}

void MainWindow::onNodesChanged(const QStringList &names)
{
    if (names.contains(m_selected))
        showRunOf(m_selected.toStdString());
}

void MainWindow::stepRegion(int step)
{
    const QList<QWidget *> regions = this->regions();
    int at = -1;
    for (int region = 0; region < regions.size(); ++region) {
        if (regions[region] == focusWidget() || regions[region]->isAncestorOf(focusWidget()))
            at = region;
    }
    for (int tried = 0; tried < regions.size(); ++tried) {
        at = (at + step + static_cast<int>(regions.size())) % static_cast<int>(regions.size());
        QWidget *const region = regions[at];
        // What lies behind another panel is "visible".
        QWidget *const stop = region->visibleRegion().isEmpty() ? nullptr : firstStop(region);
        if (!stop)
            continue;
        if (region == m_editors)
            m_editors->focusText();
        else
            stop->setFocus(Qt::ShortcutFocusReason);
        return;
    }
}

void MainWindow::goToProblem(const flow::Diagnostic &problem)
{
    if (!problem.node.empty())
        selectNode(QString::fromStdString(problem.node));
    if (problem.place.line > 0)
        goTo(QString::fromStdString(problem.place.file), problem.place.line, problem.place.column);
}

void MainWindow::goTo(const QString &file, int line, int column)
{
    if (m_mode != Mode::Author)
        showMode(Mode::Author); // where the editors are
    bringUp(m_editorDock);
    m_editors->goTo(file, line, column);
}

} // namespace postern::ide
