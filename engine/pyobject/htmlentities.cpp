// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/htmlentities.h"

#include "engine/base/utf8.h"
#include "engine/pyobject/text.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_map>

namespace postern::pyobject {

namespace {

using Entities = std::unordered_map<std::string_view, std::string>;

const Entities &entities()
{
    static const Entities table = [] {
        Entities names;
        std::string_view rest = htmlEntityTable();
        while (!(rest = stripLeft(rest)).empty()) {
            const std::string_view word = rest.substr(0, rest.find_first_of(" \n"));
            rest.remove_prefix(word.size());
            const std::size_t equals = word.find('=');
            std::string text;
            std::string_view codes = word.substr(equals + 1);
            while (!codes.empty()) {
                const std::string_view code = codes.substr(0, codes.find('+'));
                unsigned value = 0;
                std::from_chars(code.data(), code.data() + code.size(), value, 16);
                utf8::append(text, value);
                codes.remove_prefix(std::min(codes.size(), code.size() + 1));
            }
            names.emplace(word.substr(0, equals), std::move(text));
        }
        return names;
    }();
    return table;
}

/// What the standard makes of numbers between 0x80 and 0x9F: those of Windows-1252.
char32_t windowsPoint(char32_t c)
{
    static constexpr char32_t kPoints[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020,
                                             0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
                                             0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D,
                                             0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
                                             0x0153, 0x9D,   0x017E, 0x0178};
    return kPoints[c - 0x80];
}

std::string numbered(char32_t c)
{
    std::string out;
    if (c >= 0x80 && c <= 0x9F)
        c = windowsPoint(c);
    else if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = 0xFFFD;
    else if ((c < 0x20 && c != '\t' && c != '\n' && c != '\f' && c != '\r') || c == 0x7F
             || c == 0x0B || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE)
        return out;
    utf8::append(out, c);
    return out;
}

/// The reference at the beginning of `text` (after '&'): its length and what it stands for.
std::optional<std::pair<std::size_t, std::string>> numericReference(std::string_view text)
{
    const bool hex = text.size() > 1 && (text[1] == 'x' || text[1] == 'X');
    const std::size_t begin = hex ? 2 : 1;
    std::size_t end = begin;
    const auto isDigit = [hex](char c) {
        return (c >= '0' && c <= '9')
               || (hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
    };
    char32_t value = 0;
    for (; end < text.size() && isDigit(text[end]); ++end) {
        const int digit = text[end] <= '9' ? text[end] - '0' : (text[end] | 0x20) - 'a' + 10;
        value = std::min<char32_t>(value * (hex ? 16 : 10) + static_cast<char32_t>(digit), 0x110000);
    }
    if (end == begin)
        return std::nullopt;
    return std::pair(end + (end < text.size() && text[end] == ';' ? 1 : 0), numbered(value));
}

std::optional<std::pair<std::size_t, std::string>> namedReference(std::string_view text)
{
    constexpr std::size_t kLongest = 32;
    std::size_t end = 0;
    while (end < text.size() && end < kLongest
           && std::string_view("\t\n\f <&#;").find(text[end]) == std::string_view::npos)
        ++end;
    if (end == 0)
        return std::nullopt;
    if (end < text.size() && text[end] == ';')
        ++end;
    for (std::size_t length = end; length > 1; --length) {
        if (const auto found = entities().find(text.substr(0, length)); found != entities().end())
            return std::pair(length, found->second);
    }
    return std::nullopt;
}

} // namespace

std::string unescapedHtml(std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t ampersand = std::min(text.find('&', at), text.size());
        out += text.substr(at, ampersand - at);
        at = ampersand;
        if (at >= text.size())
            break;
        const std::string_view rest = text.substr(at + 1);
        const auto reference = rest.starts_with("#") ? numericReference(rest)
                                                     : namedReference(rest);
        if (reference) {
            out += reference->second;
            at += 1 + reference->first;
        } else {
            out += text[at++];
        }
    }
    return out;
}

std::string strippedTags(std::string_view text)
{
    std::string plain;
    std::size_t from = 0;
    for (;;) {
        const std::size_t start = text.find('<', from);
        if (start == std::string_view::npos)
            break;
        const bool comment = text.substr(start).starts_with("<!--");
        const std::size_t end = comment ? text.find("-->", start + 4) : text.find('>', start);
        if (end == std::string_view::npos)
            break;
        plain += text.substr(from, start - from);
        from = end + (comment ? 3 : 1);
    }
    plain += text.substr(from);
    std::string collapsed;
    std::string_view rest = strip(plain);
    while (!rest.empty()) {
        std::size_t end = 0;
        while (end < rest.size() && spaceLength(rest, end) == 0)
            end += pointLength(rest, end);
        if (!collapsed.empty())
            collapsed += ' ';
        collapsed += rest.substr(0, end);
        rest = stripLeft(rest.substr(end));
    }
    return unescapedHtml(collapsed);
}

} // namespace postern::pyobject
