// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace postern::widgets {

/// What Return does to a text: the bytes [begin, end) give way to `text`, and the caret comes to
/// stand after `caret` bytes of it.
struct LineBreak
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text;
    std::size_t caret = 0;
    bool operator==(const LineBreak &) const = default;
};

/// How far a line is indented that follows another.
enum class IndentRule {
    None,   ///< not at all: lines are records
    Keep,   ///< as the line before
    Yaml,   ///< to the keys of the entry, deeper after a key without a value
    Python, ///< deeper after a colon, in brackets as they stand
    Json    ///< deeper in brackets
};

/// Where the line begins that closes the YAML at the head of a prompty; 0 when it has none, npos
/// when nothing closes it.
std::size_t frontMatterEnd(std::string_view text);

/// The rule for a file of this name where its text is broken at `offset`: the head of a prompty is
/// YAML, what follows it isn't.
IndentRule indentRule(std::string_view fileName, std::string_view text, std::size_t offset);

/// Return with the bytes [begin, end) selected. The new line ends as its neighbours do, with
/// `lineEnd` where there are none; blanks that only indented an empty line go.
LineBreak breakLine(IndentRule rule,
                    std::string_view text,
                    std::size_t begin,
                    std::size_t end,
                    std::string_view lineEnd);

} // namespace postern::widgets
