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
    Message message;
    Message hint;
    std::string_view pythonClass;
};

const auto &allWords()
{
    static const std::array kWords = {
        Words{"end of map not found",
              tr("The text doesn't go on as a mapping here."),
              tr("Check the indentation of this line and that its key is followed by a colon and a "
                 "space."),
              "ParserError"},
        Words{"end of map flow not found",
              tr("A mapping in braces isn't closed."),
              tr("Add the missing '}' or ','."),
              "ParserError"},
        Words{"end of sequence not found",
              tr("The text doesn't go on as a list here."),
              tr("Check the indentation of this line; every item starts with '- '."),
              "ParserError"},
        Words{"end of sequence flow not found",
              tr("A list in brackets isn't closed."),
              tr("Add the missing ']' or ','."),
              "ParserError"},
        Words{"illegal map value",
              tr("A ': ' stands where no key can be."),
              tr("Put quotes around a text that contains ': '."),
              "ScannerError"},
        Words{"illegal map key",
              tr("A key stands where none can be."),
              tr("Check the indentation of this line."),
              "ScannerError"},
        Words{"illegal block entry",
              tr("A list item '- ' stands where none can be."),
              tr("Put the list on lines of its own below its key."),
              "ScannerError"},
        Words{"illegal EOF in scalar",
              tr("A quoted text isn't closed."),
              tr("Add the closing quote."),
              "ScannerError"},
        Words{"illegal document indicator in scalar",
              tr("A quoted text isn't closed before the next document."),
              tr("Add the closing quote."),
              "ScannerError"},
        Words{"illegal tab when looking for indentation",
              tr("A tab is used for indentation."),
              tr("Indent with spaces; YAML doesn't allow tabs there."),
              "ScannerError"},
        Words{"illegal flow end",
              tr("A closing bracket has no opening one."),
              tr("Remove it, or put quotes around the text."),
              "ParserError"},
        Words{"unknown escape character",
              tr("A text in double quotes has an unknown escape."),
              tr("Write '\\\\' for a backslash, or use single quotes."),
              "ScannerError"},
        Words{"bad character found while scanning hex number",
              tr("An escape in double quotes isn't followed by hexadecimal digits."),
              tr("Write '\\\\' for a backslash, or use single quotes."),
              "ScannerError"},
        Words{"invalid unicode",
              tr("An escape in double quotes names no character."),
              tr("Write the character itself."),
              "ScannerError"},
        Words{
            "the referenced anchor is not defined",
            tr("The alias has no anchor before it."),
            tr("Define it with '&name' before, or put quotes around a text that starts with '*'."),
            "ComposerError"},
        Words{"plain value cannot start with flow indicator character",
              tr("A value can't start with this character."),
              tr("Put quotes around it."),
              "ScannerError"},
        Words{"unknown token",
              tr("A value can't start with this character."),
              tr("Put quotes around it."),
              "ScannerError"},
        Words{"bad file",
              tr("The text is nested too deeply."),
              tr("Use fewer levels."),
              "RecursionError"},
    };
    return kWords;
}

} // namespace

Problem syntaxProblem(std::string_view parserMessage, Span span)
{
    Problem problem;
    problem.code = "yaml-syntax";
    problem.span = span;
    for (const Words &words : allWords()) {
        if (!parserMessage.starts_with(words.parser))
            continue;
        problem.message = words.message;
        problem.hint = words.hint;
        problem.pythonClass = words.pythonClass;
        return problem;
    }
    problem.message = tr("The text isn't YAML: %1.", parserMessage);
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
