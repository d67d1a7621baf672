// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/utf8.h"
#include "engine/flow/flow.h"

#include <unicode/uchar.h>

#include <charconv>
#include <limits>

namespace postern::flow {

namespace {

/// Python's \w in a str pattern: isalnum() or an underscore.
bool isWord(char32_t c)
{
    if (c < 0x80)
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
               || c == '_';
    const auto point = static_cast<UChar32>(c);
    return u_isalpha(point) != 0 || (U_GET_GC_MASK(point) & U_GC_N_MASK) != 0
           || u_getIntPropertyValue(point, UCHAR_NUMERIC_TYPE) != U_NT_NONE;
}

/// The end of the word at `at`; `at` itself when there is none.
std::size_t endOfWord(std::string_view text, std::size_t at)
{
    while (at < text.size()) {
        std::size_t next = at;
        if (!isWord(utf8::next(text, next)))
            break;
        at = next;
    }
    return at;
}

/// The end of ['...'] at `at`, the shortest, on one line; 0 when there is none.
std::size_t endOfKey(std::string_view text, std::size_t at)
{
    if (!text.substr(at).starts_with("['"))
        return 0;
    const std::size_t close = text.find("']", at + 2);
    const std::size_t line = text.find('\n', at);
    return close == std::string_view::npos || line < close ? 0 : close + 2;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The end of [3] at `at`; 0 when there is none.
std::size_t endOfIndex(std::string_view text, std::size_t at)
{
    std::size_t end = at + 1;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    return text[at] == '[' && end > at + 1 && end < text.size() && text[end] == ']' ? end + 1 : 0;
}

} // namespace

std::vector<PropertyStep> parseProperty(std::string_view property)
{
    std::vector<PropertyStep> steps;
    std::size_t at = 0;
    while (at < property.size()) {
        if (const std::size_t end = endOfWord(property, at); end > at) {
            steps.push_back({std::string(property.substr(at, end - at)), false});
            at = end;
        } else if (const std::size_t keyEnd = endOfKey(property, at); keyEnd != 0) {
            steps.push_back({std::string(property.substr(at + 2, keyEnd - at - 4)), true});
            at = keyEnd;
        } else if (const std::size_t indexEnd = endOfIndex(property, at); indexEnd != 0) {
            std::int64_t index = 0;
            const char *first = property.data() + at + 1;
            const auto [stop, error] = std::from_chars(first, property.data() + indexEnd - 1, index);
            // No list is that long: the largest number misses as well.
            if (error != std::errc())
                index = std::numeric_limits<std::int64_t>::max();
            steps.push_back({index, true});
            at = indexEnd;
        } else {
            utf8::next(property, at);
        }
    }
    return steps;
}

} // namespace postern::flow
