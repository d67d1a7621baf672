// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is kept of the window: for its next start, and for the window that takes its place; and what is
// dropped on it.

#include "app/ide/commands/actions.h"
#include "app/ide/panes/bottompane.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/panes/explorerview.h"
#include "app/ide/panes/graphpane.h"
#include "app/ide/panes/referencespane.h"
#include "app/ide/panes/runpane.h"
#include "app/ide/panes/runtoolbar.h"
#include "app/ide/panes/searchpane.h"
#include "app/ide/panes/statusbar.h"
#include "app/ide/panes/striparea.h"
#include "app/ide/session/session.h"
#include "app/ide/settings/settingsdialog.h"
#include "app/ide/window/mainwindow.h"
#include "app/ide/window/modebar.h"
#include "app/ide/window/windowfocus.h"
#include "app/ide/window/windowgeometry.h"
#include "app/ide/window/workarea.h"
#include "widgets/editor/codeeditor.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTreeView>
#include <QUrl>

#include <algorithm>

namespace postern::ide {

void MainWindow::connectMemory()
{
    m_focus = new WindowFocus(
        m_session,
        *m_actions,
        *m_area,
        {m_toolBar, m_modeBar, m_centre, m_graph->view(), m_strips, m_editors, m_status},
        this);
    const auto touch = [this] { m_memory->touch(); };
    graph::GraphView *const view = m_graph->view();
    connect(view, &graph::GraphView::zoomChanged, this, touch);
    connect(view, &graph::GraphView::nodeSelected, this, touch);
    connect(view->horizontalScrollBar(), &QScrollBar::valueChanged, this, touch);
    connect(view->verticalScrollBar(), &QScrollBar::valueChanged, this, touch);
    connect(m_outline->selectionModel(), &QItemSelectionModel::currentRowChanged, this, touch);
    connect(m_editors, &EditorPane::caretMoved, this, touch);
    connect(m_explorer, &ExplorerView::fileChosen, this, touch);
    for (const ModeRow &row : kModes)
        m_actions->on(row.action, this, touch);
    m_actions->on(ActionId::CloseTab, this, touch);
}

WindowPlace MainWindow::place()
{
    saveLayout();
    WindowPlace place{selectedNode(), m_graph->view()->place(), m_area->mode()};
    if (const auto *text = m_editors->flowText())
        text->getCursorPosition(&place.line, &place.column);
    return place;
}

void MainWindow::setPlace(const WindowPlace &place)
{
    if (!m_session.document())
        return;
    if (place.mode != m_area->mode())
        m_area->showMode(place.mode);
    if (auto *text = m_editors->flowText()) {
        // The file may be another by now, and Scintilla counts on to any column.
        const int line = std::clamp(place.line, 0, text->lines() - 1);
        text->setCursorPosition(line, std::clamp(place.column, 0, text->lineLength(line)));
    }
    selectNode(place.selected);
    m_graph->view()->setPlace(place.graph);
}

void MainWindow::takeOver(MainWindow &old)
{
    m_editors->takeOver(*old.m_editors);
    m_runPane->takeOver(*old.m_runPane);
    m_bottom->takeOver(*old.m_bottom);
    m_strips->takeOver(*old.m_strips);
    findChild<ReferencesPane *>()->takeOver(*old.findChild<ReferencesPane *>());
    findChild<SearchPane *>()->takeOver(*old.findChild<SearchPane *>());
    const auto *const settings = old.findChild<SettingsDialog *>();
    if (!settings || settings->isHidden())
        return;
    (*m_actions)[ActionId::ShowSettings]->trigger();
    findChild<SettingsDialog *>()->takeOver(*settings);
}

void MainWindow::saveLayout()
{
    if (!isVisible())
        return; // nobody has moved anything yet
    m_area->save();
    m_session.settings().setWindowGeometry(windowGeometry(*this));
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

} // namespace postern::ide
