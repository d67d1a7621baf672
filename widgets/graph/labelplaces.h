// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <vector>

namespace postern::graph {

class EdgeItem;
class NodeItem;

/// Gives every line's label the first of its places where it covers no node and no other label;
/// where there is none, the one that covers least of them.
void placeLabels(const std::vector<EdgeItem *> &edges, const std::vector<NodeItem *> &nodes);

} // namespace postern::graph
