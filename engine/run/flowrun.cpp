// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/flowrun.h"

#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/run/executor.h"
#include "engine/run/singlerun.h"
#include "engine/run/taskgroup.h"

#include <boost/asio/this_coro.hpp>

namespace asio = boost::asio;

namespace postern::run {

namespace {

std::unique_ptr<SingleRun> makeRun(FlowRunRequest request)
{
    switch (request.document.location().kind) {
    case flow::FlowKind::Flex:
        return makeFlexRun(std::move(request));
    case flow::FlowKind::Prompty:
        return makePromptyRun(std::move(request));
    case flow::FlowKind::Dag:
        break;
    }
    return makeDagRun(std::move(request));
}

/// Tells the end of a run, of whose outcome `end` has all but the error.
FlowRunResult endedRun(RunReport &report, ResultCollector &collector, RunFinished end)
{
    if (end.error)
        end.state = end.error->code() == ErrorCode::Cancelled ? NodeState::Cancelled
                                                              : NodeState::Failed;
    report.finished(std::move(end));
    return collector.take();
}

} // namespace

void SingleRun::warnOfIgnored()
{
    for (const flow::Diagnostic &diagnostic : m_request.document.diagnostics()) {
        // A key that is nobody's is often a note to others; one like a known one is a slip.
        const bool isSlip = diagnostic.code == "unknown-key" && diagnostic.fix;
        if (diagnostic.code == "wrong-kind" || isSlip)
            m_report.warning(
                tr("%1: %2 %3", toString(diagnostic.place), diagnostic.message, diagnostic.hint));
    }
}

FlowRunResult SingleRun::finish(const std::exception_ptr &failure)
{
    if (failure)
        m_end.error = toError(failure);
    return endedRun(m_report, m_collector, std::move(m_end));
}

namespace {

Message withArticle(const std::string &type)
{
    const bool isVowel = !type.empty()
                         && std::string_view("aeiouAEIO").find(type[0]) != std::string_view::npos;
    return isVowel ? tr("an %1", type) : tr("a %1", type);
}

std::string shownKey(const Value &key)
{
    return key.isString() ? json::write(key) : py::repr(key);
}

/// Where the first part is that JSON has no form for, and what it is ("o["when"] is a datetime");
/// empty when there is none.
Message unwritablePart(const Value &value, const std::string &path)
{
    if (value.isList() || value.kind() == Value::Kind::Tuple) {
        const List &items = value.asList();
        for (std::size_t i = 0; i < items.size(); ++i) {
            Message part = unwritablePart(items[i], path + "[" + std::to_string(i) + "]");
            if (!part.isEmpty())
                return part;
        }
        return {};
    }
    if (!value.isDict())
        return value.isJson() ? Message() : tr("%1 is %2", path, withArticle(value.typeName()));
    for (const auto &[key, member] : value.asDict()) {
        if (key.kind() > Value::Kind::String)
            return tr("the key %1 of %2 is %3", py::repr(key), path, withArticle(key.typeName()));
        Message part = unwritablePart(member, path + "[" + shownKey(key) + "]");
        if (!part.isEmpty())
            return part;
    }
    return {};
}

Message unwritableSentence(const std::string &output, const Value &value)
{
    const bool isWhole = !value.isDict() && !value.isList() && value.kind() != Value::Kind::Tuple;
    if (isWhole)
        return tr("The flow output '%1' is %2, which JSON has no form for.",
                  output,
                  withArticle(value.typeName()));
    return tr("The flow output '%1' can't be written as JSON: %2.",
              output,
              unwritablePart(value, output));
}

} // namespace

Error unserializableOutput(const std::string &output, const Value &value)
{
    std::string reason;
    try {
        json::write(value);
    } catch (const Error &error) {
        reason = error.promptflow() ? error.promptflow()->message : error.message();
    }
    Error error(ErrorCode::NodeFailed,
                unwritableSentence(output, value),
                tr("Return text, numbers, lists or dicts from the node it refers to: str(x), "
                   "float(x) and x.tolist() make them of dates and of numpy's values."));
    return std::move(error).as({"UserError", "FlowOutputUnserializable"},
                               "The output '" + output
                                   + "' for flow is incorrect. The output value is not JSON "
                                     "serializable. JSON dump failed: (TypeError) "
                                   + reason
                                   + ". Please verify your flow output and make sure the value "
                                     "serializable.");
}

Task<FlowRunResult> runFlow(FlowRunRequest request)
{
    co_await asio::this_coro::reset_cancellation_state(asio::enable_total_cancellation());
    co_await asio::this_coro::throw_if_cancelled(false);
    const std::unique_ptr<SingleRun> run = makeRun(std::move(request));
    run->warnOfIgnored();
    std::exception_ptr failure;
    TaskGroup group(co_await asio::this_coro::executor);
    group.spawn(run->run(), [&failure](const std::exception_ptr &error) { failure = error; });
    while (group.running() > 0)
        co_await group.waitForAny();
    co_return run->finish(failure);
}

FlowRunResult refuseRun(const FlowRunRequest &request, Error error)
{
    RunReport report(request.observers, request.parent);
    ResultCollector collector(report.origin().run);
    report.observe(collector);
    RunFinished end;
    end.error = std::move(error);
    return endedRun(report, collector, std::move(end));
}

} // namespace postern::run
