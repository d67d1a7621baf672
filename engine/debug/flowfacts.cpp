// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/debug/flowfacts.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace postern::debug {

std::string pathOf(const run::Origin &origin)
{
    return origin.parent ? pathOf(*origin.parent) + '/' + origin.node : origin.node;
}

std::string_view prefixOf(std::string_view path)
{
    return path.substr(0, path.rfind('/') + 1);
}

bool isInside(std::string_view path, std::string_view caller)
{
    return path.size() > caller.size() && path.starts_with(caller) && path[caller.size()] == '/';
}

bool NodeFacts::hasEnded() const
{
    switch (state) {
    case run::NodeState::Done:
    case run::NodeState::Cached:
    case run::NodeState::Bypassed:
    case run::NodeState::Failed:
    case run::NodeState::Cancelled:
        return true;
    default:
        return false;
    }
}

Value scopeOf(const NodeFacts &node)
{
    Dict dict;
    dict.append("state", toString(node.state));
    dict.append("attempt", node.attempt);
    if (!node.inputs.isNull())
        dict.append("inputs", node.inputs);
    if (node.output)
        dict.append("output", *node.output);
    if (node.error)
        dict.append("error", node.error->message());
    if (!node.prompt.empty())
        dict.append("prompt", node.prompt);
    dict.append("usage",
                Dict{{"prompt_tokens", node.usage.prompt},
                     {"completion_tokens", node.usage.completion},
                     {"total_tokens", node.usage.total}});
    return dict;
}

Dict FlowFacts::scope() const
{
    Dict known;
    for (const auto &[name, node] : nodes)
        known.append(name, scopeOf(node));
    Dict dict;
    dict.append("inputs", inputs.isNull() ? Value(Dict()) : inputs);
    dict.append("nodes", std::move(known));
    return dict;
}

bool FlowFacts::canGoOnWithout(const std::set<std::string, std::less<>> &held) const
{
    std::vector<bool> isBlocked(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::vector<std::size_t> none;
        const std::vector<std::size_t> &needs = i < dependencies.size() ? dependencies[i] : none;
        isBlocked[i] = held.contains(prefix + order[i])
                       || std::ranges::any_of(needs, [&](std::size_t need) {
                              return need < i && isBlocked[need];
                          });
        const auto node = nodes.find(order[i]);
        if (!isBlocked[i] && (node == nodes.end() || !node->second.hasEnded()))
            return true;
    }
    return std::ranges::any_of(nodes, [&](const auto &entry) { // those after all lines
        const bool isPlanned = std::ranges::find(order, entry.first) != order.end();
        return !isPlanned && !entry.second.hasEnded() && !held.contains(prefix + entry.first);
    });
}

FlowFacts &RunFacts::flowOf(const run::Origin &origin)
{
    const auto known = std::ranges::find_if(m_flows, [&origin](const FlowFacts &flow) {
        return flow.line == origin.line && flow.run == origin.run;
    });
    if (known != m_flows.end())
        return *known;
    FlowFacts &flow = m_flows.emplace_back();
    flow.run = origin.run;
    flow.line = origin.line;
    if (origin.parent)
        flow.prefix = pathOf(*origin.parent) + '/';
    return flow;
}

const FlowFacts *RunFacts::find(std::string_view prefix) const
{
    const auto latest = std::ranges::find(m_flows | std::views::reverse, prefix, &FlowFacts::prefix);
    return latest == m_flows.rend() ? nullptr : &*latest;
}

const NodeFacts *RunFacts::node(std::string_view path) const
{
    const std::string_view prefix = prefixOf(path);
    const FlowFacts *flow = find(prefix);
    if (!flow)
        return nullptr;
    const auto node = flow->nodes.find(path.substr(prefix.size()));
    return node == flow->nodes.end() ? nullptr : &node->second;
}

bool RunFacts::canGoOnWithout(const std::set<std::string, std::less<>> &held) const
{
    // Who waits for what its code called can't go on either.
    std::set<std::string, std::less<>> all = held;
    for (const std::string &path : held) {
        for (std::size_t at = path.find('/'); at != std::string::npos; at = path.find('/', at + 1))
            all.insert(path.substr(0, at));
    }
    return std::ranges::any_of(m_flows, [&all](const FlowFacts &flow) {
        return !flow.hasEnded && flow.canGoOnWithout(all);
    });
}

bool RunFacts::isUnderWay() const
{
    return std::ranges::any_of(m_flows, [](const FlowFacts &flow) {
        return !flow.hasEnded && flow.prefix.empty();
    });
}

std::vector<NodeStanding> RunFacts::nodes() const
{
    std::vector<NodeStanding> all;
    for (const FlowFacts &flow : m_flows) {
        const auto add = [&](const std::string &name, const NodeFacts &node) {
            all.push_back({flow.prefix + name, node.state, node.attempt});
        };
        for (const std::string &name : flow.order) {
            if (const auto node = flow.nodes.find(name); node != flow.nodes.end())
                add(name, node->second);
        }
        for (const auto &[name, node] : flow.nodes) {
            if (std::ranges::find(flow.order, name) == flow.order.end())
                add(name, node);
        }
    }
    return all;
}

void RunFacts::end(FlowFacts &flow, const run::RunFinished &end)
{
    flow.hasEnded = true;
    if (!end.inputs.isNull())
        flow.inputs = end.inputs;
    // Of those that are over only the one that was run last can still be asked about.
    m_flows.remove_if([&flow](const FlowFacts &other) {
        return other.hasEnded && (&other != &flow || !flow.prefix.empty());
    });
}

void RunFacts::apply(const run::RunEvent &event)
{
    const bool isFlows = event.origin.node.empty();
    if (isFlows && !std::holds_alternative<run::RunStarted>(event.data)
        && !std::holds_alternative<run::RunFinished>(event.data))
        return;
    FlowFacts &flow = flowOf(event.origin);
    if (const auto *started = std::get_if<run::RunStarted>(&event.data)) {
        flow.inputs = started->inputs;
        flow.order = started->nodes;
        flow.dependencies = started->dependencies;
        for (const std::string &name : flow.order)
            flow.nodes.try_emplace(name);
        return;
    }
    if (const auto *finished = std::get_if<run::RunFinished>(&event.data)) {
        end(flow, *finished);
        return;
    }
    NodeFacts &node = flow.nodes[event.origin.node];
    if (std::holds_alternative<run::NodeQueued>(event.data)) {
        node = {};
        node.state = run::NodeState::Queued;
        node.attempt = event.origin.attempt;
    } else if (const auto *paused = std::get_if<run::NodePaused>(&event.data)) {
        node.state = run::NodeState::Paused;
        node.inputs = paused->inputs;
    } else if (const auto *resumed = std::get_if<run::NodeResumed>(&event.data)) {
        node.state = resumed->side == run::GateSide::Before ? run::NodeState::Queued
                                                            : run::NodeState::Running;
    } else if (const auto *start = std::get_if<run::NodeStarted>(&event.data)) {
        node.state = run::NodeState::Running;
        node.inputs = start->inputs;
    } else if (const auto *prompt = std::get_if<run::NodePrompt>(&event.data)) {
        node.prompt = prompt->text;
    } else if (const auto *done = std::get_if<run::NodeFinished>(&event.data);
               done && !done->runsAgain) {
        node.state = done->state;
        node.inputs = done->inputs;
        node.usage = done->usage;
        node.error = done->error;
        if (!done->error)
            node.output = done->output;
    }
}

} // namespace postern::debug
