// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace postern {

/// What was [aBegin, aEnd) of one sequence is [bBegin, bEnd) of the other.
struct SequenceChange
{
    std::size_t aBegin = 0;
    std::size_t aEnd = 0;
    std::size_t bBegin = 0;
    std::size_t bEnd = 0;
    bool operator==(const SequenceChange &) const = default;
};

/// The fewest items that are other between two sequences, in order, apart from each other. Where
/// more than two thousand are, the middle counts as one change: time and memory stay bounded.
std::vector<SequenceChange> changesBetween(std::span<const std::string_view> a,
                                           std::span<const std::string_view> b);

/// The lines of a text with their ends.
std::vector<std::string_view> linesOf(std::string_view text);
/// Its words, gaps and signs, each by itself; put together they are the text.
std::vector<std::string_view> wordsOf(std::string_view text);

} // namespace postern
