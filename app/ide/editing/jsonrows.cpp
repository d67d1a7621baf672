// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/editing/jsonrows.h"

#include "engine/base/error.h"
#include "engine/base/json.h"

#include <algorithm>
#include <optional>
#include <ranges>
#include <utility>

namespace postern::ide {

namespace {

constexpr std::string_view kBlank = " \t\r\n";

std::size_t skipBlank(std::string_view text, std::size_t at)
{
    return std::min(text.find_first_not_of(kBlank, at), text.size());
}

// Behind the string that begins there; npos when it doesn't end.
std::size_t endOfString(std::string_view text, std::size_t at)
{
    for (++at; at < text.size(); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (text[at] == '"')
            return at + 1;
    }
    return std::string_view::npos;
}

// Behind the value that begins there, whatever is in it; npos when it doesn't end.
std::size_t endOfValue(std::string_view text, std::size_t at)
{
    int depth = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '"') {
            at = endOfString(text, at);
            if (at == std::string_view::npos || depth == 0)
                return at;
            continue;
        }
        if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (depth == 0)
                return at; // of the value around it
            if (--depth == 0)
                return at + 1;
        } else if (depth == 0 && (c == ',' || kBlank.find(c) != std::string_view::npos)) {
            return at;
        }
        ++at;
    }
    return depth == 0 ? at : std::string_view::npos;
}

std::optional<std::string> stringOf(std::string_view literal)
{
    try {
        const Value value = json::parse(literal);
        return value.isString() ? std::optional(value.asString()) : std::nullopt;
    } catch (const Error &) {
        return {};
    }
}

} // namespace

RowPage nextLines(std::string_view text, std::size_t at, std::size_t most)
{
    RowPage page;
    while (at < text.size() && page.rows.size() < most) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::size_t last = end;
        while (last > at && kBlank.find(text[last - 1]) != std::string_view::npos)
            --last;
        const std::size_t begin = skipBlank(text, at);
        if (begin < last)
            page.rows.push_back({begin, last - begin});
        at = std::min(end + 1, text.size());
    }
    page.end = at;
    return page;
}

RowPage nextElements(std::string_view text, std::size_t at, std::size_t most)
{
    RowPage page{{}, text.size()};
    if (at == 0) {
        constexpr std::string_view kMark = "\xEF\xBB\xBF";
        at = skipBlank(text, text.starts_with(kMark) ? kMark.size() : 0);
        if (at >= text.size() || text[at] != '[')
            return page;
        ++at;
    }
    while (page.rows.size() < most) {
        at = skipBlank(text, at);
        if (at < text.size() && text[at] == ',')
            at = skipBlank(text, at + 1);
        if (at >= text.size() || text[at] == ']')
            return page;
        const std::size_t end = endOfValue(text, at);
        if (end == std::string_view::npos || end == at)
            return page;
        page.rows.push_back({at, end - at});
        at = end;
    }
    page.end = at;
    return page;
}

std::vector<RowMember> membersOf(std::string_view object)
{
    std::vector<RowMember> members;
    std::size_t at = skipBlank(object, 0);
    if (at >= object.size() || object[at] != '{')
        return {};
    ++at;
    for (;;) {
        at = skipBlank(object, at);
        if (at < object.size() && object[at] == ',')
            at = skipBlank(object, at + 1);
        if (at >= object.size() || object[at] != '"')
            return members;
        const std::size_t end = endOfString(object, at);
        if (end == std::string_view::npos)
            return members;
        std::optional<std::string> key = stringOf(object.substr(at, end - at));
        at = skipBlank(object, end);
        if (!key || at >= object.size() || object[at] != ':')
            return members;
        at = skipBlank(object, at + 1);
        const std::size_t last = endOfValue(object, at);
        if (last == std::string_view::npos || last == at)
            return members;
        members.push_back({std::move(*key), {at, last - at}});
        at = last;
    }
}

TextEdit memberEdit(std::string_view text,
                    const RowSpan &row,
                    std::string_view key,
                    std::string json)
{
    const std::string_view object = text.substr(row.begin, row.size);
    const std::vector<RowMember> members = membersOf(object);
    for (const RowMember &member : std::views::reverse(members)) {
        if (member.key != key)
            continue;
        if (object.substr(member.value.begin, member.value.size) == json)
            return {};
        return {row.begin + member.value.begin, member.value.size, std::move(json)};
    }
    if (object.empty() || object.front() != '{')
        return {};
    json::WriteOptions options;
    options.ensureAscii = false;
    const std::string name = json::write(Value(std::string(key)), options);
    if (members.empty())
        return {row.begin + 1, 0, name + ": " + json};
    // In the hand of what stands there.
    const RowMember &last = members.back();
    const bool isTight = object.find("\":\"") != std::string_view::npos
                         || object.find("\",\"") != std::string_view::npos;
    return {row.begin + last.value.begin + last.value.size,
            0,
            (isTight ? "," : ", ") + name + (isTight ? ":" : ": ") + json};
}

} // namespace postern::ide
