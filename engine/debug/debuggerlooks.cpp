// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/debug/visit.h"
#include "engine/flow/nearest.h"

#include <algorithm>

namespace postern::debug {

namespace {

Message nearHint(const std::string &name, const std::vector<std::string> &known)
{
    const std::string near = flow::nearest(name, {known.begin(), known.end()});
    if (!near.empty())
        return tr("Did you mean '%1'?", near);
    std::string names;
    for (const std::string &one : known)
        names += (names.empty() ? "" : ", ") + one;
    return names.empty() ? tr("There are none here.") : tr("There are %1.", names);
}

std::string firstOf(const std::string &path)
{
    return path.substr(0, path.find('/'));
}

NodeFacts factsOf(const HeldNode &node)
{
    NodeFacts facts;
    facts.state = run::NodeState::Paused;
    facts.attempt = node.origin.attempt;
    facts.inputs = node.inputs;
    facts.error = node.error;
    if (node.isOutputEdited || (node.moment == Moment::After && !node.error))
        facts.output = node.output;
    facts.usage = node.usage;
    facts.prompt = node.prompt;
    return facts;
}

} // namespace

void Debugger::require(Breakpoint &breakpoint) const
{
    if (breakpoint.on == BreakOn::Line)
        return requireLine(breakpoint);
    const bool needsNode = breakpoint.on == BreakOn::Node || breakpoint.on == BreakOn::Edge;
    if (needsNode || !breakpoint.node.empty())
        requireNode(breakpoint.node);
    if (breakpoint.on == BreakOn::Edge)
        requireInput(breakpoint.node, breakpoint.input);
    if (!breakpoint.condition.empty())
        require(Watch(breakpoint.condition));
    if (!breakpoint.log.empty())
        checkLogText(breakpoint.log);
}

/// Names nodes of the flow alone, where these are known.
void Debugger::require(const Watch &watch) const
{
    for (const std::string &name : watch.names()) {
        static const std::vector<std::string> kNames{"inputs", "node", "nodes", "value"};
        if (std::ranges::find(kNames, name) == kNames.end())
            throw Error(ErrorCode::InvalidInput,
                        tr("The expression names '%1', which isn't there.", name),
                        nearHint(name, kNames));
    }
    const FlowFacts *flow = m_stop ? m_facts.find(prefixOf(m_stop->node.path)) : nullptr;
    for (const std::string &name : watch.nodes()) {
        const bool isKnown = m_names.empty() || std::ranges::find(m_names, name) != m_names.end()
                             || (flow && flow->nodes.contains(name));
        if (!isKnown)
            throw Error(ErrorCode::InvalidInput,
                        tr("The expression names the node '%1', which isn't there.", name),
                        nearHint(name, m_names));
    }
}

void Debugger::requireNode(const std::string &node) const
{
    if (node.empty())
        throw Error(ErrorCode::Usage, tr("No node is named."), tr("Name one of the flow's nodes."));
    const std::string first = firstOf(node);
    if (m_names.empty() || std::ranges::find(m_names, first) != m_names.end())
        return;
    throw Error(ErrorCode::Usage, tr("The flow has no node '%1'.", first), nearHint(first, m_names));
}

void Debugger::requireInput(const std::string &path, const std::string &input) const
{
    std::vector<std::string> known;
    if (const Visit *held = heldAt(path)) {
        for (const auto &[name, value] : held->node.inputs.asDict())
            known.push_back(name.asString());
    } else if (const flow::Node *node = m_flow ? m_flow->node(path) : nullptr) {
        for (const auto &[name, binding] : node->inputs)
            known.push_back(name);
    } else if (path.find('/') != std::string::npos || !m_flow
               || m_flow->kind != flow::FlowKind::Dag) {
        return; // not known before it comes
    }
    if (input.empty() || std::ranges::find(known, input) == known.end())
        throw Error(ErrorCode::Usage,
                    tr("The node '%1' has no input '%2'.", path, input),
                    nearHint(input, known));
}

const Debugger::Visit *Debugger::heldAt(std::string_view path) const
{
    const auto held = std::ranges::find_if(m_visits, [path](const Visit *visit) {
        return visit->node.path == path;
    });
    return held == m_visits.end() ? nullptr : *held;
}

std::string Debugger::resolved(const std::string &node) const
{
    if (!m_stop)
        return node;
    const std::string prefix(prefixOf(m_stop->node.path));
    const FlowFacts *flow = prefix.empty() ? nullptr : m_facts.find(prefix);
    return flow && flow->nodes.contains(node) ? prefix + node : node;
}

/// The path of a node that can still be changed.
std::string Debugger::editable(const std::string &node) const
{
    std::string path = resolved(node);
    requireNode(path);
    const NodeFacts *facts = heldAt(path) ? nullptr : m_facts.node(path);
    if (facts && m_state == DebugState::Running && facts->hasEnded())
        throw Error(ErrorCode::Usage,
                    tr("The node '%1' is through.", path),
                    tr("Stop after it the next time, or pin what it is to give, and restart."));
    return path;
}

/// As it stands with what was edited.
HeldNode Debugger::shown(HeldNode node) const
{
    const auto pin = m_pins.find(node.path);
    if (node.moment == Moment::Before && pin != m_pins.end())
        node.output = pin->second;
    const auto edits = m_edits.find(node.path);
    if (edits == m_edits.end())
        return node;
    Dict inputs = node.inputs.asDict();
    for (const auto &[name, value] : edits->second.inputs) {
        inputs.set(name, value);
        node.editedInputs.push_back(name.asString());
    }
    node.inputs = Value(std::move(inputs));
    if (edits->second.output) {
        node.output = *edits->second.output;
        node.isOutputEdited = true;
        node.error.reset();
    }
    return node;
}

Snapshot Debugger::snapshot() const
{
    const std::lock_guard lock(m_mutex);
    Snapshot now;
    now.state = m_stop || m_isAtLine ? DebugState::Stopped : m_state;
    if (m_isAtLine)
        now.line = m_lines.stop();
    now.stopCount = m_stopCount;
    if (m_stop)
        now.stop = shown(m_stop->node);
    for (const Visit *visit : m_visits) {
        if (visit != m_stop)
            now.held.push_back(shown(visit->node));
    }
    now.nodes = m_facts.nodes();
    for (NodeStanding &node : now.nodes) {
        if (heldAt(node.path)) // which events tell a little later
            node.state = run::NodeState::Paused;
        if (node.state == run::NodeState::Running)
            now.running.push_back(node.path);
    }
    return now;
}

/// What expressions see at a node; null: of the flow that is debugged.
Dict Debugger::scopeAt(const HeldNode *node) const
{
    const FlowFacts *flow = m_facts.find(node ? prefixOf(node->path) : std::string_view());
    Dict scope = flow ? flow->scope() : FlowFacts().scope();
    Dict nodes = scope.find("nodes")->asDict();
    const bool isOuter = !flow || flow->prefix.empty();
    for (const std::string &name : isOuter ? m_names : std::vector<std::string>()) {
        if (!nodes.contains(name)) // not begun: nothing of it is known
            nodes.append(name, scopeOf(NodeFacts()));
    }
    for (const Visit *visit : m_visits) {
        if (flow && prefixOf(visit->node.path) == flow->prefix)
            nodes.set(Value(visit->node.origin.node), scopeOf(factsOf(shown(visit->node))));
    }
    if (node) {
        const Value own = scopeOf(factsOf(shown(*node)));
        nodes.set(Value(node->origin.node), own);
        scope.set("node", own);
    }
    scope.set("nodes", Value(std::move(nodes)));
    return scope;
}

Value Debugger::evaluate(std::string_view expression) const
{
    const Watch watch(expression);
    Dict scope;
    {
        const std::lock_guard lock(m_mutex);
        require(watch);
        scope = scopeAt(m_stop ? &m_stop->node : nullptr);
    }
    return watch.evaluate(scope);
}

} // namespace postern::debug
