// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/utf8.h"
#include "engine/jinja/filters.h"
#include "engine/pyobject/operators.h"
#include "engine/pyobject/pattern.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"

#include <algorithm>

namespace postern::jinja {

namespace {

/// What textwrap cuts a line into: spaces, words up to a hyphen that may break, dashes.
std::vector<std::string_view> chunksOf(std::string_view line, bool breakOnHyphens)
{
    static const Pattern words(R"([\t\n\x0b\x0c\r\ ]+
        | (?<=[\w!"'&.,?]) -{2,} (?=\w)
        | [^\t\n\x0b\x0c\r\ ]+? (?:
            -(?: (?<=[^\d\W]{2}-) | (?<=[^\d\W]-[^\d\W]-)) (?= [^\d\W] -? [^\d\W])
          | (?=[\t\n\x0b\x0c\r\ ]|\z)
          | (?<=[\w!"'&.,?]) (?=-{2,}\w)))");
    static const Pattern simple(R"([\t\n\x0b\x0c\r\ ]+ | [^\t\n\x0b\x0c\r\ ]+)");
    const Pattern &pattern = breakOnHyphens ? words : simple;
    const auto kind = utf8::isValid(line) ? Pattern::Text::Valid : Pattern::Text::Unknown;
    std::vector<std::string_view> chunks;
    for (std::size_t at = 0; at < line.size();) {
        const auto match = pattern.search(line, at, kind);
        const std::size_t begin = match ? match->begin : line.size();
        if (begin > at)
            chunks.push_back(line.substr(at, begin - at));
        if (!match || match->end == at)
            break;
        chunks.push_back(line.substr(begin, match->end - begin));
        checkItemCount(chunks.size());
        at = match->end;
    }
    return chunks;
}

bool isBlank(std::string_view chunk)
{
    return chunk.find_first_not_of(" \t\n\v\f\r") == std::string_view::npos;
}

/// The number of characters, or one more than `most`: a long word is measured once for each line.
std::size_t lengthUpTo(std::string_view text, std::size_t most)
{
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size() && count <= most; ++count)
        utf8::next(text, at);
    return count;
}

/// Fills lines from chunks, which are taken from the back.
class Wrapper
{
public:
    Wrapper(std::vector<std::string_view> chunks,
            std::size_t width,
            bool breakLongWords,
            bool breakOnHyphens)
        : m_chunks(std::move(chunks))
        , m_width(width)
        , m_breakLongWords(breakLongWords)
        , m_breakOnHyphens(breakOnHyphens)
    {
        std::reverse(m_chunks.begin(), m_chunks.end());
    }

    std::vector<std::string> run()
    {
        std::vector<std::string> lines;
        while (!m_chunks.empty()) {
            if (isBlank(m_chunks.back()) && !lines.empty())
                m_chunks.pop_back();
            std::vector<std::string_view> line;
            std::size_t length = 0;
            while (!m_chunks.empty()) {
                const std::size_t next = lengthUpTo(m_chunks.back(), m_width);
                if (length + next > m_width)
                    break;
                line.push_back(m_chunks.back());
                m_chunks.pop_back();
                length += next;
            }
            if (!m_chunks.empty() && lengthUpTo(m_chunks.back(), m_width) > m_width)
                takeLongWord(line, length);
            if (!line.empty() && isBlank(line.back()))
                line.pop_back();
            if (line.empty())
                continue;
            std::string joined;
            for (const std::string_view chunk : line)
                joined += chunk;
            lines.push_back(std::move(joined));
            checkItemCount(lines.size());
        }
        return lines;
    }

private:
    /// Cuts a word that fits no line, at a hyphen when one is near enough.
    void takeLongWord(std::vector<std::string_view> &line, std::size_t length)
    {
        // None when the line is just full: an empty piece then ends it, and a space before stays.
        const std::size_t room = m_width - length;
        std::string_view &word = m_chunks.back();
        if (!m_breakLongWords) {
            if (line.empty()) {
                line.push_back(word);
                m_chunks.pop_back();
            }
            return;
        }
        std::size_t end = 0;
        for (std::size_t i = 0; i < room && end < word.size(); ++i)
            utf8::next(word, end);
        if (m_breakOnHyphens && end < word.size()) {
            const std::size_t hyphen = word.substr(0, end).rfind('-');
            if (hyphen != std::string_view::npos && hyphen > 0
                && word.substr(0, hyphen).find_first_not_of('-') != std::string_view::npos)
                end = hyphen + 1;
        }
        line.push_back(word.substr(0, end));
        word.remove_prefix(end);
        if (word.empty())
            m_chunks.pop_back();
    }

    std::vector<std::string_view> m_chunks;
    std::size_t m_width;
    bool m_breakLongWords;
    bool m_breakOnHyphens;
};

} // namespace

std::vector<std::string> wrapped(std::string_view line,
                                 std::int64_t width,
                                 bool breakLongWords,
                                 bool breakOnHyphens)
{
    if (width <= 0)
        throw PyError("ValueError", "invalid width " + std::to_string(width) + " (must be > 0)");
    return Wrapper(chunksOf(line, breakOnHyphens),
                   static_cast<std::size_t>(width),
                   breakLongWords,
                   breakOnHyphens)
        .run();
}

} // namespace postern::jinja
