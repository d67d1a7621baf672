// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the main window remembers: recent folders, and how it stands over a flow.

#include "app/ide/actions.h"
#include "app/ide/editorpane.h"
#include "app/ide/explorerview.h"
#include "app/ide/flyout.h"
#include "app/ide/graphpane.h"
#include "app/ide/mainwindow.h"
#include "app/ide/session.h"
#include "widgets/editor/codeeditor.h"

#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QScrollBar>
#include <QTreeView>

namespace postern::ide {

WindowPlace MainWindow::place()
{
    // What is shown only for the moment, the text alone or a flyout, is neither kept nor ended.
    if (m_showing == Showing::Both && !m_flyout->isVisible())
        saveLayout();
    WindowPlace place{m_selected, m_graph->view()->place(), m_mode == Mode::Debug};
    if (const auto *text = m_editors->flowText())
        text->getCursorPosition(&place.line, &place.column);
    return place;
}

void MainWindow::setPlace(const WindowPlace &place)
{
    if (!m_session.document())
        return;
    showMode(place.isDebug ? Mode::Debug : Mode::Author);
    if (auto *text = m_editors->flowText())
        text->setCursorPosition(place.line, place.column);
    selectNode(place.selected);
    m_graph->view()->setPlace(place.graph);
}

void MainWindow::takePlace()
{
    if (WindowPlace place; m_memory->recall(place))
        setPlace(place);
}

void MainWindow::connectMemory()
{
    const auto touch = [this] { m_memory->touch(); };
    graph::GraphView *const view = m_graph->view();
    connect(view, &graph::GraphView::zoomChanged, this, touch);
    connect(view, &graph::GraphView::nodeSelected, this, touch);
    connect(view->horizontalScrollBar(), &QScrollBar::valueChanged, this, touch);
    connect(view->verticalScrollBar(), &QScrollBar::valueChanged, this, touch);
    connect(m_outline->selectionModel(), &QItemSelectionModel::currentRowChanged, this, touch);
    connect(m_editors, &EditorPane::caretMoved, this, touch);
    connect(m_explorer, &ExplorerView::fileChosen, this, touch);
    for (const ActionId id : {ActionId::ModeAuthor, ActionId::ModeDebug, ActionId::CloseTab})
        m_actions->on(id, this, touch);
}

void MainWindow::fillRecent(QMenu *menu)
{
    menu->clear();
    const QStringList folders = m_session.settings().allRecentFolders();
    for (const QString &folder : folders) {
        QAction *const open = menu->addAction(QDir::toNativeSeparators(folder),
                                              this,
                                              [this, folder] { openPath(folder); });
        open->setEnabled(QFileInfo::exists(folder));
    }
    if (folders.isEmpty())
        menu->addAction(tr("No folders yet"))->setEnabled(false);
}

} // namespace postern::ide
