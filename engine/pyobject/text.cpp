// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/text.h"

#include "engine/base/utf8.h"
#include "engine/pyobject/memory.h"

#include <unicode/uchar.h>
#include <unicode/ustring.h>

#include <algorithm>

namespace postern::pyobject {

namespace {

UChar32 point(char32_t c)
{
    return static_cast<UChar32>(c);
}

std::u16string toUtf16(std::u32string_view text)
{
    std::u16string out;
    for (const char32_t c : text) {
        if (c >= 0x10000) {
            out += static_cast<char16_t>(0xD7C0 + (c >> 10));
            out += static_cast<char16_t>(0xDC00 + (c & 0x3FF));
        } else {
            out += static_cast<char16_t>(c);
        }
    }
    return out;
}

std::string fromUtf16(std::u16string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char32_t c = text[i];
        if (c >= 0xD800 && c < 0xDC00 && i + 1 < text.size() && text[i + 1] >= 0xDC00
            && text[i + 1] < 0xE000)
            c = ((c - 0xD7C0) << 10) + (text[++i] - 0xDC00);
        utf8::append(out, c);
    }
    return out;
}

template<typename Map>
std::string mapped(std::u32string_view text, const Map &map)
{
    constexpr std::size_t kBytes = 12; // for each character, until it is UTF-8 again
    Memory::Share held;
    held.growTo(text.size() * kBytes);
    const std::u16string source = toUtf16(text);
    std::u16string out(source.size() * 3 + 8, u'\0');
    UErrorCode status = U_ZERO_ERROR;
    const int length = map(out.data(),
                           static_cast<int>(out.size()),
                           source.data(),
                           static_cast<int>(source.size()),
                           &status);
    out.resize(static_cast<std::size_t>(std::max(length, 0)));
    return fromUtf16(out);
}

// The language "" keeps ICU from Turkish and Lithuanian habits: Python knows none.
std::string upperOf(std::u32string_view text)
{
    return mapped(text, [](auto *to, int room, auto *from, int size, auto *status) {
        return u_strToUpper(to, room, from, size, "", status);
    });
}

std::string lowerOf(std::u32string_view text)
{
    return mapped(text, [](auto *to, int room, auto *from, int size, auto *status) {
        return u_strToLower(to, room, from, size, "", status);
    });
}

/// One character in title case, which may be several.
std::string titleOf(char32_t c)
{
    return mapped({&c, 1}, [](auto *to, int room, auto *from, int size, auto *status) {
        return u_strToTitle(to, room, from, size, nullptr, "", status);
    });
}

/// Lower case of the character at `at`, minding that a final sigma depends on its neighbours.
void appendLower(std::string &out, std::u32string_view text, std::size_t at)
{
    if (text[at] != 0x3A3) {
        out += lowerOf(text.substr(at, 1));
        return;
    }
    std::size_t before = at;
    while (before > 0 && u_hasBinaryProperty(point(text[before - 1]), UCHAR_CASE_IGNORABLE))
        --before;
    std::size_t after = at + 1;
    while (after < text.size() && u_hasBinaryProperty(point(text[after]), UCHAR_CASE_IGNORABLE))
        ++after;
    const auto isCasedAt = [&](std::size_t i) {
        return u_hasBinaryProperty(point(text[i]), UCHAR_CASED) != 0;
    };
    const bool casedBefore = before > 0 && isCasedAt(before - 1);
    const bool casedAfter = after < text.size() && isCasedAt(after);
    utf8::append(out, casedBefore && !casedAfter ? 0x3C2 : 0x3C3);
}

} // namespace

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x80;
    });
}

std::u32string decode(std::string_view text)
{
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80)
            out += static_cast<char32_t>(text[at++]);
        else
            out += utf8::next(text, at);
    }
    return out;
}

std::string encode(std::u32string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (const char32_t c : text)
        utf8::append(out, c);
    return out;
}

bool isSpace(char32_t c)
{
    if (c < 0x80)
        return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x1F);
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028
           || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool isAlpha(char32_t c)
{
    return (U_GET_GC_MASK(point(c)) & U_GC_L_MASK) != 0;
}

bool isDecimal(char32_t c)
{
    return u_charType(point(c)) == U_DECIMAL_DIGIT_NUMBER;
}

bool isDigit(char32_t c)
{
    const int type = u_getIntPropertyValue(point(c), UCHAR_NUMERIC_TYPE);
    return type == U_NT_DECIMAL || type == U_NT_DIGIT;
}

bool isNumeric(char32_t c)
{
    return u_getIntPropertyValue(point(c), UCHAR_NUMERIC_TYPE) != U_NT_NONE;
}

bool isLower(char32_t c)
{
    return u_hasBinaryProperty(point(c), UCHAR_LOWERCASE) != 0;
}

bool isUpper(char32_t c)
{
    return u_hasBinaryProperty(point(c), UCHAR_UPPERCASE) != 0;
}

bool isTitle(char32_t c)
{
    return u_charType(point(c)) == U_TITLECASE_LETTER;
}

bool isPrintable(char32_t c)
{
    return c == ' ' || (U_GET_GC_MASK(point(c)) & (U_GC_C_MASK | U_GC_Z_MASK)) == 0;
}

bool isIdentifierPart(char32_t c)
{
    return u_hasBinaryProperty(point(c), UCHAR_XID_CONTINUE) != 0;
}

bool isIdentifier(std::string_view text)
{
    if (text.empty())
        return false;
    const std::u32string points = decode(text);
    if (points[0] != '_' && u_hasBinaryProperty(point(points[0]), UCHAR_XID_START) == 0)
        return false;
    return std::all_of(points.begin(), points.end(), isIdentifierPart);
}

std::string asciiLower(std::string_view text)
{
    std::string out(text);
    for (char &c : out) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + 32);
    }
    return out;
}

std::string lower(std::string_view text)
{
    return isAscii(text) ? asciiLower(text) : lowerOf(decode(text));
}

std::string upper(std::string_view text)
{
    if (!isAscii(text))
        return upperOf(decode(text));
    std::string out(text);
    for (char &c : out) {
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 32);
    }
    return out;
}

std::string title(std::string_view text)
{
    const std::u32string points = decode(text);
    std::string out;
    bool inside = false;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (inside)
            appendLower(out, points, i);
        else
            out += titleOf(points[i]);
        inside = u_hasBinaryProperty(point(points[i]), UCHAR_CASED) != 0;
    }
    return out;
}

std::string capitalize(std::string_view text)
{
    const std::u32string points = decode(text);
    std::string out;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (i == 0)
            out += titleOf(points[i]);
        else
            appendLower(out, points, i);
    }
    return out;
}

std::string swapCase(std::string_view text)
{
    const std::u32string points = decode(text);
    std::string out;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (isUpper(points[i]))
            appendLower(out, points, i);
        else if (isLower(points[i]))
            out += upperOf({&points[i], 1});
        else
            utf8::append(out, points[i]);
    }
    return out;
}

std::string caseFold(std::string_view text)
{
    return mapped(decode(text), [](auto *to, int room, auto *from, int size, auto *status) {
        return u_strFoldCase(to, room, from, size, U_FOLD_CASE_DEFAULT, status);
    });
}

std::size_t pointLength(std::string_view text, std::size_t at)
{
    const std::size_t from = at;
    utf8::next(text, at);
    return at - from;
}

std::size_t spaceLength(std::string_view text, std::size_t at)
{
    if (at >= text.size())
        return 0;
    if (static_cast<unsigned char>(text[at]) < 0x80)
        return isSpace(static_cast<char32_t>(text[at])) ? 1 : 0;
    const std::size_t from = at;
    return isSpace(utf8::next(text, at)) ? at - from : 0;
}

std::string_view stripLeft(std::string_view text)
{
    while (const std::size_t length = spaceLength(text, 0))
        text.remove_prefix(length);
    return text;
}

std::string_view stripRight(std::string_view text)
{
    while (!text.empty()) {
        std::size_t at = text.size() - 1;
        while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
            --at;
        if (spaceLength(text, at) != text.size() - at)
            break;
        text = text.substr(0, at);
    }
    return text;
}

std::string_view strip(std::string_view text)
{
    return stripRight(stripLeft(text));
}

std::size_t skipSpace(std::string_view text, std::size_t at)
{
    while (at < text.size()) {
        const std::size_t length = spaceLength(text, at);
        if (length == 0)
            break;
        at += length;
    }
    return at;
}

std::string replaceAll(std::string_view text, std::string_view from, std::string_view to)
{
    std::string result;
    std::size_t at = 0;
    for (std::size_t found = text.find(from); found != std::string_view::npos;
         found = text.find(from, at)) {
        result.append(text.substr(at, found - at)).append(to);
        at = found + from.size();
    }
    return result.append(text.substr(at));
}

} // namespace postern::pyobject
