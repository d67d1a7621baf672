// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/simulator/words.h"

#include "engine/base/utf8.h"

#include <algorithm>
#include <array>

namespace postern::simulator {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

bool isAsciiWord(char32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool isHangul(char32_t c)
{
    return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF)
           || (c >= 0x3131 && c <= 0x318E);
}

/// Letters beyond ASCII; the punctuation and symbols of U+2000..U+206F and U+3000..U+303F aren't.
bool isOtherLetter(char32_t c)
{
    const bool isPunctuation = (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F)
                               || (c >= 0xFF00 && c <= 0xFF0F) || c == 0xFFFD;
    return c >= 0xC0 && !isPunctuation;
}

bool isCommon(std::string_view word)
{
    static constexpr std::array<std::string_view, 62>
        kCommon{"a",     "about", "all",    "an",  "and",  "any",  "are",  "as",   "at",
                "be",    "been",  "but",    "by",  "can",  "did",  "do",   "doe",  "for",
                "from",  "give",  "ha",     "had", "have", "how",  "i",    "if",   "in",
                "into",  "is",    "it",     "me",  "my",   "no",   "not",  "of",   "on",
                "or",    "our",   "please", "so",  "tell", "than", "that", "the",  "their",
                "there", "they",  "thi",    "to",  "us",   "wa",   "we",   "were", "what",
                "when",  "where", "which",  "who", "why",  "will", "with", "you"};
    return std::ranges::find(kCommon, word) != kCommon.end();
}

void addAsciiWord(std::set<std::string> &words, std::string_view run)
{
    std::string word = lowered(run);
    if (word.size() > 2 && word.ends_with('s') && !word.ends_with("ss"))
        word.pop_back();
    if (!isCommon(word))
        words.insert(std::move(word));
}

void addOtherWord(std::set<std::string> &words, const std::u32string &run)
{
    for (std::size_t i = 0; i + 1 < std::max<std::size_t>(run.size(), 2); ++i) {
        std::string pair;
        utf8::append(pair, run[i]);
        if (i + 1 < run.size())
            utf8::append(pair, run[i + 1]);
        words.insert(std::move(pair));
    }
}

/// Where the token that begins at `at` ends: spaces, then up to six letters, three digits or one
/// other character.
std::size_t tokenEnd(std::string_view text, std::size_t at)
{
    const auto isLetter = [](char c) {
        return isAsciiWord(static_cast<unsigned char>(c)) && (c < '0' || c > '9');
    };
    if (text[at] == ' ' && at + 1 < text.size() && text[at + 1] != ' ')
        ++at;
    const std::size_t begin = at;
    if (kSpace.find(text[at]) != kSpace.npos) {
        const std::size_t end = text.find_first_not_of(kSpace, at);
        return end == text.npos ? text.size() : end;
    }
    while (at < text.size() && at < begin + 6 && isLetter(text[at]))
        ++at;
    if (at > begin)
        return at;
    while (at < text.size() && at < begin + 3 && text[at] >= '0' && text[at] <= '9')
        ++at;
    if (at == begin)
        utf8::next(text, at);
    return at;
}

} // namespace

std::uint64_t hashOf(std::string_view text)
{
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const unsigned char c : text)
        hash = (hash ^ c) * 0x100000001B3ULL;
    hash ^= hash >> 33;
    hash *= 0xFF51AFD7ED558CCDULL;
    hash ^= hash >> 33;
    return hash;
}

std::vector<std::string_view> splitTokens(std::string_view text)
{
    std::vector<std::string_view> tokens;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = tokenEnd(text, at);
        tokens.push_back(text.substr(at, end - at));
        at = end;
    }
    return tokens;
}

std::int64_t countTokens(std::string_view text)
{
    std::int64_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count)
        at = tokenEnd(text, at);
    return count;
}

std::set<std::string> significantWords(std::string_view text)
{
    std::set<std::string> words;
    std::u32string other;
    std::size_t wordBegin = text.npos;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t begin = at;
        const char32_t c = at < text.size() ? utf8::next(text, at) : U' ';
        if (begin == text.size())
            ++at;
        if (isAsciiWord(c)) {
            wordBegin = std::min(wordBegin, begin);
        } else if (wordBegin != text.npos) {
            addAsciiWord(words, text.substr(wordBegin, begin - wordBegin));
            wordBegin = text.npos;
        }
        if (isOtherLetter(c)) {
            other += c;
        } else if (!other.empty()) {
            addOtherWord(words, other);
            other.clear();
        }
    }
    return words;
}

int commonWords(const std::set<std::string> &wanted, const std::set<std::string> &there)
{
    return static_cast<int>(std::ranges::count_if(wanted, [&](const std::string &word) {
        return there.contains(word);
    }));
}

std::vector<std::string_view> sentencesOf(std::string_view text)
{
    std::vector<std::string_view> sentences;
    const auto add = [&](std::string_view sentence) {
        sentence = trimmed(sentence);
        if (!sentence.empty())
            sentences.push_back(sentence);
    };
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool atEnd = at + 1 == text.size() || kSpace.find(text[at + 1]) != kSpace.npos;
        const bool stop = text[at] == '.' || text[at] == '!' || text[at] == '?';
        if (text[at] == '\n' || (stop && atEnd)) {
            add(text.substr(begin, at + 1 - begin));
            begin = at + 1;
        }
    }
    add(text.substr(begin));
    return sentences;
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(trimmed(text.substr(begin, end - begin)));
        begin = end + 1;
    }
    return lines;
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(kSpace);
    if (begin == text.npos)
        return {};
    return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

std::string lowered(std::string_view text)
{
    std::string lower(text);
    for (char &c : lower) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

std::string shortened(std::string_view text, std::size_t length)
{
    std::size_t at = 0;
    for (std::size_t i = 0; i < length && at < text.size(); ++i)
        utf8::next(text, at);
    return std::string(text.substr(0, at)) + (at < text.size() ? "..." : "");
}

std::string longestName(std::string_view text)
{
    std::string best;
    std::string run;
    bool beginsSentence = true;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(" \n\t", at), text.size());
        std::string_view word = text.substr(at, end - at);
        at = end + 1;
        if (word.empty())
            continue;
        constexpr std::string_view kMarks = ".,;:?!";
        const std::size_t bare = word.find_last_not_of(kMarks) + 1;
        const bool closes = bare < word.size();
        const bool capital = !beginsSentence && word[0] >= 'A' && word[0] <= 'Z';
        beginsSentence = closes && word.back() != ',' && word.back() != ';';
        if (!capital)
            run.clear();
        else
            (run += run.empty() ? "" : " ") += word.substr(0, bare);
        if (run.size() > best.size())
            best = run;
        if (closes)
            run.clear();
    }
    return best;
}

bool isKorean(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        if (isHangul(utf8::next(text, at)))
            return true;
    }
    return false;
}

} // namespace postern::simulator
