// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/plan.h"

namespace postern::run {

/// A single node made ready to run without the rest of its flow.
struct LoneNode
{
    PlannedNode planned; ///< references to other nodes replaced by the values given for them
    Dict flowInputs;     ///< those it refers to, parsed by type
};

/// Takes what a node refers to from `given`, as prompt flow's node test does: under the input's
/// own name or the reference's ("inputs.x", "other.output.k"), flow inputs also from their
/// defaults. An aggregation node gets lists of one. `node` is as it was prepared to run.
/// Throws Error InvalidInput that names what is missing.
LoneNode loneNode(const flow::Flow &flow, const flow::Node &node, const Dict &given);

/// The names that loneNode() looks for, and those of the flow's inputs.
std::vector<std::string> inputNamesOf(const flow::Flow &flow, const flow::Node &node);

} // namespace postern::run
