// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/base/pathtext.h"
#include "engine/replay/recordedrun.h"
#include "engine/store/atomicfile.h"

#include <algorithm>
#include <cstdint>

namespace fs = std::filesystem;

namespace postern::replay {

namespace {

Value memberOf(const Value &value, const char *key)
{
    const Value *found = value.find(key);
    return found ? *found : Value();
}

std::string textOfMember(const Value &value, const char *key)
{
    const Value found = memberOf(value, key);
    return found.isString() ? found.asString() : std::string();
}

std::int64_t countOf(const Value &value, const char *key)
{
    const Value found = memberOf(value, key);
    return found.isInt() ? found.asInt() : 0;
}

TokenUsage tokensOfRecord(const Value &metrics)
{
    TokenUsage usage;
    usage.prompt = countOf(metrics, "prompt_tokens");
    usage.completion = countOf(metrics, "completion_tokens");
    usage.total = countOf(metrics, "total_tokens");
    return usage;
}

std::chrono::microseconds timeOf(const Value &seconds)
{
    constexpr double kMost = 1e9;
    const double value = seconds.isDouble() ? seconds.asDouble() : 0;
    return std::chrono::microseconds(
        static_cast<std::int64_t>(value > 0 ? std::min(value, kMost) * 1e6 : 0));
}

run::NodeState stateOfWord(const std::string &word)
{
    if (word == "Failed")
        return run::NodeState::Failed;
    if (word == "Bypassed")
        return run::NodeState::Bypassed;
    return word == "Canceled" ? run::NodeState::Cancelled : run::NodeState::Done;
}

/// An entry of a detail file, or an event of the end of a node or a run.
RecordedNode readNode(const Value &entry, const Value &metrics, const char *duration)
{
    RecordedNode node;
    node.name = textOfMember(entry, "node");
    node.state = stateOfWord(textOfMember(entry, "status"));
    node.inputs = memberOf(entry, "inputs");
    node.output = memberOf(entry, "output");
    node.isExact = !memberOf(entry, "output_is_repr").truthy();
    node.error = textOfMember(memberOf(entry, "error"), "message");
    node.usage = tokensOfRecord(metrics);
    node.elapsed = timeOf(memberOf(duration ? entry : metrics, "duration"));
    return node;
}

RecordedRun readDetail(const Value &detail, std::string name)
{
    RecordedRun run;
    run.name = std::move(name);
    const Value runs = memberOf(detail, "flow_runs");
    if (runs.isList() && !runs.asList().empty()) {
        const Value &first = runs.asList().front();
        const Value metrics = memberOf(first, "system_metrics");
        run.state = stateOfWord(textOfMember(first, "status"));
        run.inputs = memberOf(first, "inputs");
        run.outputs = memberOf(first, "output");
        run.error = textOfMember(memberOf(first, "error"), "message");
        run.usage = tokensOfRecord(metrics);
        run.elapsed = timeOf(memberOf(metrics, "duration"));
    }
    const Value nodes = memberOf(detail, "node_runs");
    for (const Value &entry : nodes.isList() ? nodes.asList() : List())
        run.nodes.push_back(readNode(entry, memberOf(entry, "system_metrics"), nullptr));
    return run;
}

/// A line of `--events`.
void takeEvent(RecordedRun &run, std::map<std::string, std::string> &prompts, const Value &event)
{
    if (event.find("parent")) // of a flow that a node called
        return;
    const std::string kind = textOfMember(event, "event");
    const std::string node = textOfMember(event, "node");
    if (kind == "node_prompt") {
        prompts[node] = textOfMember(event, "text");
    } else if (kind == "node_finished" && !memberOf(event, "runs_again").truthy()) {
        RecordedNode read = readNode(event, memberOf(event, "usage"), "duration");
        read.prompt = prompts[node];
        run.nodes.push_back(std::move(read));
    } else if (kind == "run_finished") {
        run.state = stateOfWord(textOfMember(event, "status"));
        run.inputs = memberOf(event, "inputs");
        run.outputs = memberOf(event, "outputs");
        run.error = textOfMember(memberOf(event, "error"), "message");
        run.usage = tokensOfRecord(memberOf(event, "usage"));
        run.elapsed = timeOf(memberOf(event, "duration"));
    }
}

Error noRecord(const std::string &name)
{
    return {ErrorCode::InvalidInput,
            tr("'%1' isn't the record of a run.", name),
            tr("Name a file that `flow test` wrote with --detail, --events or --record.")};
}

RecordedRun readEvents(std::string_view text, std::string name)
{
    RecordedRun run;
    run.name = std::move(name);
    std::map<std::string, std::string> prompts;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        Value event;
        try {
            if (!line.empty())
                event = json::parse(line);
        } catch (const Error &) { // the writer was stopped
            if (text.empty())
                break;
            throw noRecord(run.name);
        }
        takeEvent(run, prompts, event);
    }
    return run;
}

} // namespace

RecordedRun readRecordedRun(const fs::path &file)
{
    std::error_code ignored;
    if (fs::is_directory(file, ignored))
        return readRecordedRun(file / "flow.detail.json");
    const std::string text = store::readFile(file);
    const std::string name = pathText(file);
    const std::string_view firstLine = std::string_view(text).substr(0, text.find('\n'));
    Value first;
    try {
        first = json::parse(firstLine);
    } catch (const Error &) { // not a line's
    }
    if (first.find("cassette"))
        return runOfCassette(Cassette::parse(text, name), name);
    if (first.find("time") && first.find("event"))
        return readEvents(text, name);
    Value detail;
    try {
        detail = json::parse(text);
    } catch (const Error &) {
        throw noRecord(name);
    }
    if (!detail.find("flow_runs"))
        throw noRecord(name);
    return readDetail(detail, name);
}

} // namespace postern::replay
