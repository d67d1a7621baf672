// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/offload.h"
#include "engine/debug/findings.h"
#include "engine/debug/visit.h"

#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <exception>

namespace asio = boost::asio;

namespace postern::debug {

namespace {

std::string reasonText(const HeldNode &node)
{
    if (node.reason == StopReason::Waiting)
        return "another node is stopped";
    if (node.reason == StopReason::Edge)
        return "a value at " + node.input;
    return toString(node.reason);
}

} // namespace

bool Debugger::isQuiet() const
{
    return !m_stop && !m_isAtLine && !m_pauseAsked && m_mode == Mode::Free
           && m_breakpoints.isEmpty() && m_pins.empty() && m_edits.empty() && m_again.empty();
}

Task<run::BeforeDecision> Debugger::beforeNode(const run::NodeVisit &visit)
{
    {
        const std::lock_guard lock(m_mutex);
        if (isQuiet())
            co_return run::Proceed();
    }
    Visit here(*this, visit, Moment::Before);
    const Order order = co_await ask(here);
    if (order == Order::Fail)
        co_return run::FailWith{*here.failure};
    const std::lock_guard lock(m_mutex);
    const auto edits = m_edits.find(here.node.path);
    if (edits != m_edits.end() && edits->second.output) {
        run::UseValue use{*std::exchange(edits->second.output, {}), false};
        co_return use;
    }
    if (const auto pin = m_pins.find(here.node.path); pin != m_pins.end())
        co_return run::UseValue{pin->second, true};
    if (edits != m_edits.end() && !edits->second.inputs.empty())
        co_return run::ChangeInputs{edits->second.inputs};
    co_return run::Proceed();
}

Task<void> Debugger::atPrompt(const run::NodeVisit &visit, const std::string &prompt)
{
    {
        const std::lock_guard lock(m_mutex);
        if (isQuiet())
            co_return;
    }
    Visit here(*this, visit, Moment::Prompt);
    here.node.prompt = prompt;
    const Order order = co_await ask(here);
    if (order == Order::Fail)
        throw Error(*here.failure);
}

Task<run::AfterDecision> Debugger::afterNode(const run::NodeVisit &visit,
                                             const run::NodeOutcome &outcome)
{
    {
        const std::lock_guard lock(m_mutex);
        if (isQuiet())
            co_return run::Proceed();
    }
    Visit here(*this, visit, Moment::After);
    here.node.output = outcome.output;
    here.node.error = outcome.error;
    here.node.usage = outcome.usage;
    const Order order = co_await ask(here);
    if (order == Order::Fail)
        co_return run::FailWith{*here.failure};
    const std::lock_guard lock(m_mutex);
    if (order == Order::RunAgain) {
        m_again.insert(here.node.path);
        co_return run::RunAgain{here.document};
    }
    const auto edits = m_edits.find(here.node.path);
    if (edits != m_edits.end() && edits->second.output) {
        run::UseValue use{*std::exchange(edits->second.output, {}), false};
        co_return use;
    }
    co_return run::Proceed();
}

Task<Debugger::Order> Debugger::ask(Visit &visit)
{
    bool isAgain = false;
    {
        const std::lock_guard lock(m_mutex);
        if (const NodeFacts *facts = m_facts.node(visit.node.path);
            facts && visit.node.prompt.empty())
            visit.node.prompt = facts->prompt;
        isAgain = visit.node.moment == Moment::Before && m_again.erase(visit.node.path) > 0;
    }
    if (isAgain)
        co_return Order::GoOn;
    co_await meetBreakpoints(visit);
    co_return co_await hold(visit);
}

Task<void> Debugger::meetBreakpoints(Visit &visit)
{
    std::vector<Breakpoint> met;
    Dict scope;
    {
        const std::lock_guard lock(m_mutex);
        met = m_breakpoints.metBy(visit.node);
        const bool isAsked = std::ranges::any_of(met, [](const Breakpoint &each) {
            return !each.condition.empty() || !each.log.empty();
        });
        if (isAsked)
            scope = scopeAt(&visit.node);
    }
    for (const Breakpoint &breakpoint : met) {
        Dict own = scope;
        if (breakpoint.on == BreakOn::Edge) {
            if (const Value *value = visit.node.inputs.find(breakpoint.input))
                own.append("value", *value);
        }
        if (!co_await isMet(breakpoint, visit, own))
            continue;
        bool counts = false;
        {
            const std::lock_guard lock(m_mutex);
            counts = m_breakpoints.count(breakpoint.id);
        }
        if (!counts)
            continue;
        if (!breakpoint.log.empty()) {
            co_await log(breakpoint, visit, own);
        } else if (visit.node.reason == StopReason::Waiting) {
            visit.node.reason = reasonOf(breakpoint);
            visit.node.breakpoint = breakpoint.id;
            visit.node.input = breakpoint.input;
        }
    }
}

/// The flow of a node, where its document is known; null elsewhere.
std::shared_ptr<const flow::Flow> Debugger::flowOf(const HeldNode &node) const
{
    const std::lock_guard lock(m_mutex);
    return prefixOf(node.path).empty() ? m_flow : nullptr;
}

Task<bool> Debugger::isMet(const Breakpoint &breakpoint, Visit &visit, const Dict &scope)
{
    HeldNode &node = visit.node;
    if (breakpoint.on == BreakOn::EmptyRetrieval) {
        if (breakpoint.node.empty() && !isRetrieval(visit.gate.node))
            co_return false;
        if (!isEmptyResult(node.output))
            co_return false;
    }
    if (breakpoint.on == BreakOn::SchemaMismatch) {
        if (node.error)
            co_return false;
        const std::shared_ptr<const flow::Flow> flow = flowOf(node);
        const flow::Node &planned = visit.gate.node;
        const std::optional<Message> found = node.moment == Moment::Before
                                                 ? inputMismatch(flow.get(), planned, node.inputs)
                                                 : outputMismatch(flow.get(), planned, node.output);
        if (!found)
            co_return false;
        if (node.reason == StopReason::Waiting)
            node.detail = *found;
    }
    if (breakpoint.condition.empty())
        co_return true;
    std::optional<Error> failure;
    try {
        const Value value = co_await offload([condition = breakpoint.condition, scope] {
            return Value(Watch(condition).evaluate(scope).truthy());
        });
        co_return value.asBool();
    } catch (const Error &error) {
        failure = error;
    }
    // Stopped at once too often is better than passed by.
    if (node.reason == StopReason::Waiting)
        node.detail = tr("The condition can't be evaluated. %1", failure->translatableMessage());
    co_return true;
}

Task<void> Debugger::log(const Breakpoint &breakpoint, const Visit &visit, Dict scope)
{
    Notice notice;
    notice.kind = Notice::Kind::Logged;
    notice.node = visit.node;
    notice.breakpoint = breakpoint.id;
    try {
        notice.text = co_await offload(
            [text = breakpoint.log, scope = std::move(scope)] { return logText(text, scope); });
    } catch (const Error &error) {
        notice.kind = Notice::Kind::Problem;
        notice.error = error;
    }
    Notices(*this).add(std::move(notice));
}

Task<Debugger::Order> Debugger::hold(Visit &visit)
{
    const asio::any_io_executor loop = co_await asio::this_coro::executor;
    for (;;) {
        const run::Held<Order> answer(loop);
        {
            Notices notices(*this);
            const std::lock_guard lock(m_mutex);
            const Verdict verdict = judge(visit);
            if (verdict == Verdict::GoOn) {
                m_visits.remove(&visit);
                co_return Order::GoOn;
            }
            visit.answer.emplace(answer);
            if (std::ranges::find(m_visits, &visit) == m_visits.end())
                m_visits.push_back(&visit);
            if (verdict == Verdict::Stop)
                makeStop(visit, notices);
        }
        visit.gate.hold(reasonText(visit.node));
        Order order = Order::Look;
        std::exception_ptr end;
        try {
            order = co_await answer.wait();
        } catch (...) {
            end = std::current_exception();
        }
        if (end) {
            Notices notices(*this);
            const std::lock_guard lock(m_mutex);
            leave(visit, notices);
            std::rethrow_exception(end);
        }
        if (order != Order::Look)
            co_return order;
    }
}

Debugger::Verdict Debugger::judge(const Visit &visit) const
{
    if (m_stop || m_isAtLine)
        return Verdict::Wait;
    if (m_pauseAsked || visit.node.reason != StopReason::Waiting)
        return Verdict::Stop;
    return m_mode == Mode::Free ? Verdict::GoOn : judgeStep(visit.node);
}

/// While a step goes on its node has the run to itself.
Debugger::Verdict Debugger::judgeStep(const HeldNode &node) const
{
    const bool isSame = node.path == m_stepPath;
    if (isSame || isInside(node.path, m_stepPath)) {
        if (m_mode == Mode::Out)
            return isSame && node.moment == Moment::After ? Verdict::Stop : Verdict::GoOn;
        return m_mode == Mode::Into ? Verdict::Stop : Verdict::GoOn;
    }
    if (!m_stepEnded)
        return Verdict::Wait;
    if (m_mode != Mode::Into && node.moment != Moment::Before)
        return Verdict::GoOn;
    const std::string_view own = prefixOf(node.path);
    const std::string_view flow = prefixOf(m_stepPath);
    if (own.size() < flow.size() && flow.starts_with(own))
        return Verdict::Wait; // of a caller, which waits for this flow
    return own == flow || m_mode == Mode::Into ? Verdict::Stop : Verdict::GoOn;
}

void Debugger::makeStop(Visit &visit, Notices &notices)
{
    if (visit.node.reason == StopReason::Waiting)
        visit.node.reason = m_pauseAsked ? StopReason::Pause : StopReason::Step;
    m_pauseAsked = false;
    m_mode = Mode::Free;
    m_stop = &visit;
    ++m_stopCount;
    m_lines.endStep();
    for (const Breakpoint &each : std::vector(m_breakpoints.all())) {
        if (each.id == visit.node.breakpoint && each.isOnce)
            m_breakpoints.remove(each.id);
    }
    notices.add(Notice::Kind::Stopped, shown(visit.node));
}

/// Of a visit that is cancelled.
void Debugger::leave(Visit &visit, Notices &notices)
{
    m_visits.remove(&visit);
    if (m_stop != &visit)
        return;
    notices.add(Notice::Kind::Resumed, shown(visit.node));
    m_stop = nullptr;
    wakeWaiting();
}

void Debugger::wakeWaiting()
{
    for (const Visit *visit : m_visits) {
        if (visit != m_stop && !visit->node.isLeft)
            visit->answer->give(Order::Look);
    }
}

void Debugger::onEvent(const run::RunEvent &event)
{
    Notices notices(*this);
    const std::lock_guard lock(m_mutex);
    m_facts.apply(event);
    const run::Origin &origin = event.origin;
    if (const auto *finished = std::get_if<run::NodeFinished>(&event.data)) {
        if (!finished->runsAgain)
            nodeEnded(origin, notices);
    } else if (std::holds_alternative<run::RunStarted>(event.data)) {
        m_state = DebugState::Running;
    } else if (std::holds_alternative<run::RunFinished>(event.data)) {
        flowEnded(origin);
    }
}

void Debugger::nodeEnded(const run::Origin &origin, Notices &notices)
{
    if (!m_edits.empty())
        m_edits.erase(pathOf(origin));
    if (m_stepInto == origin.node)
        m_stepInto.clear(); // it had no code of Python, or none that stops
    tellDeath(notices);
    if (m_mode != Mode::Free && pathOf(origin) == m_stepPath) {
        m_stepEnded = true;
        wakeWaiting();
    }
    if (!m_visits.empty() && !m_stop)
        stopAtLeft(notices);
}

void Debugger::flowEnded(const run::Origin &origin)
{
    if (origin.parent) {
        const std::string caller = pathOf(*origin.parent);
        if (m_mode != Mode::Free && prefixOf(m_stepPath) == caller + '/') {
            m_stepPath = caller;
            m_stepEnded = false;
        }
        return;
    }
    if (m_facts.isUnderWay())
        return;
    m_state = DebugState::Ended;
    m_pauseAsked = false;
    m_mode = Mode::Free;
    m_edits.clear();
    m_again.clear();
}

} // namespace postern::debug
