// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/graphscene.h"

#include "widgets/graph/edgeitem.h"
#include "widgets/graph/edgelabel.h"
#include "widgets/graph/labelplaces.h"
#include "widgets/graph/nodeitem.h"
#include "widgets/theme/plaintext.h"

#include <QGraphicsSceneHelpEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

namespace postern::graph {

GraphScene::GraphScene(QObject *parent)
    : QGraphicsScene(parent)
{}

GraphScene::~GraphScene()
{
    blockSignals(true); // of items that go: who hears of it looks at those that are gone
}

void GraphScene::setModel(const GraphModel &model)
{
    if (m_model == model)
        return;
    const GraphModel before = std::exchange(m_model, model);
    const Arrangement former = m_arrangement;
    followRename(before);
    if (former != m_arrangement)
        emit rearranged(former, m_arrangement, {});
    const qsizetype nodesBefore = m_nodes.size();
    const qsizetype selectedBefore = selectedItems().size();
    std::vector<NodeItem *> added;
    bool edgesDiffer = false;
    {
        // A selected item that goes tells so at once: who asks then what is selected would find
        // items that are gone, or not there yet.
        const QSignalBlocker blocker(this);
        added = syncNodes();
        edgesDiffer = syncEdges();
    }
    if (selectedItems().size() != selectedBefore)
        emit selectionChanged();
    const std::vector<NodeItem *> unplaced = placeKept(added);
    // A flow that was opened, or all but rewritten.
    if (unplaced.size() == added.size() && 2 * added.size() > m_model.nodes.size())
        return layOut();
    if (!added.empty() || edgesDiffer || m_nodes.size() != nodesBefore)
        ++m_layoutNumber; // one that is under way is of another graph
    placeNew(unplaced);
    keepNew(unplaced);
    routeEdges();
    if (before.nodes.empty())
        emit arranged();
    else
        emit extended();
}

void GraphScene::reset()
{
    ++m_layoutNumber; // what is under way is of no use any more
    m_model = {};
    m_nodes.clear();
    m_edges.clear();
    m_incoming.clear();
    m_outgoing.clear();
    m_bends.clear();
    m_frameItems.clear();
    m_trunks.clear();
    m_trunkItems.clear();
    m_trunkOf.clear();
    m_leaves.clear();
    m_freeInputs.clear();
    m_expected.clear();
    m_arrangement = {};
    m_contentRect = {};
    m_label = nullptr;
    clear();
}

void GraphScene::tidy()
{
    Arrangement before = m_arrangement;
    before.places.insert(places());
    const bool wasByHand = !m_arrangement.places.isEmpty();
    m_arrangement.places.clear();
    layOut();
    if (wasByHand)
        emit rearranged(before, m_arrangement, tr("Tidy graph"));
}

void GraphScene::layOut()
{
    const layout::Graph graph = layoutGraph();
    place(layout::layered(graph));
    ++m_layoutNumber;
    // It takes a second at 1,000 nodes and minutes at 5,000: nobody waits for that.
    constexpr std::size_t kMostForGraphviz = 1500;
    if (!graph.nodes.empty() && graph.nodes.size() <= kMostForGraphviz)
        emit layoutWanted(m_layoutNumber, graph);
}

void GraphScene::takeLayout(quint64 number, const layout::Positions &positions)
{
    if (number == m_layoutNumber)
        place(positions);
}

std::vector<NodeItem *> GraphScene::nodeItems() const
{
    std::vector<NodeItem *> items;
    items.reserve(m_model.nodes.size());
    for (const GraphNode &node : m_model.nodes)
        items.push_back(m_nodes.value(node.id));
    return items;
}

std::vector<EdgeItem *> GraphScene::edgeItems() const
{
    std::vector<EdgeItem *> items;
    items.reserve(m_model.edges.size());
    for (const GraphEdge &edge : m_model.edges)
        items.push_back(m_edges.value(edge.key()));
    return items;
}

void GraphScene::showEdgeLabel(const EdgeItem &edge, const QPointF &at)
{
    if (m_label == nullptr) {
        m_label = new EdgeLabel;
        addItem(m_label);
    }
    m_label->setText(edge.referenceText(), edge.targetText());
    m_label->setPos(at + QPointF(12, 12));
    m_label->show();
}

void GraphScene::hideEdgeLabel()
{
    if (m_label != nullptr)
        m_label->hide();
}

void GraphScene::helpEvent(QGraphicsSceneHelpEvent *event)
{
    QString text;
    for (const QGraphicsItem *item : items(event->scenePos())) {
        if (const auto *node = qgraphicsitem_cast<const NodeItem *>(item)) {
            text = node->toolTipAt(node->mapFromScene(event->scenePos()));
            break;
        }
    }
    QToolTip::showText(event->screenPos(), theme::plainToolTip(text), event->widget());
    event->setAccepted(!text.isEmpty());
}

std::vector<NodeItem *> GraphScene::syncNodes()
{
    std::vector<NodeItem *> added;
    QSet<QString> present;
    for (const GraphNode &node : m_model.nodes) {
        present.insert(node.id);
        NodeItem *&item = m_nodes[node.id];
        if (item == nullptr) {
            item = new NodeItem(node);
            addItem(item);
            added.push_back(item);
        } else {
            item->setNode(node);
        }
    }
    for (auto it = m_nodes.begin(); it != m_nodes.end();) {
        if (present.contains(it.key())) {
            ++it;
            continue;
        }
        delete it.value();
        it = m_nodes.erase(it);
    }
    return added;
}

bool GraphScene::syncEdges()
{
    bool differs = false;
    QSet<QString> present;
    for (const GraphEdge &edge : m_model.edges) {
        const QString key = edge.key();
        present.insert(key);
        EdgeItem *&item = m_edges[key];
        if (item == nullptr) {
            item = new EdgeItem(edge);
            addItem(item);
            differs = true;
        } else {
            item->setEdge(edge);
        }
    }
    for (auto it = m_edges.begin(); it != m_edges.end();) {
        if (present.contains(it.key())) {
            ++it;
            continue;
        }
        delete it.value();
        m_bends.remove(it.key());
        it = m_edges.erase(it);
        differs = true;
    }
    return differs;
}

void GraphScene::keepNew(const std::vector<NodeItem *> &added)
{
    if (m_arrangement.places.isEmpty())
        return; // the layout is the program's
    const Arrangement before = m_arrangement;
    for (const NodeItem *item : added) {
        if (m_expected.contains(item->id()))
            m_arrangement.places.insert(item->id(), item->pos());
    }
    if (before != m_arrangement)
        emit rearranged(before, m_arrangement, {});
}

void GraphScene::placeNew(const std::vector<NodeItem *> &added)
{
    QSet<QString> unplaced;
    for (const NodeItem *item : added)
        unplaced.insert(item->id());
    for (NodeItem *item : added) {
        const QPointF wished = placeWished(*item, unplaced);
        QPointF place = wished;
        const auto isTaken = [&](const NodeItem *other) {
            constexpr double kRoom = 16;
            return other != item && !unplaced.contains(other->id())
                   && other->sceneFace()
                          .adjusted(-kRoom, -kRoom, kRoom, kRoom)
                          .intersects(item->face().translated(place));
        };
        // The nearest free place of its row, at either side.
        constexpr double kStep = (kNodeWidth + kColumnGap) / 4;
        for (int i = 1; std::any_of(m_nodes.cbegin(), m_nodes.cend(), isTaken); ++i) {
            const int steps = (i + 1) / 2;
            place.setX(wished.x() + (i % 2 == 1 ? steps : -steps) * kStep);
        }
        item->setPos(place);
        unplaced.remove(item->id());
    }
}

QPointF GraphScene::placeWished(const NodeItem &node, const QSet<QString> &unplaced) const
{
    const auto expected = m_expected.constFind(node.id());
    if (expected == m_expected.constEnd())
        return placeByNeighbours(node, unplaced);
    const QPointF corner = *expected - node.face().center();
    const auto snapped = [](double value) { return std::round(value / kGrid) * kGrid; };
    return {snapped(corner.x()), snapped(corner.y())};
}

QPointF GraphScene::placeByNeighbours(const NodeItem &node, const QSet<QString> &unplaced) const
{
    QRectF before;
    QRectF after;
    for (const GraphEdge &edge : m_model.edges) {
        const bool arrives = edge.to == node.id();
        const NodeItem *other = m_nodes.value(arrives ? edge.from : edge.to);
        if (other == nullptr || (!arrives && edge.from != node.id())
            || unplaced.contains(other->id()))
            continue;
        QRectF &side = arrives ? before : after;
        side |= other->sceneFace();
    }
    if (!before.isNull())
        return {before.center().x() - kNodeWidth / 2, before.bottom() + kRankPitch - kNodeHeight};
    if (!after.isNull())
        return {after.center().x() - kNodeWidth / 2, after.top() - kRankPitch};
    QRectF all;
    for (const NodeItem *item : m_nodes) {
        if (!unplaced.contains(item->id()))
            all |= item->sceneFace();
    }
    return {all.left(), all.bottom() + kRankPitch - kNodeHeight};
}

QSet<QString> GraphScene::reached(const QString &id, bool downwards) const
{
    if (!m_nodes.contains(id))
        return {};
    QList<QString> open{id};
    QSet<QString> reached{id};
    while (!open.isEmpty()) {
        const QString at = open.takeLast();
        for (const GraphEdge &edge : m_model.edges) {
            const QString &next = downwards ? edge.to : edge.from;
            if ((downwards ? edge.from : edge.to) == at && !reached.contains(next)) {
                reached.insert(next);
                open.append(next);
            }
        }
    }
    return reached;
}

QSet<QString> GraphScene::related(const QString &id) const
{
    return reached(id, false) | reached(id, true);
}

void GraphScene::fadeAllBut(const QSet<QString> &ids)
{
    constexpr double kFaded = 0.3;
    const auto fade = [&](QGraphicsItem *item, bool isRelated) {
        item->setOpacity(ids.isEmpty() || isRelated ? 1 : kFaded);
    };
    for (NodeItem *item : std::as_const(m_nodes))
        fade(item, ids.contains(item->id()));
    for (EdgeItem *item : std::as_const(m_edges))
        fade(item, ids.contains(item->edge().from) && ids.contains(item->edge().to));
    for (TrunkItem *item : std::as_const(m_trunkItems))
        fade(item, false);
}

void GraphScene::showWiring(const QSet<QString> &nodes, const QSet<QString> &lines)
{
    constexpr double kFadedNode = 0.34;
    constexpr double kFadedLine = 0.3;
    m_isWiring = true;
    hideEdgeLabel();
    for (NodeItem *item : std::as_const(m_nodes))
        item->setOpacity(nodes.contains(item->id()) ? 1 : kFadedNode);
    for (auto line = m_edges.cbegin(); line != m_edges.cend(); ++line)
        line.value()->setOpacity(lines.contains(line.key()) ? 1 : kFadedLine);
    for (TrunkItem *item : std::as_const(m_trunkItems))
        item->setOpacity(kFadedLine);
}

void GraphScene::endWiring()
{
    m_isWiring = false;
    fadeAllBut({});
}

layout::Graph GraphScene::layoutGraph() const
{
    layout::Graph graph;
    QHash<QString, std::size_t> indices;
    for (const GraphNode &node : m_model.nodes) {
        indices.insert(node.id, graph.nodes.size());
        graph.nodes.push_back({kNodeWidth, NodeItem::faceHeight(node)});
    }
    // A broken edge stays in as one that no layout draws, so that indices agree.
    for (const GraphEdge &edge : m_model.edges)
        graph.edges.emplace_back(indices.value(edge.from, graph.nodes.size()),
                                 indices.value(edge.to, graph.nodes.size()));
    return graph;
}

void GraphScene::place(const layout::Positions &positions)
{
    for (std::size_t i = 0; i < m_model.nodes.size(); ++i) {
        NodeItem *item = m_nodes.value(m_model.nodes[i].id);
        const layout::Point &centre = positions.nodes[i];
        item->setPos(std::round(centre.x - item->face().width() / 2),
                     std::round(centre.y - item->face().height() / 2));
    }
    m_bends.clear();
    for (std::size_t i = 0; i < m_model.edges.size(); ++i) {
        QList<QPointF> bends;
        for (const layout::Point &bend : positions.edges[i])
            bends.append({bend.x, bend.y});
        if (!bends.isEmpty())
            m_bends.insert(m_model.edges[i].key(), bends);
    }
    routeEdges();
    emit arranged();
}

void GraphScene::measureRooms()
{
    std::vector<NodeItem *> byTop(m_nodes.cbegin(), m_nodes.cend());
    // A name must not go on beyond the side of a view that is as high as the graph.
    QRectF all;
    for (const NodeItem *item : byTop)
        all |= item->sceneFace();
    for (const EdgeItem *item : std::as_const(m_edges))
        all |= item->path().boundingRect();
    constexpr double kSlimmest = 0.6; // width by height of a view
    constexpr double kMargin = 12;
    const double end = all.center().x() + std::max(all.width(), all.height() * kSlimmest) / 2
                       + kMargin;
    std::ranges::sort(byTop, {}, [](const NodeItem *node) { return node->y(); });
    for (std::size_t i = 0; i < byTop.size(); ++i) {
        const QRectF face = byTop[i]->sceneFace();
        double room = end - face.right();
        const auto look = [&](const NodeItem *other) {
            if (other->y() < face.bottom() && face.top() < other->sceneFace().bottom()
                && other->x() > face.left())
                room = std::min(room, other->x() - face.right());
        };
        for (std::size_t j = i; j-- > 0 && byTop[j]->y() > face.top() - kNodeHeight;)
            look(byTop[j]);
        for (std::size_t j = i + 1; j < byTop.size() && byTop[j]->y() < face.bottom(); ++j)
            look(byTop[j]);
        byTop[i]->setRoom(room);
    }
}

void GraphScene::paintAbove(QPainter &painter, const QRectF &exposed) const
{
    const double scale = painter.worldTransform().m11();
    const bool isSmall = detailAt(scale) != Detail::Full;
    painter.save();
    for (const NodeItem *item : m_nodes) {
        const NamePlace name = isSmall ? item->namePlace(scale) : NamePlace();
        const bool isNameFaded = m_isWiring && item->opacity() < 1;
        if (!name.overflows && !item->hasLook() && !isNameFaded)
            continue;
        if (isNameFaded && item->sceneBoundingRect().intersects(exposed))
            item->paintNameInFull(painter);
        painter.setOpacity(item->opacity());
        if (name.overflows && overflowRect(scale, item->sceneFace(), name).intersects(exposed))
            item->paintOverflow(painter, name);
        if (item->hasLook() && item->sceneBoundingRect().intersects(exposed))
            item->paintLook(painter);
    }
    painter.restore();
}

} // namespace postern::graph
