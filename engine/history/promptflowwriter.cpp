// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/base/pathtext.h"
#include "engine/history/promptflowfiles.h"
#include "engine/history/promptflowrecords.h"
#include "engine/run/record.h"
#include "engine/store/atomicfile.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace fs = std::filesystem;

namespace postern::history {

namespace {

Value metricsOf(const TokenUsage &usage, std::chrono::microseconds elapsed)
{
    return Dict{{"duration", static_cast<double>(elapsed.count()) / 1e6},
                {"prompt_tokens", usage.prompt},
                {"completion_tokens", usage.completion},
                {"total_tokens", usage.total}};
}

Value recordedDict(const Value &value)
{
    if (!value.isDict())
        return run::recordedValue(value, {});
    Dict dict;
    for (const auto &[key, member] : value.asDict())
        dict.append(key, run::recordedValue(member, {}));
    return dict;
}

double epochOf(run::WallClock::time_point time)
{
    return std::chrono::duration<double>(time.time_since_epoch()).count();
}

using SpansByParent = std::map<std::int64_t, std::vector<const run::Span *>>;

/// The spans that one has called, each with its own.
Value callsOf(const SpansByParent &spans, std::int64_t parent, int depth)
{
    constexpr int kDeepest = 100;
    List calls;
    const auto found = spans.find(parent);
    if (found == spans.end() || depth > kDeepest)
        return calls;
    for (const run::Span *span : found->second)
        calls.emplace_back(
            Dict{{"name", span->name},
                 {"type", span->kind},
                 {"inputs", recordedDict(span->inputs)},
                 {"output", run::recordedValue(span->output, {})},
                 {"start_time", epochOf(span->start)},
                 {"end_time", epochOf(span->end)},
                 {"error", span->error.empty() ? Value() : Value(Dict{{"message", span->error}})},
                 {"children", callsOf(spans, span->id, depth + 1)}});
    return calls;
}

Value callsOf(const std::vector<run::Span> &spans)
{
    constexpr std::int64_t kRoot = -1;
    std::set<std::int64_t> known;
    for (const run::Span &span : spans)
        known.insert(span.id);
    SpansByParent byParent;
    for (const run::Span &span : spans) {
        const bool isInner = span.parent && known.contains(*span.parent) && *span.parent != span.id;
        byParent[isInner ? *span.parent : kRoot].push_back(&span);
    }
    return callsOf(byParent, kRoot, 0);
}

Value nodeRecord(const StoredRun &run, const NodeAttempt &attempt)
{
    const run::NodeRecord &record = attempt.record;
    const auto line = static_cast<std::int64_t>(attempt.origin.line);
    const auto begin = run.summary.started;
    const auto at = [&](run::Clock::time_point time) {
        return promptflowTime(
            begin + std::chrono::duration_cast<std::chrono::microseconds>(time.time_since_epoch()));
    };
    return Dict{{"node", record.node},
                {"flow_run_id", run.summary.id},
                {"run_id", fmt::format("{}_{}_{}", run.summary.id, record.node, line)},
                {"status", run::statusText(record.state)},
                {"inputs", recordedDict(record.inputs)},
                {"output", run::recordedValue(record.output, {})},
                {"metrics", Value()},
                {"error", record.error ? run::toRecord(*record.error) : Value()},
                {"parent_run_id", fmt::format("{}_{}", run.summary.id, line)},
                {"start_time", at(attempt.started)},
                {"end_time", at(attempt.ended)},
                {"index", line},
                {"api_calls", callsOf(attempt.spans)},
                {"cached_run_id", Value()},
                {"cached_flow_run_id", Value()},
                {"logs", Dict{{"stdout", record.outputLog}, {"stderr", record.errorLog}}},
                {"system_metrics", metricsOf(record.usage, record.elapsed)},
                {"result", Value()},
                {"message_format", "basic"}};
}

Value lineRecord(const StoredRun &run, const run::RunEvent &event, const run::RunFinished &finished)
{
    const auto line = static_cast<std::int64_t>(event.origin.line);
    return Dict{{"run_id", fmt::format("{}_{}", run.summary.id, line)},
                {"status", run::statusText(finished.state)},
                {"error", finished.error ? run::toRecord(*finished.error) : Value()},
                {"inputs", recordedDict(finished.inputs)},
                {"output", recordedDict(finished.outputs)},
                {"metrics", Value()},
                {"request", Value()},
                {"parent_run_id", run.summary.id},
                {"root_run_id", run.summary.id},
                {"source_run_id", Value()},
                {"flow_id", "default_flow_id"},
                {"start_time", promptflowTime(event.wallTime - finished.elapsed)},
                {"end_time", promptflowTime(event.wallTime)},
                {"index", line},
                {"api_calls", List()},
                {"name", ""},
                {"description", ""},
                {"tags", Value()},
                {"system_metrics", metricsOf(finished.usage, finished.elapsed)},
                {"result", Value()},
                {"upload_metrics", false},
                {"message_format", "basic"}};
}

std::string jsonLine(const Value &value)
{
    json::WriteOptions options;
    options.ensureAscii = false;
    options.reprUnknown = true;
    return json::write(log::redact(value), options) + "\n";
}

Value withLine(const Value &value, std::int64_t line)
{
    Dict dict{{"line_number", line}};
    if (value.isDict()) {
        for (const auto &[key, member] : value.asDict())
            dict.set(key, member);
    }
    return dict;
}

std::string safeName(std::string name)
{
    std::ranges::replace(name, '/', '_'); // a node's name is its author's
    return name.empty() || name == "." || name == ".." ? "_" : name;
}

const Value &at(const Value &record, const char *key)
{
    return *record.find(key);
}

/// What prompt flow puts around a record in its files.
Value wrapped(const Value &record, std::int64_t line, bool isNode)
{
    Dict outer;
    if (isNode)
        outer.append("NodeName", at(record, "node"));
    outer.append("line_number", line);
    outer.append("run_info", record);
    outer.append("start_time", at(record, "start_time"));
    outer.append("end_time", at(record, "end_time"));
    outer.append("status", at(record, "status"));
    return outer;
}

} // namespace

PromptflowRecords recordsOf(const StoredRun &run)
{
    PromptflowRecords records;
    records.id = run.summary.id;
    for (const run::RunEvent &event : run.events) {
        const auto *finished = std::get_if<run::RunFinished>(&event.data);
        if (!finished || event.isNested())
            continue;
        records.flowRuns.push_back(lineRecord(run, event, *finished));
        for (const auto &[name, value] : finished->metrics)
            records.metrics.set(Value(name), value);
    }
    for (const NodeAttempt &attempt : attemptsOf(run.events)) {
        if (!attempt.runsAgain)
            records.nodeRuns.push_back(nodeRecord(run, attempt));
    }
    return records;
}

void writeRunFolder(const LooseRun &loose, const fs::path &folder)
{
    const PromptflowRecords records = recordsOf(loose.run);
    const auto write = [&](const fs::path &file, const std::string &text) {
        store::WriteOptions options;
        options.replacesLink = true;
        store::writeFile(folder / file, text, options);
    };
    std::string inputs;
    std::string outputs;
    std::string flowOutputs;
    for (const Value &record : records.flowRuns) {
        const std::int64_t line = at(record, "index").asInt();
        write(fs::path("flow_artifacts") / fmt::format("{0:09}_{0:09}.jsonl", line),
              jsonLine(wrapped(record, line, false)));
        inputs += jsonLine(withLine(at(record, "inputs"), line));
        if (at(record, "status") == Value("Completed")) {
            outputs += jsonLine(withLine(at(record, "output"), line));
            flowOutputs += jsonLine(withLine(at(record, "output"), line));
        }
    }
    std::string logs;
    for (const Value &record : records.nodeRuns) {
        const std::int64_t line = at(record, "index").asInt();
        write(fs::path("node_artifacts") / safeName(at(record, "node").asString())
                  / fmt::format("{:09}.jsonl", line),
              jsonLine(wrapped(record, line, true)));
        logs += at(at(record, "logs"), "stdout").asString()
                + at(at(record, "logs"), "stderr").asString();
    }
    write("inputs.jsonl", inputs);
    write("outputs.jsonl", outputs);
    write(fs::path("flow_outputs") / "output.jsonl", flowOutputs);
    write("metrics.json", jsonLine(Value(records.metrics)));
    write("meta.json", "{\"batch_size\": 1}");
    write("logs.txt", log::redact(logs));
    if (loose.run.error)
        write("error.json", jsonLine(run::toRecord(*loose.run.error)));
    if (!loose.snapshot)
        return;
    for (const auto &[path, bytes] : loose.snapshot->files)
        write(fs::path("snapshot") / fs::path(path), bytes);
}

} // namespace postern::history
