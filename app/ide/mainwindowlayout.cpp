// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the main window's docks and modes are laid out; what they do is in mainwindow.cpp.

#include "app/ide/actions.h"
#include "app/ide/bottompane.h"
#include "app/ide/docktitle.h"
#include "app/ide/editorpane.h"
#include "app/ide/explorerview.h"
#include "app/ide/flyout.h"
#include "app/ide/graphpane.h"
#include "app/ide/mainwindow.h"
#include "app/ide/resultpane.h"
#include "app/ide/runpane.h"
#include "app/ide/runtoolbar.h"
#include "app/ide/session.h"
#include "app/ide/statusbar.h"
#include "app/ide/striparea.h"
#include "app/ide/welcomepage.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/inspector/nodeinspector.h"
#include "widgets/inspector/nodeio.h"
#include "widgets/theme/tokens.h"

#include <QActionGroup>
#include <QDir>
#include <QDockWidget>
#include <QLayout>
#include <QScreen>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolBar>
#include <QTreeView>

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {

constexpr int kModeIconSize = 20;
constexpr int kLeftWidth = 204;
constexpr int kEditorWidth = 400;
constexpr int kInspectorWidth = 296;
constexpr int kBottomHeight = 200;
constexpr int kNarrow = 1200; // below it there is room for one panel at the right
constexpr int kSmall = 1100;  // below it there is no room for the words of icons

} // namespace

QDockWidget *MainWindow::addDock(const QString &name, const QString &title, QWidget *content)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setWidget(content);
    addDockWidget(Qt::LeftDockWidgetArea, dock);
    return dock;
}

void MainWindow::buildDocks()
{
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    setTabPosition(Qt::RightDockWidgetArea, QTabWidget::North);
    m_explorerDock = addDock("explorerDock", tr("Explorer"), m_explorer);
    m_outlineDock = addDock("outlineDock", tr("Outline"), m_outline);
    m_editorDock = addDock("editorDock", tr("Files"), m_editors);
    m_editorDock->setTitleBarWidget(new QWidget(m_editorDock)); // its tabs say what it is
    m_inspectorDock = addDock("inspectorDock", tr("Inspector"), m_inspector);
    m_ioParts = new QSplitter(Qt::Vertical, this);
    m_ioParts->addWidget(m_io);
    m_ioParts->setChildrenCollapsible(false);
    m_ioDock = addDock("ioDock", tr("Node inputs and outputs"), m_ioParts);
    m_runDock = addDock("runDock", tr("Run inputs"), m_runPane);
    m_bottomDock = addDock("bottomDock", tr("Problems and output"), m_bottom);
    m_bottomDock->setTitleBarWidget(new QWidget(m_bottomDock));
    for (QDockWidget *dock : {m_explorerDock, m_outlineDock, m_inspectorDock, m_ioDock, m_runDock}) {
        auto *title = new DockTitle(dock);
        dock->setTitleBarWidget(title);
        m_titles.insert(dock, title);
        connect(dock, &QDockWidget::dockLocationChanged, this, &MainWindow::showTitles);
        connect(dock, &QDockWidget::topLevelChanged, this, &MainWindow::showTitles);
    }
    m_flyout = new Flyout(this);
}

bool MainWindow::focusNextPrevChild(bool next)
{
    const bool hasMoved = QMainWindow::focusNextPrevChild(next);
    // A panel behind another is out of sight, yet the Tab key finds it.
    for (QDockWidget *dock : findChildren<QDockWidget *>()) {
        if (dock->isAncestorOf(focusWidget()) && dock->visibleRegion().isEmpty())
            dock->raise();
    }
    return hasMoved;
}

void MainWindow::buildModeBar()
{
    m_modeBar = new QToolBar(tr("Modes"), this);
    m_modeBar->setObjectName("modeBar");
    m_modeBar->setMovable(false);
    m_modeBar->setContextMenuPolicy(Qt::PreventContextMenu);
    m_modeBar->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    m_modeBar->setIconSize({kModeIconSize, kModeIconSize});
    m_modeBar->layout()->setContentsMargins(0, 0, 0, 0);
    auto *modes = new QActionGroup(this);
    for (const ActionId id : {ActionId::ModeAuthor, ActionId::ModeDebug}) {
        modes->addAction((*m_actions)[id]);
        m_modeBar->addAction((*m_actions)[id]);
    }
    (*m_actions)[ActionId::ModeAuthor]->setChecked(true);
    auto *space = new QWidget(m_modeBar);
    space->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    m_modeBar->addWidget(space);
    m_modeBar->addAction((*m_actions)[ActionId::ShowSettings]);
    addToolBar(Qt::LeftToolBarArea, m_modeBar);
    fitModeBar();

    auto *strips = new QToolBar(tr("Messages"), this);
    strips->setObjectName("strips");
    strips->setMovable(false);
    strips->setContextMenuPolicy(Qt::PreventContextMenu);
    m_strips->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    strips->layout()->setContentsMargins(0, 0, 0, 0);
    strips->addWidget(m_strips);
    strips->setVisible(m_strips->isNeeded());
    connect(m_strips, &StripArea::neededChanged, strips, [this, strips](bool isNeeded) {
        if (strips->isHidden() == isNeeded)
            keepShares([&] { strips->setVisible(isNeeded); });
    });
    addToolBar(Qt::TopToolBarArea, m_toolBar);
    addToolBarBreak(Qt::TopToolBarArea);
    addToolBar(Qt::TopToolBarArea, strips);
}

void MainWindow::showMode(Mode mode)
{
    m_flyout->giveBack();
    if (mode != m_mode)
        saveLayout();
    if (mode == Mode::Debug)
        m_session.settings().setValue(WelcomePage::kHasDebugged, true);
    m_mode = mode;
    (*m_actions)[mode == Mode::Author ? ActionId::ModeAuthor : ActionId::ModeDebug]->setChecked(
        true);
    // In any case: what a kept layout doesn't name, another mode's panel, would stay where it is.
    arrange(mode);
    if (restoreState(m_session.settings().layout(layoutName()))) {
        m_front = nullptr;
        // Qt shows what the kept layout doesn't know of.
        const QList<QDockWidget *> own = leftDocks() + rightDocks() + QList{m_bottomDock};
        for (QDockWidget *dock : findChildren<QDockWidget *>()) {
            if (!own.contains(dock))
                dock->hide();
        }
    }
    showTitles();
    (*m_actions)[ActionId::ToggleBottom]->setChecked(!m_bottomDock->isHidden());
}

void MainWindow::showTitles()
{
    for (auto it = m_titles.cbegin(); it != m_titles.cend(); ++it) {
        QDockWidget *const dock = it.key();
        const bool hasTab = !tabifiedDockWidgets(dock).isEmpty() && !dock->isFloating();
        QWidget *const old = dock->titleBarWidget();
        if (hasTab == (old != it.value()))
            continue;
        dock->setTitleBarWidget(hasTab ? new QWidget(dock) : it.value());
        it.value()->setVisible(!hasTab);
        if (!hasTab)
            delete old;
    }
}

QList<QDockWidget *> MainWindow::leftDocks() const
{
    return {m_mode == Mode::Author ? m_explorerDock : m_runDock, m_outlineDock};
}

QList<QDockWidget *> MainWindow::rightDocks() const
{
    if (m_mode == Mode::Debug)
        return {m_ioDock};
    return {m_editorDock, m_inspectorDock, m_runDock};
}

void MainWindow::arrange(Mode mode)
{
    m_flyout->giveBack();
    showOnly(Showing::Both);
    for (QDockWidget *dock : findChildren<QDockWidget *>()) {
        dock->setFloating(false);
        removeDockWidget(dock);
    }
    const bool isAuthor = mode == Mode::Author;
    const QList<QDockWidget *> left = leftDocks();
    for (QDockWidget *dock : left)
        addDockWidget(Qt::LeftDockWidgetArea, dock);
    if (isAuthor) {
        addDockWidget(Qt::RightDockWidgetArea, m_editorDock);
        if (m_isNarrow)
            tabifyDockWidget(m_editorDock, m_inspectorDock);
        else
            splitDockWidget(m_editorDock, m_inspectorDock, Qt::Horizontal);
        tabifyDockWidget(m_inspectorDock, m_runDock);
    } else {
        addDockWidget(Qt::RightDockWidgetArea, m_ioDock);
    }
    addDockWidget(Qt::BottomDockWidgetArea, m_bottomDock);
    // The column at the left is too narrow for what came out.
    if (isAuthor) {
        m_runPane->takeBackOutcome();
    } else if (m_ioParts->count() == 1) {
        m_ioParts->addWidget(m_runPane->lendOutcome());
        m_ioParts->setSizes({600, 400});
    }
    for (QDockWidget *dock : rightDocks())
        dock->show();
    for (QDockWidget *dock : left)
        dock->setVisible(!m_isNarrow); // there it comes as a flyout
    m_bottomDock->hide();
    showTitles();

    sizePanels();
    m_front = isAuthor && !m_isNarrow ? m_inspectorDock : rightDocks().first();
    // Queued: their tabs are made when the layout is done.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (QDockWidget *const front = std::exchange(m_front, nullptr))
                front->raise();
            // The style's line below them has a colour of its own.
            for (QTabBar *tabs : findChildren<QTabBar *>(Qt::FindDirectChildrenOnly))
                tabs->setDrawBase(false);
        },
        Qt::QueuedConnection);
}

void MainWindow::sizePanels()
{
    layout()->activate(); // panels that were only just added have no sizes to change
    const QList<QDockWidget *> left = leftDocks();
    const int height = m_modeBar->height();
    resizeDocks(left, {height * 3 / 5, height * 2 / 5}, Qt::Vertical);
    resizeDocks({m_bottomDock}, {kBottomHeight}, Qt::Vertical);
    QDockWidget *const right = rightDocks().first();
    if (m_isNarrow)
        resizeDocks({right}, {kEditorWidth}, Qt::Horizontal);
    else if (m_mode == Mode::Author)
        resizeDocks({left.first(), right, m_inspectorDock},
                    {kLeftWidth, kEditorWidth, kInspectorWidth},
                    Qt::Horizontal);
    else
        resizeDocks({left.first(), right},
                    {kLeftWidth, kEditorWidth + kInspectorWidth},
                    Qt::Horizontal);
}

void MainWindow::fitToWidth(int width)
{
    const bool isSmall = width < kSmall;
    m_modeBar->setToolButtonStyle(isSmall ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextUnderIcon);
    m_toolBar->setCompact(isSmall);
    m_status->setCompact(isSmall);
    const bool isNarrow = width < kNarrow;
    if (isNarrow == m_isNarrow)
        return;
    // What the window looks like now is not kept: it has just been squeezed or stretched.
    m_flyout->giveBack();
    m_isNarrow = isNarrow;
    // Not in the midst of it: the panels would take sizes of the former window.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_session.document())
                showMode(m_mode);
        },
        Qt::QueuedConnection);
}

void MainWindow::showOnly(Showing showing)
{
    if (showing == m_showing)
        return;
    m_showing = showing;
    m_centre->setVisible(showing != Showing::Text);
    for (QDockWidget *dock : rightDocks()) {
        if (dock != m_runDock || showing == Showing::Both)
            dock->setVisible(showing != Showing::Graph);
    }
    if (showing == Showing::Graph)
        m_runDock->hide();
    if (showing != Showing::Graph)
        rightDocks().first()->raise();
}

void MainWindow::showNextOfGraphAndText()
{
    switch (m_showing) {
    case Showing::Both:
        showOnly(Showing::Graph);
        m_graph->view()->setFocus();
        return;
    case Showing::Graph:
        showOnly(Showing::Text);
        m_editors->flowText()->setFocus();
        return;
    case Showing::Text:
        showOnly(Showing::Both);
        return;
    }
}

QList<QWidget *> MainWindow::regions() const
{
    return {m_toolBar,
            m_modeBar,
            m_explorer,
            m_runPane,
            m_outline,
            m_graph->view(),
            m_editors,
            m_inspector,
            m_ioParts,
            m_bottom,
            m_status};
}

void MainWindow::orderFocus()
{
    QWidget *last = nullptr;
    for (QWidget *region : regions()) {
        QList<QWidget *> stops{region};
        for (QWidget *child : region->findChildren<QWidget *>()) {
            // Lists of combos and menus are windows of their own.
            if ((child->focusPolicy() & Qt::TabFocus) && child->window() == this)
                stops.append(child);
        }
        for (QWidget *stop : stops) {
            if (last)
                setTabOrder(last, stop);
            last = stop;
        }
    }
}

QString MainWindow::layoutName() const
{
    const QSize size = screen()->size();
    return QStringLiteral("%1%2-%3x%4")
        .arg(m_mode == Mode::Author ? "author" : "debug", m_isNarrow ? "-narrow" : "")
        .arg(size.width())
        .arg(size.height());
}

void MainWindow::saveLayout()
{
    m_flyout->giveBack();
    showOnly(Showing::Both);
    if (m_session.document())
        m_session.settings().setLayout(layoutName(), saveState());
    m_session.settings().setWindowGeometry(saveGeometry());
}

} // namespace postern::ide
