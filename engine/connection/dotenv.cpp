// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/connection/dotenv.h"

#include "engine/base/error.h"

#include <algorithm>

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
    std::string value;
    std::size_t at = 1;
    for (; at < text.size() && text[at] != quote; ++at) {
        if (quote == '"' && text[at] == '\\' && at + 1 < text.size()) {
            const char c = text[++at];
            value += c == 'n' ? '\n' : c == 't' ? '\t' : c;
        } else {
            value += text[at];
        }
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

} // namespace

std::vector<std::pair<std::string, std::string>> parseDotenv(std::string_view text,
                                                             const std::string &file)
{
    std::vector<std::pair<std::string, std::string>> variables;
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    for (int number = 1; !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
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
                        "A line of the .env file isn't of the form NAME=value.",
                        "Write one variable a line; close quotes on the same line.",
                        Place{file, number, 1});
        }
        variables.emplace_back(name, value);
    }
    return variables;
}

} // namespace postern::connection
