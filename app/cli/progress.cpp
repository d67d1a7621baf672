// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/progress.h"

#include "app/cli/output.h"
#include "engine/base/plaintext.h"

#include <fmt/format.h>

namespace postern::cli {

namespace {

std::string_view stateText(run::NodeState state)
{
    switch (state) {
    case run::NodeState::Done:
        return "done";
    case run::NodeState::Cached:
        return "cached";
    case run::NodeState::Bypassed:
        return "bypassed";
    case run::NodeState::Cancelled:
        return "cancelled";
    default:
        return "failed";
    }
}

std::string finishedText(const std::string &name, const run::NodeFinished &node)
{
    std::string text = fmt::format("{}: {}",
                                   toPlainText(name, Breaks::Escape),
                                   stateText(node.state));
    if (node.state != run::NodeState::Bypassed)
        text += fmt::format(", {:.1f} ms", static_cast<double>(node.elapsed.count()) / 1000.0);
    if (node.usage.total > 0)
        text += fmt::format(", {} tokens", node.usage.total);
    return text;
}

} // namespace

void printLines(const std::vector<run::LogLine> &lines)
{
    std::string written; // one piece, of however many lines: a flood mustn't cost a write each
    for (const run::LogLine &line : lines) {
        if (!line.node.empty())
            written.append(toPlainText(line.node, Breaks::Escape)).append("| ");
        written.append(line.text).append("\n");
    }
    if (!written.empty())
        printNote(written);
}

void Progress::onEvent(const run::RunEvent &event)
{
    if (event.isNested()) // what its code writes comes as the calling node's
        return;
    printLines(m_lines.take(event));
    if (std::holds_alternative<run::NodeStarted>(event.data) && m_verbose) {
        printNote(toPlainText(event.origin.node, Breaks::Escape) + ": started");
    } else if (const auto *finished = std::get_if<run::NodeFinished>(&event.data)) {
        printNote(finishedText(event.origin.node, *finished));
    } else if (const auto *warning = std::get_if<run::RunWarning>(&event.data)) {
        printNote("warning: " + warning->text.english());
    } else if (const auto *port = std::get_if<run::PortOpened>(&event.data)) {
        printNote("Python code of this run reaches the simulator at " + port->url
                  + " (this machine only, with a key of this run) until the run ends.");
    }
}

} // namespace postern::cli
