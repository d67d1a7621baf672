// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What GraphScene does for the ways of lines.

#include "widgets/graph/edgeitem.h"
#include "widgets/graph/frameitem.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/labelplaces.h"
#include "widgets/graph/nodeitem.h"
#include "widgets/graph/trunks.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace postern::graph {

namespace {

/// A line that arrives at a node.
struct Arrival
{
    EdgeItem *item = nullptr;
    QList<QPointF> points = {}; // without the end
    double x = 0;               // where it comes from
    std::optional<std::size_t> trunk = {};
    std::size_t port = 0;
};

/// One port for each line, and one for all that come by one trunk, which say how many they are.
std::vector<PlacedPort> portsOf(std::vector<Arrival> &arrivals)
{
    std::vector<PlacedPort> ports;
    std::vector<std::size_t> firsts; // of the ports' arrivals
    for (std::size_t i = 0; i < arrivals.size(); ++i) {
        Arrival &arrival = arrivals[i];
        const GraphEdge &edge = arrival.item->edge();
        const bool isActivate = edge.kind == EdgeKind::Activate;
        const auto shared = std::ranges::find_if(firsts, [&](std::size_t first) {
            return arrival.trunk && arrivals[first].trunk == arrival.trunk;
        });
        arrival.port = static_cast<std::size_t>(shared - firsts.begin());
        if (shared == firsts.end()) {
            firsts.push_back(i);
            ports.push_back({{edge.targets.front(), edge.type}, {}, isActivate, edge.targets});
            continue;
        }
        PlacedPort &port = ports[arrival.port];
        port.names += edge.targets;
        if (port.port.type != edge.type)
            port.port.type = PortType::Unknown;
        arrival.item->setSharedLabel(QString());
        arrivals[*shared].item->setSharedLabel(QStringLiteral("×%1").arg(port.names.size()));
    }
    return ports;
}

} // namespace

void GraphScene::routeEdges()
{
    m_incoming.clear();
    m_outgoing.clear();
    for (const GraphEdge &edge : m_model.edges) {
        EdgeItem *const item = m_edges.value(edge.key());
        m_incoming[edge.to].push_back(item);
        m_outgoing[edge.from].push_back(item);
    }
    findTrunkLines();
    for (NodeItem *node : std::as_const(m_nodes))
        routeNode(*node, m_incoming[node->id()]);
    showHidden();
    measure();
}

void GraphScene::measure()
{
    measureRooms();
    placeLabels(edgeItems(), nodeItems());
    showTrunks();
    m_contentRect = {};
    for (const NodeItem *item : std::as_const(m_nodes))
        m_contentRect |= item->sceneFace();
    for (const EdgeItem *item : std::as_const(m_edges))
        m_contentRect |= item->boundingRect();
    showFrames();
    for (const FrameItem *item : std::as_const(m_frameItems))
        m_contentRect |= item->area();
}

void GraphScene::findTrunkLines()
{
    m_trunks = findTrunks(m_model, m_bends);
    m_trunkOf.clear();
    m_leaves.clear();
    for (std::size_t i = 0; i < m_trunks.size(); ++i) {
        for (const QString &key : std::as_const(m_trunks[i].edges))
            m_trunkOf.insert(key, i);
    }
    for (EdgeItem *const item : std::as_const(m_edges))
        item->setSharedLabel({});
    for (const Trunk &trunk : m_trunks) {
        if (trunk.kind == EdgeKind::Activate)
            shareCondition(trunk);
    }
}

void GraphScene::shareCondition(const Trunk &trunk) const
{
    const QString condition = m_edges.value(trunk.edges.front())->edge().condition;
    const bool isOne = std::ranges::all_of(trunk.edges, [&](const QString &key) {
        return m_edges.value(key)->edge().condition == condition;
    });
    for (const QString &key : trunk.edges) {
        if (isOne && key != trunk.edges.front())
            m_edges.value(key)->setSharedLabel(QString());
    }
}

void GraphScene::showTrunks()
{
    std::vector<Trunk> wanted;
    for (Trunk trunk : m_trunks) {
        // What was moved meanwhile goes its own way.
        trunk.edges.removeIf([this](const QString &key) { return !m_leaves.contains(key); });
        trunk.wires = 0;
        trunk.bottom = trunk.top;
        for (const QString &key : std::as_const(trunk.edges)) {
            trunk.wires += static_cast<int>(m_edges.value(key)->edge().targets.size());
            trunk.bottom = std::max(trunk.bottom, m_leaves.value(key));
        }
        if (!trunk.edges.isEmpty())
            wanted.push_back(std::move(trunk));
    }
    // What stays the same isn't painted anew.
    if (!std::ranges::equal(wanted, m_trunkItems, {}, {}, &TrunkItem::trunk)) {
        qDeleteAll(m_trunkItems);
        m_trunkItems.clear();
        for (const Trunk &trunk : wanted) {
            m_trunkItems.push_back(new TrunkItem(trunk));
            addItem(m_trunkItems.back());
        }
    }
    for (TrunkItem *const shown : std::as_const(m_trunkItems))
        placeTrunkLabel(*shown);
}

void GraphScene::placeTrunkLabel(TrunkItem &trunk) const
{
    const QList<QPointF> places = trunk.labelPlaces();
    QRectF all; // what is seen of the graph without its words
    for (const NodeItem *node : m_nodes)
        all |= node->sceneFace();
    all |= QRectF(trunk.trunk().x, trunk.trunk().top, 1, 1);
    const auto isFree = [&](const QPointF &place) {
        const QRectF area = trunk.labelRect(place);
        const auto isOnNode = [&](const NodeItem *node) {
            return node->sceneFace().intersects(area);
        };
        const auto isOnLabel = [&](const EdgeItem *edge) {
            return edge->labelRect().intersects(area);
        };
        return all.contains(area) && !std::any_of(m_nodes.cbegin(), m_nodes.cend(), isOnNode)
               && !std::any_of(m_edges.cbegin(), m_edges.cend(), isOnLabel);
    };
    const auto free = std::ranges::find_if(places, isFree);
    trunk.setLabelPlace(free == places.end() ? nullptr : &*free);
}

void GraphScene::leaveTrunk(const QString &key)
{
    m_trunkOf.remove(key);
    m_leaves.remove(key);
}

void GraphScene::routeNode(NodeItem &node, const std::vector<EdgeItem *> &incoming)
{
    const QPointF middle = node.pos() + QPointF(kNodeWidth / 2, 0);
    std::vector<Arrival> arrivals;
    arrivals.reserve(incoming.size());
    for (EdgeItem *item : incoming) {
        Arrival arrival{.item = item, .x = middle.x()};
        if (const NodeItem *source = m_nodes.value(item->edge().from)) {
            const QString key = item->edge().key();
            arrival.points.append(source->outputAnchor(item->edge().fromPort));
            arrival.points += m_bends.value(key);
            arrival.x = arrival.points.back().x();
            const auto trunk = m_trunkOf.constFind(key);
            // One that would have no room for its rail goes on as it did.
            if (trunk != m_trunkOf.constEnd()
                && trunkRoute(m_trunks[*trunk], arrival.points.front(), middle).isPossible())
                arrival.trunk = *trunk;
        }
        arrivals.push_back(std::move(arrival));
    }
    // From left to right as they come, so that they don't cross just above the node.
    std::ranges::stable_sort(arrivals, {}, &Arrival::x);
    node.setInputPorts(portsOf(arrivals));
    for (Arrival &arrival : arrivals) {
        const QPointF end = node.inputAnchor(arrival.port);
        const QString key = arrival.item->edge().key();
        const TrunkRoute route = arrival.trunk ? trunkRoute(m_trunks[*arrival.trunk],
                                                            arrival.points.front(),
                                                            end)
                                               : TrunkRoute();
        if (route.isPossible()) {
            m_leaves.insert(key, route.leaves);
            arrival.item->setRoute(route.whole, route.own);
            continue;
        }
        m_leaves.remove(key);
        arrival.points.append(end);
        arrival.item->setPoints(arrival.points);
    }
}

} // namespace postern::graph
