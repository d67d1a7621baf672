// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the main window's docks, modes and menus are laid out; what they do is in mainwindow.cpp.

#include "app/ide/actions.h"
#include "app/ide/bottompane.h"
#include "app/ide/editorpane.h"
#include "app/ide/explorerview.h"
#include "app/ide/mainwindow.h"
#include "app/ide/runpane.h"
#include "app/ide/runtoolbar.h"
#include "app/ide/session.h"
#include "app/ide/striparea.h"
#include "widgets/inspector/nodeinspector.h"
#include "widgets/theme/tokens.h"

#include <QActionGroup>
#include <QDir>
#include <QDockWidget>
#include <QLayout>
#include <QMenuBar>
#include <QScreen>
#include <QToolBar>
#include <QTreeView>

namespace postern::ide {

namespace {

constexpr int kModeIconSize = 20;
constexpr int kLeftWidth = 204;
constexpr int kEditorWidth = 400;
constexpr int kInspectorWidth = 296;
constexpr int kBottomHeight = 200;

void fill(QMenu *menu, const Actions &actions, std::initializer_list<ActionId> ids)
{
    for (const ActionId id : ids) {
        if (id == ActionId::Count)
            menu->addSeparator();
        else
            menu->addAction(actions[id]);
    }
}

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
    m_runDock = addDock("runDock", tr("Run inputs"), m_runPane);
    m_bottomDock = addDock("bottomDock", tr("Problems and output"), m_bottom);
    m_bottomDock->setTitleBarWidget(new QWidget(m_bottomDock));
    for (QDockWidget *dock : {m_inspectorDock, m_runDock}) {
        connect(dock, &QDockWidget::dockLocationChanged, this, &MainWindow::showTitles);
        connect(dock, &QDockWidget::topLevelChanged, this, &MainWindow::showTitles);
    }
}

void MainWindow::buildModeBar()
{
    m_modeBar = new QToolBar(tr("Modes"), this);
    m_modeBar->setObjectName("modeBar");
    m_modeBar->setMovable(false);
    m_modeBar->setContextMenuPolicy(Qt::PreventContextMenu);
    m_modeBar->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    m_modeBar->setFixedWidth(theme::kModeBarWidth);
    m_modeBar->setIconSize({kModeIconSize, kModeIconSize});
    m_modeBar->layout()->setContentsMargins(0, 0, 0, 0);
    auto *modes = new QActionGroup(this);
    for (const ActionId id : {ActionId::ModeAuthor, ActionId::ModeDebug}) {
        modes->addAction((*m_actions)[id]);
        m_modeBar->addAction((*m_actions)[id]);
    }
    (*m_actions)[ActionId::ModeAuthor]->setChecked(true);
    addToolBar(Qt::LeftToolBarArea, m_modeBar);

    auto *strips = new QToolBar(tr("Messages"), this);
    strips->setObjectName("strips");
    strips->setMovable(false);
    strips->setContextMenuPolicy(Qt::PreventContextMenu);
    m_strips->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    strips->layout()->setContentsMargins(0, 0, 0, 0);
    strips->addWidget(m_strips);
    strips->setVisible(m_strips->isNeeded());
    connect(m_strips, &StripArea::neededChanged, strips, &QWidget::setVisible);
    addToolBar(Qt::TopToolBarArea, m_toolBar);
    addToolBarBreak(Qt::TopToolBarArea);
    addToolBar(Qt::TopToolBarArea, strips);
}

void MainWindow::showMode(Mode mode)
{
    if (mode != m_mode)
        saveLayout();
    m_mode = mode;
    (*m_actions)[mode == Mode::Author ? ActionId::ModeAuthor : ActionId::ModeDebug]->setChecked(
        true);
    if (!restoreState(m_session.settings().layout(layoutName())))
        arrange(mode);
    showTitles();
    (*m_actions)[ActionId::ToggleBottom]->setChecked(!m_bottomDock->isHidden());
}

void MainWindow::showTitles()
{
    for (QDockWidget *dock : {m_inspectorDock, m_runDock}) {
        const bool hasTab = !tabifiedDockWidgets(dock).isEmpty() && !dock->isFloating();
        QWidget *const old = dock->titleBarWidget();
        if (hasTab == (old != nullptr))
            continue;
        dock->setTitleBarWidget(hasTab ? new QWidget(dock) : nullptr);
        delete old;
    }
}

void MainWindow::arrange(Mode mode)
{
    for (QDockWidget *dock : findChildren<QDockWidget *>()) {
        dock->setFloating(false);
        removeDockWidget(dock);
    }
    const bool isAuthor = mode == Mode::Author;
    QDockWidget *const first = isAuthor ? m_explorerDock : m_runDock;
    addDockWidget(Qt::LeftDockWidgetArea, first);
    addDockWidget(Qt::LeftDockWidgetArea, m_outlineDock);
    if (isAuthor) {
        addDockWidget(Qt::RightDockWidgetArea, m_editorDock);
        if (m_isNarrow)
            tabifyDockWidget(m_editorDock, m_inspectorDock);
        else
            splitDockWidget(m_editorDock, m_inspectorDock, Qt::Horizontal);
        tabifyDockWidget(m_inspectorDock, m_runDock);
        m_editorDock->show();
    } else {
        addDockWidget(Qt::RightDockWidgetArea, m_inspectorDock);
    }
    addDockWidget(Qt::BottomDockWidgetArea, m_bottomDock);
    for (QDockWidget *dock : {first, m_outlineDock, m_runDock, m_inspectorDock})
        dock->show();
    m_bottomDock->hide();
    (isAuthor && m_isNarrow ? m_editorDock : m_inspectorDock)->raise();
    showTitles();

    resizeDocks({first, m_outlineDock}, {3, 2}, Qt::Vertical);
    resizeDocks({m_bottomDock}, {kBottomHeight}, Qt::Vertical);
    if (m_isNarrow)
        resizeDocks({first, isAuthor ? m_editorDock : m_inspectorDock},
                    {kLeftWidth, kEditorWidth},
                    Qt::Horizontal);
    else if (isAuthor)
        resizeDocks({first, m_editorDock, m_inspectorDock},
                    {kLeftWidth, kEditorWidth, kInspectorWidth},
                    Qt::Horizontal);
    else
        resizeDocks({first, m_inspectorDock},
                    {kLeftWidth, kEditorWidth + kInspectorWidth},
                    Qt::Horizontal);
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
    if (m_session.document())
        m_session.settings().setLayout(layoutName(), saveState());
    m_session.settings().setWindowGeometry(saveGeometry());
}

void MainWindow::buildMenus()
{
    constexpr ActionId kLine = ActionId::Count;
    const Actions &actions = *m_actions;
    QMenu *const file = menuBar()->addMenu(tr("&File"));
    fill(file, actions, {ActionId::OpenFolder, ActionId::OpenSample});
    QMenu *const recent = file->addMenu(tr("Recent folders"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecent(recent); });
    fill(file,
         actions,
         {kLine,
          ActionId::Save,
          ActionId::SaveAs,
          ActionId::SaveAll,
          ActionId::CloseTab,
          kLine,
          ActionId::ReviewFolder,
          ActionId::TrustFolder,
          kLine,
          ActionId::CloseWindow});

    fill(menuBar()->addMenu(tr("&Edit")),
         actions,
         {ActionId::Undo,
          ActionId::Redo,
          kLine,
          ActionId::Find,
          ActionId::Replace,
          ActionId::FindNext,
          ActionId::FindPrevious,
          ActionId::GoToLine,
          kLine,
          ActionId::ToggleComment,
          ActionId::Indent,
          ActionId::Unindent,
          ActionId::Complete});

    QMenu *const view = menuBar()->addMenu(tr("&View"));
    fill(view,
         actions,
         {ActionId::Commands,
          kLine,
          ActionId::ModeAuthor,
          ActionId::ModeDebug,
          ActionId::ToggleBottom,
          ActionId::ShowEgress,
          ActionId::CopyEgress,
          ActionId::ShowOutline,
          ActionId::NextRegion,
          ActionId::PreviousRegion,
          kLine});
    QMenu *const panels = view->addMenu(tr("Panels"));
    for (QDockWidget *dock :
         {m_explorerDock, m_outlineDock, m_editorDock, m_inspectorDock, m_runDock})
        panels->addAction(dock->toggleViewAction());
    fill(view, actions, {ActionId::ResetLayout, kLine});
    fill(view->addMenu(tr("Theme")),
         actions,
         {ActionId::ThemeDark, ActionId::ThemeLight, ActionId::ThemeContrast});
    fill(view->addMenu(tr("Language")),
         actions,
         {ActionId::LanguageEnglish, ActionId::LanguageKorean});

    fill(menuBar()->addMenu(tr("&Graph")),
         actions,
         {ActionId::Fit,
          ActionId::ActualSize,
          ActionId::ZoomIn,
          ActionId::ZoomOut,
          kLine,
          ActionId::Tidy,
          kLine,
          ActionId::GoToSource});
    fill(menuBar()->addMenu(tr("&Run")),
         actions,
         {ActionId::Run,
          ActionId::Stop,
          kLine,
          ActionId::UseSimulator,
          ActionId::UseConnections,
          ActionId::ChooseConnections,
          kLine,
          ActionId::NextProblem,
          ActionId::PreviousProblem,
          ActionId::CopyDiagnostics});
    fill(menuBar()->addMenu(tr("&Help")), actions, {ActionId::About});
}

void MainWindow::fillRecent(QMenu *menu)
{
    menu->clear();
    const QStringList folders = m_session.settings().recentFolders();
    for (const QString &folder : folders)
        menu->addAction(QDir::toNativeSeparators(folder), this, [this, folder] {
            openPath(folder);
        });
    if (folders.isEmpty())
        menu->addAction(tr("No folders yet"))->setEnabled(false);
}

} // namespace postern::ide
