// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/tokenusage.h"
#include "engine/base/value.h"
#include "engine/debug/snapshot.h"
#include "engine/run/event.h"

#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace postern::debug {

/// "answer" of a node of the flow that is run, "call/answer" of one of the flow that the code of its
/// node "call" calls.
std::string pathOf(const run::Origin &origin);
/// The part of a path that comes before the node's own name: "" or "call/".
std::string_view prefixOf(std::string_view path);
/// Whether a path is of a node that the code of another one calls, however deep.
bool isInside(std::string_view path, std::string_view caller);

/// What events told of a node.
struct NodeFacts
{
    run::NodeState state = run::NodeState::Idle;
    int attempt = 1;
    Value inputs;
    std::optional<Value> output;
    std::optional<Error> error;
    TokenUsage usage;
    std::string prompt;

    bool hasEnded() const;
};

/// What is known of a line of a flow, the one that is run or one that a node's code calls.
struct FlowFacts
{
    std::string run;
    std::size_t line = 0;
    std::string prefix; ///< of its nodes' paths
    Value inputs;       ///< dict
    std::vector<std::string> order;
    std::vector<std::vector<std::size_t>> dependencies; ///< of order
    std::map<std::string, NodeFacts, std::less<>> nodes;
    bool hasEnded = false;

    /// Whether a node of it that isn't through could go on while these, paths, are held.
    bool canGoOnWithout(const std::set<std::string, std::less<>> &held) const;
    /// As expressions see it: {"inputs", "nodes"}.
    Dict scope() const;
};

/// As expressions see a node: state, attempt, and what is known of inputs, output, usage, error and
/// prompt.
Value scopeOf(const NodeFacts &node);

/// What is known of a run: the flows of it that are under way, and the one that ended last.
class RunFacts
{
public:
    void clear() { m_flows.clear(); }
    void apply(const run::RunEvent &event);

    /// The flow that an event or a visit is of; made when there is none yet.
    FlowFacts &flowOf(const run::Origin &origin);
    /// The one whose nodes have this prefix, the latest that began; null when there is none.
    const FlowFacts *find(std::string_view prefix) const;
    const NodeFacts *node(std::string_view path) const;
    bool canGoOnWithout(const std::set<std::string, std::less<>> &held) const;
    /// Whether a flow that nobody's code calls is under way.
    bool isUnderWay() const;
    /// All nodes, those of a flow in its order.
    std::vector<NodeStanding> nodes() const;

private:
    void end(FlowFacts &flow, const run::RunFinished &end);

    std::list<FlowFacts> m_flows; ///< in the order they began
};

} // namespace postern::debug
