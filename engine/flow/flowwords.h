// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>
#include <vector>

namespace postern::flow {

using Words = std::vector<std::string_view>;

/// The types of inputs and outputs, and those of nodes, that prompt flow knows.
const Words &valueTypes();
const Words &nodeTypes();

/// The keys that prompt flow, or a file of its, has in a flow, a node, an input, an output: others
/// are warned of.
const Words &flowKeys();
const Words &nodeKeys();
const Words &inputKeys();
const Words &outputKeys();

} // namespace postern::flow
