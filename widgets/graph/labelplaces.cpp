// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/labelplaces.h"

#include "widgets/graph/edgeitem.h"
#include "widgets/graph/nodeitem.h"

#include <QRectF>

#include <algorithm>
#include <limits>

namespace postern::graph {

namespace {

/// Rectangles that are none too high, found by their height.
class Obstacles
{
public:
    void add(const QRectF &rect)
    {
        m_tallest = std::max(m_tallest, rect.height());
        m_byTop.insert(std::ranges::upper_bound(m_byTop, rect.top(), {}, &QRectF::top), rect);
    }

    double covered(const QRectF &rect) const
    {
        double area = 0;
        auto at = std::ranges::lower_bound(m_byTop, rect.top() - m_tallest, {}, &QRectF::top);
        for (; at != m_byTop.end() && at->top() < rect.bottom(); ++at) {
            const QRectF common = at->intersected(rect);
            area += common.width() * common.height();
        }
        return area;
    }

private:
    std::vector<QRectF> m_byTop;
    double m_tallest = 0;
};

} // namespace

void placeLabels(const std::vector<EdgeItem *> &edges, const std::vector<NodeItem *> &nodes)
{
    Obstacles obstacles;
    for (const NodeItem *node : nodes)
        obstacles.add(node->sceneFace());
    for (EdgeItem *edge : edges) {
        const QList<QPointF> places = edge->labelPlaces();
        if (places.isEmpty())
            continue;
        QPointF best = places.front();
        double least = std::numeric_limits<double>::infinity();
        for (const QPointF &place : places) {
            const double covered = obstacles.covered(edge->labelRect(place));
            if (covered < least) {
                least = covered;
                best = place;
            }
            if (covered == 0)
                break;
        }
        edge->setLabelPlace(best);
        obstacles.add(edge->labelRect(best));
    }
}

} // namespace postern::graph
