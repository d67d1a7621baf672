// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/yaml/problem.h"

#include "engine/base/utf8.h"

#include <array>

namespace postern::yaml {

namespace {

struct Words
{
    std::string_view parser; ///< what yaml-cpp says, or its start
    std::string_view message;
    std::string_view hint;
    std::string_view pythonClass;
};

constexpr std::array kWords = {
    Words{"end of map not found",
          "The text doesn't go on as a mapping here.",
          "Check the indentation of this line and that its key is followed by a colon and a space.",
          "ParserError"},
    Words{"end of map flow not found",
          "A mapping in braces isn't closed.",
          "Add the missing '}' or ','.",
          "ParserError"},
    Words{"end of sequence not found",
          "The text doesn't go on as a list here.",
          "Check the indentation of this line; every item starts with '- '.",
          "ParserError"},
    Words{"end of sequence flow not found",
          "A list in brackets isn't closed.",
          "Add the missing ']' or ','.",
          "ParserError"},
    Words{"illegal map value",
          "A ': ' stands where no key can be.",
          "Put quotes around a text that contains ': '.",
          "ScannerError"},
    Words{"illegal map key",
          "A key stands where none can be.",
          "Check the indentation of this line.",
          "ScannerError"},
    Words{"illegal block entry",
          "A list item '- ' stands where none can be.",
          "Put the list on lines of its own below its key.",
          "ScannerError"},
    Words{"illegal EOF in scalar",
          "A quoted text isn't closed.",
          "Add the closing quote.",
          "ScannerError"},
    Words{"illegal document indicator in scalar",
          "A quoted text isn't closed before the next document.",
          "Add the closing quote.",
          "ScannerError"},
    Words{"illegal tab when looking for indentation",
          "A tab is used for indentation.",
          "Indent with spaces; YAML doesn't allow tabs there.",
          "ScannerError"},
    Words{"illegal flow end",
          "A closing bracket has no opening one.",
          "Remove it, or put quotes around the text.",
          "ParserError"},
    Words{"unknown escape character",
          "A text in double quotes has an unknown escape.",
          "Write '\\\\' for a backslash, or use single quotes.",
          "ScannerError"},
    Words{"bad character found while scanning hex number",
          "An escape in double quotes isn't followed by hexadecimal digits.",
          "Write '\\\\' for a backslash, or use single quotes.",
          "ScannerError"},
    Words{"invalid unicode",
          "An escape in double quotes names no character.",
          "Write the character itself.",
          "ScannerError"},
    Words{"the referenced anchor is not defined",
          "The alias has no anchor before it.",
          "Define it with '&name' before, or put quotes around a text that starts with '*'.",
          "ComposerError"},
    Words{"plain value cannot start with flow indicator character",
          "A value can't start with this character.",
          "Put quotes around it.",
          "ScannerError"},
    Words{"unknown token",
          "A value can't start with this character.",
          "Put quotes around it.",
          "ScannerError"},
    Words{"bad file", "The text is nested too deeply.", "Use fewer levels.", "RecursionError"},
};

} // namespace

Problem syntaxProblem(std::string_view parserMessage, Span span)
{
    Problem problem;
    problem.code = "yaml-syntax";
    problem.span = span;
    for (const Words &words : kWords) {
        if (!parserMessage.starts_with(words.parser))
            continue;
        problem.message = words.message;
        problem.hint = words.hint;
        problem.pythonClass = words.pythonClass;
        return problem;
    }
    problem.message = "The text isn't YAML: " + std::string(parserMessage) + ".";
    problem.pythonClass = "ScannerError";
    return problem;
}

std::size_t findForbidden(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x20 && byte < 0x7F) {
            ++at;
            continue;
        }
        if (byte < 0x80) {
            if (byte != '\n' && byte != '\r' && byte != '\t')
                return at;
            ++at;
            continue;
        }
        const std::size_t begin = at;
        const char32_t c = utf8::next(text, at);
        const bool invalid = c == 0xFFFD && text.substr(begin, at - begin) != "\xEF\xBF\xBD";
        if (invalid || (c < 0xA0 && c != 0x85) || c == 0xFFFE || c == 0xFFFF)
            return begin;
    }
    return std::string_view::npos;
}

} // namespace postern::yaml
