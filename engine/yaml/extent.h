// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string_view>

namespace postern::yaml {

// Reading ends and indicators from the text, for which yaml-cpp gives starts only. All offsets are
// bytes; every function stays within the text whatever is in it.

/// After blanks, line breaks and comments.
std::size_t skipSpace(std::string_view text, std::size_t at);
/// After blanks of the same line.
std::size_t skipBlanks(std::string_view text, std::size_t at);
/// After the anchor or tag that starts at `at`.
std::size_t endOfProperty(std::string_view text, std::size_t at);
/// After the closing quote of the scalar that opens at `at`, or npos when it isn't closed.
std::size_t endOfQuoted(std::string_view text, std::size_t at);
/// After the last character of a plain scalar with this value.
std::size_t endOfPlain(std::string_view text, std::size_t at, std::string_view value);
/// The end of a block scalar whose "|" or ">" is at `at`, before its last line break; `parent` is
/// the column of the collection around it, -1 at the root.
std::size_t endOfBlockScalar(std::string_view text, std::size_t at, int parent);
/// After an alias's name.
std::size_t endOfAlias(std::string_view text, std::size_t at);
/// After the bracket that closes a flow collection, looking from after its last item.
std::size_t endOfFlow(std::string_view text, std::size_t at, char bracket);
/// Bytes between the line's start and `at`.
int column(std::string_view text, std::size_t at);
/// Whether a word that YAML reads as null stands here by itself; its length, or 0.
std::size_t nullWord(std::string_view text, std::size_t at);

} // namespace postern::yaml
