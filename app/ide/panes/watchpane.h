// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QTreeView;

namespace postern::ide {

class Actions;
class Watches;

/// The expressions that are watched, and what they come to. F2 or a double click edits one, Delete
/// takes it away.
class WatchPane final : public QWidget
{
    Q_OBJECT

public:
    WatchPane(Watches &watches, const Actions &actions, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void removeCurrent();
    void showMenu(const QPoint &at);

    Watches &m_watches;
    const Actions &m_actions;
    QTreeView *const m_list; // child of this
};

} // namespace postern::ide
