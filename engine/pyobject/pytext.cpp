// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/pytext.h"

#include "engine/base/utf8.h"

namespace postern::pyobject {

bool isPythonSpace(char32_t codePoint)
{
    if (codePoint < 0x80)
        return (codePoint >= 0x09 && codePoint <= 0x0D) || (codePoint >= 0x1C && codePoint <= 0x20);
    return codePoint == 0x85 || codePoint == 0xA0 || codePoint == 0x1680
           || (codePoint >= 0x2000 && codePoint <= 0x200A) || codePoint == 0x2028
           || codePoint == 0x2029 || codePoint == 0x202F || codePoint == 0x205F
           || codePoint == 0x3000;
}

std::size_t skipSpace(std::string_view text, std::size_t at)
{
    while (at < text.size()) {
        std::size_t next = at;
        if (!isPythonSpace(utf8::next(text, next)))
            break;
        at = next;
    }
    return at;
}

std::string_view strip(std::string_view text)
{
    text.remove_prefix(skipSpace(text, 0));
    std::size_t end = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (!isPythonSpace(utf8::next(text, at)))
            end = at;
    }
    return text.substr(0, end);
}

std::string asciiLower(std::string_view text)
{
    std::string lower(text);
    for (char &c : lower) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
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
