// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/layout/ranks.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace postern::layout {

namespace {

/// A larger graph is walked through in any case, and not to be made longer.
constexpr std::size_t kMostBoxes = 80;
/// What is shown as large as this needs no wrapping.
constexpr double kLegible = 0.85;
/// Rows that were broken, or boxes close to each other, have to show that much more.
constexpr double kMuchLarger = 1.1;
/// So much more than rows that were broken less.
constexpr double kSlightlyLarger = 1.05;
constexpr std::size_t kMostAcross = 4;
constexpr std::size_t kLeastAcross = 2;

/// At which scale all of it is seen at once.
double scaleOf(const Graph &graph, const Positions &positions, const Spacing &spacing)
{
    double width = 1;
    double height = 1;
    double left = std::numeric_limits<double>::infinity();
    double right = -left;
    for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
        const Point &centre = positions.nodes[node];
        const Size &size = graph.nodes[node];
        left = std::min(left, centre.x - size.width / 2);
        right = std::max(right, centre.x + size.width / 2);
        height = std::max(height, centre.y + size.height / 2);
    }
    for (const auto &bends : positions.edges) {
        for (const Point &bend : bends) {
            left = std::min(left, bend.x);
            right = std::max(right, bend.x);
        }
    }
    width = std::max(width, right - left);
    return std::min({spacing.wishedWidth / width, spacing.wishedHeight / height, 1.0});
}

Spacing tight(Spacing spacing)
{
    spacing.columnGap = std::min(spacing.columnGap, spacing.closeGap);
    spacing.edgeGap = std::min(spacing.edgeGap, spacing.closeGap / 2);
    return spacing;
}

} // namespace

Positions arrange(const Graph &graph, const Rows &rows, const Spacing &spacing)
{
    Positions best = positionsOf(rows, placeColumns(rows, graph, spacing), graph, spacing);
    if (rows.boxes > kMostBoxes || rows.boxes == 0)
        return best;
    double scale = scaleOf(graph, best, spacing);
    if (scale >= kLegible)
        return best;
    double least = scale * kMuchLarger;
    const Spacing close = tight(spacing);
    for (std::size_t across = kMostAcross; across >= kLeastAcross; --across) {
        const Rows wrapped = wrapWide(graph, rows, across);
        Positions other = positionsOf(wrapped, placeBricks(wrapped, graph, close), graph, close);
        const double its = scaleOf(graph, other, spacing);
        if (its <= least)
            continue;
        best = std::move(other);
        least = its * kSlightlyLarger;
    }
    return best;
}

} // namespace postern::layout
