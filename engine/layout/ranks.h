// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/layout/layout.h"

#include <cstddef>
#include <vector>

namespace postern::layout {

/// A graph cut into rows in which every arrow joins neighbouring rows: long arrows go through
/// points of no width, one for each row they pass. Many long arrows of one source, or to one target,
/// go through the same points.
struct Rows
{
    std::vector<std::vector<std::size_t>> rows; ///< points of each row, from left to right
    std::vector<std::size_t> rank;              ///< the row of a point
    std::vector<std::vector<std::size_t>> up;   ///< neighbours in the row above
    std::vector<std::vector<std::size_t>> down; ///< neighbours in the row below
    /// By edge of the graph: the points it goes through, in the edge's own direction.
    std::vector<std::vector<std::size_t>> chains;
    std::size_t boxes = 0; ///< points below this are the graph's nodes, the others are bends

    bool isBend(std::size_t point) const { return point >= boxes; }
    std::size_t size() const { return rank.size(); }
};

/// Whether an edge has two ends that differ; the others are drawn by no layout.
bool joinsBoxes(const Graph &graph, std::size_t edge);

/// Ranks by the longest path and cuts the arrows.
Rows makeRows(const Graph &graph);

/// Cuts the arrows of a graph whose nodes have their ranks. Arrows within one rank get no bends
/// and count for nothing.
Rows makeRows(const Graph &graph, std::vector<std::size_t> ranks);

/// Reorders every row so that few arrows cross.
void orderRows(Rows &rows);

/// Makes several rows of each that has more than `across` boxes; what stood side by side takes
/// turns in them.
Rows wrapWide(const Graph &graph, const Rows &rows, std::size_t across);

/// x of every point's centre: arrows as straight as their neighbours let them be (Brandes and
/// Köpf, "Fast and simple horizontal coordinate assignment", 2001). Keeps each row's order.
std::vector<double> placeColumns(const Rows &rows, const Graph &graph, const Spacing &spacing);

/// The same for rows of few boxes: they stand in the middle, half a box off those above where their
/// number is another, so that arrows pass in the gaps; many long arrows of one box pass all boxes at
/// one side.
std::vector<double> placeBricks(const Rows &rows, const Graph &graph, const Spacing &spacing);

/// Rows stacked from the top; `x` is that of every point.
Positions positionsOf(const Rows &rows,
                      const std::vector<double> &x,
                      const Graph &graph,
                      const Spacing &spacing);

/// positionsOf() those rows, or of wrapped ones where a small graph is so shown larger.
Positions arrange(const Graph &graph, const Rows &rows, const Spacing &spacing);

} // namespace postern::layout
