// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace postern::layout {

struct Size
{
    double width = 0;
    double height = 0;
};
struct Point
{
    double x = 0;
    double y = 0;
};

/// What is laid out: boxes and arrows between them, by index.
struct Graph
{
    std::vector<Size> nodes;
    std::vector<std::pair<std::size_t, std::size_t>> edges; ///< from, to
};

/// Where the boxes' centres and the arrows' bends go, y downwards, top left of all at 0, 0.
struct Positions
{
    std::vector<Point> nodes;
    /// Bends between the ends, in the arrow's direction; may be empty. They come in pairs, one
    /// above and one below a rank that the arrow passes, so that it runs straight between boxes.
    std::vector<std::vector<Point>> edges;
};

/// In pixels.
struct Spacing
{
    double columnGap = 56; ///< between boxes side by side
    double closeGap = 24; ///< the same in a small graph that would else be shown too small to be read
    double rankGap = 34; ///< between a rank's tallest box and the next rank
    double edgeGap = 24; ///< between an arrow that passes and what is beside it
    /// What is a little wider than this is made narrower at the cost of bends.
    double wishedWidth = 464;
    double wishedHeight = 756; ///< a small graph is arranged so that as much as can be is seen of it
    double grid = 8;           ///< x of every centre is a multiple of it, but for a common offset
};

/// A quick layering, top to bottom: no child process, the same result every time, time near to
/// linear in nodes, edges and bends. Cycles are broken at the edge that closes them. In a graph so
/// large that the bends would be more than a few per node, the longest arrows get none. In a small
/// one, ranks are wrapped where that shows it larger, and many long arrows of one box run in one
/// trunk. Arrows from a box to itself, or with an end that is no box, are left out.
Positions layered(const Graph &graph, const Spacing &spacing = {});

} // namespace postern::layout
