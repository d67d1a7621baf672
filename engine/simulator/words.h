// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace postern::simulator {

/// The same number for the same bytes on every machine (FNV-1a, 64 bits, finished so that every
/// bit depends on every byte).
std::uint64_t hashOf(std::string_view text);

/// The text in pieces that stand for tokens: about as many as a model would count. Joined they
/// are the text again.
std::vector<std::string_view> splitTokens(std::string_view text);
std::int64_t countTokens(std::string_view text);

/// What the text is about, for comparing texts: its words in lower case without the commonest
/// English ones and without a plural s; of Korean and other unspaced script the pairs of letters.
std::set<std::string> significantWords(std::string_view text);
/// How many of the words wanted are there.
int commonWords(const std::set<std::string> &wanted, const std::set<std::string> &there);

/// Cut after . ! ? and at line ends; trimmed, none empty.
std::vector<std::string_view> sentencesOf(std::string_view text);
std::vector<std::string_view> linesOf(std::string_view text);
std::string_view trimmed(std::string_view text);
std::string lowered(std::string_view text);
/// At most so many code points, with "..." in place of the rest.
std::string shortened(std::string_view text, std::size_t length);

/// The longest run of words with capitals that doesn't begin a sentence; empty: none.
std::string longestName(std::string_view text);

/// Whether it has Hangul.
bool isKorean(std::string_view text);

} // namespace postern::simulator
