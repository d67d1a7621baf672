// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/connection/dotenv.h"

#include "engine/base/error.h"
#include "engine/base/textencoding.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <ranges>

namespace postern::connection {
namespace {

constexpr std::string_view kSpace = " \t\r";

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(kSpace);
    if (begin == text.npos)
        return {};
    return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

std::string unquoted(std::string_view text, bool &valid)
{
    const char quote = text.front();
    const bool isDouble = quote == '"';
    const std::string_view escapes = isDouble ? "\\'\"abfnrtv" : "\\'";
    const std::string_view meanings = isDouble ? "\\'\"\a\b\f\n\r\t\v" : "\\'";
    std::string value;
    std::size_t at = 1;
    for (; at < text.size() && text[at] != quote; ++at) {
        // Other backslashes are themselves, as in Python's dotenv.
        const std::size_t escape = text[at] == '\\' && at + 1 < text.size()
                                       ? escapes.find(text[at + 1])
                                       : escapes.npos;
        value += escape == escapes.npos ? text[at] : meanings[escape];
        at += escape == escapes.npos ? 0 : 1;
    }
    const std::string_view rest = at < text.size() ? trimmed(text.substr(at + 1)) : "?";
    valid = rest.empty() || rest.starts_with('#');
    return value;
}

std::string valueOf(std::string_view text, bool &valid)
{
    if (text.starts_with('"') || text.starts_with('\''))
        return unquoted(text, valid);
    const std::size_t comment = text.find(" #");
    return std::string(trimmed(text.substr(0, comment)));
}

bool isName(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
        return c > ' ' && c != '"' && c != '\'' && c != '#';
    });
}

using Variables = std::vector<std::pair<std::string, std::string>>;

bool isIdentifier(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
        return c == '_' || std::isalnum(c) != 0;
    });
}

/// The last value of a name; that of this process, or the fallback, when no line has it.
std::string lookUp(const Variables &variables, const std::string &name, std::string_view fallback)
{
    for (const auto &[known, value] : variables | std::views::reverse) {
        if (known == name)
            return value;
    }
    const char *inherited = std::getenv(name.c_str());
    return inherited ? std::string(inherited) : std::string(fallback);
}

/// What is no variable, such as ${connection.key}, stays.
std::string expanded(std::string_view text, const Variables &variables)
{
    std::string result;
    while (true) {
        const std::size_t start = text.find("${");
        const std::size_t end = start == text.npos ? text.npos : text.find('}', start);
        if (end == text.npos)
            return result.append(text);
        const std::string_view inner = text.substr(start + 2, end - start - 2);
        const std::size_t colon = inner.find(":-");
        const std::string_view name = inner.substr(0, colon);
        result += text.substr(0, start);
        if (isIdentifier(name))
            result += lookUp(variables,
                             std::string(name),
                             colon == inner.npos ? std::string_view() : inner.substr(colon + 2));
        else
            result += text.substr(start, end + 1 - start);
        text.remove_prefix(end + 1);
    }
}

} // namespace

std::vector<std::pair<std::string, std::string>> parseDotenv(std::string_view bytes,
                                                             const std::string &file)
{
    std::vector<std::pair<std::string, std::string>> variables;
    const std::string decoded = decodeText(std::string(bytes));
    std::string_view text = decoded;
    for (int number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(end);
        text.remove_prefix(text.starts_with("\r\n") ? 2 : std::min<std::size_t>(1, text.size()));
        requireUtf8(line, tr("A line of the .env file"), Place{file, number, 1});
        if (line.empty() || line.starts_with('#'))
            continue;
        if (line.starts_with("export "))
            line = trimmed(line.substr(7));
        const std::size_t equals = line.find('=');
        const std::string_view name = trimmed(line.substr(0, equals));
        bool valid = equals != line.npos && isName(name);
        const std::string value = valid ? valueOf(trimmed(line.substr(equals + 1)), valid)
                                        : std::string();
        if (!valid) {
            throw Error(ErrorCode::InvalidInput,
                        tr("A line of the .env file isn't of the form NAME=value."),
                        tr("Write one variable a line; close quotes on the same line."),
                        Place{file, number, 1});
        }
        variables.emplace_back(name, expanded(value, variables));
    }
    return variables;
}

} // namespace postern::connection
