// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace postern::utf8 {

/// Decodes the code point at byte `at` and moves `at` behind it; an invalid byte counts as
/// U+FFFD and one byte.
char32_t next(std::string_view text, std::size_t &at);
/// Appends the code point as UTF-8; a lone surrogate is written in three bytes (WTF-8), as
/// Python's "surrogatepass" does.
void append(std::string &text, char32_t codePoint);
bool isValid(std::string_view text);
/// Number of code points.
std::size_t length(std::string_view text);

} // namespace postern::utf8
