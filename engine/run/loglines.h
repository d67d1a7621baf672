// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/event.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::run {

struct LogLine
{
    std::string node; ///< empty: the run itself
    bool isError = false;
    std::string text; ///< without its end
};

/// Puts together what nodes write in pieces: `print("a", b)` is four writes and one line. All of it
/// is in this header: views have no more of this library.
class LogLines
{
public:
    /// The lines that are whole with this event; a node's end and the run's complete those still
    /// open. What a nested flow writes comes as the calling node's, so its own events say nothing.
    std::vector<LogLine> take(const RunEvent &event);
    /// The same for what is written outside a run.
    std::vector<LogLine> take(std::string_view node, bool isError, std::string_view text);
    /// The lines that are still open.
    std::vector<LogLine> rest();

private:
    using Source = std::pair<std::string, bool>; ///< node, isError

    void add(const Source &source, std::string_view text, std::vector<LogLine> &lines);
    void close(const Source &source, std::vector<LogLine> &lines);

    static constexpr std::size_t kLongestLogLine = 1U << 20U;
    std::map<Source, std::string> m_open;
};

inline std::vector<LogLine> LogLines::take(const RunEvent &event)
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

inline std::vector<LogLine> LogLines::take(std::string_view node,
                                           bool isError,
                                           std::string_view text)
{
    std::vector<LogLine> lines;
    add({std::string(node), isError}, text, lines);
    return lines;
}

inline std::vector<LogLine> LogLines::rest()
{
    std::vector<LogLine> lines;
    while (!m_open.empty())
        close(Source(m_open.begin()->first), lines);
    return lines;
}

inline void LogLines::add(const Source &source, std::string_view text, std::vector<LogLine> &lines)
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

inline void LogLines::close(const Source &source, std::vector<LogLine> &lines)
{
    auto open = m_open.extract(source);
    if (!open.empty() && !open.mapped().empty())
        lines.push_back({source.first, source.second, std::move(open.mapped())});
}

} // namespace postern::run
