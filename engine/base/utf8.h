// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace postern::utf8 {

/// Decodes the code point at byte `at` and moves `at` past it; an invalid byte counts as
/// U+FFFD and one byte.
char32_t next(std::string_view text, std::size_t &at);
/// Appends the code point as UTF-8; a lone surrogate is written in three bytes (WTF-8), as
/// Python's "surrogatepass" does.
void append(std::string &text, char32_t codePoint);
bool isValid(std::string_view text);
/// Number of bytes before the first invalid one; the whole size when there is none. Lone
/// surrogates in three bytes count as valid where they are allowed.
std::size_t validPrefix(std::string_view text, bool allowSurrogates = false);
/// The surrogate that stands at byte `at` in three bytes; 0 when there is none.
char32_t surrogateAt(std::string_view text, std::size_t at);
/// Number of code points.
std::size_t length(std::string_view text);

} // namespace postern::utf8
