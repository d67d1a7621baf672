// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/runjson.h"

#include "app/cli/output.h"
#include "engine/base/pyrepr.h"
#include "engine/base/utf8.h"
#include "engine/run/record.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace postern::cli {

namespace {

double secondsOf(std::chrono::microseconds time)
{
    return std::chrono::duration<double>(time).count();
}

/// As pf has it: with an offset, to the microsecond.
std::string createdOn(run::WallClock::time_point time)
{
    const auto whole = std::chrono::floor<std::chrono::seconds>(time);
    const auto rest = std::chrono::duration_cast<std::chrono::microseconds>(time - whole);
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:06}+00:00",
                       fmt::gmtime(run::WallClock::to_time_t(whole)),
                       rest.count());
}

/// Tags of the form key=value are pf's; a lone word has no value.
Value tagsJson(const std::vector<std::string> &tags)
{
    Dict dict;
    for (const std::string &tag : tags) {
        const std::size_t sign = tag.find('=');
        dict.set(Value(tag.substr(0, sign)),
                 sign == std::string::npos ? Value("") : Value(tag.substr(sign + 1)));
    }
    return tags.empty() ? Value() : Value(std::move(dict));
}

Value textOrNull(const std::string &text)
{
    return text.empty() ? Value() : Value(text);
}

Dict tokensJson(const TokenUsage &usage, std::chrono::microseconds elapsed)
{
    return {{"total_tokens", usage.total},
            {"prompt_tokens", usage.prompt},
            {"completion_tokens", usage.completion},
            {"duration", secondsOf(elapsed)}};
}

Dict attemptJson(const history::NodeAttempt &attempt)
{
    const run::NodeRecord &record = attempt.record;
    Dict json{{"node", record.node},
              {"line", static_cast<std::int64_t>(attempt.origin.line)},
              {"attempt", record.attempt},
              {"status", run::statusText(record.state)},
              {"cached", record.state == run::NodeState::Cached},
              {"inputs", run::recordedValue(record.inputs, {})},
              {"output", run::recordedValue(record.output, {})},
              {"error", record.error ? run::toRecord(*record.error) : Value()},
              {"system_metrics", tokensJson(record.usage, record.elapsed)}};
    json.append("prompt", textOrNull(record.prompt));
    json.append("logs", textOrNull(record.logs));
    json.append("requests", static_cast<std::int64_t>(attempt.requests.size()));
    json.append("spans", static_cast<std::int64_t>(attempt.spans.size()));
    return json;
}

/// In columns as wide as their widest cell; what is last is as long as it is.
std::string columns(const std::vector<std::vector<std::string>> &rows)
{
    std::vector<std::size_t> widths;
    for (const auto &row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t at = 0; at < row.size(); ++at)
            widths[at] = std::max(widths[at], utf8::length(row[at]));
    }
    std::string text;
    for (const auto &row : rows) {
        std::string line;
        for (std::size_t at = 0; at < row.size(); ++at) {
            line += row[at];
            if (at + 1 < row.size())
                line.append(widths[at] - utf8::length(row[at]) + 2, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += (text.empty() ? "" : "\n") + line;
    }
    return text;
}

std::string localTime(run::WallClock::time_point time)
{
    return fmt::format("{:%Y-%m-%d %H:%M:%S}", fmt::localtime(run::WallClock::to_time_t(time)));
}

std::string durationText(std::chrono::microseconds time)
{
    constexpr double kSecond = 1'000'000;
    const auto count = static_cast<double>(time.count());
    return count < kSecond ? fmt::format("{:.0f} ms", count / 1'000)
                           : fmt::format("{:.1f} s", count / kSecond);
}

std::string costText(const std::optional<double> &cost)
{
    return cost ? fmt::format("{:.4f}", *cost) : "?";
}

std::string joined(const std::vector<std::string> &words)
{
    return fmt::format("{}", fmt::join(words, " "));
}

std::string indented(const std::string &text)
{
    std::string out = "  ";
    for (const char c : text) {
        out += c;
        if (c == '\n')
            out += "  ";
    }
    return out;
}

std::string nodeTable(const history::StoredRun &run)
{
    std::vector<std::vector<std::string>> rows{{"NODE", "STATE", "TIME", "TOKENS", "OUTPUT"}};
    for (const history::NodeAttempt &attempt : history::attemptsOf(run.events)) {
        const run::NodeRecord &record = attempt.record;
        std::string name = record.node;
        if (run.summary.lines > 1)
            name += fmt::format(" (line {})", attempt.origin.line);
        if (record.attempt > 1 || attempt.runsAgain)
            name += fmt::format(" (attempt {})", record.attempt);
        std::string output = record.error ? record.error->message() : py::str(record.output);
        std::ranges::replace(output, '\n', ' ');
        constexpr std::size_t kMost = 100;
        if (output.size() > kMost)
            output = output.substr(0, utf8::validPrefix(output.substr(0, kMost))) + "...";
        rows.push_back({std::move(name),
                        std::string(run::statusText(record.state)),
                        durationText(record.elapsed),
                        record.usage.total > 0 ? std::to_string(record.usage.total) : "",
                        std::move(output)});
    }
    return columns(rows);
}

} // namespace

Dict runJson(const history::RunSummary &run)
{
    Dict properties{{"flow_path", textOrNull(run.flowFile)},
                    {"system_metrics", tokensJson(run.usage, run.elapsed)}};
    Dict json{{"name", run.id},
              {"created_on", createdOn(run.started)},
              {"status", history::toString(run.state)},
              {"display_name", run.name},
              {"description", textOrNull(run.change)},
              {"tags", tagsJson(run.tags)},
              {"properties", std::move(properties)},
              {"flow_name", run.name},
              {"kind", run.kind},
              {"variant", textOrNull(run.variant)},
              {"node", textOrNull(run.node)},
              {"parent", textOrNull(run.parent)},
              {"commit", textOrNull(run.commit)},
              {"dirty", run.isDirty},
              {"pinned", run.isPinned},
              {"cost", run.cost ? Value(*run.cost) : Value()},
              {"lines", static_cast<std::int64_t>(run.lines)},
              {"failed_lines", static_cast<std::int64_t>(run.failedLines)},
              {"failed_node", textOrNull(run.failedNode)},
              {"input", textOrNull(run.inputText)},
              {"answer", textOrNull(run.outputText)},
              {"bytes", static_cast<std::int64_t>(run.bytes)}};
    if (!run.error.empty())
        json.append("error", Dict{{"message", run.error}});
    return json;
}

Dict runJson(const history::StoredRun &run)
{
    Dict json = runJson(run.summary);
    if (run.error)
        json.set("error", run::toRecord(*run.error));
    json.append("inputs", run::recordedValue(run.inputs, {}));
    json.append("outputs", run::recordedValue(run.outputs, {}));
    json.append("environment", run.environment);
    json.append("whole", run.isWhole);
    List nodes;
    for (const history::NodeAttempt &attempt : history::attemptsOf(run.events))
        nodes.emplace_back(attemptJson(attempt));
    json.append("nodes", std::move(nodes));
    return json;
}

std::string runTable(const std::vector<history::RunSummary> &runs)
{
    std::vector<std::vector<std::string>> rows{
        {"RUN", "STARTED", "KIND", "STATE", "FLOW", "TIME", "TOKENS", "COST", "TAGS", "INPUT"}};
    for (const history::RunSummary &run : runs)
        rows.push_back({run.id,
                        localTime(run.started),
                        run.kind,
                        std::string(history::toString(run.state)),
                        run.name + (run.node.empty() ? "" : ":" + run.node),
                        durationText(run.elapsed),
                        run.usage.total > 0 ? std::to_string(run.usage.total) : "",
                        run.cost ? costText(run.cost) : "",
                        (run.isPinned ? "(pinned) " : "") + joined(run.tags),
                        run.inputText});
    return columns(rows);
}

std::string runText(const history::StoredRun &run)
{
    const history::RunSummary &summary = run.summary;
    std::vector<std::vector<std::string>> rows;
    const auto add = [&rows](const char *title, std::string text) {
        if (!text.empty())
            rows.push_back({title, std::move(text)});
    };
    add("Run", summary.id);
    add("Flow", summary.flowFile.empty() ? summary.name : summary.flowFile);
    add("Node", summary.node);
    add("Variant", summary.variant);
    add("Kind", summary.kind);
    add("State", std::string(history::toString(summary.state)));
    add("Started", localTime(summary.started));
    add("Time", durationText(summary.elapsed));
    if (summary.usage.total > 0)
        add("Tokens",
            fmt::format("{} ({} of prompts, {} of answers)",
                        summary.usage.total,
                        summary.usage.prompt,
                        summary.usage.completion));
    if (summary.lines > 1)
        add("Lines", fmt::format("{}, {} failed", summary.lines, summary.failedLines));
    add("Commit", summary.commit.empty() ? "" : summary.commit + (summary.isDirty ? "*" : ""));
    add("Parent", summary.parent);
    add("Change", summary.change);
    add("Tags", joined(summary.tags));
    add("Pinned", summary.isPinned ? "yes" : "");
    add("Error", summary.error);
    if (!run.isWhole)
        add("Missing", "values or events that were too large to be kept");
    std::string text = columns(rows);
    text += "\n\nInputs\n" + indented(prettyJson(run::recordedValue(run.inputs, {})));
    text += "\n\nNodes\n" + indented(nodeTable(run));
    if (!run.outputs.isNull())
        text += "\n\nOutputs\n" + indented(prettyJson(run::recordedValue(run.outputs, {})));
    return text;
}

} // namespace postern::cli
