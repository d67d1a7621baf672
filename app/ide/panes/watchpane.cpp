// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/watchpane.h"

#include "app/ide/commands/actions.h"
#include "app/ide/run/watches.h"
#include "widgets/run/emptynote.h"
#include "widgets/theme/icon.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QTreeView>
#include <QVBoxLayout>

namespace postern::ide {

WatchPane::WatchPane(Watches &watches, const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_watches(watches)
    , m_actions(actions)
    , m_list(new QTreeView(this))
{
    setObjectName("watchPane");
    m_list->setObjectName("watches");
    m_list->setModel(&watches);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Watch"));
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_list->header()->setStretchLastSection(true);
    m_list->header()->setSectionResizeMode(Watches::Expression, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(Watches::Result, QHeaderView::Stretch);
    m_list->installEventFilter(this);
    new widgets::EmptyNote(m_list,
                           tr("Nothing is watched yet. Add an expression, such as "
                              "nodes.NODE.output | length."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    setFocusProxy(m_list);
    connect(m_list, &QWidget::customContextMenuRequested, this, &WatchPane::showMenu);
}

bool WatchPane::eventFilter(QObject *watched, QEvent *event)
{
    // Before the window's commands of these keys, which are about nodes.
    if (watched != m_list
        || (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress))
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key != Qt::Key_Delete && key != Qt::Key_Backspace && key != Qt::Key_F2)
        return QWidget::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::ShortcutOverride)
        return true;
    if (key == Qt::Key_F2)
        m_list->edit(m_list->currentIndex().siblingAtColumn(Watches::Expression));
    else
        removeCurrent();
    return true;
}

void WatchPane::removeCurrent()
{
    if (m_list->currentIndex().isValid())
        m_watches.remove(m_list->currentIndex().row());
}

void WatchPane::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setObjectName("contextMenu");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(m_actions[ActionId::AddWatch]);
    if (const QModelIndex index = m_list->indexAt(at); index.isValid()) {
        m_list->setCurrentIndex(index);
        menu->addAction(theme::icon(QStringLiteral("edit")), tr("Edit"), this, [this, index] {
            m_list->edit(index.siblingAtColumn(Watches::Expression));
        });
        menu->addAction(theme::icon(QStringLiteral("copy")), tr("Copy value"), this, [index] {
            QApplication::clipboard()->setText(
                index.siblingAtColumn(Watches::Result).data().toString());
        });
        menu->addAction(theme::icon(QStringLiteral("trash")), tr("Remove"), this, [this] {
            removeCurrent();
        });
    }
    menu->popup(m_list->viewport()->mapToGlobal(at));
}

} // namespace postern::ide
