// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QTreeView;

namespace postern::ide {

class Actions;
class Breakpoints;

/// All breakpoints, each with a box that enables it. Return or a double click edits one, Delete takes
/// it away.
class BreakpointsPane final : public QWidget
{
    Q_OBJECT

public:
    BreakpointsPane(Breakpoints &breakpoints, const Actions &actions, QWidget *parent = nullptr);

signals:
    void editWanted(int row);
    /// The node that one is about was chosen.
    void nodeChosen(const QString &name);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void removeCurrent();
    void showMenu(const QPoint &at);

    Breakpoints &m_breakpoints;
    const Actions &m_actions;
    QTreeView *const m_list; // child of this
};

} // namespace postern::ide
