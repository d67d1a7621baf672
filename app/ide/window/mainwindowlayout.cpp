// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the main window's docks and modes are laid out; what they do is in mainwindow.cpp.

#include "app/ide/commands/actions.h"
#include "app/ide/panes/bottompane.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/panes/explorerview.h"
#include "app/ide/panes/graphpane.h"
#include "app/ide/panes/resultpane.h"
#include "app/ide/panes/runpane.h"
#include "app/ide/panes/runtoolbar.h"
#include "app/ide/panes/statusbar.h"
#include "app/ide/panes/striparea.h"
#include "app/ide/panes/striphost.h"
#include "app/ide/panes/welcomepage.h"
#include "app/ide/session/session.h"
#include "app/ide/window/docktitle.h"
#include "app/ide/window/flyout.h"
#include "app/ide/window/mainwindow.h"
#include "app/ide/window/panelroom.h"
#include "app/ide/window/panels.h"
#include "app/ide/window/windowgeometry.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/inspector/nodeinspector.h"
#include "widgets/inspector/nodeio.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/theme.h"
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

namespace postern::ide {

namespace {

constexpr int kModeIconSize = 20;
constexpr int kLeftWidth = 204;
constexpr int kLeftHeight = 160; // a fifth of it: three for the upper panel, two for the lower
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
    dock->setWidget(new PanelRoom(content));
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
    m_stripHost = new StripHost(this, m_strips);
    m_panels = new Panels(this, m_stripHost->dock());
    connect(m_strips, &StripArea::changed, this, &MainWindow::placeStrips);
    connect(m_panels, &Panels::changed, this, &MainWindow::placeStrips);
}

void MainWindow::placeStrips()
{
    const bool isOpen = m_session.document() != nullptr;
    m_stripHost->place(isOpen && m_panels->hasRight(),
                       isOpen ? theme::scaled(theme::kTabHeight) : 0);
}

void MainWindow::bringUp(QDockWidget *dock)
{
    if (m_isModeDue)
        showMode(m_mode); // which would put another one before it
    dock->show();
    m_panels->raise(dock);
}

bool MainWindow::focusNextPrevChild(bool next)
{
    // Qt asks for the next in line as well when what had the focus has gone: then nobody has
    // pressed Tab, and the next in line, the Run button perhaps, is nothing that was chosen.
    const QWidget *const focused = focusWidget();
    if (focused && (!focused->isVisible() || !focused->isEnabled())) {
        focusAfter(focused);
        return true;
    }
    const bool hasMoved = QMainWindow::focusNextPrevChild(next);
    // A panel behind another is out of sight, yet the Tab key finds it.
    for (QDockWidget *dock : findChildren<QDockWidget *>()) {
        if (dock->isAncestorOf(focusWidget()) && dock->visibleRegion().isEmpty())
            m_panels->raise(dock);
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
    theme::follow(m_modeBar, [this] {
        m_modeBar->setIconSize({theme::scaled(kModeIconSize), theme::scaled(kModeIconSize)});
        m_modeBar->layout()->setContentsMargins(0, 0, 0, 0); // the style's come with every sheet
        fitModeBar();
    });

    addToolBar(Qt::TopToolBarArea, m_toolBar);
}

void MainWindow::showMode(Mode mode)
{
    m_flyout->giveBack();
    if (mode != m_mode)
        saveLayout();
    if (mode == Mode::Debug)
        m_session.settings().setValue(WelcomePage::kHasDebugged, true);
    m_mode = mode;
    m_isModeDue = false;
    (*m_actions)[mode == Mode::Author ? ActionId::ModeAuthor : ActionId::ModeDebug]->setChecked(
        true);
    const QSize screenSize = screen()->size();
    m_layoutName = QStringLiteral("%1%2-%3x%4")
                       .arg(m_mode == Mode::Author ? "author" : "debug", m_isNarrow ? "-narrow" : "")
                       .arg(screenSize.width())
                       .arg(screenSize.height());
    // Sizes are kept as they are without a larger text.
    m_textScale = theme::textScale();
    const PanelLayout standard = standardPanels().resized(1 / m_textScale);
    arrange(PanelLayout::fromJson(m_session.settings().panels(m_layoutName), standard)
                .value_or(standard)
                .resized(m_textScale));
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
    if (m_mode == Mode::Debug && m_isNarrow)
        return {m_outlineDock}; // what goes into a run is to be seen
    return {m_mode == Mode::Author ? m_explorerDock : m_runDock, m_outlineDock};
}

QList<QDockWidget *> MainWindow::rightDocks() const
{
    if (m_mode == Mode::Debug)
        return m_isNarrow ? QList{m_ioDock, m_runDock} : QList{m_ioDock};
    return {m_editorDock, m_inspectorDock, m_runDock};
}

PanelLayout MainWindow::standardPanels() const
{
    PanelLayout layout;
    // The graph keeps its half of the window.
    const int editor = std::min(theme::scaled(kEditorWidth), std::max(kEditorWidth, width() / 2));
    const auto name = [](const QDockWidget *dock) { return dock->objectName(); };
    std::vector<PanelPart> left;
    int share = 3;
    for (const QDockWidget *dock : leftDocks()) {
        left.push_back(tabGroup({name(dock)}));
        layout.sizes[name(dock)] = {theme::scaled(kLeftWidth), share-- * kLeftHeight};
        if (m_isNarrow)
            layout.hidden.append(name(dock)); // there they come as a flyout
    }
    layout.left = partColumn(std::move(left));
    layout.bottom = tabGroup({name(m_bottomDock)});
    layout.sizes[name(m_bottomDock)] = {editor, theme::scaled(kBottomHeight)};
    layout.hidden.append(name(m_bottomDock));
    if (m_mode == Mode::Debug) {
        QStringList tabs;
        for (const QDockWidget *dock : rightDocks()) {
            tabs.append(name(dock));
            layout.sizes[name(dock)] = {m_isNarrow ? editor
                                                   : editor + theme::scaled(kInspectorWidth),
                                        theme::scaled(kBottomHeight)};
        }
        layout.right = tabGroup(tabs);
        return layout;
    }
    const QStringList others{name(m_inspectorDock), name(m_runDock)};
    const QString editors = name(m_editorDock);
    layout.right = m_isNarrow ? tabGroup(QStringList{editors} + others)
                              : partRow({tabGroup({editors}), tabGroup(others)});
    layout.sizes[editors] = {editor, theme::scaled(kBottomHeight)};
    for (const QString &other : others)
        layout.sizes[other] = {m_isNarrow ? editor : theme::scaled(kInspectorWidth),
                               theme::scaled(kBottomHeight)};
    return layout;
}

void MainWindow::arrange(const PanelLayout &layout)
{
    m_flyout->giveBack();
    showOnly(Showing::Both);
    // The column at the left is too narrow for what came out.
    if (m_mode == Mode::Author) {
        m_runPane->takeBackOutcome();
    } else if (m_ioParts->count() == 1) {
        m_ioParts->addWidget(m_runPane->lendOutcome());
        m_ioParts->setSizes({600, 400});
    }
    m_panels->apply(layout);
    for (QDockWidget *dock : findChildren<QDockWidget *>())
        dock->toggleViewAction()->setVisible(layout.contains(dock->objectName()));
    showTitles();
    (*m_actions)[ActionId::ToggleBottom]->setChecked(!m_bottomDock->isHidden());
}

void MainWindow::fitBars(int width)
{
    // Words twice as large need twice the room.
    const bool isSmall = width < theme::scaled(kSmall);
    m_modeBar->setToolButtonStyle(isSmall ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextUnderIcon);
    m_toolBar->setCompact(isSmall);
    m_status->setCompact(isSmall);
}

void MainWindow::fitToWidth(int width)
{
    fitBars(width);
    const bool isNarrow = width < theme::scaled(kNarrow);
    if (isNarrow == m_isNarrow)
        return;
    if (isVisible())
        saveLayout();
    m_flyout->giveBack();
    m_isNarrow = isNarrow;
    m_isModeDue = true;
    // Not in the midst of it: the panels would take sizes of the former window.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_isModeDue && m_session.document())
                showMode(m_mode);
        },
        Qt::QueuedConnection);
}

void MainWindow::fitToText()
{
    if (m_textScale == theme::textScale())
        return;
    saveLayout();
    m_textScale = theme::textScale();
    m_isNarrow = width() < theme::scaled(kNarrow);
    fitBars(width());
    if (m_session.document())
        showMode(m_mode);
    placeStrips();
}

void MainWindow::showOnly(Showing showing)
{
    if (showing == m_showing)
        return;
    m_showing = showing;
    if (showing != Showing::Both)
        m_panels->setMomentary(true);
    const QStringList closed = m_panels->wanted().hidden;
    m_centre->setVisible(showing != Showing::Text);
    for (QDockWidget *dock : rightDocks()) {
        const bool isOpen = !closed.contains(dock->objectName()) || dock == rightDocks().first();
        const bool isText = dock != m_runDock || showing == Showing::Both;
        dock->setVisible(showing != Showing::Graph && isOpen && isText);
    }
    if (showing != Showing::Graph)
        m_panels->raise(rightDocks().first());
    if (showing == Showing::Both)
        m_panels->setMomentary(false);
    placeStrips();
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
            m_strips,
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

void MainWindow::saveLayout()
{
    if (!isVisible())
        return; // nobody has moved anything yet
    if (m_session.document())
        m_session.settings().setPanels(m_layoutName,
                                       m_panels->wanted().resized(1 / m_textScale).toJson());
    m_session.settings().setWindowGeometry(windowGeometry(*this));
}

} // namespace postern::ide
