// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/layout/layout.h"
#include "widgets/graph/graphmodel.h"

#include <QGraphicsScene>
#include <QHash>

#include <memory>

namespace postern::graph {

class EdgeItem;
class EdgeLabel;
class LayoutRunner;
class NodeItem;

/// The items of a flow. A new model changes, adds and removes only what differs; as long as the
/// same nodes are joined by the same lines, nothing moves.
class GraphScene final : public QGraphicsScene
{
    Q_OBJECT

public:
    explicit GraphScene(QObject *parent = nullptr);
    ~GraphScene() override;

    const GraphModel &model() const { return m_model; }
    void setModel(const GraphModel &model);
    /// Takes all items, statuses and marks away.
    void reset();
    /// Quick places at once, better ones when Graphviz has found them.
    void tidy();

    NodeItem *node(const QString &id) const { return m_nodes.value(id); }
    /// In the model's order.
    std::vector<NodeItem *> nodeItems() const;
    std::vector<EdgeItem *> edgeItems() const;
    /// Around all nodes and lines.
    QRectF contentRect() const;

    void showEdgeLabel(const EdgeItem &edge, const QPointF &at);
    void hideEdgeLabel();

signals:
    /// Nodes have new places.
    void arranged();

protected:
    void helpEvent(QGraphicsSceneHelpEvent *event) override;

private:
    /// Returns whether what decides the layout changed.
    bool syncNodes();
    bool syncEdges();
    layout::Graph layoutGraph() const;
    void place(const layout::Positions &positions);
    void routeEdges();
    void routeNode(NodeItem &node, std::vector<EdgeItem *> &incoming);

    GraphModel m_model;
    QHash<QString, NodeItem *> m_nodes; // items belong to the scene
    QHash<QString, EdgeItem *> m_edges;
    QHash<QString, QList<QPointF>> m_bends; ///< of edges, by key
    EdgeLabel *m_label = nullptr;           // belongs to the scene
    LayoutRunner *const m_runner;           // child of this
    quint64 m_layoutNumber = 0;             ///< of the layout last asked for
};

} // namespace postern::graph
