// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/event.h"

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

/// Puts together what nodes write in pieces: `print("a", b)` is four writes and one line.
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

    std::map<Source, std::string> m_open;
};

} // namespace postern::run
