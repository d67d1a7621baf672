// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/bandgesture.h"

#include "widgets/graph/edgeitem.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"
#include "widgets/graph/nodeitem.h"
#include "widgets/graph/strokeitem.h"

#include <algorithm>

namespace postern::graph {

BandGesture::BandGesture(GraphView &view, const QPointF &from, bool adds)
    : m_view(view)
    , m_from(from)
    , m_before(view.selectedNodes())
    , m_adds(adds)
    , m_band(std::make_unique<StrokeItem>(StrokeItem::Kind::Band, from))
{
    view.graphScene()->addItem(m_band.get());
}

BandGesture::~BandGesture() = default;

void BandGesture::moveTo(const Pointer &pointer)
{
    m_band->setEnd(pointer.scene);
    const QRectF band = QRectF(m_from, pointer.scene).normalized();
    QStringList ids; // in the flow's order
    for (const NodeItem *node : m_view.graphScene()->nodeItems()) {
        if (node->sceneFace().intersects(band) || (m_adds && m_before.contains(node->id())))
            ids.append(node->id());
    }
    m_view.showSelected(ids);
}

std::function<void()> BandGesture::finish(const Pointer &pointer)
{
    moveTo(pointer);
    m_view.selectNodes(m_view.selectedNodes());
    return {};
}

void BandGesture::cancel()
{
    m_view.showSelected(m_before);
}

SliceGesture::SliceGesture(GraphView &view, const QPointF &from)
    : m_view(view)
    , m_from(from)
    , m_line(std::make_unique<StrokeItem>(StrokeItem::Kind::Cut, from))
{
    view.graphScene()->addItem(m_line.get());
}

SliceGesture::~SliceGesture()
{
    for (EdgeItem *edge : m_view.graphScene()->edgeItems())
        edge->setMark(EdgeItem::Mark::None);
}

std::vector<EdgeItem *> SliceGesture::cut(const QPointF &to) const
{
    QPainterPath line(m_from);
    line.lineTo(to);
    std::vector<EdgeItem *> found;
    for (EdgeItem *edge : m_view.graphScene()->edgeItems()) {
        if (edge->isVisible() && edge->shape().intersects(line))
            found.push_back(edge);
    }
    return found;
}

void SliceGesture::moveTo(const Pointer &pointer)
{
    m_line->setEnd(pointer.scene);
    const std::vector<EdgeItem *> found = cut(pointer.scene);
    for (EdgeItem *edge : m_view.graphScene()->edgeItems()) {
        const bool isCut = std::ranges::find(found, edge) != found.end();
        edge->setMark(isCut ? EdgeItem::Mark::Cut : EdgeItem::Mark::None);
    }
}

std::function<void()> SliceGesture::finish(const Pointer &pointer)
{
    QList<GraphEdge> edges;
    for (const EdgeItem *edge : cut(pointer.scene))
        edges.append(edge->edge());
    if (edges.isEmpty())
        return {};
    return [view = &m_view, edges] { emit view->unwireRequested(edges); };
}

} // namespace postern::graph
