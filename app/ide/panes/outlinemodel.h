// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/graph/graphmodel.h"

#include <QAbstractTableModel>
#include <QHash>

namespace postern::widgets {
class RunModel;
} // namespace postern::widgets

namespace postern::ide {

class Breakpoints;
class FlowGraph;
class Session;

/// The nodes of the flow as rows: what the canvas shows, in words.
class OutlineModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, State, ColumnCount };
    enum Role { IdRole = Qt::UserRole };

    explicit OutlineModel(Session &session, QObject *parent = nullptr);

    QModelIndex indexOf(const QString &id) const;
    /// How many inputs of each node a wire that is being drawn could end at, in place of states; with
    /// none, the states again.
    void showFits(const QHash<QString, int> &fits);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    void showFlow();
    void showAnother();
    void showChanges(const graph::GraphModel &before);
    run::NodeState stateOf(const QString &id) const;
    QString tipOf(const graph::GraphNode &node) const;
    void showStates(const QStringList &names);
    void showBreakpoints();
    void showMoment();
    graph::NodeStatus statusOf(const graph::GraphNode &node) const;
    /// Its kind, with its breakpoint in a corner.
    QVariant badgeOf(const graph::GraphNode &node) const;
    QString spokenName(const graph::GraphNode &node) const;
    QString stateText(const graph::GraphNode &node) const;
    QVariant stateIcon(const graph::GraphNode &node) const;
    QVariant stateColour(const graph::GraphNode &node) const;

    const widgets::RunModel &m_run;
    const FlowGraph &m_flow;
    const Breakpoints &m_breakpoints;
    QHash<QString, graph::Breakpoint> m_marks; ///< as they are shown
    graph::GraphModel m_graph;                 ///< as the rows show it, to tell what has changed
    QHash<QString, int> m_fits;
    QHash<QString, run::NodeState> m_states; ///< as they are shown
};

} // namespace postern::ide
