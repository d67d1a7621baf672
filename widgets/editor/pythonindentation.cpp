// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/editor/indentation.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

namespace postern::widgets {

namespace {

constexpr std::string_view kPythonStep = "    ";
constexpr std::string_view kJsonStep = "  ";
constexpr std::string_view kCodeBlanks = " \t";

/// Reads text line by line, as much of it as tells where the next line stands: brackets, strings
/// and, in Python, what opens and ends a block.
class CodeReader
{
public:
    enum class Language { Python, Json };
    explicit CodeReader(Language language)
        : m_isPython(language == Language::Python)
        , m_step(m_isPython ? kPythonStep : kJsonStep)
    {}

    void read(std::string_view line);
    std::string next() const;

private:
    void startStatement(std::string_view line);
    std::size_t readCharacter(std::string_view line, std::size_t at);
    std::size_t skipString(std::string_view line, std::size_t at);
    void openBracket(std::string_view line, std::size_t at);
    void closeBracket();
    std::string behindStatement() const;

    const bool m_isPython;
    std::string m_step;
    std::string m_string;                // the quotes of the string that goes on
    std::vector<std::string> m_brackets; // where lines inside stand
    std::string m_statement;             // blanks of the line that the statement began in
    std::string m_word;                  // that it began with
    bool m_goesOn = false;               // a backslash ends the line

    // Of the last line.
    std::string m_blanks;
    char m_last = '\0';
    bool m_wasInString = false;
    bool m_wasGoingOn = false;
    bool m_hasOpened = false;
    bool m_hasClosed = false;
};

void CodeReader::read(std::string_view line)
{
    const std::string_view blanks = leadingBlanks(line);
    m_wasInString = !m_string.empty();
    if (blanks.size() == line.size() && !m_wasInString)
        return;
    m_blanks = blanks;
    m_wasGoingOn = std::exchange(m_goesOn, false);
    m_hasOpened = m_hasClosed = false;
    if (!m_wasInString && m_brackets.empty() && !m_wasGoingOn)
        startStatement(line);
    for (std::size_t at = m_wasInString ? skipString(line, 0) : blanks.size(); at < line.size();
         ++at) {
        if (line[at] == '#' && m_isPython)
            return;
        if (kCodeBlanks.find(line[at]) == std::string_view::npos)
            at = readCharacter(line, at);
    }
}

void CodeReader::startStatement(std::string_view line)
{
    if (m_last == ':' && m_blanks.size() > m_statement.size())
        m_step = m_blanks.substr(m_statement.size());
    m_statement = m_blanks;
    m_last = '\0';
    const auto begin = line.begin() + static_cast<std::ptrdiff_t>(m_blanks.size());
    m_word.assign(begin, std::find_if(begin, line.end(), [](unsigned char each) {
                      return each != '_' && std::isalnum(each) == 0;
                  }));
}

// Answers the last byte that was read.
std::size_t CodeReader::readCharacter(std::string_view line, std::size_t at)
{
    const char each = line[at];
    m_last = each;
    if (each == '"' || (each == '\'' && m_isPython)) {
        const std::string quotes(3, each);
        const bool isLong = m_isPython && line.substr(at).starts_with(quotes);
        m_string = isLong ? quotes : quotes.substr(2);
        return skipString(line, at + m_string.size()) - 1;
    }
    if (each == '(' || each == '[' || each == '{')
        openBracket(line, at);
    else if (each == ')' || each == ']' || each == '}')
        closeBracket();
    else if (each == '\\' && at + 1 == line.size())
        m_goesOn = true;
    return at;
}

// Answers where the string ends: after its quotes, or with the line.
std::size_t CodeReader::skipString(std::string_view line, std::size_t at)
{
    for (; at < line.size(); ++at) {
        if (line[at] == '\\') {
            ++at;
        } else if (line.substr(at).starts_with(m_string)) {
            at += m_string.size();
            m_string.clear();
            return at;
        }
    }
    if (m_string.size() == 1)
        m_string.clear(); // a short one ends with its line, closed or not
    return line.size();
}

void CodeReader::openBracket(std::string_view line, std::size_t at)
{
    const std::size_t next = line.find_first_not_of(kCodeBlanks, at + 1);
    const bool isLast = next == std::string_view::npos || (m_isPython && line[next] == '#');
    m_brackets.push_back(isLast || !m_isPython ? m_blanks + m_step
                                               : std::string(columnOf(line, at + 1), ' '));
    m_hasOpened = true;
}

void CodeReader::closeBracket()
{
    if (m_brackets.empty())
        return;
    m_brackets.pop_back();
    m_hasClosed = true;
}

std::string CodeReader::next() const
{
    if (!m_string.empty())
        return m_blanks;
    if (!m_brackets.empty())
        return m_hasOpened || m_hasClosed ? m_brackets.back() : m_blanks;
    return m_isPython ? behindStatement() : m_blanks;
}

std::string CodeReader::behindStatement() const
{
    constexpr std::array<std::string_view, 5> kLast{"return", "raise", "pass", "break", "continue"};
    if (m_goesOn)
        return m_wasGoingOn ? m_blanks : m_statement + m_step;
    if (m_last == ':')
        return m_statement + m_step;
    if (std::ranges::find(kLast, m_word) != kLast.end() && m_statement.ends_with(m_step))
        return m_statement.substr(0, m_statement.size() - m_step.size());
    return m_statement;
}

std::string indentation(CodeReader::Language language, std::string_view before)
{
    CodeReader reader(language);
    while (!before.empty())
        reader.read(takeLine(before));
    return reader.next();
}

} // namespace

std::string pythonIndentation(std::string_view before)
{
    return indentation(CodeReader::Language::Python, before);
}

std::string jsonIndentation(std::string_view before)
{
    return indentation(CodeReader::Language::Json, before);
}

} // namespace postern::widgets
