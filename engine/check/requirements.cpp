// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/check/requirements.h"

#include <algorithm>

namespace postern::check {

namespace {

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
           || c == '_' || c == '.';
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t\r\f");
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\f") - begin + 1);
}

/// A line without its comment and the options after the requirement.
std::string_view meaningOf(std::string_view line)
{
    line = trimmed(line);
    if (line.starts_with('#'))
        return {};
    for (const std::string_view end : {" #", "\t#", " --"}) {
        if (!line.starts_with("--"))
            line = line.substr(0, line.find(end));
    }
    return trimmed(line);
}

/// What follows an option such as --index-url, with or without a sign between.
std::string_view valueOfOption(std::string_view line)
{
    const std::size_t end = line.find_first_of(" \t=");
    return end == std::string_view::npos
               ? std::string_view()
               : trimmed(line.substr(line.find_first_not_of(" \t=", end)));
}

/// What stands before an address, as in git+https://.
std::string_view addressIn(std::string_view text)
{
    const std::size_t at = text.find("://");
    if (at == std::string_view::npos)
        return {};
    std::size_t begin = at;
    while (begin > 0 && text[begin - 1] >= 'a' && text[begin - 1] <= 'z')
        --begin;
    return text.substr(begin, text.find_first_of(" \t;", at) - begin);
}

void readLine(std::string_view line, int number, Requirements &read)
{
    line = meaningOf(line);
    const std::string_view address = addressIn(line);
    if (line.starts_with('-')) {
        if (!addressIn(valueOfOption(line)).empty())
            read.addresses.emplace_back(address);
        return;
    }
    std::size_t end = 0;
    while (end < line.size() && isNameCharacter(line[end]))
        ++end;
    const std::string_view before = line.substr(0, line.find("://"));
    const bool isAddressAlone = !address.empty()
                                && before.find_first_of("@ \t") == std::string_view::npos;
    if (!address.empty())
        read.addresses.emplace_back(address);
    if (end == 0 || isAddressAlone || line.front() == '.')
        return;
    Requirement package;
    package.name = line.substr(0, end);
    package.line = number;
    std::string_view rest = trimmed(line.substr(end));
    if (rest.starts_with('[')) {
        const std::size_t close = rest.find(']');
        rest = close == std::string_view::npos ? std::string_view()
                                               : trimmed(rest.substr(close + 1));
    }
    package.specifier = trimmed(rest.substr(0, rest.find(';')));
    const std::string &specifier = package.specifier;
    package.isPinned = specifier.starts_with('@')
                       || (specifier.find("==") != std::string::npos
                           && specifier.find('*') == std::string::npos);
    read.packages.push_back(std::move(package));
}

} // namespace

Requirements readRequirements(std::string_view text)
{
    Requirements read;
    int number = 0;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        readLine(text.substr(begin, end - begin), ++number, read);
        begin = end + 1;
    }
    return read;
}

std::string hostOf(std::string_view address)
{
    const std::size_t scheme = address.find("://");
    if (scheme == std::string_view::npos)
        return {};
    std::string_view host = address.substr(scheme + 3);
    host = host.substr(0, host.find_first_of("/?#"));
    if (const std::size_t user = host.rfind('@'); user != std::string_view::npos)
        host = host.substr(user + 1);
    if (!host.starts_with('['))
        host = host.substr(0, host.find(':'));
    const bool isHost = !host.empty() && std::ranges::all_of(host, [](char c) {
        return isNameCharacter(c) || c == '[' || c == ']' || c == ':';
    });
    std::string lower(isHost ? host : std::string_view());
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

} // namespace postern::check
