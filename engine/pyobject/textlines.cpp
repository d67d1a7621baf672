// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/utf8.h"
#include "engine/pyobject/operators.h"
#include "engine/pyobject/text.h"

#include <algorithm>
#include <cstring>

namespace postern::pyobject {

namespace {

/// Length of the line break at `at`, as Python counts them; 0 when there is none.
std::size_t breakLength(std::string_view text, std::size_t at)
{
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte == '\r')
        return at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
    if ((byte >= 0x0A && byte <= 0x0C) || (byte >= 0x1C && byte <= 0x1E))
        return 1;
    if (byte < 0x80)
        return 0;
    const std::size_t from = at;
    const char32_t c = utf8::next(text, at);
    return c == 0x85 || c == 0x2028 || c == 0x2029 ? at - from : 0;
}

std::size_t lastPoint(std::string_view text)
{
    std::size_t at = text.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
        --at;
    return at;
}

} // namespace

std::vector<std::string_view> splitLines(std::string_view text, bool keepEnds)
{
    std::vector<std::string_view> lines;
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = breakLength(text, at);
        if (length == 0) {
            at += 1;
            continue;
        }
        lines.push_back(text.substr(from, at - from + (keepEnds ? length : 0)));
        checkItemCount(lines.size());
        at += length;
        from = at;
    }
    if (from < text.size())
        lines.push_back(text.substr(from));
    return lines;
}

std::size_t findFirst(std::string_view text, std::string_view part, std::size_t from)
{
    if (from > text.size())
        return std::string_view::npos;
    const void *found = ::memmem(text.data() + from, text.size() - from, part.data(), part.size());
    return found ? static_cast<std::size_t>(static_cast<const char *>(found) - text.data())
                 : std::string_view::npos;
}

std::size_t findLast(std::string_view text, std::string_view part)
{
    constexpr std::size_t kShort = 16;
    if (part.size() <= kShort || part.size() > text.size())
        return text.rfind(part);
    const std::string turned(text.rbegin(), text.rend());
    const std::string turnedPart(part.rbegin(), part.rend());
    const std::size_t at = findFirst(turned, turnedPart);
    return at == std::string_view::npos ? at : text.size() - at - part.size();
}

std::string_view stripSet(std::string_view text, std::string_view set, bool left, bool right)
{
    std::u32string characters = decode(set);
    std::ranges::sort(characters);
    const auto holds = [&](std::size_t at) {
        return std::ranges::binary_search(characters, utf8::next(text, at));
    };
    while (left && !text.empty() && holds(0))
        text.remove_prefix(pointLength(text, 0));
    while (right && !text.empty() && holds(lastPoint(text)))
        text = text.substr(0, lastPoint(text));
    return text;
}

std::string replaced(std::string_view text,
                     std::string_view from,
                     std::string_view to,
                     std::int64_t limit)
{
    std::string out;
    std::size_t at = 0;
    std::int64_t done = 0;
    const auto more = [&] { return limit < 0 || done < limit; };
    if (from.empty()) {
        // Between all characters, at the beginning and at the end.
        while (more()) {
            out += to;
            ++done;
            checkTextSize(out.size());
            if (at >= text.size())
                return out;
            const std::size_t length = pointLength(text, at);
            out += text.substr(at, length);
            at += length;
        }
        return out += text.substr(at);
    }
    while (more()) {
        const std::size_t found = findFirst(text, from, at);
        if (found == std::string_view::npos)
            break;
        out += text.substr(at, found - at);
        out += to;
        at = found + from.size();
        ++done;
        checkTextSize(out.size());
    }
    return out += text.substr(at);
}

} // namespace postern::pyobject
