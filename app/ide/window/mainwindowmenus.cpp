// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The main window's menus: those of its bar, and those that come up where one asks for them.

#include "app/ide/commands/actions.h"
#include "app/ide/commands/editcommands.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/panes/explorerview.h"
#include "app/ide/panes/graphpane.h"
#include "app/ide/panes/outlinemodel.h"
#include "app/ide/session/session.h"
#include "app/ide/window/contextmenus.h"
#include "app/ide/window/mainwindow.h"
#include "widgets/inspector/nodeio.h"

#include <QDockWidget>
#include <QMenuBar>
#include <QTreeView>

namespace postern::ide {

namespace {

constexpr ActionId kSeparator = ActionId::Count;

void fill(QMenu *menu, const Actions &actions, std::initializer_list<ActionId> ids)
{
    for (const ActionId id : ids) {
        if (id == kSeparator)
            menu->addSeparator();
        else
            menu->addAction(actions[id]);
    }
}

} // namespace

void MainWindow::buildMenus()
{
    buildFileMenu();
    buildEditMenu();
    buildViewMenu();
    buildGraphMenu();
    buildRunMenu();
    fill(menuBar()->addMenu(tr("&Help")), *m_actions, {ActionId::About});
}

void MainWindow::buildFileMenu()
{
    const Actions &actions = *m_actions;
    QMenu *const file = menuBar()->addMenu(tr("&File"));
    fill(file, actions, {ActionId::OpenFolder, ActionId::ChooseFlow, ActionId::OpenSample});
    QMenu *const recent = file->addMenu(tr("Recent folders"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecent(recent); });
    fill(file,
         actions,
         {kSeparator,
          ActionId::Save,
          ActionId::SaveAs,
          ActionId::SaveAll,
          ActionId::CompareWithDisk,
          kSeparator,
          ActionId::CloseTab,
          ActionId::CloseOthers,
          kSeparator,
          ActionId::ReviewFolder,
          ActionId::TrustFolder,
          kSeparator,
          ActionId::ShowSettings,
          kSeparator,
          ActionId::CloseWindow});
}

void MainWindow::buildEditMenu()
{
    const Actions &actions = *m_actions;
    QMenu *const edit = menuBar()->addMenu(tr("&Edit"));
    auto *commands = new EditCommands(actions, this);
    connect(edit, &QMenu::aboutToShow, commands, &EditCommands::refresh);
    fill(edit,
         actions,
         {ActionId::Undo,
          ActionId::Redo,
          kSeparator,
          ActionId::Cut,
          ActionId::Copy,
          ActionId::Paste,
          ActionId::SelectAll,
          kSeparator,
          ActionId::Find,
          ActionId::Replace,
          ActionId::FindNext,
          ActionId::FindPrevious,
          ActionId::GoToLine,
          kSeparator,
          ActionId::ToggleComment,
          ActionId::Indent,
          ActionId::Unindent,
          ActionId::Complete});
}

void MainWindow::buildViewMenu()
{
    const Actions &actions = *m_actions;
    QMenu *const view = menuBar()->addMenu(tr("&View"));
    fill(view,
         actions,
         {ActionId::Commands,
          ActionId::GoToPlace,
          kSeparator,
          ActionId::ModeAuthor,
          ActionId::ModeDebug,
          ActionId::GraphOrText,
          ActionId::ToggleSide,
          ActionId::ToggleBottom,
          ActionId::ShowEgress,
          ActionId::CopyEgress,
          ActionId::ShowOutline,
          ActionId::NextRegion,
          ActionId::PreviousRegion,
          kSeparator});
    QMenu *const panels = view->addMenu(tr("Panels"));
    for (QDockWidget *dock :
         {m_explorerDock, m_outlineDock, m_editorDock, m_inspectorDock, m_ioDock, m_runDock})
        panels->addAction(dock->toggleViewAction());
    fill(view, actions, {ActionId::ResetLayout, kSeparator});
    fill(view->addMenu(tr("Theme")),
         actions,
         {ActionId::ThemeDark, ActionId::ThemeLight, ActionId::ThemeContrast});
    fill(view->addMenu(tr("Language")),
         actions,
         {ActionId::LanguageEnglish, ActionId::LanguageKorean});
}

void MainWindow::buildGraphMenu()
{
    const Actions &actions = *m_actions;
    fill(menuBar()->addMenu(tr("&Graph")),
         actions,
         {ActionId::Fit,
          ActionId::ActualSize,
          ActionId::ZoomIn,
          ActionId::ZoomOut,
          ActionId::FrameSelection,
          kSeparator,
          ActionId::FocusMode,
          ActionId::Tidy,
          kSeparator,
          ActionId::GoToSource,
          ActionId::RenameNode,
          ActionId::ShowNodeIo});
}

void MainWindow::buildRunMenu()
{
    const Actions &actions = *m_actions;
    fill(menuBar()->addMenu(tr("&Run")),
         actions,
         {ActionId::Run,
          ActionId::Stop,
          kSeparator,
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
          ActionId::CopyErrorDetails});
}

void MainWindow::connectContextMenus()
{
    auto *menus = new ContextMenus(m_session, *m_actions, this);
    graph::GraphView *const view = m_graph->view();
    connect(view, &graph::GraphView::contextMenuRequested, menus, &ContextMenus::showFor);
    connect(view, &graph::GraphView::edgeMenuRequested, menus, &ContextMenus::showForEdge);
    connect(m_explorer,
            &ExplorerView::menuWanted,
            menus,
            [this, menus](const QString &path, const QPoint &at) {
                menus->showForPath(*m_explorer, path, at);
            });
    m_outline->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_outline, &QWidget::customContextMenuRequested, menus, [this, menus](const QPoint &at) {
        const QString id = m_outline->indexAt(at).data(OutlineModel::IdRole).toString();
        if (!id.isEmpty())
            menus->showFor(id, m_outline->viewport()->mapToGlobal(at));
    });
    connect(menus, &ContextMenus::nodeChosen, this, &MainWindow::selectNode);
    connect(menus, &ContextMenus::flowChosen, this, [this](const QString &flow) {
        openFlow(flow, m_session.chosenIn());
    });
    connect(menus, &ContextMenus::fileChosen, this, &MainWindow::showFile);
    connect(menus, &ContextMenus::textChosen, this, [this](const QString &node, const QString &text) {
        bringUp(m_editorDock);
        m_editors->goToText(node, text);
    });
    for (const ActionId id : {ActionId::GoToSource, ActionId::ShowNodeIo, ActionId::RenameNode})
        (*m_actions)[id]->setEnabled(false); // until a node is selected
    m_actions->on(ActionId::RenameNode, this, &MainWindow::renameNode);
    m_actions->on(ActionId::ShowNodeIo, this, [this] {
        showMode(Mode::Debug);
        m_io->setFocus();
    });
}

} // namespace postern::ide
