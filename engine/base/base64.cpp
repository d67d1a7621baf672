// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/base64.h"

#include <algorithm>
#include <cstdint>

namespace postern {

namespace {

constexpr std::string_view kAlphabet
    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

bool isBase64(std::string_view text)
{
    if (text.size() % 2 != 0)
        return false;
    std::size_t padding = 0;
    while (padding < 2 && text.ends_with('=')) {
        text.remove_suffix(1);
        ++padding;
    }
    return text.find_first_not_of(kAlphabet) == std::string_view::npos;
}

} // namespace

std::string toBase64(std::string_view bytes)
{
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = group << 8U | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            text += k <= count ? kAlphabet[group >> (18U - 6U * k) & 63U] : '=';
    }
    return text;
}

std::optional<std::string> fromBase64(std::string_view text)
{
    std::string bytes;
    std::uint32_t group = 0;
    int bits = 0;
    std::size_t digits = 0;
    std::size_t padding = 0;
    for (const char c : text) {
        if (c == '=') {
            ++padding;
            continue;
        }
        const std::size_t digit = kAlphabet.find(c);
        if (digit == std::string_view::npos)
            continue;
        group = group << 6U | static_cast<std::uint32_t>(digit);
        bits += 6;
        ++digits;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>(group >> static_cast<unsigned>(bits) & 255U);
        }
    }
    const std::size_t rest = digits % 4;
    if (rest == 1 || (rest != 0 && padding < 4 - rest))
        return std::nullopt;
    return bytes;
}

bool looksLikeBase64Image(std::string_view text)
{
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos)
        return isBase64(text);
    const std::string_view head = text.substr(0, comma);
    return head.starts_with("data:image/") && head.find(";base64") != std::string_view::npos
           && isBase64(text.substr(comma + 1));
}

} // namespace postern
