// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the main window remembers: recent folders, how it stands over a flow, and panels that come
// and go.

#include "app/ide/commands/actions.h"
#include "app/ide/panes/bottompane.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/panes/explorerview.h"
#include "app/ide/panes/graphpane.h"
#include "app/ide/panes/runpane.h"
#include "app/ide/panes/striparea.h"
#include "app/ide/session/session.h"
#include "app/ide/settings/settingsdialog.h"
#include "app/ide/window/flyout.h"
#include "app/ide/window/mainwindow.h"
#include "app/ide/window/panels.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/theme/theme.h"

#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <QLayout>
#include <QMenu>
#include <QScrollBar>
#include <QToolBar>
#include <QTreeView>

#include <algorithm>

namespace postern::ide {

WindowPlace MainWindow::place()
{
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
    if (const Mode mode = place.isDebug ? Mode::Debug : Mode::Author; mode != m_mode)
        showMode(mode);
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
    const auto *const settings = old.findChild<SettingsDialog *>();
    if (!settings || settings->isHidden())
        return;
    (*m_actions)[ActionId::ShowSettings]->trigger();
    findChild<SettingsDialog *>()->takeOver(*settings);
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

void MainWindow::fitModeBar()
{
    constexpr int kBeside = 8; // of a name, in all
    const QFontMetrics metrics(theme::font(11, QFont::DemiBold));
    int width = theme::kModeBarWidth;
    for (const QAction *action : m_modeBar->actions())
        width = std::max(width, metrics.horizontalAdvance(action->text()) + kBeside);
    m_modeBar->setFixedWidth(width);
}

void MainWindow::toggleBottom()
{
    // By the dock, not by the check mark: a dock that was hidden with its window tells nobody.
    m_bottomDock->setVisible(m_bottomDock->isHidden());
    m_panels->fit();
    (*m_actions)[ActionId::ToggleBottom]->setChecked(!m_bottomDock->isHidden());
}

void MainWindow::toggleSide()
{
    constexpr int kFlyoutWidth = 240;
    const QList<QDockWidget *> docks = leftDocks();
    if (!m_isNarrow) {
        const bool isShown = std::any_of(docks.begin(), docks.end(), [](const QDockWidget *dock) {
            return !dock->isHidden();
        });
        for (QDockWidget *dock : docks)
            dock->setVisible(!isShown);
        m_panels->fit();
        return;
    }
    if (m_flyout->isVisible()) {
        m_flyout->giveBack();
        m_graph->view()->setFocus();
        return;
    }
    const int left = m_modeBar->geometry().right() + 1;
    const int top = m_modeBar->geometry().top();
    const int flyout = std::min(theme::scaled(kFlyoutWidth),
                                std::max(kFlyoutWidth, this->width() / 2));
    m_flyout->open(docks, {left, top, flyout, m_modeBar->height()});
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
