// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flow.h"

#include <cstddef>
#include <string>
#include <vector>

namespace postern::run {

/// A node with what the executor must know of it.
struct PlannedNode
{
    flow::Node node;
    /// Indexes, in the same list, of the nodes that must be through first: those its inputs and
    /// its `activate.when` refer to.
    std::vector<std::size_t> dependencies;
    /// prompt flow's rule: an llm node streams when a flow output refers to it and no node does.
    bool stream = false;
};

/// Whether the text of an llm node can be told as it comes: see PlannedNode::stream.
bool streams(const flow::Flow &flow, const flow::Node &node);

/// A flow ready to run: checked, sorted, aggregation split off.
struct Plan
{
    std::vector<PlannedNode> nodes;        ///< of a line, each after those it depends on
    std::vector<PlannedNode> aggregation;  ///< run once after all lines
    std::vector<flow::FlowOutput> outputs; ///< without those that refer to aggregation nodes

    /// Checks names, references, cycles and outputs, in prompt flow's order. The flow has its
    /// variants applied. Throws Error InvalidFlow with prompt flow's classes and the place.
    static Plan make(const flow::Flow &flow);

    /// References of aggregation nodes to nodes of the line. When there are none, prompt flow
    /// doesn't run the aggregation of a single line at all.
    std::vector<const flow::Binding *> aggregationInputs() const;
};

} // namespace postern::run
