// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/roleheader.h"

#include "engine/base/utf8.h"
#include "engine/pyobject/text.h"

namespace postern::tool {

namespace {

/// Python's IGNORECASE for the letters of the roles: beside ASCII, the long s and the i's without
/// or with an extra dot.
char32_t fold(char32_t c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A' + 'a';
    if (c == 0x17F)
        return U's';
    if (c == 0x130 || c == 0x131)
        return U'i';
    return c;
}

/// The byte after `role` at `at`, or npos.
std::size_t matchRole(std::string_view text, std::size_t at, std::string_view role)
{
    for (std::size_t i = 0; i < role.size();) {
        const char32_t expected = fold(utf8::next(role, i));
        if (at >= text.size() || fold(utf8::next(text, at)) != expected)
            return std::string_view::npos;
    }
    return at;
}

/// The header whose role word begins at `at`, if one does.
bool matchFromRole(std::string_view text,
                   std::size_t at,
                   std::span<const std::string_view> roles,
                   RoleHeader &header)
{
    for (const std::string_view role : roles) {
        const std::size_t roleEnd = matchRole(text, at, role);
        if (roleEnd == std::string_view::npos)
            continue;
        const std::size_t colon = pyobject::skipSpace(text, roleEnd);
        if (colon >= text.size() || text[colon] != ':')
            continue;
        const std::size_t spaceEnd = pyobject::skipSpace(text, colon + 1);
        const std::size_t lineEnd = text.substr(colon + 1, spaceEnd - colon - 1).rfind('\n');
        if (lineEnd == std::string_view::npos)
            continue;
        header.roleBegin = at;
        header.roleEnd = roleEnd;
        header.end = colon + 1 + lineEnd + 1;
        return true;
    }
    return false;
}

} // namespace

std::vector<RoleHeader> findRoleHeaders(std::string_view text,
                                        std::span<const std::string_view> roles)
{
    std::vector<RoleHeader> headers;
    std::size_t line = 0;
    while (line < text.size()) {
        RoleHeader header;
        header.begin = line;
        const std::size_t word = pyobject::skipSpace(text, line);
        const bool hash = word < text.size() && text[word] == '#';
        if (matchFromRole(text, hash ? pyobject::skipSpace(text, word + 1) : word, roles, header)) {
            headers.push_back(header);
            line = header.end;
            continue;
        }
        // Lines that begin within the white space just skipped lead to the same word.
        const std::size_t lineEnd = text.find('\n', word);
        if (lineEnd == std::string_view::npos)
            break;
        line = lineEnd + 1;
    }
    return headers;
}

} // namespace postern::tool
