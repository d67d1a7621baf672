// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/replay/compare.h"

#include "engine/replay/textdiff.h"
#include "engine/run/record.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace postern::replay {

namespace {

Value tokensValue(const TokenUsage &usage)
{
    return Dict{{"prompt", usage.prompt}, {"completion", usage.completion}, {"total", usage.total}};
}

Value costValue(std::optional<double> cost)
{
    return cost ? Value(*cost) : Value();
}

void addValues(std::vector<AspectDifference> &to,
               Aspect aspect,
               const Value &before,
               const Value &after)
{
    std::vector<Difference> found = differencesOf(before, after);
    if (found.empty())
        return;
    std::string diff;
    if (before.isString() && after.isString())
        diff = diffText(before.asString(), after.asString());
    to.push_back({aspect, std::move(found), std::move(diff)});
}

void addText(std::vector<AspectDifference> &to,
             Aspect aspect,
             const std::string &before,
             const std::string &after)
{
    addValues(to, aspect, Value(before), Value(after));
}

/// What is known of one run alone is no difference.
void addKnown(std::vector<AspectDifference> &to,
              Aspect aspect,
              const Value &before,
              const Value &after)
{
    if (!before.isNull() && !after.isNull())
        addValues(to, aspect, before, after);
}

NodeComparison compareNodes(const RecordedNode &before, const RecordedNode &after)
{
    NodeComparison made{before.name, &before, &after, {}};
    addText(made.differences,
            Aspect::State,
            std::string(run::statusText(before.state)),
            std::string(run::statusText(after.state)));
    addKnown(made.differences, Aspect::Inputs, before.inputs, after.inputs);
    if (!before.prompt.empty() && !after.prompt.empty())
        addText(made.differences, Aspect::Prompt, before.prompt, after.prompt);
    addValues(made.differences, Aspect::Output, before.output, after.output);
    addText(made.differences, Aspect::Error, before.error, after.error);
    addValues(made.differences, Aspect::Tokens, tokensValue(before.usage), tokensValue(after.usage));
    // What was reused cost nothing this time, which is no difference of what it does.
    const bool isReused = before.state == run::NodeState::Cached
                          || after.state == run::NodeState::Cached;
    if (!isReused)
        addKnown(made.differences, Aspect::Cost, costValue(before.cost), costValue(after.cost));
    return made;
}

void compareSources(RunComparison &made)
{
    const auto &before = made.before->sources;
    const auto &after = made.after->sources;
    made.knowsSources = !before.empty() && !after.empty();
    if (!made.knowsSources)
        return;
    std::set<std::string> paths;
    for (const auto &[path, text] : before)
        paths.insert(path);
    for (const auto &[path, text] : after)
        paths.insert(path);
    for (const std::string &path : paths) {
        const auto left = before.find(path);
        const auto right = after.find(path);
        SourceDifference difference{path, left != before.end(), right != after.end(), {}};
        if (difference.isBefore && difference.isAfter && left->second == right->second)
            continue;
        difference.diff = diffText(difference.isBefore ? left->second : std::string(),
                                   difference.isAfter ? right->second : std::string());
        made.sources.push_back(std::move(difference));
    }
}

/// The last attempt of every node, in the order in which they ended.
std::vector<const RecordedNode *> lastOf(const RecordedRun &run)
{
    std::vector<const RecordedNode *> nodes;
    for (const RecordedNode &node : run.nodes) {
        if (run.node(node.name) == &node)
            nodes.push_back(&node);
    }
    return nodes;
}

bool isOfOutcome(Aspect aspect)
{
    return aspect != Aspect::Tokens && aspect != Aspect::Time && aspect != Aspect::Cost;
}

} // namespace

std::string_view nameOf(Aspect aspect)
{
    constexpr std::array<std::string_view, 9>
        kNames{"state", "inputs", "prompt", "output", "error", "tokens", "time", "cost", "source"};
    return kNames.at(static_cast<std::size_t>(aspect));
}

const AspectDifference *NodeComparison::in(Aspect aspect) const
{
    const auto found = std::ranges::find(differences, aspect, &AspectDifference::aspect);
    return found == differences.end() ? nullptr : &*found;
}

bool RunComparison::isSame() const
{
    return run.empty() && sources.empty() && std::ranges::all_of(nodes, &NodeComparison::isSame);
}

const NodeComparison *RunComparison::first() const
{
    const auto found = std::ranges::find_if(nodes, [](const NodeComparison &node) {
        return !node.before || !node.after
               || std::ranges::any_of(node.differences, [](const AspectDifference &difference) {
                      return isOfOutcome(difference.aspect);
                  });
    });
    return found == nodes.end() ? nullptr : &*found;
}

std::optional<Aspect> RunComparison::firstAspect() const
{
    const NodeComparison *node = first();
    if (!node || !node->before || !node->after)
        return std::nullopt;
    for (const Aspect aspect :
         {Aspect::Inputs, Aspect::Prompt, Aspect::Output, Aspect::State, Aspect::Error}) {
        if (node->in(aspect))
            return aspect;
    }
    return std::nullopt;
}

RunComparison compareRuns(const RecordedRun &before, const RecordedRun &after)
{
    RunComparison made;
    made.before = &before;
    made.after = &after;
    addText(made.run,
            Aspect::State,
            std::string(run::statusText(before.state)),
            std::string(run::statusText(after.state)));
    addKnown(made.run, Aspect::Inputs, before.inputs, after.inputs);
    addValues(made.run, Aspect::Output, before.outputs, after.outputs);
    addText(made.run, Aspect::Error, before.error, after.error);
    addValues(made.run, Aspect::Tokens, tokensValue(before.usage), tokensValue(after.usage));
    addKnown(made.run, Aspect::Cost, costValue(before.cost), costValue(after.cost));
    for (const RecordedNode *node : lastOf(before)) {
        if (const RecordedNode *other = after.node(node->name))
            made.nodes.push_back(compareNodes(*node, *other));
        else
            made.nodes.push_back({node->name, node, nullptr, {}});
    }
    // What only the second run has stands after what it came after there.
    std::string last;
    for (const RecordedNode *node : lastOf(after)) {
        if (!before.node(node->name)) {
            const auto place = std::ranges::find(made.nodes, last, &NodeComparison::name);
            made.nodes.insert(last.empty() ? made.nodes.begin() : std::next(place),
                              {node->name, nullptr, node, {}});
        }
        last = node->name;
    }
    compareSources(made);
    return made;
}

} // namespace postern::replay
