// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/plan.h"

#include "engine/flow/graph.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace postern::run {

namespace {

using Kind = flow::Binding::Kind;

bool anyReference(const flow::Node &node, const std::string &name)
{
    return std::ranges::any_of(node.inputs, [&name](const auto &input) {
        return input.second.kind == Kind::NodeOutput && input.second.name == name;
    });
}

/// The places of the nodes of its own kind that a node waits for.
std::vector<std::size_t> dependencies(const flow::Flow &flow,
                                      const flow::Node &node,
                                      const std::map<std::string_view, std::size_t> &index)
{
    std::set<std::size_t> places;
    const auto add = [&](const flow::Binding &binding) {
        if (binding.kind == Kind::NodeOutput
            && flow.node(binding.name)->aggregation == node.aggregation)
            places.insert(index.at(binding.name));
    };
    for (const auto &[name, binding] : node.inputs)
        add(binding);
    if (node.activate)
        add(node.activate->when);
    return {places.begin(), places.end()};
}

} // namespace

bool streams(const flow::Flow &flow, const flow::Node &node)
{
    const bool isOutput = std::ranges::any_of(flow.outputs, [&node](const flow::FlowOutput &output) {
        return output.reference.kind == Kind::NodeOutput && output.reference.name == node.name;
    });
    // The model's answer with functions or tools is a message, which no stream of text can be.
    return node.type == flow::NodeType::Llm && isOutput && !node.input("functions")
           && !node.input("tools")
           && std::ranges::none_of(flow.nodes, [&node](const flow::Node &other) {
                  return anyReference(other, node.name);
              });
}

Plan Plan::make(const flow::Flow &flow)
{
    flow::checkNodes(flow);
    flow::checkOutputs(flow);
    Plan plan;
    std::map<std::string_view, std::size_t> index;
    for (const std::size_t position : flow::nodeOrder(flow)) {
        const flow::Node &node = flow.nodes[position];
        std::vector<PlannedNode> &list = node.aggregation ? plan.aggregation : plan.nodes;
        PlannedNode planned;
        planned.node = node;
        planned.stream = streams(flow, node);
        planned.dependencies = dependencies(flow, node, index);
        index[node.name] = list.size();
        list.push_back(std::move(planned));
    }
    std::ranges::copy_if(flow.outputs,
                         std::back_inserter(plan.outputs),
                         [&flow](const flow::FlowOutput &output) {
                             const flow::Binding &reference = output.reference;
                             return reference.kind != Kind::NodeOutput
                                    || !flow.node(reference.name)->aggregation;
                         });
    return plan;
}

std::vector<const flow::Binding *> Plan::aggregationInputs() const
{
    std::set<std::string_view> lineNodes;
    for (const PlannedNode &planned : nodes)
        lineNodes.insert(planned.node.name);
    std::vector<const flow::Binding *> inputs;
    for (const PlannedNode &planned : aggregation) {
        for (const auto &[name, binding] : planned.node.inputs) {
            if (binding.kind == Kind::NodeOutput && lineNodes.contains(binding.name))
                inputs.push_back(&binding);
        }
    }
    return inputs;
}

} // namespace postern::run
