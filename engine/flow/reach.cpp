// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/reach.h"

#include <map>
#include <utility>
#include <vector>

namespace postern::flow {

namespace {

using Neighbours = std::map<std::string_view, std::vector<std::string_view>>;

/// The names of the nodes that a node refers to.
std::vector<std::string_view> referredBy(const Node &node)
{
    std::vector<std::string_view> names;
    const auto add = [&names](const Binding &binding) {
        if (binding.kind == Binding::Kind::NodeOutput)
            names.push_back(binding.name);
    };
    for (const auto &[name, binding] : node.inputs)
        add(binding);
    if (node.activate)
        add(node.activate->when);
    return names;
}

NodeNames closure(const Flow &flow, std::string_view node, const Neighbours &neighbours)
{
    NodeNames names;
    std::vector<std::string_view> left{node};
    while (!left.empty()) {
        const std::string_view name = left.back();
        left.pop_back();
        if (!flow.node(name) || !names.emplace(name).second)
            continue;
        if (const auto found = neighbours.find(name); found != neighbours.end())
            left.insert(left.end(), found->second.begin(), found->second.end());
    }
    return names;
}

} // namespace

NodeNames neededBy(const Flow &flow, std::string_view node)
{
    Neighbours neighbours;
    for (const Node &one : flow.nodes)
        neighbours[one.name] = referredBy(one);
    return closure(flow, node, neighbours);
}

NodeNames reachedFrom(const Flow &flow, std::string_view node)
{
    Neighbours neighbours;
    for (const Node &one : flow.nodes) {
        for (const std::string_view name : referredBy(one))
            neighbours[name].push_back(one.name);
    }
    return closure(flow, node, neighbours);
}

} // namespace postern::flow
