// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/utf8.h"

namespace postern::utf8 {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool isContinuation(std::string_view text, std::size_t at)
{
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

char32_t bits(std::string_view text, std::size_t at, unsigned mask)
{
    return static_cast<unsigned char>(text[at]) & mask;
}

/// Length of the valid sequence at `at` with its code point; 0 when it is invalid.
std::size_t decode(std::string_view text, std::size_t at, char32_t &codePoint)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) {
        codePoint = lead;
        return 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF && isContinuation(text, at + 1)) {
        codePoint = (bits(text, at, 0x1F) << 6) | bits(text, at + 1, 0x3F);
        return 2;
    }
    if ((lead & 0xF0U) == 0xE0 && isContinuation(text, at + 1) && isContinuation(text, at + 2)) {
        codePoint = (bits(text, at, 0x0F) << 12) | (bits(text, at + 1, 0x3F) << 6)
                    | bits(text, at + 2, 0x3F);
        return codePoint >= 0x800 && (codePoint < 0xD800 || codePoint > 0xDFFF) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4 && isContinuation(text, at + 1) && isContinuation(text, at + 2)
        && isContinuation(text, at + 3)) {
        codePoint = (bits(text, at, 0x07) << 18) | (bits(text, at + 1, 0x3F) << 12)
                    | (bits(text, at + 2, 0x3F) << 6) | bits(text, at + 3, 0x3F);
        return codePoint >= 0x10000 && codePoint <= 0x10FFFF ? 4 : 0;
    }
    return 0;
}

} // namespace

char32_t next(std::string_view text, std::size_t &at)
{
    char32_t codePoint = kReplacement;
    const std::size_t length = decode(text, at, codePoint);
    at += length == 0 ? 1 : length;
    return length == 0 ? kReplacement : codePoint;
}

void append(std::string &text, char32_t codePoint)
{
    const auto byte = [&text](char32_t value) { text += static_cast<char>(value); };
    if (codePoint < 0x80) {
        byte(codePoint);
    } else if (codePoint < 0x800) {
        byte(0xC0 | (codePoint >> 6));
        byte(0x80 | (codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
        byte(0xE0 | (codePoint >> 12));
        byte(0x80 | ((codePoint >> 6) & 0x3F));
        byte(0x80 | (codePoint & 0x3F));
    } else {
        byte(0xF0 | (codePoint >> 18));
        byte(0x80 | ((codePoint >> 12) & 0x3F));
        byte(0x80 | ((codePoint >> 6) & 0x3F));
        byte(0x80 | (codePoint & 0x3F));
    }
}

std::size_t validPrefix(std::string_view text, bool allowSurrogates)
{
    std::size_t at = 0;
    while (at < text.size()) {
        char32_t codePoint = 0;
        std::size_t length = decode(text, at, codePoint);
        if (length == 0 && allowSurrogates && surrogateAt(text, at) != 0)
            length = 3;
        if (length == 0)
            return at;
        at += length;
    }
    return at;
}

bool isValid(std::string_view text)
{
    return validPrefix(text) == text.size();
}

char32_t surrogateAt(std::string_view text, std::size_t at)
{
    if (at + 2 >= text.size() || static_cast<unsigned char>(text[at]) != 0xED)
        return 0;
    const auto second = static_cast<unsigned char>(text[at + 1]);
    if (second < 0xA0 || second > 0xBF || !isContinuation(text, at + 2))
        return 0;
    return 0xD000U | (bits(text, at + 1, 0x3F) << 6U) | bits(text, at + 2, 0x3F);
}

std::size_t length(std::string_view text)
{
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count)
        next(text, at);
    return count;
}

} // namespace postern::utf8
