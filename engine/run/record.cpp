// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/record.h"

#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/base/plaintext.h"
#include "engine/base/pyrepr.h"
#include "engine/store/atomicfile.h"

#include <algorithm>

namespace fs = std::filesystem;

namespace postern::run {

namespace {

Value systemMetrics(std::chrono::microseconds elapsed, const TokenUsage &usage)
{
    Dict metrics;
    metrics.append("duration", static_cast<double>(elapsed.count()) / 1e6);
    metrics.append("prompt_tokens", usage.prompt);
    metrics.append("completion_tokens", usage.completion);
    metrics.append("total_tokens", usage.total);
    return metrics;
}

Value metricsOf(const FlowRunResult &result)
{
    Dict metrics;
    for (const auto &[key, value] : result.metrics)
        metrics.set(Value(key), log::redact(value));
    return metrics;
}

/// What prompt flow's JSON encoder takes: JSON and images.
bool isRecordable(const Value &value)
{
    if (value.kind() == Value::Kind::Image)
        return true;
    if (value.isList() || value.kind() == Value::Kind::Tuple)
        return std::ranges::all_of(value.asList(), isRecordable);
    if (!value.isDict())
        return value.isJson();
    return std::ranges::all_of(value.asDict(), [](const Dict::Member &member) {
        return member.first.kind() <= Value::Kind::String && isRecordable(member.second);
    });
}

/// Every input for itself, so that one which isn't JSON spoils no other.
Value recordedInputs(const Value &inputs, const image::ImagePlace &images)
{
    if (!inputs.isDict())
        return inputs;
    Dict recorded;
    for (const auto &[name, value] : inputs.asDict())
        recorded.append(name, recordedValue(value, images));
    return recorded;
}

Value logsOf(const std::string &output, const std::string &errors)
{
    return Dict{{"stdout", log::redact(output)}, {"stderr", log::redact(errors)}};
}

Value nodeRun(const NodeRecord &node, const image::ImagePlace &images)
{
    Dict run;
    run.append("node", node.node);
    run.append("status", statusText(node.state));
    run.append("inputs",
               node.state == NodeState::Bypassed
                   ? Value()
                   : log::redact(recordedInputs(node.inputs, images)));
    run.append("output", log::redact(recordedValue(node.output, images)));
    if (!isRecordable(node.output))
        run.append("output_is_repr", true); // who reuses outputs has to know
    run.append("error", node.error ? toRecord(*node.error) : Value());
    run.append("system_metrics", systemMetrics(node.elapsed, node.usage));
    run.append("logs", logsOf(node.outputLog, node.errorLog));
    return run;
}

/// A link that stands where a record goes is replaced, never followed: who made the folder may have
/// laid it.
void writeFile(const fs::path &file, const std::string &text)
{
    store::WriteOptions options;
    options.replacesLink = true;
    store::writeFile(file, text, options);
}

std::string pretty(const Value &value)
{
    json::WriteOptions options;
    options.indent = 2;
    options.ensureAscii = false;
    options.reprUnknown = true;
    return json::write(value, options);
}

} // namespace

std::string_view statusText(NodeState state)
{
    switch (state) {
    case NodeState::Done:
    case NodeState::Cached:
        return "Completed";
    case NodeState::Bypassed:
        return "Bypassed";
    case NodeState::Failed:
        return "Failed";
    case NodeState::Cancelled:
        return "Canceled";
    default:
        return "Running";
    }
}

Value toRecord(const Error &error)
{
    const std::optional<PromptflowError> &promptflow = error.promptflow();
    std::vector<std::string> codes{"SystemError", std::string(toString(error.code()))};
    std::string message = error.message();
    if (promptflow) {
        codes = promptflow->codes;
        if (!promptflow->message.empty())
            message = promptflow->message;
    }
    Value inner;
    for (std::size_t i = codes.size(); i > 1; --i) {
        Dict level;
        level.append("code", codes[i - 1]);
        level.append("innerError", std::move(inner));
        inner = Value(std::move(level));
    }
    Dict record;
    record.append("message", log::redact(message));
    record.append("code", codes.empty() ? "SystemError" : codes.front());
    record.append("innerError", std::move(inner));
    if (!error.details().empty()) {
        Dict debug;
        debug.append("stackTrace", log::redact(error.details()));
        record.append("debugInfo", std::move(debug));
    }
    return record;
}

Value recordedValue(const Value &value, const image::ImagePlace &images)
{
    return isRecordable(value) ? image::withImagesSaved(value, images) : Value(py::repr(value));
}

Value toDetail(const FlowRunResult &result, const fs::path &imageFolder)
{
    const image::ImagePlace images{imageFolder,
                                   imageFolder.parent_path().parent_path(),
                                   result.imageFormat};
    Dict flowRun;
    flowRun.append("status", statusText(result.state));
    flowRun.append("inputs", log::redact(recordedInputs(result.inputs, images)));
    flowRun.append("output", log::redact(result.outputs));
    flowRun.append("error", result.error ? toRecord(*result.error) : Value());
    flowRun.append("metrics", metricsOf(result));
    flowRun.append("system_metrics", systemMetrics(result.elapsed, result.usage));
    if (!result.logs.empty())
        flowRun.append("logs", logsOf(result.outputLog, result.errorLog));
    List nodes;
    for (const NodeRecord &node : result.nodes)
        nodes.push_back(nodeRun(node, images));
    Dict detail;
    detail.append("flow_runs", List{Value(std::move(flowRun))});
    detail.append("node_runs", std::move(nodes));
    return detail;
}

bool isDetailFolder(const std::string &target)
{
    std::error_code ignored;
    return !target.empty() && (target.ends_with('/') || fs::is_directory(target, ignored));
}

void writeDetail(const FlowRunResult &result, const std::string &target, const std::string &node)
{
    if (!isDetailFolder(target)) {
        writeFile(target, pretty(toDetail(result)) + "\n");
        return;
    }
    const fs::path folder = fs::absolute(fs::path(target) / "").lexically_normal().parent_path();
    const Value detail = toDetail(result, folder / "intermediate");
    std::string prefix = node.empty() ? "flow" : "flow-" + node + ".node";
    std::ranges::replace(prefix, '/', '_'); // a node's name is its author's
    const auto file = [&](const char *suffix) { return fs::path(target) / (prefix + suffix); };
    writeFile(file(".detail.json"), pretty(detail));
    writeFile(file(".output.json"), pretty(log::redact(result.outputs)));
    if (!result.metrics.empty())
        writeFile(file(".metrics.json"), pretty(metricsOf(result)));
    std::string log = result.logs;
    for (const NodeRecord &record : result.nodes)
        log += record.logs;
    writeFile(file(".log"), toValidUtf8(log::redact(log)));
}

} // namespace postern::run
