// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/editor/linebreak.h"

#include "widgets/editor/indentation.h"

#include <algorithm>

namespace postern::widgets {

namespace {

constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kLineEnds = "\r\n";

bool isBlank(std::string_view text)
{
    return text.find_first_not_of(kBlanks) == std::string_view::npos;
}

// Of the line that the caret is in, else of the one before it.
std::string_view lineEndAt(std::string_view text, std::size_t offset, std::string_view fallback)
{
    std::size_t at = text.find_first_of(kLineEnds, offset);
    if (at == std::string_view::npos)
        at = text.find_last_of(kLineEnds, offset == 0 ? 0 : offset - 1);
    if (at == std::string_view::npos)
        return fallback;
    if (text[at] == '\n' && at > 0 && text[at - 1] == '\r')
        --at;
    return text.substr(at, text.substr(at, 2) == "\r\n" ? 2 : 1);
}

bool closes(char open, char close)
{
    return (open == '(' && close == ')') || (open == '[' && close == ']')
           || (open == '{' && close == '}');
}

std::string indentation(IndentRule rule, std::string_view before, std::string_view after)
{
    switch (rule) {
    case IndentRule::None:
        return {};
    case IndentRule::Keep:
        return std::string(leadingBlanks(lastLine(before)));
    case IndentRule::Yaml:
        return yamlIndentation(before, after);
    case IndentRule::Python:
        return pythonIndentation(before);
    case IndentRule::Json:
        return jsonIndentation(before);
    }
    return {};
}

} // namespace

std::size_t frontMatterEnd(std::string_view text)
{
    if (!text.starts_with("---"))
        return 0;
    const std::size_t lineEnd = text.find("\n---", 3);
    return lineEnd == std::string_view::npos ? lineEnd : lineEnd + 1;
}

IndentRule indentRule(std::string_view fileName, std::string_view text, std::size_t offset)
{
    const std::size_t dot = fileName.find_last_of('.');
    std::string suffix(dot == std::string_view::npos ? std::string_view()
                                                     : fileName.substr(dot + 1));
    std::ranges::transform(suffix, suffix.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    if (suffix == "yaml" || suffix == "yml")
        return IndentRule::Yaml;
    if (suffix == "prompty")
        return offset < frontMatterEnd(text) ? IndentRule::Yaml : IndentRule::Keep;
    if (suffix == "py")
        return IndentRule::Python;
    if (suffix == "json")
        return IndentRule::Json;
    if (suffix == "jsonl" || suffix == "csv" || suffix == "tsv")
        return IndentRule::None;
    return IndentRule::Keep;
}

LineBreak breakLine(IndentRule rule,
                    std::string_view text,
                    std::size_t begin,
                    std::size_t end,
                    std::string_view lineEnd)
{
    const std::string_view newLine = lineEndAt(text, begin, lineEnd);
    std::string_view after = text.substr(end);
    const std::string_view tail = takeLine(after);
    const std::string_view head = lastLine(text.substr(0, begin));
    LineBreak result{begin, end, std::string(newLine), newLine.size()};
    if (rule == IndentRule::None)
        return result;
    if (isBlank(head)) {
        // What follows keeps its column. In prose blanks may be meant.
        const bool isEmpty = isBlank(tail);
        if (rule != IndentRule::Keep || !isEmpty)
            result.begin -= head.size();
        if (rule != IndentRule::Keep && isEmpty)
            result.end += tail.size();
        result.text += head;
        result.caret = result.text.size();
        return result;
    }
    const std::string_view before = text.substr(0, begin);
    const std::size_t gap = std::min(tail.find_first_not_of(kBlanks), tail.size());
    result.end += gap;
    result.text += indentation(rule, before, after);
    result.caret = result.text.size();
    // Between two brackets the second comes to stand below the line of the first.
    const std::size_t last = before.find_last_not_of(kBlanks);
    if (rule != IndentRule::Keep && gap < tail.size() && closes(before[last], tail[gap])) {
        result.text += newLine;
        result.text += rule == IndentRule::Yaml ? yamlClosing(before) : leadingBlanks(head);
    }
    return result;
}

std::string_view leadingBlanks(std::string_view line)
{
    return line.substr(0, std::min(line.find_first_not_of(kBlanks), line.size()));
}

std::string_view lastLine(std::string_view text)
{
    const std::size_t at = text.find_last_of(kLineEnds);
    return at == std::string_view::npos ? text : text.substr(at + 1);
}

std::string_view takeLine(std::string_view &text)
{
    const std::size_t end = std::min(text.find_first_of(kLineEnds), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end);
    if (!text.empty())
        text.remove_prefix(text.starts_with("\r\n") ? 2 : 1);
    return line;
}

std::size_t columnOf(std::string_view line, std::size_t byte)
{
    return static_cast<std::size_t>(std::ranges::count_if(line.substr(0, byte), [](char each) {
        return (static_cast<unsigned char>(each) & 0xC0U) != 0x80U;
    }));
}

} // namespace postern::widgets
