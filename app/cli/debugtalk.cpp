// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/debugtalk.h"

#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/base/plaintext.h"
#include "engine/debug/command.h"
#include "engine/run/record.h"

#include <algorithm>

namespace postern::cli {

namespace {

/// As records have it, without secrets.
Value told(const Value &value)
{
    return log::redact(run::recordedValue(value, {}));
}

/// Every input for itself, so that one that isn't JSON spoils no other.
Value toldInputs(const Value &inputs)
{
    if (!inputs.isDict())
        return told(inputs);
    Dict dict;
    for (const auto &[name, value] : inputs.asDict())
        dict.append(name, told(value));
    return dict;
}

std::string lineOf(const Value &value)
{
    json::WriteOptions options;
    options.ensureAscii = false;
    options.reprUnknown = true;
    return toValidUtf8(json::write(value, options));
}

const char *nameOfKind(debug::BreakOn on)
{
    switch (on) {
    case debug::BreakOn::Node:
        return "node";
    case debug::BreakOn::Edge:
        return "edge";
    case debug::BreakOn::Error:
        return "error";
    case debug::BreakOn::SchemaMismatch:
        return "schema";
    case debug::BreakOn::Tokens:
        return "tokens";
    case debug::BreakOn::EmptyRetrieval:
        return "empty";
    case debug::BreakOn::Line:
        return "line";
    }
    return "";
}

Dict breakpointDict(const debug::Breakpoint &breakpoint)
{
    Dict dict;
    dict.append("id", breakpoint.id);
    dict.append("on", nameOfKind(breakpoint.on));
    if (!breakpoint.node.empty())
        dict.append("node", breakpoint.node);
    if (breakpoint.on == debug::BreakOn::Node)
        dict.append("when", debug::toString(breakpoint.moment));
    if (breakpoint.on == debug::BreakOn::Edge)
        dict.append("input", breakpoint.input);
    if (breakpoint.on == debug::BreakOn::Line) {
        dict.append("file", breakpoint.file);
        dict.append("line", breakpoint.line);
    }
    if (breakpoint.on == debug::BreakOn::Tokens)
        dict.append("tokens", breakpoint.tokens);
    if (!breakpoint.condition.empty())
        dict.append("if", breakpoint.condition);
    if (breakpoint.hits > 0)
        dict.append("hits", static_cast<std::int64_t>(breakpoint.hits));
    if (!breakpoint.log.empty())
        dict.append("log", breakpoint.log);
    if (breakpoint.met > 0)
        dict.append("met", static_cast<std::int64_t>(breakpoint.met));
    return dict;
}

std::string breakpointText(const debug::Breakpoint &breakpoint)
{
    std::string text = std::to_string(breakpoint.id) + ": ";
    switch (breakpoint.on) {
    case debug::BreakOn::Node:
        text += std::string(debug::toString(breakpoint.moment)) + ' ' + breakpoint.node;
        break;
    case debug::BreakOn::Edge:
        text += "a value at " + breakpoint.node + ".inputs." + breakpoint.input;
        break;
    case debug::BreakOn::Line:
        text += breakpoint.file + ':' + std::to_string(breakpoint.line);
        break;
    case debug::BreakOn::Tokens:
        text += "more than " + std::to_string(breakpoint.tokens) + " tokens";
        break;
    default:
        text += nameOfKind(breakpoint.on);
        break;
    }
    const bool isNamed = breakpoint.on != debug::BreakOn::Node
                         && breakpoint.on != debug::BreakOn::Edge && !breakpoint.node.empty();
    if (isNamed)
        text += " at " + breakpoint.node;
    if (!breakpoint.condition.empty())
        text += " if " + breakpoint.condition;
    if (breakpoint.hits > 0)
        text += " hits " + std::to_string(breakpoint.hits);
    if (!breakpoint.log.empty())
        text += " log " + breakpoint.log;
    if (breakpoint.met > 0)
        text += " (met " + std::to_string(breakpoint.met) + ")";
    return text;
}

const char *nameOfState(debug::DebugState state)
{
    switch (state) {
    case debug::DebugState::Idle:
        return "NotStarted";
    case debug::DebugState::Running:
        return "Running";
    case debug::DebugState::Stopped:
        return "Paused";
    case debug::DebugState::Ended:
        return "Ended";
    }
    return "";
}

Value listOf(const std::vector<std::string> &texts)
{
    return List(texts.begin(), texts.end());
}

} // namespace

void DebugTalk::write(const Dict &dict) const
{
    printResult(lineOf(Value(dict)));
}

void DebugTalk::say(const std::string &text) const
{
    printResult(log::redact(text));
}

std::string DebugTalk::shortText(const Value &value)
{
    constexpr std::size_t kMost = 2000;
    std::string text = lineOf(told(value));
    if (text.size() <= kMost)
        return text;
    std::size_t end = kMost;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end) + " [... " + std::to_string(text.size() - end) + " more bytes ...]";
}

void DebugTalk::addNode(Dict &dict, const debug::HeldNode &node)
{
    const bool isAfter = node.moment == debug::Moment::After;
    dict.append("node", node.path);
    dict.append("when", debug::toString(node.moment));
    dict.append("reason", debug::toString(node.reason));
    if (!node.input.empty())
        dict.append("input", node.input);
    if (!node.detail.isEmpty())
        dict.append("detail", log::redact(node.detail.english()));
    dict.append("inputs", toldInputs(node.inputs));
    if (!node.prompt.empty())
        dict.append("prompt", log::redact(node.prompt));
    if (node.error)
        dict.append("error", toJson(*node.error));
    else if (isAfter || node.isOutputEdited || !node.output.isNull())
        dict.append("output", told(node.output));
    if (isAfter && node.usage.total > 0)
        dict.append("usage",
                    Dict{{"prompt_tokens", node.usage.prompt},
                         {"completion_tokens", node.usage.completion},
                         {"total_tokens", node.usage.total}});
    if (node.origin.attempt > 1)
        dict.append("attempt", node.origin.attempt);
    std::vector<std::string> edited = node.editedInputs;
    for (std::string &name : edited)
        name.insert(0, "inputs.");
    if (node.isOutputEdited)
        edited.emplace_back("output");
    if (!edited.empty())
        dict.append("edited", listOf(edited));
}

std::string DebugTalk::nodeText(const debug::HeldNode &node)
{
    const bool isAfter = node.moment == debug::Moment::After;
    std::string text = node.moment == debug::Moment::Prompt
                           ? "at the prompt of " + node.path
                           : std::string(debug::toString(node.moment)) + ' ' + node.path;
    text += " (" + std::string(debug::toString(node.reason));
    if (!node.input.empty())
        text += " " + node.input;
    text += ")";
    if (!node.detail.isEmpty())
        text += "\n  " + node.detail.english();
    if (node.inputs.isDict()) {
        for (const auto &[name, value] : node.inputs.asDict()) {
            const bool isEdited = std::ranges::find(node.editedInputs, name.asString())
                                  != node.editedInputs.end();
            text += "\n  inputs." + name.asString() + (isEdited ? " (edited)" : "") + " = "
                    + shortText(value);
        }
    }
    if (!node.prompt.empty() && node.moment == debug::Moment::Prompt)
        text += "\n" + node.prompt;
    if (node.error)
        text += "\n  error: " + node.error->message();
    else if (isAfter || node.isOutputEdited || !node.output.isNull())
        text += "\n  output" + std::string(node.isOutputEdited ? " (edited)" : "") + " = "
                + shortText(node.output);
    return text;
}

void DebugTalk::started(const Value &inputs) const
{
    if (m_isJson)
        write({{"event", "started"}, {"inputs", toldInputs(inputs)}});
}

void DebugTalk::paused(const debug::HeldNode &node) const
{
    if (!m_isJson)
        return say("Stopped " + nodeText(node));
    Dict dict{{"event", "paused"}};
    addNode(dict, node);
    write(dict);
}

void DebugTalk::logged(const debug::Notice &notice) const
{
    if (notice.error) {
        const std::string where = notice.breakpoint == 0
                                      ? std::string()
                                      : "Breakpoint " + std::to_string(notice.breakpoint) + " at "
                                            + notice.node.path + ": ";
        const std::string &hint = notice.error->hint();
        if (!m_isJson)
            return say(where + notice.error->message() + (hint.empty() ? "" : "\n  " + hint));
        return write({{"event", "problem"},
                      {"node", notice.node.path},
                      {"breakpoint", notice.breakpoint},
                      {"error", toJson(*notice.error)}});
    }
    if (!m_isJson)
        return say((notice.node.path.empty() ? "" : "[" + notice.node.path + "] ") + notice.text);
    write({{"event", "log"},
           {"node", notice.node.path},
           {"breakpoint", notice.breakpoint},
           {"text", log::redact(notice.text)}});
}

void DebugTalk::finished(const run::FlowRunResult &result,
                         const std::vector<std::string> &pinned) const
{
    const std::string state(run::statusText(result.state));
    if (!m_isJson) {
        std::string text = "Finished: " + state;
        if (!pinned.empty())
            text += ", " + std::to_string(pinned.size()) + " pinned";
        if (result.error)
            return say(text + "\n  error: " + result.error->message()
                       + (result.error->hint().empty() ? "" : "\n  " + result.error->hint()));
        return say(text + "\n" + prettyJson(told(result.outputs)));
    }
    Dict dict{{"event", "finished"}, {"state", state}, {"outputs", told(result.outputs)}};
    if (result.error)
        dict.append("error", toJson(*result.error));
    if (!result.metrics.empty()) {
        Dict metrics;
        for (const auto &[name, value] : result.metrics)
            metrics.append(name, told(value));
        dict.append("metrics", std::move(metrics));
    }
    if (!pinned.empty())
        dict.append("pinned", listOf(pinned));
    write(dict);
}

void DebugTalk::breakpoint(const debug::Breakpoint &breakpoint) const
{
    if (m_isJson)
        write({{"answer", "break"}, {"breakpoint", breakpointDict(breakpoint)}});
    else
        say("Breakpoint " + breakpointText(breakpoint));
}

void DebugTalk::cleared(std::size_t count) const
{
    if (m_isJson)
        write({{"answer", "clear"}, {"removed", static_cast<std::int64_t>(count)}});
    else
        say("Breakpoints removed: " + std::to_string(count));
}

void DebugTalk::printed(const std::string &expression, const Value &value) const
{
    if (m_isJson)
        write({{"answer", "print"}, {"expression", expression}, {"value", told(value)}});
    else
        say(value.isString() ? value.asString() : prettyJson(told(value)));
}

void DebugTalk::set(const std::string &node, const std::string &input, const Value &value) const
{
    if (!m_isJson)
        return say(node + (input.empty() ? ".output" : ".inputs." + input) + " = "
                   + shortText(value));
    Dict dict{{"answer", "set"}, {"node", node}};
    if (input.empty()) {
        dict.append("output", told(value));
    } else {
        dict.append("input", input);
        dict.append("value", told(value));
    }
    write(dict);
}

void DebugTalk::pinned(const std::string &node, const Value &value) const
{
    if (m_isJson)
        write({{"answer", "pin"}, {"node", node}, {"value", told(value)}});
    else
        say("Pinned " + node + " = " + shortText(value));
}

void DebugTalk::done(const std::string &command, const std::string &text) const
{
    if (m_isJson)
        write({{"answer", command}});
    else
        say(text);
}

void DebugTalk::where(const debug::Snapshot &now) const
{
    if (m_isJson) {
        Dict dict{{"answer", "where"}, {"state", nameOfState(now.state)}};
        if (now.stop) {
            Dict stop;
            addNode(stop, *now.stop);
            dict.append("stop", std::move(stop));
        }
        if (now.line) {
            const dap::Frame &here = now.line->frames.front();
            dict.append("line",
                        Dict{{"node", now.line->node}, {"file", here.file}, {"line", here.line}});
        }
        List held;
        for (const debug::HeldNode &node : now.held) {
            Dict one;
            addNode(one, node);
            held.emplace_back(std::move(one));
        }
        dict.append("held", std::move(held));
        dict.append("running", listOf(now.running));
        return write(dict);
    }
    if (now.line)
        pausedAtLine(now.line->node, *now.line);
    std::string text = now.stop   ? "Stopped " + nodeText(*now.stop)
                       : now.line ? std::string()
                                  : std::string("The run isn't stopped.");
    for (const debug::HeldNode &node : now.held)
        text += "\nHeld " + nodeText(node);
    for (const std::string &path : now.running)
        text += "\nRunning: " + path;
    if (text.starts_with('\n'))
        text.erase(0, 1);
    if (!text.empty())
        say(text);
}

void DebugTalk::list(const debug::Snapshot &now,
                     const std::vector<debug::Breakpoint> &breakpoints,
                     const std::map<std::string, Value> &pins) const
{
    if (!m_isJson) {
        std::string text = breakpoints.empty() ? "No breakpoints." : "Breakpoints:";
        for (const debug::Breakpoint &breakpoint : breakpoints)
            text += "\n  " + breakpointText(breakpoint);
        for (const auto &[node, value] : pins)
            text += "\nPinned " + node + " = " + shortText(value);
        for (const debug::NodeStanding &node : now.nodes)
            text += "\n" + node.path + ": " + debug::toString(node.state);
        return say(text);
    }
    List points;
    for (const debug::Breakpoint &breakpoint : breakpoints)
        points.emplace_back(breakpointDict(breakpoint));
    Dict pinnedValues;
    for (const auto &[node, value] : pins)
        pinnedValues.append(node, told(value));
    List nodes;
    for (const debug::NodeStanding &node : now.nodes)
        nodes.emplace_back(Dict{{"node", node.path}, {"state", debug::toString(node.state)}});
    write({{"answer", "list"},
           {"breakpoints", std::move(points)},
           {"pins", std::move(pinnedValues)},
           {"nodes", std::move(nodes)}});
}

void DebugTalk::help(const std::string &command) const
{
    List commands;
    std::string text;
    for (const debug::CommandHelp &each : debug::commandHelp()) {
        if (!command.empty() && each.name != command)
            continue;
        const std::string usage = std::string(each.name) + (each.arguments.empty() ? "" : " ")
                                  + std::string(each.arguments);
        commands.emplace_back(Dict{{"usage", usage}, {"text", each.says}});
        text += (text.empty() ? "" : "\n") + usage + "\n    " + std::string(each.says);
    }
    if (commands.empty())
        throw Error(ErrorCode::Usage,
                    tr("There is no command '%1'.", command),
                    tr("help tells the commands."));
    if (m_isJson)
        write({{"answer", "help"}, {"commands", std::move(commands)}});
    else
        say(text);
}

ExitCode DebugTalk::error(const Error &error, bool verbose) const
{
    if (!m_isJson)
        return printError(error, Format::Text, verbose);
    write({{"error", toJson(error)}});
    return exitCodeOf(error);
}

} // namespace postern::cli
