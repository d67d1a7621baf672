// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/secretfinder.h"

#include <optional>

namespace postern::log {

/// One walk over a text that undoes escapes as soon as they are complete, and looks what the units
/// (code points, bytes and halves of surrogates are one to it) spell.
///
/// To each unit belongs what the secrets say to it, so that undoing takes back what its letters
/// spelt. An escape may be one by chance, where a backslash happens to stand before a secret: what
/// it spells as it stands is followed, too.
class SecretReading
{
public:
    SecretReading(const SecretFinder &finder, std::string_view text)
        : m_finder(finder)
        , m_text(text)
    {}

    /// Where the finder's secrets stand.
    std::vector<SecretFinder::Part> find();
    /// All units of the text.
    std::vector<char32_t> units();

private:
    struct Unit
    {
        char32_t value = 0;
        std::uint32_t state = 0; ///< the finder's node
        std::uint32_t other = 0; ///< the node if the escape at `since` weren't one; 0 for none
        std::uint32_t otherLength = 0; ///< units that that escape spells
        std::size_t since = 0;         ///< place of that escape, counted from the text's begin
        std::size_t begin = 0;         ///< byte
        int hope = 0;                  ///< units within which an escape may still be completed
    };

    char32_t back(std::size_t count) const;
    void read(std::size_t at);
    void push(char32_t value, std::size_t begin);
    void settle();
    bool replaceLast();
    bool replaceBackslash(char32_t last);
    bool replaceDigits();
    bool replaceBytes(char32_t last);
    bool replaceEntity();
    std::optional<char32_t> number(std::size_t count) const;
    bool replace(std::size_t count, char32_t value);
    void append(Unit unit);
    void mark(std::size_t index, std::size_t end);
    void markOther(const Unit &unit);
    bool isIdle() const;
    void forget();

    const SecretFinder &m_finder;
    const std::string_view m_text;
    std::vector<Unit> m_units;   ///< the last ones
    std::size_t m_forgotten = 0; ///< those before
    std::size_t m_end = 0;       ///< of what has been read
    std::vector<SecretFinder::Part> m_found;
};

} // namespace postern::log
