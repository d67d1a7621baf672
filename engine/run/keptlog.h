// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace postern::run {

/// The beginning and the end of a text that may grow without bounds, about 4 MiB of each.
class KeptLog
{
public:
    void append(std::string_view text);
    /// With a line in the place of what was left out.
    std::string text() const;

private:
    std::string m_begin;
    std::string m_end;
    std::size_t m_leftOut = 0;
};

/// What a node or a run wrote, with the times.
struct KeptLogs
{
    KeptLog all;    ///< a time at the start of each line
    KeptLog output; ///< what went to standard output, each write with its time, as in prompt flow
    KeptLog errors; ///< the same of standard error
    bool lineIsOpen = false;

    /// One write.
    void append(bool isError, std::string_view text);
};

} // namespace postern::run
