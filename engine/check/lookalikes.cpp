// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/utf8.h"
#include "engine/check/advice.h"

#include <algorithm>
#include <array>

namespace postern::check {

namespace {

struct LookAlike
{
    char32_t character;
    char ascii; ///< 0: it isn't seen at all
};

/// What fonts draw like ASCII: letters of Cyrillic and Greek, dashes, blanks. Sorted.
constexpr auto kLookAlikes = std::to_array<LookAlike>(
    {{0x00A0, ' '}, {0x00AD, 0},   {0x0131, 'i'}, {0x0251, 'a'}, {0x0261, 'g'}, {0x0391, 'A'},
     {0x0392, 'B'}, {0x0395, 'E'}, {0x0396, 'Z'}, {0x0397, 'H'}, {0x0399, 'I'}, {0x039A, 'K'},
     {0x039C, 'M'}, {0x039D, 'N'}, {0x039F, 'O'}, {0x03A1, 'P'}, {0x03A4, 'T'}, {0x03A5, 'Y'},
     {0x03A7, 'X'}, {0x03B1, 'a'}, {0x03B9, 'i'}, {0x03BD, 'v'}, {0x03BF, 'o'}, {0x03C1, 'p'},
     {0x0405, 'S'}, {0x0406, 'I'}, {0x0408, 'J'}, {0x0410, 'A'}, {0x0412, 'B'}, {0x0415, 'E'},
     {0x041A, 'K'}, {0x041C, 'M'}, {0x041D, 'H'}, {0x041E, 'O'}, {0x0420, 'P'}, {0x0421, 'C'},
     {0x0422, 'T'}, {0x0423, 'Y'}, {0x0425, 'X'}, {0x0430, 'a'}, {0x0435, 'e'}, {0x043E, 'o'},
     {0x0440, 'p'}, {0x0441, 'c'}, {0x0443, 'y'}, {0x0445, 'x'}, {0x0455, 's'}, {0x0456, 'i'},
     {0x0458, 'j'}, {0x04BB, 'h'}, {0x0501, 'd'}, {0x051B, 'q'}, {0x051D, 'w'}, {0x200B, 0},
     {0x200C, 0},   {0x200D, 0},   {0x2010, '-'}, {0x2011, '-'}, {0x2012, '-'}, {0x2013, '-'},
     {0x2014, '-'}, {0x2212, '-'}, {0x3000, ' '}, {0xFEFF, 0}});
static_assert(std::ranges::is_sorted(kLookAlikes, {}, &LookAlike::character));

} // namespace

std::string asciiTwin(std::string_view name)
{
    constexpr char32_t kFirstWide = 0xFF01;
    constexpr char32_t kLastWide = 0xFF5E;
    std::string twin;
    bool isAlike = false;
    for (std::size_t at = 0; at < name.size();) {
        const char32_t c = utf8::next(name, at);
        if (c < 0x80) {
            twin += static_cast<char>(c);
            continue;
        }
        const auto *const known
            = std::ranges::lower_bound(kLookAlikes, c, {}, &LookAlike::character);
        if (c >= kFirstWide && c <= kLastWide)
            twin += static_cast<char>(c - kFirstWide + '!');
        else if (known == kLookAlikes.end() || known->character != c)
            return {};
        else if (known->ascii != 0)
            twin += known->ascii;
        isAlike = true;
    }
    return isAlike ? twin : std::string();
}

} // namespace postern::check
