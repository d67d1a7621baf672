// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/layout/layout.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::layout {

/// The graph in Graphviz's language; nodes are n0, n1, ... Edges without both ends are left out.
std::string toDot(const Graph &graph, const Spacing &spacing);

/// Reads what `dot -Tplain` made of toDot(). Takes the ranks and the order within them; columns
/// are our own, since Graphviz lets long arrows wander where ours run straight.
/// Throws Error EnvironmentFailed when the text isn't that.
Positions fromPlain(std::string_view plain, const Graph &graph, const Spacing &spacing);

} // namespace postern::layout
