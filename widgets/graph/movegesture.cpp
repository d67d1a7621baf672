// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/movegesture.h"

#include "widgets/graph/connection.h"
#include "widgets/graph/edgeitem.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"
#include "widgets/graph/nodeitem.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace postern::graph {

namespace {

QString labelOf(const GraphView &view, const Places &moved)
{
    if (moved.size() > 1)
        return GraphView::tr("Move %1 nodes").arg(moved.size());
    return GraphView::tr("Move %1").arg(view.graphScene()->node(moved.keys().front())->node().name);
}

Places placesOf(const GraphView &view, const QStringList &ids)
{
    Places places;
    for (const QString &id : ids)
        places.insert(id, view.graphScene()->node(id)->pos());
    return places;
}

/// About; the line is near.
double distanceTo(const QPainterPath &path, const QPointF &point)
{
    constexpr int kSteps = 64;
    double least = std::numeric_limits<double>::infinity();
    for (int i = 0; i <= kSteps; ++i)
        least
            = std::min(least,
                       QLineF(path.pointAtPercent(static_cast<double>(i) / kSteps), point).length());
    return least;
}

double onGrid(double value)
{
    return std::round(value / kGrid) * kGrid;
}

} // namespace

MoveGesture::MoveGesture(GraphView &view, const QString &leader, const QPointF &from)
    : m_view(view)
    , m_leader(leader)
    , m_from(from)
    , m_start(placesOf(view, view.selectedNodes()))
{
    if (!m_start.contains(leader))
        m_start = placesOf(view, {leader});
}

void MoveGesture::moveTo(const Pointer &pointer)
{
    const QPointF start = m_start.value(m_leader);
    const QPointF wanted = start + pointer.scene - m_from;
    const QPointF by = QPointF(onGrid(wanted.x()), onGrid(wanted.y())) - start;
    Places places = m_start;
    for (QPointF &place : places)
        place += by;
    m_view.graphScene()->moveNodes(places);
    const bool isWanted = !pointer.modifiers.testFlag(Qt::AltModifier);
    show(isWanted ? spliceHere() : Splice());
}

MoveGesture::~MoveGesture()
{
    show({});
}

EdgeItem *MoveGesture::lineOf(const Splice &splice) const
{
    const auto items = m_view.graphScene()->edgeItems();
    const auto found = std::ranges::find_if(items, [&](const EdgeItem *item) {
        return !splice.edge.isEmpty() && item->edge().key() == splice.edge;
    });
    return found == items.end() ? nullptr : *found;
}

void MoveGesture::show(const Splice &splice)
{
    if (splice.edge == m_splice.edge)
        return;
    if (EdgeItem *const line = lineOf(m_splice))
        line->setMark(EdgeItem::Mark::None);
    m_splice = splice;
    if (EdgeItem *const line = lineOf(m_splice))
        line->setMark(EdgeItem::Mark::Splice);
}

MoveGesture::Splice MoveGesture::spliceHere() const
{
    const NodeItem *const node = m_view.graphScene()->node(m_leader);
    if (m_start.size() > 1 || node->node().isBox() || !m_view.isEditable())
        return {};
    constexpr double kSide = 48; // a line is meant that goes through the node's middle
    constexpr double kEdge = 12;
    const QRectF middle = node->sceneFace().adjusted(kSide, kEdge, -kSide, -kEdge);
    Splice nearest;
    double least = std::numeric_limits<double>::infinity();
    for (const QGraphicsItem *item : m_view.graphScene()->items(middle)) {
        const auto *line = qgraphicsitem_cast<const EdgeItem *>(item);
        if (line == nullptr || line->edge().kind != EdgeKind::Data)
            continue;
        const double distance = distanceTo(line->path(), middle.center());
        if (distance >= least)
            continue;
        const QString input = spliceInput(m_view.graphScene()->model(), m_leader, line->edge());
        if (input.isEmpty())
            continue;
        least = distance;
        nearest = {line->edge().key(), input};
    }
    return nearest;
}

std::function<void()> MoveGesture::finish(const Pointer &pointer)
{
    moveTo(pointer);
    const EdgeItem *const line = lineOf(m_splice);
    std::function<void()> tell;
    if (line != nullptr)
        tell = [view = &m_view, id = m_leader, input = m_splice.input, edge = line->edge()] {
            emit view->spliceRequested(id, input, edge);
        };
    m_view.graphScene()->keepPlaces(m_start, labelOf(m_view, m_start));
    return tell;
}

void MoveGesture::cancel()
{
    m_view.graphScene()->moveNodes(m_start);
    m_view.graphScene()->settle();
}

void nudge(GraphView &view, const QPointF &by)
{
    const Places start = placesOf(view, view.selectedNodes());
    if (start.isEmpty())
        return;
    Places places = start;
    for (QPointF &place : places)
        place += by;
    view.graphScene()->moveNodes(places);
    view.graphScene()->keepPlaces(start, labelOf(view, start));
}

} // namespace postern::graph
