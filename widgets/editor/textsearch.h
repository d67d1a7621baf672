// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postern::widgets {

/// What is looked for in a text.
struct SearchTerms
{
    std::string text;
    bool matchCase = false;
    bool wholeWord = false;
    bool isRegex = false;
    bool operator==(const SearchTerms &) const = default;
};

/// Bytes [begin, end).
struct Match
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Finds terms in UTF-8 text; bytes that are none match nothing. Patterns are PCRE2's, `^` and `$`
/// stand at lines, and a pattern that takes forever is given up.
class TextSearch
{
public:
    /// No more are counted.
    static constexpr std::size_t kMostMatches = 100'000;

    /// A pattern that can't be compiled finds nothing and says why in problem().
    explicit TextSearch(const SearchTerms &terms);
    ~TextSearch();
    TextSearch(TextSearch &&) noexcept;
    TextSearch &operator=(TextSearch &&) noexcept;

    /// One sentence; empty when all is well.
    const std::string &problem() const { return m_problem; }
    /// All matches that are not empty, from the beginning on.
    std::vector<Match> findAll(std::string_view text);
    /// What stands in place of a match that findAll() found: `$1` and `\n` in it are the regex's,
    /// for plain terms it is taken as it is.
    std::string replacement(std::string_view text, const Match &match, const std::string &with);

private:
    struct Compiled;

    std::unique_ptr<Compiled> m_compiled;
    std::string m_problem;
    bool m_isRegex = false;
};

} // namespace postern::widgets
