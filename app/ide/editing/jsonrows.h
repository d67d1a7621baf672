// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/textedit.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postern::ide {

// The rows of a data set by their bytes: the lines of JSON Lines, or the elements of a JSON list.

/// Bytes [begin, begin + size) of the text.
struct RowSpan
{
    std::size_t begin = 0;
    std::size_t size = 0;
};

/// The next rows from a place of the text on, and where it goes on behind them; `end` is the text's
/// size when there are no more.
struct RowPage
{
    std::vector<RowSpan> rows;
    std::size_t end = 0;
};

/// At most so many rows, beginning at a line; lines without anything in them are none.
RowPage nextLines(std::string_view text, std::size_t at, std::size_t most);
/// The same of a list's elements; `at` is 0 or what the page before ended with. Of a text that is no
/// list: none.
RowPage nextElements(std::string_view text, std::size_t at, std::size_t most);

/// A member of an object, its value by its bytes.
struct RowMember
{
    std::string key;
    RowSpan value;
};
/// The members of an object's text, in their order; none of what isn't one. A key that comes twice
/// is here twice: the last one counts.
std::vector<RowMember> membersOf(std::string_view object);

/// The smallest edit that gives a row's member another value, written as JSON; a member that isn't
/// there yet goes behind the others. Empty for what is no object.
TextEdit memberEdit(std::string_view text,
                    const RowSpan &row,
                    std::string_view key,
                    std::string json);

} // namespace postern::ide
