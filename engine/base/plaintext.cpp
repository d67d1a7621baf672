// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/plaintext.h"

#include "engine/base/utf8.h"

namespace postern {

namespace {

/// Lone surrogates count as one character, not as three bytes that are wrong.
char32_t nextCharacter(std::string_view text, std::size_t &at)
{
    if (utf8::surrogateAt(text, at) != 0) {
        at += 3;
        return 0xFFFD;
    }
    return utf8::next(text, at);
}

bool isControl(char32_t c)
{
    const bool turnsText = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    const bool endsLine = c == 0x2028 || c == 0x2029; // U+0085 is a control character
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || turnsText || endsLine;
}

void appendEscape(std::string &out, char32_t c)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        out += kDigits[(c >> static_cast<unsigned>(shift)) & 0xFU];
}

} // namespace

std::string toValidUtf8(std::string_view text)
{
    if (utf8::isValid(text))
        return std::string(text);
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();)
        utf8::append(result, nextCharacter(text, at));
    return result;
}

std::string toPlainText(std::string_view text, Breaks breaks)
{
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = nextCharacter(text, at);
        const bool isBreak = c == '\n' || c == '\t';
        if (breaks == Breaks::Keep && c == '\r' && at < text.size() && text[at] == '\n')
            continue;
        if (isControl(c) && (!isBreak || breaks == Breaks::Escape))
            appendEscape(result, c);
        else
            utf8::append(result, c);
    }
    return result;
}

} // namespace postern
