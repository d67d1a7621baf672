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

/// The nodes of the flow as rows: what the canvas shows, in words.
class OutlineModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, State, ColumnCount };
    enum Role { IdRole = Qt::UserRole };

    explicit OutlineModel(const widgets::RunModel &run, QObject *parent = nullptr);

    void setGraph(graph::GraphModel model);
    QModelIndex indexOf(const QString &id) const;
    /// The kind of the node that the canvas shows; Python where there is no such node.
    graph::NodeKind kindOf(const QString &id) const;
    /// How many nodes there are, the boxes of inputs and outputs not counted.
    int nodeCount() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QString tipOf(const graph::GraphNode &node) const;
    void showStates(const QStringList &names);
    QString stateText(const graph::GraphNode &node) const;
    QVariant stateIcon(const graph::GraphNode &node) const;
    QVariant stateColour(const graph::GraphNode &node) const;

    const widgets::RunModel &m_run;
    graph::GraphModel m_graph;
    QHash<QString, run::NodeState> m_states; ///< as they are shown
};

} // namespace postern::ide
