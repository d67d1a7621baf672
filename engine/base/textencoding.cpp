// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/textencoding.h"

#include "engine/base/utf8.h"

#include <array>
#include <cstddef>

namespace postern {

namespace {

constexpr char32_t kUnreadable = 0xFFFD;

struct MarkedEncoding
{
    std::string_view mark;
    std::size_t unit; ///< bytes
    bool isBigEndian;
};
// The mark of UTF-16 begins that of UTF-32.
constexpr std::array kEncodings = {MarkedEncoding{std::string_view("\xFF\xFE\0\0", 4), 4, false},
                                   MarkedEncoding{std::string_view("\0\0\xFE\xFF", 4), 4, true},
                                   MarkedEncoding{"\xFF\xFE", 2, false},
                                   MarkedEncoding{"\xFE\xFF", 2, true}};

char32_t unitAt(std::string_view bytes, std::size_t at, const MarkedEncoding &encoding)
{
    char32_t unit = 0;
    for (std::size_t i = 0; i < encoding.unit; ++i) {
        const std::size_t byte = encoding.isBigEndian ? i : encoding.unit - 1 - i;
        unit = unit << 8U | static_cast<unsigned char>(bytes[at + byte]);
    }
    return unit;
}

std::string decodeMarked(std::string_view bytes, const MarkedEncoding &encoding)
{
    std::string text;
    text.reserve(bytes.size());
    std::size_t at = encoding.mark.size();
    for (; at + encoding.unit <= bytes.size(); at += encoding.unit) {
        char32_t c = unitAt(bytes, at, encoding);
        const bool isHigh = encoding.unit == 2 && c >= 0xD800 && c <= 0xDBFF;
        if (isHigh && at + 4 <= bytes.size()) {
            const char32_t low = unitAt(bytes, at + 2, encoding);
            if (low >= 0xDC00 && low <= 0xDFFF) {
                c = 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00);
                at += 2;
            }
        }
        const bool isCharacter = c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
        utf8::append(text, isCharacter ? c : kUnreadable);
    }
    if (at < bytes.size()) // half a unit
        utf8::append(text, kUnreadable);
    return text;
}

} // namespace

std::string decodeText(std::string bytes)
{
    constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
    if (bytes.starts_with(kUtf8Mark)) {
        bytes.erase(0, kUtf8Mark.size());
        return bytes;
    }
    for (const MarkedEncoding &encoding : kEncodings) {
        if (bytes.starts_with(encoding.mark))
            return decodeMarked(bytes, encoding);
    }
    return bytes;
}

namespace {

std::size_t findLoneReturn(std::string_view text, std::size_t at)
{
    for (at = text.find('\r', at); at != std::string_view::npos; at = text.find('\r', at + 1)) {
        if (at + 1 == text.size() || text[at + 1] != '\n')
            return at;
    }
    return at;
}

} // namespace

bool hasLoneReturn(std::string_view text)
{
    return findLoneReturn(text, 0) != std::string_view::npos;
}

std::string withLineFeeds(std::string text)
{
    for (std::size_t at = findLoneReturn(text, 0); at != std::string::npos;
         at = findLoneReturn(text, at + 1))
        text[at] = '\n';
    return text;
}

void requireUtf8(std::string_view text, const Message &what, const Place &place)
{
    if (utf8::isValid(text))
        return;
    throw Error(ErrorCode::InvalidInput,
                tr("%1 isn't UTF-8.", what),
                tr("Save the file, or set the terminal, as UTF-8; Windows calls Korean's old "
                   "encoding CP949 or \"ANSI\"."),
                place.file.empty() ? std::optional<Place>() : place);
}

std::string repairedUtf8(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size());
    while (!bytes.empty()) {
        const std::size_t valid = utf8::validPrefix(bytes);
        text.append(bytes.substr(0, valid));
        bytes.remove_prefix(valid);
        if (!bytes.empty()) {
            utf8::append(text, kUnreadable);
            bytes.remove_prefix(1);
        }
    }
    return text;
}

} // namespace postern
