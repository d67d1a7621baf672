// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

namespace postern::simulator {

/// A line of a prompt that opens a part of it, such as "Question: ...", "# Context", "답변:".
enum class LabelKind { None, Question, Answer, Context, Source, Content, Other };

struct Label
{
    LabelKind kind = LabelKind::None;
    std::string_view rest; ///< after the colon; empty for a heading
};

/// What the line opens; markup around the word (#, *, -, quotes) is skipped. A heading of any
/// other words is Other.
Label labelOf(std::string_view line);

/// The mark in front of a passage, "[doc1]"; moves the line after it. Empty: none.
std::string_view takeBracketMark(std::string_view &line);
/// The number of "1. text" or "1) text"; 0: none. Moves the line after it.
int takeItemNumber(std::string_view &line);

} // namespace postern::simulator
