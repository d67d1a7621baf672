// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/eventrecord.h"

#include "engine/base/log.h"
#include "engine/run/record.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <array>

namespace postern::run {

namespace {

std::string isoTime(WallClock::time_point time)
{
    const auto whole = std::chrono::floor<std::chrono::seconds>(time);
    const auto rest = std::chrono::duration_cast<std::chrono::microseconds>(time - whole);
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:06}Z",
                       fmt::gmtime(WallClock::to_time_t(whole)),
                       rest.count());
}

template<typename Period>
double secondsOf(std::chrono::duration<std::int64_t, Period> time)
{
    return std::chrono::duration<double>(time).count();
}

Value shownValue(const Value &value)
{
    return recordedValue(value, {});
}

/// Every input for itself, so that one that isn't JSON spoils no other.
Value shownInputs(const Value &inputs)
{
    if (!inputs.isDict())
        return shownValue(inputs);
    Dict shown;
    for (const auto &[name, value] : inputs.asDict())
        shown.append(shownValue(name), shownValue(value));
    return shown;
}

Value shownError(const std::optional<Error> &error)
{
    return error ? toRecord(*error) : Value();
}

Value tokensOf(const TokenUsage &usage)
{
    return Dict{{"prompt_tokens", usage.prompt},
                {"completion_tokens", usage.completion},
                {"total_tokens", usage.total}};
}

/// A list, as a name may come twice.
Value shownHeaders(const http::HeaderLines &headers)
{
    List lines;
    lines.reserve(headers.size());
    for (const auto &[name, value] : headers)
        lines.emplace_back(fmt::format("{}: {}", name, value));
    return lines;
}

const char *sideText(GateSide side)
{
    constexpr std::array kTexts{"before", "prompt", "after"};
    return kTexts.at(static_cast<std::size_t>(side));
}

const char *answerText(GateAnswer answer)
{
    constexpr std::array kTexts{"go_on", "change_inputs", "use_value", "fail", "run_again"};
    return kTexts.at(static_cast<std::size_t>(answer));
}

/// Adds to `record` what kind of event it is and what it says.
struct AddData
{
    Dict &record;

    void name(const char *event) const { record.append("event", event); }
    void add(const char *key, Value value) const { record.append(key, std::move(value)); }

    void operator()(const RunStarted &started) const
    {
        name("run_started");
        List nodes(started.nodes.begin(), started.nodes.end());
        add("nodes", std::move(nodes));
        add("inputs", shownInputs(started.inputs));
    }
    void operator()(const NodeQueued &) const { name("node_queued"); }
    void operator()(const NodePaused &paused) const
    {
        name("node_paused");
        add("side", sideText(paused.side));
        add("reason", paused.reason);
        add("inputs", shownInputs(paused.inputs));
        if (paused.side != GateSide::After)
            return;
        add("output", shownValue(paused.output));
        add("error", shownError(paused.error));
    }
    void operator()(const NodeResumed &resumed) const
    {
        name("node_resumed");
        add("side", sideText(resumed.side));
        add("answer", answerText(resumed.answer));
        add("held", secondsOf(resumed.held));
    }
    void operator()(const NodeStarted &started) const
    {
        name("node_started");
        add("inputs", shownInputs(started.inputs));
    }
    void operator()(const NodePrompt &prompt) const
    {
        name("node_prompt");
        add("text", prompt.text);
    }
    void operator()(const NodeChunk &chunk) const
    {
        name("node_chunk");
        add("text", chunk.text);
    }
    void operator()(const NodeLog &log) const
    {
        name("node_log");
        add("stream", log.isError ? "stderr" : "stdout");
        add("text", log.text);
    }
    void operator()(const RunOutput &output) const
    {
        name("run_output");
        add("stream", output.isError ? "stderr" : "stdout");
        add("text", output.text);
    }
    void operator()(const Span &span) const
    {
        name("span");
        add("id", span.id);
        add("parent_id", span.parent ? Value(*span.parent) : Value());
        add("name", span.name);
        add("type", span.kind);
        add("start", isoTime(span.start));
        add("end", isoTime(span.end));
        add("inputs", shownInputs(span.inputs));
        add("output", shownValue(span.output));
        add("error", span.error.empty() ? Value() : Value(span.error));
    }
    void operator()(const Request &request) const
    {
        const http::Attempt &attempt = request.attempt;
        name("request");
        add("method", attempt.method);
        add("host", attempt.host);
        add("port", attempt.port);
        add("target", attempt.target);
        add("number", attempt.number + 1);
        add("status", attempt.status == 0 ? Value() : Value(attempt.status));
        add("error", attempt.error.empty() ? Value() : Value(attempt.error));
        add("bytes_sent", static_cast<std::int64_t>(attempt.bytesSent));
        add("bytes_received", static_cast<std::int64_t>(attempt.bytesReceived));
        add("start", isoTime(attempt.start));
        add("duration", secondsOf(attempt.elapsed));
        add("usage", tokensOf(attempt.usage));
        if (attempt.sent) {
            add("sent_headers", shownHeaders(attempt.sentHeaders));
            add("sent", *attempt.sent);
        }
        if (attempt.received) {
            add("received_headers", shownHeaders(attempt.receivedHeaders));
            add("received", *attempt.received);
        }
    }
    void operator()(const Retrying &retrying) const
    {
        name("retrying");
        add("what", retrying.what);
        add("why", retrying.why.english());
        add("number", retrying.attempt);
        add("wait", secondsOf(retrying.wait));
    }
    void operator()(const NodeFinished &finished) const
    {
        name("node_finished");
        add("status", statusText(finished.state));
        add("cached", finished.state == NodeState::Cached);
        add("runs_again", finished.runsAgain);
        add("inputs", shownInputs(finished.inputs));
        add("output", shownValue(finished.output));
        add("error", shownError(finished.error));
        add("duration", secondsOf(finished.elapsed));
        add("usage", tokensOf(finished.usage));
    }
    void operator()(const RunWarning &warning) const
    {
        name("run_warning");
        add("text", warning.text.english());
    }
    void operator()(const PortOpened &port) const
    {
        name("port_opened");
        add("url", port.url);
    }
    void operator()(const RunFinished &finished) const
    {
        name("run_finished");
        add("status", statusText(finished.state));
        add("inputs", shownInputs(finished.inputs));
        add("outputs", shownInputs(finished.outputs));
        Dict metrics;
        for (const auto &[key, value] : finished.metrics)
            metrics.append(Value(key), shownValue(value));
        add("metrics", std::move(metrics));
        add("error", shownError(finished.error));
        add("failed_node", finished.failedNode.empty() ? Value() : Value(finished.failedNode));
        add("duration", secondsOf(finished.elapsed));
        add("usage", tokensOf(finished.usage));
    }
};

void addOrigin(Dict &record, const Origin &origin)
{
    record.append("run", origin.run);
    record.append("line", static_cast<std::int64_t>(origin.line));
    if (!origin.node.empty()) {
        record.append("node", origin.node);
        record.append("attempt", origin.attempt);
    }
    if (!origin.parent)
        return;
    Dict parent;
    addOrigin(parent, *origin.parent);
    record.append("parent", std::move(parent));
}

} // namespace

Value eventRecord(const RunEvent &event)
{
    Dict record;
    record.append("time", isoTime(event.wallTime));
    addOrigin(record, event.origin);
    std::visit(AddData{record}, event.data);
    return log::redact(Value(std::move(record)));
}

} // namespace postern::run
