// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::cloud {

/// The words of a text in lower case, in their order; of Korean and other unspaced script the
/// pairs of letters too, so that a particle hides no word.
std::vector<std::string> searchWords(std::string_view text);

/// A part of a query.
struct SearchClause
{
    enum class Need : std::uint8_t { Should, Must, MustNot };
    std::vector<std::string> words; ///< several: a phrase
    bool isPrefix = false;
    Need need = Need::Should;
    std::string field; ///< empty: any
};

/// Reads a query: words, "phrases", +must, -not, prefix*; in the full syntax field:word, AND, NOT.
/// Never fails.
std::vector<SearchClause> parseSearchText(std::string_view text, bool isFull, bool needsAll);

/// How often the clause is in those words.
int occurrences(const SearchClause &clause, const std::vector<std::string> &words);

/// The sentences of a text that say most of what was asked, as a caption: plain, and with the words
/// that were asked between the tags.
struct Caption
{
    std::string text;
    std::string highlights;
    double share = 0; ///< of the words asked, how many it has
};
Caption captionOf(std::string_view text, std::string_view query);
/// The text with each word of the query between the tags.
std::string highlighted(std::string_view text,
                        const std::vector<std::string> &wanted,
                        std::string_view before,
                        std::string_view after);

} // namespace postern::cloud
