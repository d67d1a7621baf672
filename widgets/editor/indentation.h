// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace postern::widgets {

/// The indentation of a line that follows `before`, the text up to the caret, whose last line is not
/// blank; `after` is what follows. Columns count characters, not bytes.
std::string yamlIndentation(std::string_view before, std::string_view after);
/// Where the bracket that closes the flow around the caret stands on a line of its own.
std::string yamlClosing(std::string_view before);
std::string pythonIndentation(std::string_view before);
std::string jsonIndentation(std::string_view before);

/// The blanks that a line begins with.
std::string_view leadingBlanks(std::string_view line);
/// The line that the text ends with.
std::string_view lastLine(std::string_view text);
/// Takes the first line, without its end, off the text.
std::string_view takeLine(std::string_view &text);
/// How many characters stand before a byte of a line.
std::size_t columnOf(std::string_view line, std::size_t byte);

} // namespace postern::widgets
