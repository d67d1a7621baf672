// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/layout/ranks.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace postern::layout {

namespace {

/// Boxes side by side that stay so.
constexpr std::size_t kMostAcross = 4;
/// Of a wrapped rank.
constexpr std::size_t kLeastAcross = 3;
/// A larger graph is walked through in any case, and not to be made longer.
constexpr std::size_t kMostBoxes = 80;

/// Into how many rows so many boxes go, for a block about as wide as a column of the window is.
std::size_t linesOf(std::size_t boxes)
{
    if (boxes <= kMostAcross)
        return 1;
    const auto across = std::max(kLeastAcross,
                                 static_cast<std::size_t>(
                                     std::lround(std::sqrt(static_cast<double>(boxes) / 4))));
    return (boxes + across - 1) / across;
}

} // namespace

Rows wrapWide(const Graph &graph, Rows rows)
{
    if (rows.boxes > kMostBoxes)
        return rows;
    std::vector<std::size_t> ranks(rows.boxes);
    std::size_t next = 0;
    for (const auto &row : rows.rows) {
        std::vector<std::size_t> boxes;
        std::ranges::copy_if(row, std::back_inserter(boxes), [&](std::size_t point) {
            return !rows.isBend(point);
        });
        const std::size_t lines = linesOf(boxes.size());
        // By turns, so that each stands beside the gap of the row above.
        for (std::size_t i = 0; i < boxes.size(); ++i)
            ranks[boxes[i]] = next + i % lines;
        next += lines;
    }
    if (next == rows.rows.size())
        return rows;
    Rows wrapped = makeRows(graph, std::move(ranks));
    wrapped.isWrapped = true;
    orderRows(wrapped);
    return wrapped;
}

} // namespace postern::layout
