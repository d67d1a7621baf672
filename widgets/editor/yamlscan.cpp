// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/editor/yamlscan.h"

#include <algorithm>
#include <array>

namespace postern::widgets {

namespace {

using Inside = YamlState::Inside;

constexpr std::string_view kYamlBlanks = " \t";
constexpr std::string_view kFlowMarks = ",[]{}";
constexpr int kDeepest = 255;

bool isDigits(std::string_view text, std::string_view digits)
{
    return !text.empty() && text.find_first_not_of(digits) == std::string_view::npos;
}

// "1", "1.5", ".5", "1.", "1e9"
bool isDecimal(std::string_view text)
{
    constexpr std::string_view kDigits = "0123456789";
    const auto exponent = text.find_first_of("eE");
    if (exponent != std::string_view::npos) {
        std::string_view power = text.substr(exponent + 1);
        if (power.starts_with('+') || power.starts_with('-'))
            power.remove_prefix(1);
        if (!isDigits(power, kDigits))
            return false;
        text = text.substr(0, exponent);
    }
    const auto point = text.find('.');
    if (point == std::string_view::npos)
        return isDigits(text, kDigits);
    const std::string_view whole = text.substr(0, point);
    const std::string_view part = text.substr(point + 1);
    return whole.size() + part.size() > 0 && (whole.empty() || isDigits(whole, kDigits))
           && (part.empty() || isDigits(part, kDigits));
}

bool isNumber(std::string_view text)
{
    if (text.starts_with("0x"))
        return isDigits(text.substr(2), "0123456789abcdefABCDEF");
    if (text.starts_with("0o"))
        return isDigits(text.substr(2), "01234567");
    if (text == ".nan" || text == ".NaN" || text == ".NAN")
        return true;
    if (text.starts_with('-') || text.starts_with('+'))
        text.remove_prefix(1);
    return text == ".inf" || text == ".Inf" || text == ".INF" || isDecimal(text);
}

bool isKeyword(std::string_view text)
{
    constexpr std::array<std::string_view, 10>
        kWords{"true", "True", "TRUE", "false", "False", "FALSE", "null", "Null", "NULL", "~"};
    return std::ranges::find(kWords, text) != kWords.end();
}

class Scanner
{
public:
    Scanner(std::string_view line, YamlState state, std::vector<YamlToken> &tokens)
        : m_line(line)
        , m_state(state)
        , m_tokens(tokens)
    {}

    YamlState scan()
    {
        const std::size_t text = m_line.find_first_not_of(kYamlBlanks);
        if (text == std::string_view::npos) {
            take(m_line.size(), YamlStyle::Plain);
            return m_state;
        }
        const auto indent = static_cast<int>(m_line.find_first_not_of(' '));
        if (isMark("---") || isMark("...")) {
            m_state = {};
            take(3, YamlStyle::Delimiter);
        } else {
            leave(indent);
        }
        if (m_state.inside == Inside::Block) {
            takeScalar(m_line.size(), YamlStyle::Block);
            return m_state;
        }
        const bool isFree = m_state.inside == Inside::Nothing && m_state.depth == 0;
        if (isFree && m_line.front() == '%')
            take(m_line.size(), YamlStyle::Delimiter);
        else if (isFree && m_line[static_cast<std::size_t>(indent)] == '\t' && m_line[text] != '#')
            take(m_line.size(), YamlStyle::Error); // no tab indents in YAML
        if (m_state.inside != Inside::Nothing)
            goOnQuoting(m_state.inside == Inside::DoubleQuotes ? '"' : '\'');
        while (m_at < m_line.size())
            scanPiece();
        return m_state;
    }

private:
    /// What is open ends before a line that is indented no more than its parent.
    void leave(int indent)
    {
        if (indent > m_state.parent)
            return;
        m_state.inside = Inside::Nothing;
        if (m_state.depth == 0 || !isOneOf(static_cast<std::size_t>(indent), "]}")) {
            m_state.depth = 0;
            m_state.parent = indent - 1;
        }
    }

    void scanPiece()
    {
        const std::size_t text = std::min(m_line.find_first_not_of(kYamlBlanks, m_at),
                                          m_line.size());
        const bool isAfterBlank = text == 0 || isOneOf(text - 1, kYamlBlanks);
        take(text, YamlStyle::Plain);
        if (m_at == m_line.size())
            return;
        if (m_isStart && m_start == std::string_view::npos)
            m_start = m_at;
        const char c = m_line[m_at];
        if (c == '#' && isAfterBlank) {
            take(m_line.size(), YamlStyle::Comment);
            return;
        }
        const bool isMark = (m_isStart && scanStart(c)) || (m_state.depth > 0 && scanFlowMark(c));
        if (!isMark)
            scanPlain();
    }

    /// What can begin a node only. Returns whether that is here.
    bool scanStart(char c)
    {
        switch (c) {
        case '-':
        case '?':
        case ':':
            return scanIndicator(c);
        case '&':
        case '*':
            take(endOfWord(), YamlStyle::Anchor);
            m_isStart = c == '&';
            return true;
        case '!':
            take(endOfWord(), YamlStyle::Tag);
            return true;
        case '|':
        case '>':
            return scanBlockHeader();
        case '"':
        case '\'':
            scanQuoted(c);
            return true;
        case '[':
        case '{':
            take(m_at + 1, YamlStyle::Operator);
            m_state.depth = std::min(m_state.depth + 1, kDeepest);
            return true;
        case '@':
        case '`':
            take(m_at + 1, YamlStyle::Error); // kept for later use: nothing may begin with them
            return true;
        default:
            return false;
        }
    }

    /// "- ", "? " and ": " of the block style.
    bool scanIndicator(char c)
    {
        if (m_state.depth > 0 || !isBlank(m_at + 1))
            return false;
        if (c != ':')
            m_state.parent = static_cast<int>(m_at);
        take(m_at + 1, YamlStyle::Operator);
        m_start = std::string_view::npos;
        return true;
    }

    bool scanBlockHeader()
    {
        const std::size_t end = std::min(m_line.find_first_not_of("+-0123456789", m_at + 1),
                                         m_line.size());
        if (m_state.depth > 0 || !isBlank(end))
            return false;
        take(end, YamlStyle::Block);
        m_isStart = false;
        m_state.inside = Inside::Block;
        return true;
    }

    bool scanFlowMark(char c)
    {
        if (c != ':' && kFlowMarks.find(c) == std::string_view::npos)
            return false;
        if (c == ']' || c == '}')
            --m_state.depth;
        else if (c == '[' || c == '{')
            m_state.depth = std::min(m_state.depth + 1, kDeepest);
        take(m_at + 1, YamlStyle::Operator);
        m_isStart = c != ']' && c != '}';
        return true;
    }

    void scanQuoted(char quote)
    {
        const std::size_t end = endOfQuoted(m_at + 1, quote);
        if (end == std::string_view::npos) {
            m_state.inside = quote == '"' ? Inside::DoubleQuotes : Inside::SingleQuotes;
            takeScalar(m_line.size(), YamlStyle::String);
            return;
        }
        const std::size_t colon = m_line.find_first_not_of(kYamlBlanks, end);
        if (isColon(colon) || (m_state.depth > 0 && isOneOf(colon, ":")))
            return takeKey(end, colon);
        takeScalar(end, YamlStyle::String);
        m_isStart = false;
    }

    void goOnQuoting(char quote)
    {
        const std::size_t end = endOfQuoted(0, quote);
        takeScalar(std::min(end, m_line.size()), YamlStyle::String);
        if (end == std::string_view::npos)
            return;
        m_state.inside = Inside::Nothing;
        m_isStart = false;
    }

    void scanPlain()
    {
        std::size_t end = m_at + 1;
        if (isReferenceAt(m_at))
            end = m_line.find('}', m_at) + 1;
        while (end < m_line.size() && !endsPlain(end))
            end = isReferenceAt(end) ? m_line.find('}', end) + 1 : end + 1;
        const bool isKey = isColon(end);
        const std::size_t last = m_line.find_last_not_of(kYamlBlanks, end - 1) + 1;
        if (isKey)
            return takeKey(last, end);
        const std::string_view text = m_line.substr(m_at, last - m_at);
        YamlStyle style = YamlStyle::Plain;
        if (isNumber(text))
            style = YamlStyle::Number;
        else if (isKeyword(text))
            style = YamlStyle::Keyword;
        takeScalar(last, style);
        m_isStart = false;
    }

    bool endsPlain(std::size_t at) const
    {
        if (m_line[at] == '#')
            return isOneOf(at - 1, kYamlBlanks);
        return isColon(at) || (m_state.depth > 0 && isOneOf(at, kFlowMarks));
    }

    /// A key, and the colon after it.
    void takeKey(std::size_t end, std::size_t colon)
    {
        take(end, YamlStyle::Key);
        take(colon, YamlStyle::Plain);
        take(colon + 1, YamlStyle::Operator);
        if (m_state.depth == 0) {
            m_state.parent = static_cast<int>(m_start);
            m_hasKey = true;
        }
        m_isStart = true;
    }

    /// A colon that makes a key of what stands before it: one in a line of the block style.
    bool isColon(std::size_t at) const
    {
        if (!isOneOf(at, ":"))
            return false;
        if (m_state.depth > 0)
            return isBlank(at + 1) || isOneOf(at + 1, kFlowMarks);
        return !m_hasKey && m_start != std::string_view::npos && isBlank(at + 1);
    }

    /// After an anchor, an alias or a tag.
    std::size_t endOfWord() const
    {
        const std::string_view ends = m_state.depth > 0 ? " \t,[]{}" : kYamlBlanks;
        return std::min(m_line.find_first_of(ends, m_at), m_line.size());
    }

    /// After the closing quote; npos when it is in a later line.
    std::size_t endOfQuoted(std::size_t at, char quote) const
    {
        for (; at < m_line.size(); ++at) {
            if (quote == '"' && m_line[at] == '\\')
                ++at;
            else if (m_line[at] == quote && quote == '\'' && isOneOf(at + 1, "'"))
                ++at;
            else if (m_line[at] == quote)
                return at + 1;
        }
        return std::string_view::npos;
    }

    bool isMark(std::string_view mark) const
    {
        return m_line.starts_with(mark) && isBlank(mark.size());
    }

    bool isBlank(std::size_t at) const { return at >= m_line.size() || isOneOf(at, kYamlBlanks); }

    bool isOneOf(std::size_t at, std::string_view characters) const
    {
        return at < m_line.size() && characters.find(m_line[at]) != std::string_view::npos;
    }

    bool isReferenceAt(std::size_t at) const
    {
        return m_line.substr(at).starts_with("${")
               && m_line.find('}', at) != std::string_view::npos;
    }

    /// A piece with the references in it told apart.
    void takeScalar(std::size_t end, YamlStyle style)
    {
        for (std::size_t at = m_line.find("${", m_at); at < end; at = m_line.find("${", at + 2)) {
            const std::size_t close = m_line.find('}', at);
            if (close >= end)
                break;
            take(at, style);
            take(close + 1, YamlStyle::Reference);
        }
        take(end, style);
    }

    void take(std::size_t end, YamlStyle style)
    {
        if (end <= m_at)
            return;
        m_tokens.push_back({end - m_at, style});
        m_at = end;
    }

    const std::string_view m_line;
    YamlState m_state;
    std::vector<YamlToken> &m_tokens;
    std::size_t m_at = 0;
    bool m_isStart = true;                        // a node may begin here
    std::size_t m_start = std::string_view::npos; // where the node that may be a key began
    bool m_hasKey = false;
};

} // namespace

YamlState scanYamlLine(std::string_view line, YamlState before, std::vector<YamlToken> &tokens)
{
    return Scanner(line, before, tokens).scan();
}

} // namespace postern::widgets
