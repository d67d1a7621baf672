// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"

#include <string>
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
    std::vector<std::vector<Point>> edges; ///< bends between the ends; may be empty
};

/// Gaps of ux.md section 3.
struct Spacing
{
    double columnGap = 56;
    double rankPitch = 98;
    double grid = 8;
};

/// A quick layering, top to bottom: linear time, no child process, the same result every time.
/// Cycles are broken at the edge that closes them.
Positions layered(const Graph &graph, const Spacing &spacing = {});

/// Graphviz's `dot` as a child process. Throws Error EnvironmentFailed when there is none or it
/// fails; cancelling kills it.
Task<Positions> dot(Graph graph, Spacing spacing = {});

} // namespace postern::layout
