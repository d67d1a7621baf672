// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/loglines.h"

#include <algorithm>
#include <variant>

namespace postern::run {

static constexpr std::size_t kLongestLogLine = 1U << 20U;

std::vector<LogLine> LogLines::take(const RunEvent &event)
{
    std::vector<LogLine> lines;
    if (event.isNested())
        return lines;
    const std::string &node = event.origin.node;
    if (const auto *log = std::get_if<NodeLog>(&event.data)) {
        add({node, log->isError}, log->text, lines);
    } else if (const auto *output = std::get_if<RunOutput>(&event.data)) {
        add({{}, output->isError}, output->text, lines);
    } else if (std::holds_alternative<NodeFinished>(event.data)) {
        close({node, false}, lines);
        close({node, true}, lines);
    } else if (std::holds_alternative<RunFinished>(event.data)) {
        return rest();
    }
    return lines;
}

std::vector<LogLine> LogLines::take(std::string_view node, bool isError, std::string_view text)
{
    std::vector<LogLine> lines;
    add({std::string(node), isError}, text, lines);
    return lines;
}

std::vector<LogLine> LogLines::rest()
{
    std::vector<LogLine> lines;
    while (!m_open.empty())
        close(Source(m_open.begin()->first), lines);
    return lines;
}

void LogLines::add(const Source &source, std::string_view text, std::vector<LogLine> &lines)
{
    std::string &open = m_open[source];
    while (!text.empty()) {
        std::size_t end = text.find('\n');
        end = std::min(end, text.substr(0, end).find('\r'));
        open += text.substr(0, end);
        if (end == std::string_view::npos) {
            if (open.size() > kLongestLogLine)
                close(source, lines);
            return;
        }
        text.remove_prefix(text.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
        lines.push_back({source.first, source.second, std::exchange(open, {})});
    }
}

void LogLines::close(const Source &source, std::vector<LogLine> &lines)
{
    auto open = m_open.extract(source);
    if (!open.empty() && !open.mapped().empty())
        lines.push_back({source.first, source.second, std::move(open.mapped())});
}

} // namespace postern::run
