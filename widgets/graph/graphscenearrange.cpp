// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What GraphScene does for what is arranged by hand.

#include "widgets/graph/edgeitem.h"
#include "widgets/graph/frameitem.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/nodeitem.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace postern::graph {

namespace {

QString renamedKey(const GraphEdge &edge, const QString &name, const QString &newName)
{
    GraphEdge renamed = edge;
    if (renamed.from == name)
        renamed.from = newName;
    if (renamed.to == name)
        renamed.to = newName;
    return renamed.key();
}

template<typename Hash>
void moveKey(Hash &hash, const QString &key, const QString &newKey)
{
    if (const auto known = hash.find(key); known != hash.end()) {
        auto value = std::move(known.value());
        hash.erase(known);
        hash.insert(newKey, std::move(value));
    }
}

} // namespace

Places GraphScene::places() const
{
    Places places;
    for (const NodeItem *item : m_nodes)
        places.insert(item->id(), item->pos());
    return places;
}

void GraphScene::moveNodes(const Places &places)
{
    ++m_layoutNumber; // one that is under way would take the nodes back
    QSet<NodeItem *> reached;
    const auto unbend = [this](const std::vector<EdgeItem *> &edges) {
        for (const EdgeItem *edge : edges) {
            m_bends.remove(edge->edge().key());
            leaveTrunk(edge->edge().key());
        }
    };
    for (auto place = places.cbegin(); place != places.cend(); ++place) {
        NodeItem *const item = node(place.key());
        if (item == nullptr || item->pos() == place.value())
            continue;
        item->moveTo(place.value());
        reached.insert(item);
        unbend(m_incoming[item->id()]);
        const std::vector<EdgeItem *> &outgoing = m_outgoing[item->id()];
        unbend(outgoing);
        for (const EdgeItem *edge : outgoing)
            reached.insert(m_nodes.value(edge->edge().to));
    }
    for (NodeItem *item : std::as_const(reached))
        routeNode(*item, m_incoming[item->id()]);
    if (!m_trunks.empty() && !reached.isEmpty())
        showTrunks();
    showFrames();
}

void GraphScene::settle()
{
    measure();
    emit extended();
}

void GraphScene::keepPlaces(const Places &former, const QString &what)
{
    settle();
    Arrangement before = m_arrangement;
    m_arrangement.places.insert(places());
    if (before == m_arrangement)
        return;
    before.places.insert(places());
    before.places.insert(former);
    emit rearranged(before, m_arrangement, what);
}

void GraphScene::tidyOnly(const QStringList &ids)
{
    layout::Graph graph;
    QRectF area;
    Places former;
    for (const QString &id : ids) {
        const NodeItem *const item = node(id);
        graph.nodes.push_back({kNodeWidth, item->face().height()});
        area |= item->sceneFace();
        former.insert(id, item->pos());
    }
    for (const GraphEdge &edge : m_model.edges) {
        const qsizetype from = ids.indexOf(edge.from);
        const qsizetype to = ids.indexOf(edge.to);
        if (from >= 0 && to >= 0)
            graph.edges.emplace_back(from, to);
    }
    const layout::Positions positions = layout::layered(graph);
    const auto snapped = [](double value) { return std::round(value / kGrid) * kGrid; };
    Places places;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const layout::Point &centre = positions.nodes[i];
        places.insert(ids[static_cast<qsizetype>(i)],
                      {snapped(area.left() + centre.x - kNodeWidth / 2),
                       snapped(area.top() + centre.y - graph.nodes[i].height / 2)});
    }
    moveNodes(places);
    keepPlaces(former, tr("Tidy %1 nodes").arg(ids.size()));
}

void GraphScene::hideEdges(const QSet<QString> &keys, bool isHidden)
{
    const Arrangement before = m_arrangement;
    if (isHidden)
        m_arrangement.hiddenEdges += keys;
    else
        m_arrangement.hiddenEdges -= keys;
    if (before == m_arrangement)
        return;
    showHidden();
    emit rearranged(before, m_arrangement, isHidden ? tr("Hide links") : tr("Show links"));
}

void GraphScene::showFrames()
{
    std::vector<std::pair<Frame, QRectF>> wanted;
    for (const Frame &frame : std::as_const(m_arrangement.frames)) {
        QRectF faces;
        for (const QString &id : frame.nodes) {
            if (const NodeItem *const item = node(id))
                faces |= item->sceneFace();
        }
        if (!faces.isNull()) // else its nodes are gone, and may come back
            wanted.emplace_back(frame, faces);
    }
    while (m_frameItems.size() > wanted.size()) {
        delete m_frameItems.back();
        m_frameItems.pop_back();
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (i == m_frameItems.size()) {
            m_frameItems.push_back(new FrameItem(wanted[i].first));
            addItem(m_frameItems.back());
        }
        m_frameItems[i]->setFrame(wanted[i].first);
        m_frameItems[i]->setFaces(wanted[i].second);
    }
}

void GraphScene::setFrames(QList<Frame> frames, const QString &what)
{
    const Arrangement before = m_arrangement;
    m_arrangement.frames = std::move(frames);
    if (before == m_arrangement)
        return;
    settle();
    emit rearranged(before, m_arrangement, what);
}

void GraphScene::frameNodes(const QStringList &ids, const QString &title)
{
    QList<Frame> frames;
    for (Frame frame : std::as_const(m_arrangement.frames)) {
        frame.nodes.removeIf([&ids](const QString &id) { return ids.contains(id); });
        if (!frame.nodes.isEmpty())
            frames.append(std::move(frame));
    }
    if (!title.isEmpty() && !ids.isEmpty())
        frames.append({title, ids});
    setFrames(std::move(frames),
              title.isEmpty() ? tr("Take nodes out of their group") : tr("Group nodes"));
}

void GraphScene::renameFrame(const Frame &frame, const QString &title)
{
    QList<Frame> frames = m_arrangement.frames;
    const qsizetype at = frames.indexOf(frame);
    if (at < 0)
        return;
    if (title.isEmpty())
        frames.removeAt(at);
    else
        frames[at].title = title;
    setFrames(std::move(frames), title.isEmpty() ? tr("Remove group") : tr("Rename group"));
}

void GraphScene::arrange(const Arrangement &arrangement)
{
    if (m_arrangement == arrangement)
        return;
    const bool wasByHand = !m_arrangement.places.isEmpty();
    m_arrangement = arrangement;
    showHidden();
    if (m_model.nodes.empty())
        return;
    showFrames();
    if (arrangement.places.isEmpty()) {
        if (wasByHand)
            layOut();
        return;
    }
    moveNodes(arrangement.places);
    settle();
}

void GraphScene::showHidden()
{
    for (auto edge = m_edges.cbegin(); edge != m_edges.cend(); ++edge)
        edge.value()->setConcealed(m_arrangement.hiddenEdges.contains(edge.key()));
    revealHidden();
}

void GraphScene::revealHidden()
{
    const auto isSelected = [this](const QString &id) {
        const NodeItem *const item = node(id);
        return item != nullptr && item->isSelected();
    };
    for (const QString &key : std::as_const(m_arrangement.hiddenEdges)) {
        if (EdgeItem *const edge = m_edges.value(key))
            edge->setRevealed(isSelected(edge->edge().from) || isSelected(edge->edge().to)
                              || edge->isSelected());
    }
}

std::vector<NodeItem *> GraphScene::placeKept(const std::vector<NodeItem *> &added) const
{
    std::vector<NodeItem *> others;
    for (NodeItem *item : added) {
        const auto kept = m_arrangement.places.constFind(item->id());
        if (kept == m_arrangement.places.constEnd())
            others.push_back(item);
        else
            item->setPos(*kept);
    }
    return others;
}

void GraphScene::followRename(const GraphModel &before)
{
    if (before.nodes.size() != m_model.nodes.size())
        return;
    QString name;
    QString newName;
    for (std::size_t i = 0; i < before.nodes.size(); ++i) {
        if (before.nodes[i].id == m_model.nodes[i].id)
            continue;
        if (!name.isEmpty())
            return; // several differ: another order, or another flow
        name = before.nodes[i].id;
        newName = m_model.nodes[i].id;
    }
    if (name.isEmpty() || m_nodes.contains(newName))
        return;
    for (const GraphEdge &edge : before.edges) {
        const QString key = edge.key();
        const QString newKey = renamedKey(edge, name, newName);
        if (key == newKey)
            continue;
        moveKey(m_bends, key, newKey);
        if (m_arrangement.hiddenEdges.remove(key))
            m_arrangement.hiddenEdges.insert(newKey);
    }
    moveKey(m_nodes, name, newName);
    moveKey(m_arrangement.places, name, newName);
    for (Frame &frame : m_arrangement.frames)
        std::ranges::replace(frame.nodes, name, newName);
}

} // namespace postern::graph
