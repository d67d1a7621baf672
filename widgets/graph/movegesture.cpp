// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/movegesture.h"

#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"
#include "widgets/graph/nodeitem.h"

#include <cmath>

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
}

std::function<void()> MoveGesture::finish(const Pointer &pointer)
{
    moveTo(pointer);
    m_view.graphScene()->keepPlaces(m_start, labelOf(m_view, m_start));
    return {};
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
