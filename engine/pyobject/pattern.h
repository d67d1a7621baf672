// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>
#include <optional>
#include <string_view>

namespace postern::pyobject {

/// A regular expression over UTF-8 text, with Unicode's classes as in Python's re.
class Pattern
{
public:
    struct Match
    {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    /// The pattern is ours and right: a wrong one is a bug.
    explicit Pattern(std::string_view pattern, bool ignoreCase = false);

    /// Whether a text is known to be UTF-8; else every search looks at all of it first.
    enum class Text { Unknown, Valid };

    /// The first match at or after `from`.
    std::optional<Match> search(std::string_view text,
                                std::size_t from = 0,
                                Text kind = Text::Unknown) const;

private:
    struct Free
    {
        void operator()(void *code) const;
    };

    std::unique_ptr<void, Free> m_code;
};

} // namespace postern::pyobject
