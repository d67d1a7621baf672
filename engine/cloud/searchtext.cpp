// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/searchtext.h"

#include "engine/base/utf8.h"
#include "engine/simulator/words.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace postern::cloud {

namespace {

constexpr std::size_t kMostClauses = 1024;
constexpr std::size_t kLongestCaption = 500;

bool isWordSign(unsigned char c)
{
    return std::isalnum(c) != 0 || c >= 0x80;
}

/// The word by value: it may stand among the words, which move.
void addPairs(std::string word, std::vector<std::string> &words) // NOLINT: see above
{
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at < word.size(); utf8::next(word, at))
        starts.push_back(at);
    starts.push_back(word.size());
    if (starts.size() < 4) // of two letters it is the pair itself
        return;
    for (std::size_t i = 0; i + 2 < starts.size(); ++i)
        words.push_back(word.substr(starts[i], starts[i + 2] - starts[i]));
}

SearchClause readClause(std::string_view token, bool isFull)
{
    SearchClause clause;
    if (token.starts_with('+') || token.starts_with('-')) {
        clause.need = token.front() == '+' ? SearchClause::Need::Must : SearchClause::Need::MustNot;
        token.remove_prefix(1);
    }
    const std::size_t colon = token.find(':');
    if (isFull && colon != std::string_view::npos && colon > 0) {
        clause.field = token.substr(0, colon);
        token.remove_prefix(colon + 1);
    }
    clause.isPrefix = token.ends_with('*') && !token.starts_with('"');
    if (token.starts_with('"')) {
        for (std::string &word : searchWords(token))
            clause.words.push_back(std::move(word));
        return clause;
    }
    std::vector<std::string> words = searchWords(token);
    if (!words.empty())
        clause.words.push_back(std::move(words.front()));
    return clause;
}

std::vector<std::string_view> tokensOf(std::string_view text)
{
    std::vector<std::string_view> tokens;
    std::size_t at = 0;
    while (at < text.size() && tokens.size() < kMostClauses) {
        const std::string_view kGaps = " \t\r\n()|";
        if (kGaps.find(text[at]) != std::string_view::npos) {
            ++at;
            continue;
        }
        std::size_t end = at;
        bool isQuoted = false;
        while (end < text.size() && (isQuoted || kGaps.find(text[end]) == std::string_view::npos)) {
            isQuoted = text[end] == '"' ? !isQuoted : isQuoted;
            ++end;
        }
        tokens.push_back(text.substr(at, end - at));
        at = end;
    }
    return tokens;
}

} // namespace

std::vector<std::string> searchWords(std::string_view text)
{
    const std::string lower = simulator::lowered(text);
    std::vector<std::string> words;
    for (std::size_t at = 0; at < lower.size();) {
        std::size_t end = at;
        bool isUnspaced = false;
        while (end < lower.size() && isWordSign(static_cast<unsigned char>(lower[end]))) {
            isUnspaced = isUnspaced || static_cast<unsigned char>(lower[end]) >= 0xE0;
            ++end;
        }
        if (end == at) {
            ++at;
            continue;
        }
        words.push_back(lower.substr(at, end - at));
        if (isUnspaced)
            addPairs(words.back(), words);
        at = end;
    }
    return words;
}

std::vector<SearchClause> parseSearchText(std::string_view text, bool isFull, bool needsAll)
{
    std::vector<SearchClause> clauses;
    auto next = SearchClause::Need::Should;
    for (const std::string_view token : tokensOf(text)) {
        const bool isWordOperator = isFull && (token == "AND" || token == "OR" || token == "NOT");
        if (isWordOperator) {
            next = token == "NOT"
                       ? SearchClause::Need::MustNot
                       : (token == "AND" ? SearchClause::Need::Must : SearchClause::Need::Should);
            if (token == "AND" && !clauses.empty()
                && clauses.back().need == SearchClause::Need::Should)
                clauses.back().need = SearchClause::Need::Must;
            continue;
        }
        // A word with a hyphen or a point inside is several words.
        const bool isPlain = token.find_first_of("\":*") == std::string_view::npos;
        SearchClause clause = readClause(token, isFull);
        if (clause.need == SearchClause::Need::Should)
            clause.need = next != SearchClause::Need::Should
                              ? next
                              : (needsAll ? SearchClause::Need::Must : next);
        next = SearchClause::Need::Should;
        if (clause.words.empty())
            continue;
        clauses.push_back(clause);
        const std::vector<std::string> all = searchWords(token);
        for (std::size_t i = 1; isPlain && i < all.size(); ++i) {
            clause.words = {all[i]};
            // Pairs of letters help to find; none of them has to be there.
            if (static_cast<unsigned char>(all[i].front()) >= 0x80)
                clause.need = clause.need == SearchClause::Need::MustNot
                                  ? clause.need
                                  : SearchClause::Need::Should;
            clauses.push_back(clause);
        }
    }
    return clauses;
}

int occurrences(const SearchClause &clause, const std::vector<std::string> &words)
{
    if (clause.words.empty())
        return 0;
    if (clause.isPrefix)
        return static_cast<int>(std::ranges::count_if(words, [&](const std::string &word) {
            return word.starts_with(clause.words.front());
        }));
    if (clause.words.size() == 1)
        return static_cast<int>(std::ranges::count(words, clause.words.front()));
    int count = 0;
    auto at = words.begin();
    while (true) {
        at = std::search(at, words.end(), clause.words.begin(), clause.words.end());
        if (at == words.end())
            return count;
        ++count;
        ++at;
    }
}

std::string highlighted(std::string_view text,
                        const std::vector<std::string> &wanted,
                        std::string_view before,
                        std::string_view after)
{
    const std::set<std::string> words(wanted.begin(), wanted.end());
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && isWordSign(static_cast<unsigned char>(text[end])))
            ++end;
        if (end == at) {
            result += text[at++];
            continue;
        }
        const std::string_view word = text.substr(at, end - at);
        const std::vector<std::string> forms = searchWords(word);
        const bool isWanted = std::ranges::any_of(forms, [&](const std::string &form) {
            return words.contains(form);
        });
        if (isWanted)
            result.append(before).append(word).append(after);
        else
            result.append(word);
        at = end;
    }
    return result;
}

Caption captionOf(std::string_view text, std::string_view query)
{
    const std::set<std::string> wanted = simulator::significantWords(query);
    Caption caption;
    int best = -1;
    for (const std::string_view sentence : simulator::sentencesOf(text)) {
        const int common = simulator::commonWords(wanted, simulator::significantWords(sentence));
        if (common > best) {
            best = common;
            caption.text = simulator::shortened(sentence, kLongestCaption);
        }
    }
    caption.highlights = highlighted(caption.text, searchWords(query), "<em>", "</em>");
    if (caption.highlights == caption.text)
        caption.highlights.clear();
    if (!wanted.empty() && best > 0)
        caption.share = static_cast<double>(best) / static_cast<double>(wanted.size());
    return caption;
}

} // namespace postern::cloud
