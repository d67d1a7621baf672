// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/executor.h"

#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>

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

Error cancelled()
{
    return {ErrorCode::Cancelled, tr("The run was cancelled.")};
}

} // namespace

Error toError(const std::exception_ptr &failure)
{
    try {
        std::rethrow_exception(failure);
    } catch (const Error &error) {
        return error;
    } catch (const boost::system::system_error &error) {
        if (error.code() == asio::error::operation_aborted)
            return cancelled();
        return {ErrorCode::Internal,
                error.what(),
                tr("This is a bug of Postern: please report it.")};
    } catch (const std::exception &error) {
        return {ErrorCode::Internal,
                error.what(),
                tr("This is a bug of Postern: please report it.")};
    }
}

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
        throw cancelled();
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
        if (co_await isBypassed(node)) {
            m_progress[i] = Progress::Through;
            m_values.bypassed.insert(node.name);
            m_values.outputs.insert_or_assign(node.name, Value());
            m_report.nodeBypassed(node.name);
            continue;
        }
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

Task<ResolvedInputs> Executor::resolveInputs(const flow::Node &node)
{
    ResolvedInputs inputs;
    for (const auto &[name, binding] : node.inputs) {
        ResolvedValue resolved;
        if (!refersToBypassed(binding))
            resolved = co_await resolve(binding, m_values, m_runner);
        else if (m_runner.hasDefault(node, name))
            continue;
        inputs.emplace_back(name, std::move(resolved));
    }
    co_return inputs;
}

Task<GateDecision> Executor::askBefore(const flow::Node &node, const Dict &inputs)
{
    for (Gate *gate : m_options.gates) {
        GateDecision decision = co_await gate->beforeNode(node, inputs);
        if (!std::holds_alternative<Proceed>(decision))
            co_return decision;
    }
    co_return Proceed();
}

/// Lets every gate look at the outcome and change it. Returns whether a cached value was put in.
Task<bool> Executor::askAfter(const flow::Node &node, NodeOutcome &outcome)
{
    bool isCached = false;
    for (Gate *gate : m_options.gates) {
        GateDecision decision = co_await gate->afterNode(node, outcome);
        if (auto *use = std::get_if<UseValue>(&decision)) {
            outcome.output = std::move(use->value);
            outcome.error.reset();
            isCached = use->cached;
            m_runner.valueReplaced(node.name);
        } else if (auto *failure = std::get_if<FailWith>(&decision)) {
            outcome.error = std::move(failure->error);
        }
    }
    co_return isCached;
}

Task<NodeOutcome> Executor::outcomeOf(const PlannedNode &planned,
                                      const ResolvedInputs &inputs,
                                      NodeReport &report)
{
    NodeOutcome outcome;
    try {
        outcome.output = co_await m_runner.run(planned, inputs, m_values, report);
    } catch (...) {
        outcome.error = toError(std::current_exception());
    }
    co_return outcome;
}

Task<void> Executor::runNode(std::size_t index)
{
    const PlannedNode &planned = m_nodes[index];
    const flow::Node &node = planned.node;
    const ResolvedInputs inputs = co_await resolveInputs(node);
    const Dict recorded = toDict(inputs);
    NodeReport report = m_report.nodeStarted(node.name, Value(recorded));
    NodeOutcome outcome;
    bool isCached = false;
    try {
        GateDecision decision = co_await askBefore(node, recorded);
        if (auto *use = std::get_if<UseValue>(&decision)) {
            outcome.output = std::move(use->value);
            isCached = use->cached;
            m_runner.valueReplaced(node.name);
        } else if (auto *failure = std::get_if<FailWith>(&decision)) {
            outcome.error = std::move(failure->error);
        } else {
            outcome = co_await outcomeOf(planned, inputs, report);
        }
        if (!outcome.error || outcome.error->code() != ErrorCode::Cancelled)
            isCached = co_await askAfter(node, outcome) || isCached;
    } catch (...) {
        outcome.error = toError(std::current_exception());
    }
    if (outcome.error) {
        Error placed = std::move(*outcome.error);
        outcome.error.emplace(std::move(placed).at(node.place));
        const bool isCancelled = outcome.error->code() == ErrorCode::Cancelled;
        report.finished(isCancelled ? NodeState::Cancelled : NodeState::Failed, {}, outcome.error);
        throw Error(*outcome.error);
    }
    m_values.outputs.insert_or_assign(node.name, outcome.output);
    report.finished(isCached ? NodeState::Cached : NodeState::Done, outcome.output, std::nullopt);
}

void Executor::fail(const std::exception_ptr &failure, const std::string &node)
{
    if (m_failure)
        return;
    m_failure = toError(failure);
    m_report.blame(node);
}

} // namespace postern::run
