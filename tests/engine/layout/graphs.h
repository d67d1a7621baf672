// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/layout/layout.h"

#include <cmath>
#include <random>

namespace postern::layout {

constexpr Size kNode{192, 64};

inline Graph makeGraph(std::size_t nodes, std::vector<std::pair<std::size_t, std::size_t>> edges)
{
    return {std::vector<Size>(nodes, kNode), std::move(edges)};
}

/// Every node after the first is fed by up to `most` of those before it.
inline Graph randomGraph(unsigned seed, std::size_t nodes, std::size_t most)
{
    std::mt19937 random(seed);
    Graph graph = makeGraph(nodes, {});
    for (std::size_t node = 1; node < nodes; ++node) {
        for (std::size_t i = random() % (most + 1); i > 0; --i)
            graph.edges.emplace_back(random() % node, node);
    }
    return graph;
}

/// Pairs of boxes nearer than the gaps allow; 0 is what every layout has to reach.
inline int countOverlaps(const Graph &graph, const Positions &positions, double gap)
{
    int count = 0;
    for (std::size_t a = 0; a < graph.nodes.size(); ++a) {
        for (std::size_t b = a + 1; b < graph.nodes.size(); ++b) {
            const double x = std::abs(positions.nodes[a].x - positions.nodes[b].x);
            const double y = std::abs(positions.nodes[a].y - positions.nodes[b].y);
            if (x < (graph.nodes[a].width + graph.nodes[b].width) / 2 + gap - 0.5
                && y < (graph.nodes[a].height + graph.nodes[b].height) / 2)
                ++count;
        }
    }
    return count;
}

/// Straight runs (bends come in pairs) that go through a box.
inline int countRunsThroughBoxes(const Graph &graph, const Positions &positions)
{
    int count = 0;
    for (const auto &bends : positions.edges) {
        for (std::size_t i = 0; i + 1 < bends.size(); i += 2) {
            const double y = (bends[i].y + bends[i + 1].y) / 2;
            for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
                const Point &centre = positions.nodes[node];
                if (std::abs(centre.x - bends[i].x) < graph.nodes[node].width / 2
                    && std::abs(centre.y - y) < graph.nodes[node].height / 2)
                    ++count;
            }
        }
    }
    return count;
}

} // namespace postern::layout
