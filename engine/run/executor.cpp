// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/executor.h"

#include "engine/run/nodeturn.h"

#include <boost/asio/this_coro.hpp>

#include <algorithm>

namespace asio = boost::asio;

namespace postern::run {

namespace {

Dict toDict(const ResolvedInputs &inputs)
{
    Dict dict;
    for (const auto &[name, resolved] : inputs)
        dict.append(Value(name), resolved.value);
    return dict;
}

} // namespace

Executor::Executor(const std::vector<PlannedNode> &nodes,
                   NodeRunner &runner,
                   LineValues &values,
                   RunReport &report,
                   Options options)
    : m_nodes(nodes)
    , m_runner(runner)
    , m_values(values)
    , m_report(report)
    , m_options(std::move(options))
    , m_progress(nodes.size(), Progress::Waiting)
    , m_queued(nodes.size())
{}

Task<void> Executor::run()
{
    TaskGroup group(co_await asio::this_coro::executor);
    co_await asio::this_coro::throw_if_cancelled(false);
    for (;;) {
        if (!m_failure && !group.isCancelled()) {
            try {
                co_await startReady(group);
            } catch (...) {
                fail(std::current_exception(), m_asked);
                group.cancel();
            }
        }
        if (group.running() == 0)
            break;
        const bool wasFine = !m_failure;
        co_await group.waitForAny();
        if (m_failure && wasFine && !m_options.letsRunningEnd)
            group.cancel();
    }
    co_await asio::this_coro::throw_if_cancelled(true);
    if (group.isCancelled())
        throw cancelledError();
    if (m_failure)
        throw Error(*m_failure);
}

Task<void> Executor::startReady(TaskGroup &group)
{
    // A bypassed node may make an earlier one in the list ready only if the list isn't sorted; it
    // is, so one pass sees everything.
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        if (m_progress[i] != Progress::Waiting || !isReady(i))
            continue;
        const flow::Node &node = m_nodes[i].node;
        m_asked = node.name;
        if (!m_queued[i] && co_await isBypassed(node)) {
            m_progress[i] = Progress::Through;
            m_values.bypassed.insert(node.name);
            m_values.outputs.insert_or_assign(node.name, Value());
            m_report.nodeBypassed(node.name);
            continue;
        }
        if (!m_queued[i])
            m_queued[i] = m_report.nodeQueued(node.name);
        if (group.running() >= m_options.concurrency)
            continue;
        m_progress[i] = Progress::Running;
        group.spawn(runNode(i), [this, i](const std::exception_ptr &failure) {
            m_progress[i] = Progress::Through;
            if (failure)
                fail(failure, m_nodes[i].node.name);
        });
    }
}

bool Executor::isReady(std::size_t index) const
{
    return std::ranges::all_of(m_nodes[index].dependencies, [this](std::size_t dependency) {
        return m_progress[dependency] == Progress::Through;
    });
}

bool Executor::refersToBypassed(const flow::Binding &binding) const
{
    return binding.kind == flow::Binding::Kind::NodeOutput
           && m_values.bypassed.contains(binding.name);
}

Task<bool> Executor::isBypassed(const flow::Node &node)
{
    if (node.activate) {
        if (refersToBypassed(node.activate->when))
            co_return true;
        const ResolvedValue when = co_await resolve(node.activate->when, m_values, m_runner);
        co_return !(when.value == node.activate->is);
    }
    bool hasReference = false;
    for (const auto &[name, binding] : node.inputs) {
        if (binding.kind != flow::Binding::Kind::NodeOutput)
            continue;
        hasReference = true;
        if (!refersToBypassed(binding))
            co_return false;
    }
    co_return hasReference;
}

/// One node of the graph: its inputs are references.
class Executor::Work final : public NodeWork
{
public:
    Work(Executor &executor, const PlannedNode &planned)
        : m_executor(executor)
        , m_planned(&planned)
    {}

    Task<Dict> inputs() override
    {
        m_inputs.clear();
        for (const auto &[name, binding] : m_planned->node.inputs) {
            ResolvedValue resolved;
            if (!m_executor.refersToBypassed(binding))
                resolved = co_await resolve(binding, m_executor.m_values, m_executor.m_runner);
            else if (m_executor.m_runner.hasDefault(m_planned->node, name))
                continue;
            m_inputs.emplace_back(name, std::move(resolved));
        }
        co_return toDict(m_inputs);
    }

    Task<Value> run(const Dict &changed, NodeReport &report) override
    {
        for (const auto &[key, value] : changed)
            change(key.asString(), value);
        co_return co_await m_executor.m_runner.run(*m_planned,
                                                   m_inputs,
                                                   m_executor.m_values,
                                                   report);
    }

    void valueReplaced() override { m_executor.m_runner.valueReplaced(m_planned->node.name); }

    Task<const flow::Node *> prepareAnew(const flow::FlowDocument &document) override
    {
        PlannedNode anew = *m_planned;
        anew.node = co_await m_executor.m_runner.preparedAnew(m_planned->node, document);
        keepLists(anew.node);
        m_anew = std::move(anew);
        m_planned = &*m_anew;
        co_return &m_planned->node;
    }

private:
    /// What an aggregation node refers to of its lines stands in place of the reference.
    void keepLists(flow::Node &anew) const
    {
        for (auto &[name, binding] : anew.inputs) {
            const auto known = std::ranges::find_if(m_planned->node.inputs, [&](const auto &input) {
                return input.second.kind == flow::Binding::Kind::Literal
                       && input.second.text == binding.text;
            });
            if (binding.kind == flow::Binding::Kind::NodeOutput
                && known != m_planned->node.inputs.end())
                binding = known->second;
        }
    }

    /// The value itself from now on, not the slot of a worker that it came from.
    void change(const std::string &name, const Value &value)
    {
        const auto input = std::ranges::find(m_inputs, name, &ResolvedInputs::value_type::first);
        const ResolvedValue given{value, {}, {}, {}};
        if (input == m_inputs.end())
            m_inputs.emplace_back(name, given);
        else
            input->second = given;
    }

    Executor &m_executor;
    const PlannedNode *m_planned;
    std::optional<PlannedNode> m_anew;
    ResolvedInputs m_inputs;
};

Task<void> Executor::runNode(std::size_t index)
{
    const PlannedNode &planned = m_nodes[index];
    Work work(*this, planned);
    NodeTurn turn(planned.node, work, m_options.gates, m_report, m_queued[index]);
    Value output = co_await turn.take();
    m_values.outputs.insert_or_assign(planned.node.name, std::move(output));
}

void Executor::fail(const std::exception_ptr &failure, const std::string &node)
{
    if (m_failure)
        return;
    m_failure = toError(failure);
    m_report.blame(node);
}

} // namespace postern::run
