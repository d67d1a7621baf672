// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/diagnostic.h"
#include "engine/flow/flow.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postern::flow {

// What prompt flow's executor checks in a flow's nodes and outputs after it has resolved the
// tools (FlowValidator of executor/flow_validator.py), in its order. All take a flow whose
// variants are applied. `text` is the flow file's, for fixes; it may be empty.

/// Duplicate names, flow inputs that aren't declared, nodes that don't exist, aggregation rules,
/// cycles. The first is what prompt flow raises.
std::vector<Diagnostic> nodeProblems(const Flow &flow, std::string_view text = {});
/// Empty references and references to nothing (errors), to aggregation nodes (warnings: prompt
/// flow drops the output).
std::vector<Diagnostic> outputProblems(const Flow &flow, std::string_view text = {});

/// Throws the first of nodeProblems() as an Error InvalidFlow.
void checkNodes(const Flow &flow);
/// Throws the first error of outputProblems() as an Error InvalidFlow.
void checkOutputs(const Flow &flow);

/// Indexes of the nodes in prompt flow's order: again and again the first in the file all of whose
/// references are done. Nodes on a cycle or after one are left out.
std::vector<std::size_t> nodeOrder(const Flow &flow);

/// The names along one cycle, "a", "b", "a"; empty when there is none.
std::vector<std::string> findCycle(const Flow &flow);

} // namespace postern::flow
