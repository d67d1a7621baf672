// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/widgets/graph/legibility.h"

#include "widgets/graph/geometry.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"
#include "widgets/graph/nodeitem.h"

#include <algorithm>

namespace postern::test {

namespace {

using namespace postern::graph;

constexpr double kLeastLetters = 9.5; // pixels

bool isReadable(const NodeItem &item, double scale)
{
    constexpr double kLetters = 12;
    // What is wider than a face is shortened on it at every zoom.
    if (detailAt(scale) == Detail::Full)
        return kLetters * scale >= kLeastLetters;
    const NamePlace place = item.namePlace(scale);
    constexpr double kTold = 100; // so much of a long name tells it from others
    const double room = kNodeWidth * scale - place.left - 2;
    return place.overflows || std::min(place.width, kTold) <= room;
}

} // namespace

Legibility legibilityOf(const GraphView &view)
{
    Legibility result;
    const double scale = view.transform().m11();
    for (const NodeItem *item : view.graphScene()->nodeItems()) {
        ++result.names;
        const NamePlace name = item->namePlace(scale);
        QRectF seen = item->sceneFace();
        if (name.overflows && detailAt(scale) != Detail::Full)
            seen |= overflowRect(scale, item->sceneFace(), name);
        if (isReadable(*item, scale)
            && view.viewport()->rect().contains(view.mapFromScene(seen).boundingRect()))
            ++result.readable;
        else
            result.missing << item->node().name;
    }
    return result;
}

} // namespace postern::test
