// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/editor/indentation.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace postern::widgets {

namespace {

constexpr std::size_t kStep = 2;
constexpr std::string_view kIndentBlanks = " \t";
constexpr std::string_view kBeforeValue = "[{,:";

bool isBlankAt(std::string_view line, std::size_t at)
{
    return at >= line.size() || line[at] == ' ' || line[at] == '\t';
}

// Where a value of a flow may begin.
bool isBehindMark(std::string_view line, std::size_t at)
{
    return at == 0 || isBlankAt(line, at - 1)
           || kBeforeValue.find(line[at - 1]) != std::string_view::npos;
}

/// Reads YAML line by line, as much of it as tells where the next line stands.
class YamlReader
{
public:
    void read(std::string_view line);
    /// Where the line that follows stands; `after` is what comes after it.
    std::string next(std::string_view after) const;
    /// Where the bracket stands that closes the innermost flow.
    std::string closing() const
    {
        return std::string(m_flows.empty() ? 0 : m_flows.back().home, ' ');
    }

private:
    struct Flow
    {
        std::size_t home;   // of the bracket that closes it
        std::size_t inside; // of its entries
    };

    bool isInBlock(std::string_view line);
    void readEntry(std::string_view line, std::size_t at);
    std::size_t takeDashes(std::string_view line, std::size_t at);
    void readRest(std::string_view line, std::size_t at);
    void readFlow(std::string_view line, std::size_t at);
    void startValue();
    std::size_t skipQuoted(std::string_view line, std::size_t at);
    std::size_t takeValue(std::string_view line, std::size_t colon);
    std::size_t columnInside(std::string_view after) const;

    std::optional<std::size_t> m_block; // column of what holds a block scalar
    std::vector<Flow> m_flows;
    char m_quote = '\0';
    std::size_t m_behind = 0; // where the line stands after a value of several lines
    std::size_t m_step = kStep;

    // Of the last line.
    std::string m_blanks;
    std::size_t m_home = 0; // column of its key, or of its text
    std::size_t m_dash = 0;
    bool m_hasDash = false;
    bool m_hasKey = false;
    bool m_isOpen = false; // its key, or its dash, has no value yet
    bool m_startsBlock = false;
    bool m_startsFlow = false;
    bool m_endsFlow = false;
    bool m_startsQuote = false;
    bool m_goesOn = false; // in a value that began in a line before
};

bool YamlReader::isInBlock(std::string_view line)
{
    if (!m_block)
        return false;
    if (m_blanks.size() == line.size() || m_blanks.size() > *m_block)
        return true;
    m_block.reset();
    return false;
}

void YamlReader::read(std::string_view line)
{
    const bool wasOpen = m_isOpen && m_hasKey;
    const std::size_t key = m_home;
    m_blanks = leadingBlanks(line);
    m_startsBlock = m_startsFlow = m_endsFlow = m_startsQuote = false;
    m_goesOn = !m_flows.empty() || m_quote != '\0';
    if (isInBlock(line))
        return;
    const std::size_t at = m_blanks.size();
    if (at == line.size() || line[at] == '#')
        return;
    if (m_goesOn) {
        m_hasKey = m_hasDash = m_isOpen = false;
        readRest(line, at);
        return;
    }
    readEntry(line, at);
    if (wasOpen && !m_hasDash && m_blanks.size() > key)
        m_step = m_blanks.size() - key;
}

void YamlReader::readEntry(std::string_view line, std::size_t at)
{
    m_hasKey = m_hasDash = m_isOpen = false;
    at = takeDashes(line, at);
    m_home = columnOf(line, at);
    if (at >= line.size() || line[at] == '#') {
        m_isOpen = m_hasDash;
        m_home = m_dash;
        return;
    }
    readRest(line, at);
}

std::size_t YamlReader::takeDashes(std::string_view line, std::size_t at)
{
    while (at < line.size() && line[at] == '-' && isBlankAt(line, at + 1)) {
        m_hasDash = true;
        m_dash = columnOf(line, at);
        at = std::min(line.find_first_not_of(kIndentBlanks, at + 1), line.size());
    }
    return at;
}

// A key and what follows it, or the rest of a flow or of a quoted text.
void YamlReader::readRest(std::string_view line, std::size_t at)
{
    if (m_quote != '\0') {
        at = skipQuoted(line, at);
    } else if (m_hasDash && !m_goesOn && (line[at] == '|' || line[at] == '>')) {
        m_block = m_dash; // an entry that is a text
        m_startsBlock = true;
        return;
    }
    std::size_t start = m_goesOn ? line.size() : at; // of a value
    for (; at < line.size(); ++at) {
        const char each = line[at];
        if (each == '#' && (at == 0 || isBlankAt(line, at - 1)))
            return;
        if (m_flows.empty() && each == ':' && isBlankAt(line, at + 1) && !m_goesOn && !m_hasKey) {
            m_hasKey = true;
            start = takeValue(line, at);
            if (m_isOpen || m_startsBlock)
                return;
            continue;
        }
        const bool begins = m_flows.empty() ? at == start : isBehindMark(line, at);
        if ((each == '"' || each == '\'') && begins) {
            startValue();
            m_quote = each;
            m_startsQuote = true;
            at = skipQuoted(line, at + 1) - 1;
        } else if (!m_flows.empty() || ((each == '[' || each == '{') && begins)) {
            readFlow(line, at);
        }
    }
}

void YamlReader::readFlow(std::string_view line, std::size_t at)
{
    const char each = line[at];
    if (each == '[' || each == '{') {
        startValue();
        const bool isLast = isBlankAt(line, line.find_first_not_of(kIndentBlanks, at + 1));
        const std::size_t home = m_flows.empty() ? m_home : m_blanks.size();
        m_flows.push_back({home, isLast ? home + m_step : columnOf(line, at + 1)});
        m_startsFlow = true;
    } else if (each == ']' || each == '}') {
        m_flows.pop_back();
        m_endsFlow = !m_startsFlow;
        m_startsFlow = false;
    }
}

void YamlReader::startValue()
{
    if (m_flows.empty() && !m_goesOn)
        m_behind = m_hasDash && !m_hasKey ? m_dash : m_home;
}

// Answers where the quoted text ends: after the quote, or with the line.
std::size_t YamlReader::skipQuoted(std::string_view line, std::size_t at)
{
    for (; at < line.size(); ++at) {
        if (line[at] == '\\' && m_quote == '"') {
            ++at;
        } else if (line[at] == m_quote) {
            m_quote = '\0';
            m_startsQuote = false;
            return at + 1;
        }
    }
    return line.size();
}

// Answers where the value begins.
std::size_t YamlReader::takeValue(std::string_view line, std::size_t colon)
{
    std::size_t at = line.find_first_not_of(kIndentBlanks, colon + 1);
    // An anchor or a tag is no value.
    while (at != std::string_view::npos && (line[at] == '&' || line[at] == '!')) {
        const std::size_t end = line.find_first_of(kIndentBlanks, at);
        at = end == std::string_view::npos ? end : line.find_first_not_of(kIndentBlanks, end);
    }
    m_isOpen = at == std::string_view::npos || line[at] == '#';
    if (!m_isOpen && (line[at] == '|' || line[at] == '>')) {
        m_block = m_home;
        m_startsBlock = true;
    }
    return at;
}

std::string YamlReader::next(std::string_view after) const
{
    const auto spaces = [](std::size_t count) { return std::string(count, ' '); };
    if (m_startsBlock)
        return spaces(*m_block + m_step);
    if (m_block)
        return m_blanks;
    if (m_quote != '\0')
        return m_startsQuote ? spaces(m_home + m_step) : m_blanks;
    if (!m_flows.empty())
        return m_startsFlow || m_endsFlow ? spaces(m_flows.back().inside) : m_blanks;
    if (m_goesOn)
        return spaces(m_behind);
    if (m_isOpen)
        return spaces(columnInside(after));
    if (m_hasKey)
        return spaces(m_home);
    return m_hasDash ? spaces(m_dash) : m_blanks;
}

// As what stands there already.
std::size_t YamlReader::columnInside(std::string_view after) const
{
    std::string_view line;
    while (!after.empty() && leadingBlanks(line).size() == line.size())
        line = takeLine(after);
    const std::size_t column = leadingBlanks(line).size();
    const bool isEntry = m_hasKey && line.substr(column).starts_with("- ");
    if (column < line.size() && (column > m_home || (column == m_home && isEntry)))
        return column;
    return m_home + m_step;
}

} // namespace

std::string yamlIndentation(std::string_view before, std::string_view after)
{
    YamlReader reader;
    while (!before.empty())
        reader.read(takeLine(before));
    return reader.next(after);
}

std::string yamlClosing(std::string_view before)
{
    YamlReader reader;
    while (!before.empty())
        reader.read(takeLine(before));
    return reader.closing();
}

} // namespace postern::widgets
