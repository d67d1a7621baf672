// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/check/pythontext.h"

#include <algorithm>
#include <cstddef>

namespace postern::check {

namespace {

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
           || static_cast<unsigned char>(c) >= 0x80U;
}

struct PythonString
{
    std::size_t begin = 0; ///< of its first quote
    std::size_t end = 0;   ///< behind its last
    std::string_view contents;
};

/// The text with comments and what strings hold blanked, bytes and lines where they were.
struct Blanked
{
    std::string code;
    std::vector<PythonString> strings;
};

/// Where the string ends whose contents begin at `at`.
std::size_t endOfString(std::string_view text, std::size_t at, std::string_view quote)
{
    while (at < text.size() && text.substr(at, quote.size()) != quote) {
        if (quote.size() == 1 && text[at] == '\n')
            return at;
        at += text[at] == '\\' ? 2 : 1;
    }
    return std::min(at, text.size());
}

Blanked blanked(std::string_view text)
{
    Blanked result{std::string(text), {}};
    const auto blank = [&result](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            if (result.code[i] != '\n')
                result.code[i] = ' ';
        }
    };
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '#') {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            blank(at, end);
            at = end;
        } else if (text[at] == '"' || text[at] == '\'') {
            const bool isLong = at + 2 < text.size() && text[at + 1] == text[at]
                                && text[at + 2] == text[at];
            const std::string_view quote = text.substr(at, isLong ? 3 : 1);
            const std::size_t inner = at + quote.size();
            const std::size_t close = endOfString(text, inner, quote);
            const std::size_t end = std::min(close + quote.size(), text.size());
            result.strings.push_back({at, end, text.substr(inner, close - inner)});
            blank(inner, close);
            at = end;
        } else {
            ++at;
        }
    }
    return result;
}

std::string_view wordAt(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (end < text.size() && isWordCharacter(text[end]))
        ++end;
    return text.substr(at, end - at);
}

std::size_t skipBlanks(std::string_view text, std::size_t at)
{
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t'))
        ++at;
    return at;
}

void addImport(std::string_view module, int line, PythonText &read)
{
    const bool isKnown = std::ranges::any_of(read.imports,
                                             [module](const PythonText::Import &known) {
                                                 return known.module == module;
                                             });
    if (!module.empty() && !isKnown)
        read.imports.push_back({std::string(module), line});
}

/// "import a.b, c as d" and "from a.b import c".
void readImports(std::string_view line, int number, PythonText &read)
{
    std::size_t at = skipBlanks(line, 0);
    const std::string_view first = wordAt(line, at);
    if (first != "import" && first != "from")
        return;
    at = skipBlanks(line, at + first.size());
    if (first == "from") {
        const std::string_view module = wordAt(line, at);
        if (line.find(" import", at) != std::string_view::npos)
            addImport(module, number, read);
        return;
    }
    while (at < line.size()) {
        addImport(wordAt(line, at), number, read);
        const std::size_t comma = line.find(',', at);
        at = comma == std::string_view::npos ? line.size() : skipBlanks(line, comma + 1);
    }
}

/// Parameters and variables that are annotated with a class of connections.
void readConnectionTypes(std::string_view code, PythonText &read)
{
    constexpr std::string_view kEnd = "Connection";
    for (std::size_t at = code.find(kEnd); at != std::string_view::npos;
         at = code.find(kEnd, at + kEnd.size())) {
        std::size_t begin = at;
        while (begin > 0 && isWordCharacter(code[begin - 1]))
            --begin;
        const std::string_view type = wordAt(code, begin);
        if (!type.ends_with(kEnd))
            continue;
        // Back over "Optional[", "connections." and the colon to the name.
        while (begin > 0
               && (isWordCharacter(code[begin - 1]) || code[begin - 1] == '.'
                   || code[begin - 1] == '[' || code[begin - 1] == ' '))
            --begin;
        if (begin == 0 || code[begin - 1] != ':')
            continue;
        std::size_t end = begin - 1;
        while (end > 0 && code[end - 1] == ' ')
            --end;
        std::size_t start = end;
        while (start > 0 && isWordCharacter(code[start - 1]))
            --start;
        if (start < end)
            read.connectionTypes.emplace(code.substr(start, end - start), type);
    }
}

void addOnce(std::string text, std::vector<std::string> &list)
{
    if (std::ranges::find(list, text) == list.end())
        list.push_back(std::move(text));
}

/// Whether the code before a string asks the environment for it.
bool isAskedFor(std::string_view before)
{
    while (before.ends_with(' ') || before.ends_with('\n'))
        before.remove_suffix(1);
    return before.ends_with("environ[") || before.ends_with("environ.get(")
           || before.ends_with("getenv(") || before.ends_with("environ.pop(")
           || before.ends_with("environ.setdefault(");
}

} // namespace

PythonText readPythonText(std::string_view text)
{
    PythonText read;
    const Blanked look = blanked(text);
    const std::string_view code = look.code;
    int number = 0;
    for (std::size_t begin = 0; begin < code.size();) {
        const std::size_t end = std::min(code.find('\n', begin), code.size());
        readImports(code.substr(begin, end - begin), ++number, read);
        begin = end + 1;
    }
    readConnectionTypes(code, read);
    for (const PythonString &string : look.strings) {
        if (string.contents.empty() || string.contents.find('\n') != std::string_view::npos)
            continue;
        if (isAskedFor(code.substr(0, string.begin)))
            addOnce(std::string(string.contents), read.environmentVariables);
        if (string.contents.starts_with("http://") || string.contents.starts_with("https://"))
            addOnce(std::string(string.contents), read.addresses);
    }
    return read;
}

} // namespace postern::check
