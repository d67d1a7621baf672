// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/replay/outputcache.h"
#include "engine/run/inputs.h"
#include "engine/run/plan.h"
#include "engine/run/values.h"

#include <algorithm>

namespace postern::replay {

namespace {

/// Walks a flow in its order with what is known already.
class ReusePlanner
{
public:
    ReusePlanner(const Fingerprints &fingerprints, OutputStore &store, const ReuseOptions &options)
        : m_fingerprints(fingerprints)
        , m_store(store)
        , m_options(options)
    {}

    std::vector<ReuseEntry> plan(const run::Plan &flowPlan, Dict inputs)
    {
        m_values.inputs = std::move(inputs);
        std::vector<ReuseEntry> entries;
        entries.reserve(flowPlan.nodes.size());
        for (const run::PlannedNode &planned : flowPlan.nodes)
            entries.push_back(look(planned.node));
        return entries;
    }

private:
    ReuseEntry look(const flow::Node &node)
    {
        const auto runs = [&node](Message why) {
            return ReuseEntry{node.name, false, std::move(why)};
        };
        const auto fingerprint = m_fingerprints.find(node.name);
        if (fingerprint == m_fingerprints.end())
            return runs(tr("nothing is known of it"));
        if (m_options.run.contains(node.name))
            return runs(tr("it is to run"));
        if (!fingerprint->second.doubts.empty() && !m_options.takesUnrepeatable)
            return runs(tr("it isn't repeatable: %1", fingerprint->second.doubts.front()));
        if (node.activate)
            return runs(tr("it has a condition, which is looked at when it runs"));
        Dict inputs;
        for (const auto &[name, binding] : node.inputs) {
            std::optional<Value> value = valueOf(binding);
            if (!value)
                return runs(tr("it gets what '%1' gives, which isn't known yet", binding.name));
            inputs.append(Value(name), std::move(*value));
        }
        const std::string key = outputKey(fingerprint->second, node, inputs);
        std::optional<Value> output = key.empty() ? std::nullopt : m_store.find(key);
        if (!output)
            return runs(tr("nothing is kept of it for what it gets now"));
        m_values.outputs.insert_or_assign(node.name, std::move(*output));
        return {node.name, true, {}};
    }

    std::optional<Value> valueOf(const flow::Binding &binding) const
    {
        if (binding.kind == flow::Binding::Kind::Literal)
            return binding.literal;
        if (binding.kind == flow::Binding::Kind::FlowInput) {
            const Value *input = m_values.inputs.find(binding.name);
            return input ? std::optional<Value>(*input) : std::nullopt;
        }
        const auto output = m_values.outputs.find(binding.name);
        if (output == m_values.outputs.end())
            return std::nullopt;
        if (binding.property.empty())
            return output->second;
        try {
            return run::propertyOf(output->second, binding.name, binding.property);
        } catch (const Error &) { // the run says so
            return std::nullopt;
        }
    }

    const Fingerprints &m_fingerprints;
    OutputStore &m_store;
    const ReuseOptions &m_options;
    run::LineValues m_values;
};

} // namespace

std::vector<ReuseEntry> planReuse(const run::RunSpec &spec,
                                  const Fingerprints &fingerprints,
                                  OutputStore &store,
                                  const ReuseOptions &options)
{
    if (spec.document.location().kind != flow::FlowKind::Dag || !spec.node.empty())
        return {};
    const flow::Flow flow = flow::withVariant(spec.document.flow(), spec.variant);
    try {
        const run::Plan plan = run::Plan::make(flow);
        return ReusePlanner(fingerprints, store, options)
            .plan(plan, run::completeInputs(flow, spec.inputs));
    } catch (const Error &) { // the run says what is wrong
        return {};
    }
}

} // namespace postern::replay
