// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/promptflowrecords.h"

#include "engine/base/error.h"
#include "engine/history/firstwords.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <utility>

namespace postern::history {

namespace {

using run::WallClock;

constexpr std::size_t kDeepestCall = 100;
constexpr std::size_t kMostSpans = 1'000'000;

const Value &memberOf(const Value &value, std::string_view key)
{
    static const Value none;
    const Value *found = value.find(key);
    return found ? *found : none;
}

std::string textMember(const Value &value, std::string_view key)
{
    const Value &found = memberOf(value, key);
    return found.isString() ? found.asString() : std::string();
}

std::int64_t intMember(const Value &value, std::string_view key, std::int64_t otherwise = 0)
{
    const Value &found = memberOf(value, key);
    return found.isInt() ? found.asInt() : otherwise;
}

double realMember(const Value &value, std::string_view key)
{
    const Value &found = memberOf(value, key);
    if (found.isInt())
        return static_cast<double>(found.asInt());
    return found.isDouble() && std::isfinite(found.asDouble()) ? found.asDouble() : 0;
}

WallClock::time_point fromEpoch(double seconds)
{
    constexpr double kMost = 4e9; // far beyond, and no overflow
    return WallClock::time_point(std::chrono::microseconds(
        static_cast<std::int64_t>(std::clamp(seconds, 0.0, kMost) * 1e6)));
}

TokenUsage usageIn(const Value &metrics)
{
    return {intMember(metrics, "prompt_tokens"),
            intMember(metrics, "completion_tokens"),
            intMember(metrics, "total_tokens")};
}

run::NodeState stateNamed(const std::string &status)
{
    if (status == "Completed")
        return run::NodeState::Done;
    if (status == "Bypassed")
        return run::NodeState::Bypassed;
    if (status == "Canceled" || status == "CancelRequested")
        return run::NodeState::Cancelled;
    return run::NodeState::Failed;
}

/// An error as records have it: {"message", "code", "innerError", "debugInfo" ...}.
std::optional<Error> errorIn(const Value &value)
{
    if (!value.isDict())
        return std::nullopt;
    std::vector<std::string> codes;
    const Value *level = &value;
    for (std::size_t depth = 0; level->isDict() && depth < kDeepestCall; ++depth) {
        if (std::string code = textMember(*level, "code"); !code.empty())
            codes.push_back(std::move(code));
        level = &memberOf(*level, "innerError");
    }
    const std::string message = textMember(value, "message");
    Error error = Error(ErrorCode::NodeFailed, message).as(std::move(codes), message);
    error.setDetails(textMember(memberOf(value, "debugInfo"), "stackTrace"));
    return error;
}

/// Inputs without what a batch adds to them.
Value withoutLineNumber(const Value &inputs)
{
    if (!inputs.isDict())
        return inputs;
    Dict kept = inputs.asDict();
    kept.erase("line_number");
    return kept;
}

/// Makes events of records. Those of a line come with its times; all are sorted in the end.
class EventMaker
{
public:
    explicit EventMaker(const PromptflowRecords &records)
        : m_records(records)
    {}

    std::vector<run::RunEvent> make()
    {
        for (std::size_t at = 0; at < m_records.flowRuns.size(); ++at)
            addLine(m_records.flowRuns[at], at + 1 == m_records.flowRuns.size());
        for (const Value &node : m_records.nodeRuns)
            addNode(node);
        std::ranges::stable_sort(m_events, {}, &run::RunEvent::wallTime);
        if (!m_events.empty()) {
            const WallClock::time_point begin = m_events.front().wallTime;
            for (run::RunEvent &event : m_events)
                event.time = run::Clock::time_point(
                    std::chrono::duration_cast<run::Clock::duration>(event.wallTime - begin));
        }
        return std::move(m_events);
    }

private:
    void add(run::Origin origin, WallClock::time_point time, run::RunEventData data)
    {
        run::RunEvent event;
        event.origin = std::move(origin);
        event.wallTime = time;
        event.data = std::move(data);
        m_events.push_back(std::move(event));
    }

    std::size_t lineOf(const Value &record) const
    {
        return static_cast<std::size_t>(std::max<std::int64_t>(intMember(record, "index"), 0));
    }

    void addLine(const Value &record, bool isLast)
    {
        const auto start = promptflowTime(memberOf(record, "start_time"));
        const auto end = promptflowTime(memberOf(record, "end_time"));
        if (!start || !end)
            return;
        run::Origin origin;
        origin.run = m_records.id;
        origin.line = lineOf(record);
        run::RunStarted started;
        started.inputs = withoutLineNumber(memberOf(record, "inputs"));
        std::set<std::string> names;
        for (const Value &node : m_records.nodeRuns) {
            std::string name = textMember(node, "node");
            if (lineOf(node) == origin.line && names.insert(name).second)
                started.nodes.push_back(std::move(name));
        }
        add(origin, *start, started);
        run::RunFinished finished;
        finished.state = stateNamed(textMember(record, "status"));
        finished.inputs = started.inputs;
        finished.outputs = memberOf(record, "output");
        finished.error = errorIn(memberOf(record, "error"));
        finished.usage = usageIn(memberOf(record, "system_metrics"));
        finished.elapsed = std::chrono::duration_cast<std::chrono::microseconds>(*end - *start);
        if (isLast) {
            for (const auto &[name, value] : m_records.metrics)
                finished.metrics.emplace_back(name.isString() ? name.asString() : "", value);
        }
        add(std::move(origin), *end, std::move(finished));
    }

    void addNode(const Value &record)
    {
        const auto start = promptflowTime(memberOf(record, "start_time"));
        const auto end = promptflowTime(memberOf(record, "end_time"));
        run::Origin origin;
        origin.run = m_records.id;
        origin.line = lineOf(record);
        origin.node = textMember(record, "node");
        if (!start || !end || origin.node.empty())
            return;
        run::NodeFinished finished;
        finished.state = stateNamed(textMember(record, "status"));
        finished.inputs = memberOf(record, "inputs");
        if (finished.state != run::NodeState::Bypassed)
            add(origin, *start, run::NodeStarted{finished.inputs});
        const Value &calls = memberOf(record, "api_calls");
        if (calls.isList()) {
            for (const Value &call : calls.asList())
                addCall(origin, call, std::nullopt, 0);
        }
        finished.output = memberOf(record, "output");
        finished.error = errorIn(memberOf(record, "error"));
        const Value &logs = memberOf(record, "logs");
        finished.outputLog = textMember(logs, "stdout");
        finished.errorLog = textMember(logs, "stderr");
        finished.logs = finished.outputLog + finished.errorLog;
        finished.usage = usageIn(memberOf(record, "system_metrics"));
        finished.elapsed = std::chrono::duration_cast<std::chrono::microseconds>(*end - *start);
        add(std::move(origin), *end, std::move(finished));
    }

    void addCall(const run::Origin &origin,
                 const Value &call,
                 std::optional<std::int64_t> parent,
                 std::size_t depth)
    {
        if (!call.isDict() || depth > kDeepestCall || m_lastSpan >= kMostSpans)
            return;
        run::Span span;
        span.id = static_cast<std::int64_t>(++m_lastSpan);
        span.parent = parent;
        span.name = textMember(call, "name");
        span.kind = textMember(call, "type");
        span.inputs = memberOf(call, "inputs");
        span.output = memberOf(call, "output");
        const Value &error = memberOf(call, "error");
        span.error = error.isDict() ? textMember(error, "message") : textMember(call, "error");
        span.start = fromEpoch(realMember(call, "start_time"));
        span.end = fromEpoch(realMember(call, "end_time"));
        const std::int64_t id = span.id;
        const WallClock::time_point end = span.end;
        const Value &children = memberOf(call, "children");
        if (children.isList()) {
            for (const Value &child : children.asList())
                addCall(origin, child, id, depth + 1);
        }
        add(origin, end, std::move(span));
    }

    const PromptflowRecords &m_records;
    std::vector<run::RunEvent> m_events;
    std::size_t m_lastSpan = 0;
};

} // namespace

std::optional<WallClock::time_point> promptflowTime(const Value &value)
{
    if (!value.isString())
        return std::nullopt;
    const std::string &text = value.asString();
    std::array<int, 6> parts{};
    const char *at = text.data();
    const char *const end = at + text.size();
    for (int &part : parts) {
        const auto [rest, failed] = std::from_chars(at, end, part);
        if (failed != std::errc())
            return std::nullopt;
        at = rest;
        if (&part != &parts.back() && at++ == end)
            return std::nullopt;
    }
    std::int64_t microseconds = 0;
    if (at < end && *at == '.') {
        std::int64_t unit = 100'000;
        for (++at; at < end && *at >= '0' && *at <= '9'; ++at, unit /= 10)
            microseconds += (*at - '0') * unit;
    }
    const std::chrono::year_month_day day{std::chrono::year(parts[0]),
                                          std::chrono::month(static_cast<unsigned>(parts[1])),
                                          std::chrono::day(static_cast<unsigned>(parts[2]))};
    const std::string_view zone(at, static_cast<std::size_t>(end - at));
    const bool isUtc = zone.empty() || zone == "Z" || zone == "+00:00" || zone == "+0000";
    if (!day.ok() || !isUtc || parts[0] < 1970 || parts[0] > 2200)
        return std::nullopt;
    return std::chrono::sys_days(day) + std::chrono::hours(parts[3])
           + std::chrono::minutes(parts[4]) + std::chrono::seconds(parts[5])
           + std::chrono::microseconds(microseconds);
}

std::string promptflowTime(WallClock::time_point time)
{
    const auto whole = std::chrono::floor<std::chrono::seconds>(time);
    const auto rest = std::chrono::duration_cast<std::chrono::microseconds>(time - whole);
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:06}Z",
                       fmt::gmtime(WallClock::to_time_t(whole)),
                       rest.count());
}

LooseRun runOfRecords(const PromptflowRecords &records)
{
    LooseRun loose;
    loose.run.events = EventMaker(records).make();
    if (loose.run.events.empty())
        throw Error(ErrorCode::InvalidInput,
                    tr("There are no records of a run of prompt flow."),
                    tr("Name a run's folder, a flow.detail.json, or prompt flow's home."));
    RunSummary &summary = loose.run.summary;
    summary.id = records.id;
    summary.kind = records.flowRuns.size() > 1 ? "batch" : "test";
    summary.started = loose.run.events.front().wallTime;
    summary.elapsed = std::chrono::duration_cast<std::chrono::microseconds>(
        loose.run.events.back().wallTime - summary.started);
    summary.lines = std::max<std::size_t>(records.flowRuns.size(), 1);
    bool hasFailed = !records.flowRuns.empty();
    for (const Value &line : records.flowRuns)
        hasFailed = hasFailed && stateNamed(textMember(line, "status")) == run::NodeState::Failed;
    if (records.flowRuns.empty()) // a node alone
        hasFailed = std::ranges::any_of(records.nodeRuns, [](const Value &node) {
            return stateNamed(textMember(node, "status")) == run::NodeState::Failed;
        });
    summary.state = hasFailed ? RunState::Failed : RunState::Completed;
    loose.run.environment = Dict{{"imported", "prompt flow"}};
    return loose;
}

} // namespace postern::history
