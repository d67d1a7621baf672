// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/debugtalk.h"
#include "engine/base/log.h"

namespace postern::cli {

namespace {

std::string frameText(const dap::Frame &frame)
{
    return frame.file + ':' + std::to_string(frame.line);
}

Dict frameDict(const dap::Frame &frame)
{
    return {{"function", frame.function}, {"file", frame.file}, {"line", frame.line}};
}

List framesList(const dap::LineStop &line)
{
    List frames;
    for (const dap::Frame &frame : line.frames)
        frames.emplace_back(frameDict(frame));
    return frames;
}

List variablesList(const std::vector<dap::Variable> &variables)
{
    List list;
    list.reserve(variables.size());
    for (const dap::Variable &each : variables)
        list.emplace_back(
            Dict{{"name", each.name}, {"type", each.type}, {"value", log::redact(each.value)}});
    return list;
}

std::string variablesText(const std::vector<dap::Variable> &variables, const std::string &indent)
{
    std::string text;
    for (const dap::Variable &each : variables)
        text += (text.empty() ? "" : "\n") + indent + each.name + " = " + each.value;
    return text;
}

} // namespace

void DebugTalk::pausedAtLine(const std::string &node, const dap::LineStop &line) const
{
    const dap::Frame &here = line.frames.front();
    if (!m_isJson) {
        std::string text = "Stopped at " + frameText(here) + " in " + here.function;
        if (!node.empty())
            text += " (node " + node + ")";
        const std::string variables = variablesText(line.locals, "  ");
        return say(variables.empty() ? text : text + "\n" + variables);
    }
    write({{"event", "paused"},
           {"node", node},
           {"when", "line"},
           {"reason", line.reason},
           {"file", here.file},
           {"line", here.line},
           {"function", here.function},
           {"locals", variablesList(line.locals)}});
}

void DebugTalk::died(const debug::Notice &notice) const
{
    if (!m_isJson)
        return say(notice.error->message());
    write({{"event", "died"}, {"node", notice.node.path}, {"error", toJson(*notice.error)}});
}

void DebugTalk::stack(const dap::LineStop &line) const
{
    if (m_isJson)
        return write({{"answer", "stack"}, {"frames", framesList(line)}});
    std::string text;
    for (std::size_t at = 0; at < line.frames.size(); ++at) {
        const dap::Frame &frame = line.frames[at];
        text += (at == 0 ? "" : "\n") + std::to_string(at) + ": " + frameText(frame) + " in "
                + frame.function;
    }
    say(text);
}

void DebugTalk::locals(const std::vector<dap::Variable> &variables) const
{
    if (m_isJson)
        return write({{"answer", "locals"}, {"locals", variablesList(variables)}});
    const std::string text = variablesText(variables, "");
    say(text.empty() ? "No variables." : text);
}

void DebugTalk::evaluated(const dap::Variable &value) const
{
    if (m_isJson)
        write({{"answer", "print"},
               {"expression", value.name},
               {"type", value.type},
               {"value", log::redact(value.value)}});
    else
        say(value.value);
}

} // namespace postern::cli
