// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/flowrun.h"

#include "engine/base/json.h"
#include "engine/run/executor.h"
#include "engine/run/singlerun.h"
#include "engine/run/taskgroup.h"

#include <boost/asio/this_coro.hpp>

namespace asio = boost::asio;

namespace postern::run {

namespace {

std::unique_ptr<SingleRun> makeRun(FlowRunRequest request, RunObserver *observer)
{
    switch (request.document.location().kind) {
    case flow::FlowKind::Flex:
        return makeFlexRun(std::move(request), observer);
    case flow::FlowKind::Prompty:
        return makePromptyRun(std::move(request), observer);
    case flow::FlowKind::Dag:
        break;
    }
    return makeDagRun(std::move(request), observer);
}

} // namespace

FlowRunResult SingleRun::finish(const std::exception_ptr &failure)
{
    if (failure) {
        m_result.error = toError(failure);
        m_result.state = m_result.error->code() == ErrorCode::Cancelled ? NodeState::Cancelled
                                                                        : NodeState::Failed;
    }
    return m_report.finished(std::move(m_result));
}

Error unserializableOutput(const std::string &output, const Value &value)
{
    std::string reason;
    try {
        json::write(value);
    } catch (const Error &error) {
        reason = error.promptflow() ? error.promptflow()->message : error.message();
    }
    Error error(ErrorCode::NodeFailed,
                "The flow output '" + output + "' is a " + value.typeName()
                    + ", which JSON has no form for.",
                "Return text, numbers, lists or dicts from the node it refers to.");
    return std::move(error).as({"UserError", "FlowOutputUnserializable"},
                               "The output '" + output
                                   + "' for flow is incorrect. The output value is not JSON "
                                     "serializable. JSON dump failed: (TypeError) "
                                   + reason
                                   + ". Please verify your flow output and make sure the value "
                                     "serializable.");
}

Task<FlowRunResult> runFlow(FlowRunRequest request, RunObserver *observer)
{
    co_await asio::this_coro::reset_cancellation_state(asio::enable_total_cancellation());
    co_await asio::this_coro::throw_if_cancelled(false);
    const std::unique_ptr<SingleRun> run = makeRun(std::move(request), observer);
    std::exception_ptr failure;
    TaskGroup group(co_await asio::this_coro::executor);
    group.spawn(run->run(), [&failure](const std::exception_ptr &error) { failure = error; });
    while (group.running() > 0)
        co_await group.waitForAny();
    co_return run->finish(failure);
}

} // namespace postern::run
