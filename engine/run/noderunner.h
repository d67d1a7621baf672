// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/flow/flowdocument.h"
#include "engine/run/plan.h"
#include "engine/run/report.h"
#include "engine/run/values.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::run {

/// A node's inputs, resolved, in the file's order.
using ResolvedInputs = std::vector<std::pair<std::string, ResolvedValue>>;

/// What stands behind the executor: the engine's tools and the line's Python worker.
class NodeRunner
{
public:
    virtual ~NodeRunner() = default;
    /// Runs the node and gives its output. May update `values` where a tool changed an object in
    /// place. Throws Error.
    virtual Task<Value> run(const PlannedNode &node,
                            const ResolvedInputs &inputs,
                            LineValues &values,
                            NodeReport &report)
        = 0;
    /// A property that only the object behind a slot can tell.
    /// Throws Error NodeFailed (InvalidReferenceProperty).
    virtual Task<Value> property(const ResolvedValue &reference, std::string_view node) = 0;
    /// Whether the tool's parameter of that name has a default, so that it may be left out.
    virtual bool hasDefault(const flow::Node &node, std::string_view input) const = 0;
    /// The node as the flow has it by now, made ready to run: its code and its template read anew.
    /// Throws Error.
    virtual Task<flow::Node> preparedAnew(const flow::Node &node, const flow::FlowDocument &document)
    {
        static_cast<void>(document);
        co_return node;
    }
    /// A gate gave the node another value than its tool.
    virtual void valueReplaced(const std::string &node) = 0;
};

/// What a binding stands for right now. Throws Error with prompt flow's InputNotFound,
/// UnsupportedReference or InvalidReferenceProperty and the place of the binding.
Task<ResolvedValue> resolve(const flow::Binding &binding,
                            const LineValues &values,
                            NodeRunner &runner);
/// The same for the reference of a flow output, where prompt flow ignores the section.
Task<ResolvedValue> resolveOutput(const flow::Binding &binding,
                                  const LineValues &values,
                                  NodeRunner &runner);

} // namespace postern::run
