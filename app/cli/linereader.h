// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace postern::cli {

/// Reads standard input by lines; Ctrl+C ends it like the end of the input.
class LineReader
{
public:
    /// Writes the prompt to standard error and takes the next line without its end; nothing once
    /// the input has ended.
    std::optional<std::string> next(std::string_view prompt);

private:
    class Interruptible;

    bool fill(const Interruptible &interruptible);

    std::string m_text;
    bool m_ended = false;
};

} // namespace postern::cli
