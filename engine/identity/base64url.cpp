// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/identity/base64url.h"

#include <cstdint>

namespace postern::identity {

namespace {

constexpr std::string_view kDigits
    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

char digitFor(char c)
{
    if (c == '+')
        return '-';
    return c == '/' ? '_' : c;
}

} // namespace

std::string toBase64Url(std::string_view bytes)
{
    std::string text;
    text.reserve((bytes.size() * 4 + 2) / 3);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char byte : bytes) {
        bits = bits << 8U | static_cast<unsigned char>(byte);
        for (count += 8; count >= 6; count -= 6)
            text += kDigits[(bits >> static_cast<unsigned>(count - 6)) & 63U];
    }
    if (count > 0)
        text += kDigits[(bits << static_cast<unsigned>(6 - count)) & 63U];
    return text;
}

std::string fromBase64Url(std::string_view text)
{
    while (text.ends_with('='))
        text.remove_suffix(1);
    std::string bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const std::size_t digit = kDigits.find(digitFor(c));
        if (digit == std::string_view::npos)
            return {};
        bits = bits << 6U | static_cast<std::uint32_t>(digit);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>(bits >> static_cast<unsigned>(count) & 255U);
        }
    }
    return bytes;
}

} // namespace postern::identity
