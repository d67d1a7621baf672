// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/layout/layout.h"
#include "engine/layout/ranks.h"

#include <algorithm>
#include <utility>

namespace postern::layout {

namespace {

struct Band
{
    double top = 0;
    double bottom = 0;
};

std::vector<Band> stackRows(const Rows &rows, const Graph &graph, const Spacing &spacing)
{
    std::vector<Band> bands;
    double top = 0;
    for (const auto &row : rows.rows) {
        double height = 0;
        for (const std::size_t point : row) {
            if (!rows.isBend(point))
                height = std::max(height, graph.nodes[point].height);
        }
        bands.push_back({top, top + height});
        top += height + spacing.rankGap;
    }
    return bands;
}

} // namespace

Positions layered(const Graph &graph, const Spacing &spacing)
{
    Rows rows = makeRows(graph);
    orderRows(rows);
    return arrange(graph, rows, spacing);
}

Positions positionsOf(const Rows &rows,
                      const std::vector<double> &x,
                      const Graph &graph,
                      const Spacing &spacing)
{
    const std::vector<Band> bands = stackRows(rows, graph, spacing);

    double left = 0;
    for (std::size_t point = 0; point < rows.size(); ++point) {
        const double edge = x[point] - (rows.isBend(point) ? 0 : graph.nodes[point].width / 2);
        left = point == 0 ? edge : std::min(left, edge);
    }
    Positions positions;
    positions.nodes.reserve(rows.boxes);
    for (std::size_t node = 0; node < rows.boxes; ++node) {
        const Band &band = bands[rows.rank[node]];
        positions.nodes.push_back({x[node] - left, (band.top + band.bottom) / 2});
    }
    positions.edges.resize(graph.edges.size());
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
        if (rows.chains[e].empty())
            continue;
        // An arrow that was turned round to break a cycle is walked upwards.
        const bool upwards = rows.rank[graph.edges[e].first] > rows.rank[graph.edges[e].second];
        for (const std::size_t bend : rows.chains[e]) {
            const Band &band = bands[rows.rank[bend]];
            positions.edges[e].push_back({x[bend] - left, upwards ? band.bottom : band.top});
            positions.edges[e].push_back({x[bend] - left, upwards ? band.top : band.bottom});
        }
    }
    return positions;
}

} // namespace postern::layout
