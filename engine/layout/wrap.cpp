// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/layout/ranks.h"

#include <algorithm>
#include <iterator>

namespace postern::layout {

Rows wrapWide(const Graph &graph, const Rows &rows, std::size_t across)
{
    std::vector<std::size_t> ranks(rows.boxes);
    std::size_t next = 0;
    for (const auto &row : rows.rows) {
        std::vector<std::size_t> boxes;
        std::ranges::copy_if(row, std::back_inserter(boxes), [&](std::size_t point) {
            return !rows.isBend(point);
        });
        const std::size_t lines = std::max<std::size_t>(1, (boxes.size() + across - 1) / across);
        // By turns, so that each stands beside the gap of the row above.
        for (std::size_t i = 0; i < boxes.size(); ++i)
            ranks[boxes[i]] = next + i % lines;
        next += lines;
    }
    if (next == rows.rows.size())
        return rows;
    Rows wrapped = makeRows(graph, std::move(ranks));
    orderRows(wrapped);
    return wrapped;
}

} // namespace postern::layout
