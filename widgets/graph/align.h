// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace postern::graph {

class GraphView;

/// Sides and middles that nodes come to share, or gaps that become equal.
enum class Align {
    Left,
    Right,
    Top,
    Bottom,
    Centre, ///< one below the other
    Middle, ///< side by side
    SpreadAcross,
    SpreadDown
};

/// Aligns the selected nodes, to that which lies furthest out or between them; fewer than two, or to
/// be spread than three, stay.
void align(GraphView &view, Align how);

} // namespace postern::graph
