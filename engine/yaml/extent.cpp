// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/yaml/extent.h"

#include <algorithm>

namespace postern::yaml {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

bool isSpace(char c)
{
    return isBlank(c) || c == '\n' || c == '\r';
}

bool isFlowIndicator(char c)
{
    return c == ',' || c == '[' || c == ']' || c == '{' || c == '}';
}

std::size_t lineEnd(std::string_view text, std::size_t at)
{
    return std::min(text.find('\n', at), text.size());
}

/// The end of a line without its "\r".
std::size_t contentEnd(std::string_view text, std::size_t begin, std::size_t end)
{
    return end > begin && end <= text.size() && text[end - 1] == '\r' ? end - 1 : end;
}

} // namespace

std::size_t skipBlanks(std::string_view text, std::size_t at)
{
    while (at < text.size() && isBlank(text[at]))
        ++at;
    return at;
}

std::size_t skipSpace(std::string_view text, std::size_t at)
{
    while (at < text.size()) {
        if (isSpace(text[at]))
            ++at;
        else if (text[at] == '#' && (at == 0 || isSpace(text[at - 1])))
            at = lineEnd(text, at);
        else
            break;
    }
    return at;
}

std::size_t endOfProperty(std::string_view text, std::size_t at)
{
    if (text.substr(at).starts_with("!<")) {
        const std::size_t close = text.find('>', at);
        return close == std::string_view::npos ? text.size() : close + 1;
    }
    while (at < text.size() && !isSpace(text[at]) && !isFlowIndicator(text[at]))
        ++at;
    return at;
}

std::size_t endOfQuoted(std::string_view text, std::size_t at)
{
    const char quote = text[at];
    for (++at; at < text.size(); ++at) {
        if (quote == '"' && text[at] == '\\') {
            ++at;
        } else if (text[at] == quote) {
            if (quote == '\'' && at + 1 < text.size() && text[at + 1] == '\'')
                ++at;
            else
                return at + 1;
        }
    }
    return std::string_view::npos;
}

std::size_t endOfPlain(std::string_view text, std::size_t at, std::string_view value)
{
    // Folding changes nothing but white space, so the other characters lead to the end.
    std::size_t end = at;
    for (const char c : value) {
        if (isSpace(c))
            continue;
        while (at < text.size() && isSpace(text[at]))
            ++at;
        if (at >= text.size() || text[at] != c)
            break;
        end = ++at;
    }
    return end;
}

std::size_t endOfBlockScalar(std::string_view text, std::size_t at, int parent)
{
    std::size_t end = lineEnd(text, at);
    const std::string_view header = text.substr(at, end - at);
    const std::string_view indicators = header.substr(0, header.find_first_of(" \t\r#"));
    const bool keep = indicators.find('+') != std::string_view::npos;
    const std::size_t digit = indicators.find_first_of("123456789");
    int indent = digit == std::string_view::npos ? -1
                                                 : std::max(parent, 0) + (indicators[digit] - '0');
    const std::size_t comment = header.find(" #");
    std::size_t result = contentEnd(text, at, end);
    if (comment == std::string_view::npos)
        result = at + header.find_last_not_of(" \t\r") + 1;
    while (end < text.size()) {
        const std::size_t begin = end + 1;
        end = lineEnd(text, begin);
        const std::size_t last = contentEnd(text, begin, end);
        std::size_t first = begin;
        while (first < last && text[first] == ' ')
            ++first;
        const int width = static_cast<int>(first - begin);
        if (first == last && (indent < 0 || width <= indent)) {
            // A blank line belongs to the scalar only when content follows or "+" keeps it.
            if (keep && end < text.size())
                result = last;
            continue;
        }
        if (indent < 0 && width > parent)
            indent = width;
        if (indent < 0 || width < indent)
            break;
        const std::string_view start = text.substr(begin, 3);
        const bool marker = (start == "---" || start == "...")
                            && (begin + 3 >= text.size() || isSpace(text[begin + 3]));
        if (marker)
            break;
        result = last;
    }
    return result;
}

std::size_t endOfAlias(std::string_view text, std::size_t at)
{
    return endOfProperty(text, at);
}

std::size_t endOfFlow(std::string_view text, std::size_t at, char bracket)
{
    while (at < text.size() && text[at] != bracket) {
        const std::size_t next = skipSpace(text, at);
        at = next == at ? at + 1 : next;
    }
    return std::min(at + 1, text.size());
}

int column(std::string_view text, std::size_t at)
{
    const std::size_t line = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
    return static_cast<int>(line == std::string_view::npos ? at : at - line - 1);
}

std::size_t nullWord(std::string_view text, std::size_t at)
{
    for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
        const std::size_t end = at + word.size();
        if (text.substr(std::min(at, text.size())).starts_with(word)
            && (end == text.size() || isSpace(text[end]) || isFlowIndicator(text[end])
                || text[end] == ':'))
            return word.size();
    }
    return 0;
}

} // namespace postern::yaml
