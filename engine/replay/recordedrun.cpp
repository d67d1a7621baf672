// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/replay/recordedrun.h"

#include "engine/base/pathtext.h"
#include "engine/flow/nearest.h"
#include "engine/flow/reach.h"
#include "engine/run/resultcollector.h"

#include <algorithm>
#include <utility>

namespace postern::replay {

namespace {

RecordedNode nodeOf(const run::NodeRecord &record)
{
    RecordedNode node;
    node.name = record.node;
    node.state = record.state;
    node.inputs = record.inputs;
    node.output = record.output;
    node.isExact = record.output.isJson();
    node.prompt = record.prompt;
    node.error = record.error ? record.error->message() : std::string();
    node.usage = record.usage;
    node.elapsed = record.elapsed;
    return node;
}

Error unknownNode(const flow::Flow &flow, const std::string &name)
{
    std::vector<std::string_view> names;
    names.reserve(flow.nodes.size());
    for (const flow::Node &node : flow.nodes)
        names.emplace_back(node.name);
    const std::string near = flow::nearest(name, names);
    return {ErrorCode::Usage,
            tr("The flow has no node '%1'.", name),
            near.empty() ? tr("Name one of its nodes with --from.")
                         : tr("Did you mean '%1'?", near)};
}

Error unusable(const std::string &node, const RecordedRun &run, Message why)
{
    return {ErrorCode::InvalidInput,
            tr("What node '%1' gave can't be taken from '%2': %3", node, run.name, std::move(why)),
            tr("Run from an earlier node, or give its value with --answers %1=VALUE.", node)};
}

} // namespace

const RecordedNode *RecordedRun::node(std::string_view nodeName) const
{
    // Of a node that ran again the last counts.
    const auto found = std::find_if(nodes.rbegin(), nodes.rend(), [&](const RecordedNode &one) {
        return one.name == nodeName;
    });
    return found == nodes.rend() ? nullptr : &*found;
}

RecordedRun runOfResult(const run::FlowRunResult &result, std::string name)
{
    RecordedRun run;
    run.name = std::move(name);
    run.state = result.state;
    run.inputs = result.inputs;
    run.outputs = result.outputs;
    run.error = result.error ? result.error->message() : std::string();
    run.usage = result.usage;
    run.elapsed = result.elapsed;
    run.nodes.reserve(result.nodes.size());
    for (const run::NodeRecord &record : result.nodes)
        run.nodes.push_back(nodeOf(record));
    return run;
}

RecordedRun runOfEvents(const std::vector<run::RunEvent> &events, std::string name)
{
    const auto first = std::ranges::find_if(events,
                                            [](const run::RunEvent &e) { return !e.isNested(); });
    if (first == events.end())
        return runOfResult({}, std::move(name));
    run::ResultCollector collector(first->origin);
    std::map<std::string, std::vector<run::ModelUse>> uses;
    std::map<std::string, std::int64_t> unpaid;
    for (const run::RunEvent &event : events) {
        collector.onEvent(event);
        const auto *request = std::get_if<run::Request>(&event.data);
        if (!request || event.isNested())
            continue;
        const http::Attempt &attempt = request->attempt;
        if (attempt.port == 0 && attempt.usage.total > 0)
            unpaid[event.origin.node] += attempt.usage.total;
        else
            uses[event.origin.node].push_back({run::modelOf(attempt), attempt.usage});
    }
    RecordedRun run = runOfResult(collector.take(), std::move(name));
    for (RecordedNode &node : run.nodes) {
        node.uses = uses[node.name];
        node.unpaid = unpaid[node.name];
    }
    return run;
}

RecordedRun runOfCassette(const Cassette &cassette, std::string name)
{
    RecordedRun run;
    run.name = std::move(name);
    run.inputs = Value(cassette.head.inputs);
    run.nodes.reserve(cassette.nodes.size());
    for (const GivenByNode &given : cassette.nodes) {
        RecordedNode &node = run.nodes.emplace_back();
        node.name = given.node;
        node.state = given.state;
        node.inputs = given.inputs;
        node.output = given.output;
        node.isExact = given.isExact;
        if (given.state == run::NodeState::Failed)
            run.state = given.state;
    }
    return run;
}

void addCosts(RecordedRun &run, const run::PriceList &prices)
{
    double sum = 0;
    bool isKnown = true;
    for (RecordedNode &node : run.nodes) {
        TokenUsage paid = node.usage;
        paid.total -= node.unpaid;
        node.cost = run::costOf(prices, node.uses, paid);
        isKnown = isKnown && node.cost.has_value();
        sum += node.cost.value_or(0);
    }
    run.cost = isKnown ? std::optional<double>(sum) : std::nullopt;
}

NodeOutputs outputsBefore(const flow::Flow &flow, const std::string &node, const RecordedRun &run)
{
    if (!flow.node(node))
        throw unknownNode(flow, node);
    const flow::NodeNames running = flow::reachedFrom(flow, node);
    NodeOutputs outputs;
    for (const flow::Node &one : flow.nodes) {
        if (running.contains(one.name))
            continue;
        const RecordedNode *known = run.node(one.name);
        if (!known && one.aggregation)
            continue; // runs, if it can, after the line
        if (!known)
            throw unusable(one.name, run, tr("the run didn't come to it."));
        if (known->state == run::NodeState::Bypassed)
            continue;
        if (known->state != run::NodeState::Done && known->state != run::NodeState::Cached)
            throw unusable(one.name, run, tr("it didn't end well there."));
        if (!known->isExact)
            throw unusable(one.name, run, tr("it is an object of Python, which can't be kept."));
        outputs.emplace(one.name, known->output);
    }
    return outputs;
}

} // namespace postern::replay
