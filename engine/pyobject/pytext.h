// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace postern::pyobject {

/// Whether Python's str.isspace and \s take the character for white space.
bool isPythonSpace(char32_t codePoint);
/// The byte behind the white space that begins at byte `at`.
std::size_t skipSpace(std::string_view text, std::size_t at);
/// Python's str.strip().
std::string_view strip(std::string_view text);
/// ASCII letters in lower case, the rest as it is.
std::string asciiLower(std::string_view text);
/// Every occurrence of `from`, which is not empty, replaced.
std::string replaceAll(std::string_view text, std::string_view from, std::string_view to);

} // namespace postern::pyobject
