// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTreeView>

namespace postern::widgets {

class TraceModel;

/// The tree of a run's steps. Activated, a request shows what was sent and received, any other step
/// what it got and gave.
class TraceView final : public QTreeView
{
    Q_OBJECT

public:
    explicit TraceView(TraceModel &trace, QWidget *parent = nullptr);

    /// Chooses a node's first attempt.
    void select(const QString &node);

signals:
    /// A step of this node was chosen by the user.
    void nodeChosen(const QString &node);

private:
    void open(const QModelIndex &index);

    TraceModel &m_trace;
    bool m_isChoosing = false;
};

} // namespace postern::widgets
