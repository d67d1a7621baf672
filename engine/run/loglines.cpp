// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/loglines.h"

#include <algorithm>

namespace postern::run {

namespace {
constexpr std::size_t kLongestLine = 1U << 20U;
} // namespace

std::vector<LogLine> LogLines::take(const RunEvent &event)
{
    std::vector<LogLine> lines;
    if (const auto *log = std::get_if<NodeLog>(&event.data)) {
        add({log->node, log->isError}, log->text, lines);
    } else if (const auto *output = std::get_if<RunOutput>(&event.data)) {
        add({{}, output->isError}, output->text, lines);
    } else if (const auto *node = std::get_if<NodeFinished>(&event.data)) {
        close({node->node, false}, lines);
        close({node->node, true}, lines);
    } else if (std::holds_alternative<RunFinished>(event.data)) {
        while (!m_open.empty())
            close(Source(m_open.begin()->first), lines);
    }
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
            if (open.size() > kLongestLine)
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
