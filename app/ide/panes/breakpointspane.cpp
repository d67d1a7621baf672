// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/breakpointspane.h"

#include "app/ide/commands/actions.h"
#include "app/ide/run/breakpoints.h"
#include "widgets/run/emptynote.h"
#include "widgets/theme/icon.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QTreeView>
#include <QVBoxLayout>

namespace postern::ide {

BreakpointsPane::BreakpointsPane(Breakpoints &breakpoints, const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_breakpoints(breakpoints)
    , m_actions(actions)
    , m_list(new QTreeView(this))
{
    setObjectName("breakpointsPane");
    m_list->setObjectName("breakpoints");
    m_list->setModel(&breakpoints);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Breakpoints"));
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(Breakpoints::Place, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(Breakpoints::Note, QHeaderView::ResizeToContents);
    m_list->installEventFilter(this);
    new widgets::EmptyNote(m_list, tr("No breakpoints yet. Select a node and press F9."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    setFocusProxy(m_list);
    connect(m_list, &QTreeView::activated, this, [this](const QModelIndex &index) {
        emit editWanted(index.row());
    });
    connect(m_list->selectionModel(),
            &QItemSelectionModel::currentRowChanged,
            this,
            [this](const QModelIndex &row) {
                if (!row.isValid())
                    return;
                const Breakpoint &breakpoint = m_breakpoints.at(row.row());
                if (!breakpoint.node.isEmpty() && m_breakpoints.isThere(breakpoint))
                    emit nodeChosen(breakpoint.node);
            });
    connect(m_list, &QWidget::customContextMenuRequested, this, &BreakpointsPane::showMenu);
}

bool BreakpointsPane::eventFilter(QObject *watched, QEvent *event)
{
    // Before the window's command of that key, which is about nodes.
    if (watched != m_list
        || (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress))
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() != Qt::Key_Delete && key->key() != Qt::Key_Backspace)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::KeyPress)
        removeCurrent();
    event->accept();
    return true;
}

void BreakpointsPane::removeCurrent()
{
    if (m_list->currentIndex().isValid())
        m_breakpoints.remove(m_list->currentIndex().row());
}

void BreakpointsPane::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setObjectName("contextMenu");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const QModelIndex index = m_list->indexAt(at); index.isValid()) {
        m_list->setCurrentIndex(index);
        menu->addAction(theme::icon(QStringLiteral("edit")), tr("Edit…"), this, [this, index] {
            emit editWanted(index.row());
        });
        menu->addAction(theme::icon(QStringLiteral("trash")), tr("Remove"), this, [this] {
            removeCurrent();
        });
        menu->addSeparator();
    }
    for (const ActionId id : {ActionId::BreakOnError,
                              ActionId::BreakOnSchema,
                              ActionId::BreakOnTokens,
                              ActionId::BreakOnEmpty})
        menu->addAction(m_actions[id]);
    menu->addSeparator();
    menu->addAction(m_actions[ActionId::ToggleAllBreakpoints]);
    menu->addAction(m_actions[ActionId::RemoveBreakpoints]);
    menu->popup(m_list->viewport()->mapToGlobal(at));
}

} // namespace postern::ide
