// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QList>

class QAction;
class QLineEdit;
class QTreeView;
class QSortFilterProxyModel;

namespace postern::ide {

/// Finds a command by its name and runs it. A popup: it goes away when something else is clicked.
class CommandPalette final : public QFrame
{
    Q_OBJECT

public:
    /// Lists the commands that can be used now.
    CommandPalette(const QList<QAction *> &actions, QWidget *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &text);
    void runCurrent();

    QLineEdit *const m_field;               // child of this
    QTreeView *const m_list;                // child of this
    QSortFilterProxyModel *const m_matches; // child of this
};

} // namespace postern::ide
