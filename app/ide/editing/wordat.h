// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace postern::ide {

/// The name, of letters, digits and '_' as programs have them, that a byte of a text is in or after;
/// empty where there is none.
inline std::string wordAt(std::string_view text, std::size_t offset)
{
    const auto isPart = [](char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
               || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    };
    if (offset > text.size())
        return {};
    std::size_t begin = offset;
    while (begin > 0 && isPart(text[begin - 1]))
        --begin;
    std::size_t end = offset;
    while (end < text.size() && isPart(text[end]))
        ++end;
    return std::string(text.substr(begin, end - begin));
}

} // namespace postern::ide
