// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/nodeturn.h"

#include "engine/run/taskgroup.h"

#include <boost/asio/this_coro.hpp>

#include <utility>

namespace asio = boost::asio;

namespace postern::run {

namespace {

/// A gate may have taken the end of its wait for an answer.
Task<void> throwIfCancelled()
{
    const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
    if (state.cancelled() != asio::cancellation_type::none)
        throw cancelledError();
}

} // namespace

NodeTurn::NodeTurn(const flow::Node &node,
                   NodeWork &work,
                   const Gates &gates,
                   RunReport &report,
                   std::optional<NodeReport> queued)
    : m_node(&node)
    , m_work(work)
    , m_gates(gates)
    , m_report(report)
    , m_told(queued)
{}

Task<Value> NodeTurn::take()
{
    do {
        co_await attempt();
    } while (m_runsAgain);
    if (m_outcome.error)
        throw Error(*m_outcome.error);
    co_return m_outcome.output;
}

Task<void> NodeTurn::attempt()
{
    ++m_attempts;
    if (m_attempts > 1 || !m_told)
        m_told = m_report.nodeQueued(m_node->name, m_attempts);
    m_changed = {};
    m_outcome = {};
    m_isCached = false;
    m_runsAgain = false;
    const bool isReady = co_await makeReady();
    try {
        if (isReady && co_await askBefore())
            co_await runWork();
        if (!m_outcome.error || m_outcome.error->code() != ErrorCode::Cancelled)
            co_await askAfter();
    } catch (...) {
        m_outcome.error = toError(std::current_exception());
        m_runsAgain = false;
    }
    const bool isReadied = isReady || m_runsAgain || !m_outcome.error || m_attempts > 1;
    if (!isReadied)
        throw Error(*m_outcome.error);
    tellEnd();
}

Task<bool> NodeTurn::makeReady()
{
    try {
        if (const auto document = std::exchange(m_document, nullptr))
            m_node = co_await m_work.prepareAnew(*document);
        m_inputs = co_await m_work.inputs();
        co_return true;
    } catch (...) {
        m_outcome.error = toError(std::current_exception());
    }
    co_return false;
}

Task<bool> NodeTurn::askBefore()
{
    for (const std::shared_ptr<Gate> &gate : m_gates) {
        const NodeVisit shown = visit(GateSide::Before);
        BeforeDecision decision = co_await gate->beforeNode(shown);
        co_await throwIfCancelled();
        if (auto *use = std::get_if<UseValue>(&decision)) {
            answered(GateSide::Before, GateAnswer::UseValue);
            useValue(std::move(*use));
            co_return false;
        }
        if (auto *failure = std::get_if<FailWith>(&decision)) {
            answered(GateSide::Before, GateAnswer::Fail);
            m_outcome.error = std::move(failure->error);
            m_outcome.isGiven = true;
            co_return false;
        }
        const auto *change = std::get_if<ChangeInputs>(&decision);
        answered(GateSide::Before, change ? GateAnswer::ChangeInputs : GateAnswer::GoOn);
        if (change)
            changeInputs(change->inputs);
    }
    co_return true;
}

void NodeTurn::changeInputs(const Dict &inputs)
{
    for (const auto &[name, value] : inputs) {
        m_inputs.set(name, value);
        m_changed.set(name, value);
    }
}

Task<void> NodeTurn::runWork()
{
    if (!m_gates.empty())
        m_told->askAtPrompt([this](std::string prompt) { return askAtPrompt(std::move(prompt)); });
    m_told->started(Value(m_inputs));
    try {
        m_outcome.output = co_await m_work.run(m_changed, *m_told);
    } catch (...) {
        m_outcome.error = toError(std::current_exception());
    }
    m_told->ended();
    m_outcome.usage = m_told->spent();
    m_outcome.changesInputs = m_told->hasChangedInputs();
}

Task<void> NodeTurn::askAfter()
{
    for (const std::shared_ptr<Gate> &gate : m_gates) {
        const NodeVisit shown = visit(GateSide::After);
        AfterDecision decision = co_await gate->afterNode(shown, m_outcome);
        co_await throwIfCancelled();
        if (auto *use = std::get_if<UseValue>(&decision)) {
            answered(GateSide::After, GateAnswer::UseValue);
            useValue(std::move(*use));
        } else if (auto *failure = std::get_if<FailWith>(&decision)) {
            answered(GateSide::After, GateAnswer::Fail);
            m_outcome.error = std::move(failure->error);
        } else if (auto *again = std::get_if<RunAgain>(&decision)) {
            m_document = std::move(again->document);
            answered(GateSide::After, GateAnswer::RunAgain);
            m_runsAgain = true;
            co_return;
        } else {
            answered(GateSide::After, GateAnswer::GoOn);
        }
    }
}

Task<void> NodeTurn::askAtPrompt(std::string prompt)
{
    for (const std::shared_ptr<Gate> &gate : m_gates) {
        const NodeVisit shown = visit(GateSide::Prompt);
        co_await gate->atPrompt(shown, prompt);
        co_await throwIfCancelled();
        answered(GateSide::Prompt, GateAnswer::GoOn);
    }
}

NodeVisit NodeTurn::visit(GateSide side)
{
    return {m_told->origin(), *m_node, m_inputs, [this, side](std::string reason) {
                if (std::exchange(m_isHeld, true))
                    return;
                NodePaused event{side, std::move(reason), Value(m_inputs), {}, {}};
                if (side == GateSide::After) {
                    event.output = m_outcome.output;
                    event.error = m_outcome.error;
                }
                m_told->paused(std::move(event));
            }};
}

void NodeTurn::answered(GateSide side, GateAnswer answer)
{
    if (std::exchange(m_isHeld, false))
        m_told->resumed(side, answer);
}

void NodeTurn::useValue(UseValue use)
{
    m_outcome.output = std::move(use.value);
    m_outcome.error.reset();
    m_outcome.isGiven = true;
    m_isCached = m_isCached || use.cached;
    m_work.valueReplaced();
}

void NodeTurn::tellEnd()
{
    m_isHeld = false;
    NodeFinished end;
    end.runsAgain = m_runsAgain;
    if (m_outcome.error) {
        if (m_node->place.line > 0) {
            Error placed = std::move(*m_outcome.error);
            m_outcome.error.emplace(std::move(placed).at(m_node->place));
        }
        const bool isCancelled = m_outcome.error->code() == ErrorCode::Cancelled;
        end.state = isCancelled ? NodeState::Cancelled : NodeState::Failed;
        end.error = m_outcome.error;
    } else {
        end.state = m_isCached ? NodeState::Cached : NodeState::Done;
        end.output = m_outcome.output;
    }
    m_told->finished(std::move(end));
}

} // namespace postern::run
