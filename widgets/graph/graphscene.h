// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/layout/layout.h"
#include "widgets/graph/arrangement.h"
#include "widgets/graph/graphmodel.h"
#include "widgets/graph/trunks.h"

#include <QGraphicsScene>
#include <QHash>
#include <QSet>

#include <memory>

namespace postern::graph {

class EdgeItem;
class FrameItem;
class EdgeLabel;
class NodeItem;

/// The items of a flow. A new model changes, adds and removes only what differs; what stays does
/// not move, and what is new finds a free place by its neighbours.
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
    /// Lays all out, and forgets what was placed by hand: quick places at once; better ones when
    /// layoutWanted() has been answered.
    void tidy();
    /// Lays these out among themselves, where they are, as arranged by hand.
    void tidyOnly(const QStringList &ids);
    /// The answer to layoutWanted(), by its number. Dropped when the graph is another one by now.
    void takeLayout(quint64 number, const layout::Positions &positions);

    NodeItem *node(const QString &id) const { return m_nodes.value(id); }
    EdgeItem *edge(const QString &key) const { return m_edges.value(key); }
    /// In the model's order.
    std::vector<NodeItem *> nodeItems() const;
    std::vector<EdgeItem *> edgeItems() const;
    /// The node with all that comes from it, or leads to it; empty when there is none.
    QSet<QString> reached(const QString &id, bool downwards) const;
    /// The node with both.
    QSet<QString> related(const QString &id) const;
    /// Draws all other nodes and their lines at 30 %; an empty set fades nothing.
    void fadeAllBut(const QSet<QString> &ids);

    const Arrangement &arrangement() const { return m_arrangement; }
    /// Shows it, without telling of it. Of a flow that is still to be shown, too.
    void arrange(const Arrangement &arrangement);
    /// Where the nodes stand now.
    Places places() const;
    /// Moves nodes in the midst of a gesture: nothing but them and their lines is painted.
    void moveNodes(const Places &places);
    /// Keeps where all nodes stand as arranged by hand. `former`: where those stood that were moved.
    /// `what`: what was done, for the menu.
    void keepPlaces(const Places &former, const QString &what);
    /// The nodes stand where they stood before a gesture, or where they are kept.
    void settle();
    /// Lines, by key, that are drawn only while one of their nodes is selected.
    void hideEdges(const QSet<QString> &keys, bool isHidden);

    /// Groups these nodes, which leave the groups that they were in. Without a title they are of none.
    void frameNodes(const QStringList &ids, const QString &title);
    void renameFrame(const Frame &frame, const QString &title);

    /// All but these nodes and lines (by their keys) fades, though not the nodes' names.
    void showWiring(const QSet<QString> &nodes, const QSet<QString> &lines);
    void endWiring();

    /// What nodes could take beside what the flow gives them, by their ids: wires may end there.
    void setFreeInputs(QHash<QString, std::vector<Port>> inputs)
    {
        m_freeInputs = std::move(inputs);
    }
    const QHash<QString, std::vector<Port>> &freeInputs() const { return m_freeInputs; }

    /// Where the middle of a node goes that is still to come.
    void expect(const QString &id, const QPointF &centre) { m_expected.insert(id, centre); }

    /// Around all nodes and lines.
    const QRectF &contentRect() const { return m_contentRect; }

    /// Draws what lies above the nodes: rings, and of names what goes on beside small faces.
    void paintAbove(QPainter &painter, const QRectF &exposed) const;

    void showEdgeLabel(const EdgeItem &edge, const QPointF &at);
    void hideEdgeLabel();

    /// Hidden lines of selected nodes are drawn, and no others.
    void revealHidden();

signals:
    /// Nodes have new places.
    void arranged();
    /// A layout that takes time is wanted (Graphviz's); nobody waits for one asked for before.
    void layoutWanted(quint64 number, const postern::layout::Graph &graph);
    /// Some nodes came, went or were moved; the others are where they were.
    void extended();
    /// The user has arranged something by hand, or had it tidied; without `what`, a node that stands
    /// by hand bears another name. `before` has all nodes' places even where none was kept.
    void rearranged(const postern::graph::Arrangement &before,
                    const postern::graph::Arrangement &after,
                    const QString &what);

protected:
    void helpEvent(QGraphicsSceneHelpEvent *event) override;

private:
    /// Returns the nodes that are new.
    std::vector<NodeItem *> syncNodes();
    /// Returns whether lines came or went.
    bool syncEdges();
    /// A node of another name in another's place takes over what that one had.
    void followRename(const GraphModel &before);
    /// Those that have a place by hand go there; returns the others.
    std::vector<NodeItem *> placeKept(const std::vector<NodeItem *> &added) const;
    void placeNew(const std::vector<NodeItem *> &added);
    /// Where places are kept, an expected node's is, too.
    void keepNew(const std::vector<NodeItem *> &added);
    QPointF placeWished(const NodeItem &node, const QSet<QString> &unplaced) const;
    QPointF placeByNeighbours(const NodeItem &node, const QSet<QString> &unplaced) const;
    layout::Graph layoutGraph() const;
    void layOut();
    void place(const layout::Positions &positions);
    void showHidden();
    void routeEdges();
    /// Which lines run together for a long way.
    void findTrunkLines();
    /// Where all of a trunk are on one condition it is said once.
    void shareCondition(const Trunk &trunk) const;
    void showFrames();
    void setFrames(QList<Frame> frames, const QString &what);
    void showTrunks();
    void placeTrunkLabel(TrunkItem &trunk) const;
    /// The line goes its own way from now on.
    void leaveTrunk(const QString &key);
    /// What follows from where the nodes stand.
    void measure();
    /// Tells every node how far it is to the next one at its right.
    void measureRooms();
    void routeNode(NodeItem &node, const std::vector<EdgeItem *> &incoming);

    GraphModel m_model;
    QHash<QString, NodeItem *> m_nodes; // items belong to the scene
    QHash<QString, EdgeItem *> m_edges;
    QHash<QString, std::vector<EdgeItem *>> m_incoming; ///< by node
    QHash<QString, std::vector<EdgeItem *>> m_outgoing;
    QHash<QString, QList<QPointF>> m_bends; ///< of edges, by key
    std::vector<FrameItem *> m_frameItems;  // belong to the scene
    std::vector<Trunk> m_trunks;
    std::vector<TrunkItem *> m_trunkItems; // belong to the scene
    QHash<QString, std::size_t> m_trunkOf; ///< place in m_trunks of a line's, by key
    QHash<QString, double> m_leaves;       ///< y of the trunk where a line leaves it, by key
    QHash<QString, std::vector<Port>> m_freeInputs;
    QHash<QString, QPointF> m_expected; ///< middles of nodes that come, or come again
    Arrangement m_arrangement;
    bool m_isWiring = false; ///< names of faded nodes are drawn in full
    QRectF m_contentRect;
    EdgeLabel *m_label = nullptr; // belongs to the scene
    quint64 m_layoutNumber = 0;   ///< of the layout last asked for
};

} // namespace postern::graph
