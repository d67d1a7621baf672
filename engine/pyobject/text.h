// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::pyobject {

/// The code points of UTF-8 text, and back.
std::u32string decode(std::string_view text);
std::string encode(std::u32string_view text);

bool isAscii(std::string_view text);

/// Python's str.is...() for one character.
bool isSpace(char32_t c);
bool isAlpha(char32_t c);
bool isDecimal(char32_t c);
bool isDigit(char32_t c);
bool isNumeric(char32_t c);
inline bool isAlnum(char32_t c)
{
    return isAlpha(c) || isNumeric(c);
}
/// `\w` of Python's re.
inline bool isWord(char32_t c)
{
    return c == '_' || isAlnum(c);
}
bool isLower(char32_t c);
bool isUpper(char32_t c);
bool isTitle(char32_t c);
bool isPrintable(char32_t c);
/// str.isidentifier()
bool isIdentifier(std::string_view text);
bool isIdentifierPart(char32_t c);

/// str.islower() and str.isupper()
bool isLowerText(std::string_view text);
bool isUpperText(std::string_view text);

/// Python's str.lower() and so on.
std::string lower(std::string_view text);
std::string upper(std::string_view text);
std::string title(std::string_view text);
std::string capitalize(std::string_view text);
std::string swapCase(std::string_view text);
std::string caseFold(std::string_view text);
std::string asciiLower(std::string_view text);

/// Without Python's whitespace at both ends, or one of them.
std::string_view strip(std::string_view text);
std::string_view stripLeft(std::string_view text);
std::string_view stripRight(std::string_view text);

/// Without the characters of `set` at these ends.
std::string_view stripSet(std::string_view text, std::string_view set, bool left, bool right);
/// Python's str.splitlines(). Throws the limit error for too many lines.
std::vector<std::string_view> splitLines(std::string_view text, bool keepEnds);
/// Python's str.replace(); a negative limit is none. Throws the limit error for a huge result.
std::string replaced(std::string_view text,
                     std::string_view from,
                     std::string_view to,
                     std::int64_t limit);

/// Where `part` stands in `text` from byte `from` on, or last; npos for nowhere. Unlike
/// std::string's, their time grows with the text alone, whatever the two are.
std::size_t findFirst(std::string_view text, std::string_view part, std::size_t from = 0);
std::size_t findLast(std::string_view text, std::string_view part);

/// Length in bytes of the code point that begins at `at`.
std::size_t pointLength(std::string_view text, std::size_t at);
/// Length in bytes of the whitespace character at `at`; 0 when there is none.
std::size_t spaceLength(std::string_view text, std::size_t at);
/// The byte after the whitespace that begins at byte `at`.
std::size_t skipSpace(std::string_view text, std::size_t at);
/// Every occurrence of `from`, which is not empty, replaced, however long it gets.
std::string replaceAll(std::string_view text, std::string_view from, std::string_view to);

} // namespace postern::pyobject
