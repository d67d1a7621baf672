// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/lexer.h"

#include "engine/base/pyrepr.h"
#include "engine/base/utf8.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/text.h"

#include <algorithm>

namespace postern::jinja {

namespace {

/// One newline for \r\n and \r; the last one goes unless it is to be kept.
std::string normalized(std::string_view source, bool keepTrailingNewline)
{
    std::string out;
    if (source.find('\r') == std::string_view::npos) {
        out = source;
    } else {
        out.reserve(source.size());
        for (std::size_t i = 0; i < source.size(); ++i) {
            if (source[i] != '\r') {
                out += source[i];
                continue;
            }
            out += '\n';
            if (i + 1 < source.size() && source[i + 1] == '\n')
                ++i;
        }
    }
    if (!keepTrailingNewline && !out.empty() && out.back() == '\n')
        out.pop_back();
    return out;
}

int countLines(std::string_view text)
{
    return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

bool isHorizontalSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\v';
}

} // namespace

Lexer::Lexer(std::string_view source, const Options &options)
    : m_options(options)
    , m_source(normalized(source, options.keepTrailingNewline))
{
    // Of equal length the later name wins: variable, line statement, line comment, comment, block.
    m_delimiters = {{options.variableStart, Tag::Variable}};
    if (!options.lineStatementPrefix.empty())
        m_delimiters.push_back({options.lineStatementPrefix, Tag::LineStatement});
    if (!options.lineCommentPrefix.empty())
        m_delimiters.push_back({options.lineCommentPrefix, Tag::LineComment});
    m_delimiters.push_back({options.commentStart, Tag::Comment});
    m_delimiters.push_back({options.blockStart, Tag::Block});
    std::stable_sort(m_delimiters.begin(),
                     m_delimiters.end(),
                     [](const Delimiter &a, const Delimiter &b) {
                         return utf8::length(a.text) > utf8::length(b.text);
                     });
    if (options.lineStatementPrefix.empty() && options.lineCommentPrefix.empty()) {
        for (const Delimiter &delimiter : m_delimiters) {
            if (m_firstBytes.find(delimiter.text[0]) == std::string::npos)
                m_firstBytes += delimiter.text[0];
        }
    }
}

Token Lexer::next()
{
    for (;;) {
        std::optional<Token> token = m_state == State::Root ? root() : inside();
        if (token)
            return std::move(*token);
    }
}

void Lexer::fail(const std::string &message) const
{
    throw PyError("TemplateSyntaxError", message, m_line);
}

void Lexer::advance(std::size_t end)
{
    if (end > m_at)
        m_lineStarting = m_source[end - 1] == '\n';
    m_at = end;
}

std::size_t Lexer::skipSpace(std::size_t at) const
{
    while (const std::size_t length = spaceLength(m_source, at))
        at += length;
    return at;
}

bool Lexer::matchRaw(std::size_t at, Match &match) const
{
    const std::string &start = m_options.blockStart;
    const std::string &end = m_options.blockEnd;
    if (!startsWith(at, start))
        return false;
    std::size_t inside = at + start.size();
    char sign = 0;
    if (inside < m_source.size() && (m_source[inside] == '-' || m_source[inside] == '+'))
        sign = m_source[inside++];
    inside = skipSpace(inside);
    if (!startsWith(inside, "raw"))
        return false;
    inside = skipSpace(inside + 3);
    if (startsWith(inside, "-" + end))
        inside = skipSpace(inside + 1 + end.size());
    else if (startsWith(inside, end))
        inside += end.size();
    else
        return false;
    match = {Tag::Raw, at, inside, sign};
    return true;
}

bool Lexer::matchAt(std::size_t at, const Delimiter &delimiter, Match &match) const
{
    std::size_t start = at;
    if (delimiter.tag == Tag::LineStatement) {
        if (!isLineStart(at))
            return false;
        while (start < m_source.size() && isHorizontalSpace(m_source[start]))
            ++start;
    } else if (delimiter.tag == Tag::LineComment) {
        std::size_t before = at;
        while (before > 0 && (static_cast<unsigned char>(m_source[before - 1]) & 0xC0U) == 0x80U)
            --before;
        const bool afterText = before > 0 && spaceLength(m_source, before - 1) == 0;
        if (!isLineStart(at) && !afterText)
            return false;
        while (start < m_source.size() && m_source[start] != '\r' && m_source[start] != '\n'
               && spaceLength(m_source, start) > 0)
            start += spaceLength(m_source, start);
    }
    if (!startsWith(start, delimiter.text))
        return false;
    std::size_t end = start + delimiter.text.size();
    char sign = 0;
    if (end < m_source.size() && (m_source[end] == '-' || m_source[end] == '+'))
        sign = m_source[end++];
    match = {delimiter.tag, at, end, sign};
    return true;
}

Lexer::Match Lexer::findTag() const
{
    Match match;
    for (std::size_t at = m_at; at < m_source.size(); ++at) {
        if (!m_firstBytes.empty()) {
            at = m_source.find_first_of(m_firstBytes, at);
            if (at == std::string::npos)
                break;
        }
        if (matchRaw(at, match))
            return match;
        for (const Delimiter &delimiter : m_delimiters) {
            if (matchAt(at, delimiter, match))
                return match;
        }
    }
    match.begin = match.end = m_source.size();
    return match;
}

std::string_view Lexer::strippedData(std::string_view text, const Match &match, bool mayLstrip)
{
    if (match.sign == '-') {
        const std::string_view stripped = stripRight(text);
        m_strippedLines = countLines(text.substr(stripped.size()));
        return stripped;
    }
    if (match.sign == '+' || !m_options.lstripBlocks || !mayLstrip)
        return text;
    const std::size_t newline = text.rfind('\n');
    const std::size_t lineBegin = newline == std::string_view::npos ? 0 : newline + 1;
    const std::string_view indent = text.substr(lineBegin);
    if ((lineBegin > 0 || m_lineStarting) && !indent.empty() && strip(indent).empty())
        return text.substr(0, lineBegin);
    return text;
}

Token Lexer::data(std::string_view text)
{
    Token token{TokenType::Data, m_line, text, {}};
    if (m_options.newlineSequence != "\n" && text.find('\n') != std::string_view::npos) {
        std::string changed;
        for (const char c : text) {
            if (c == '\n')
                changed += m_options.newlineSequence;
            else
                changed += c;
        }
        token.text = m_texts.emplace_back(std::move(changed));
    }
    return token;
}

/// The data before the next tag, then the tag's beginning.
std::optional<Token> Lexer::root()
{
    if (m_at >= m_source.size() && !m_pending)
        return Token{TokenType::Eof, m_line, {}, {}};
    if (!m_pending) {
        const Match match = findTag();
        std::string_view text = std::string_view(m_source).substr(m_at, match.begin - m_at);
        if (match.tag == Tag::None) {
            Token token = data(text);
            m_line += countLines(text);
            advance(m_source.size());
            return token;
        }
        text = strippedData(text, match, match.tag != Tag::Variable);
        Token token = data(text);
        m_line += countLines(text) + std::exchange(m_strippedLines, 0);
        m_pending = match;
        if (!text.empty())
            return token;
    }
    const Match match = *std::exchange(m_pending, std::nullopt);
    const int line = m_line;
    m_line += countLines(std::string_view(m_source).substr(match.begin, match.end - match.begin));
    m_at = match.begin;
    advance(match.end);
    switch (match.tag) {
    case Tag::Raw:
        return raw();
    case Tag::Comment:
        skipComment();
        return std::nullopt;
    case Tag::LineComment: {
        const std::size_t end = m_source.find('\n', m_at);
        advance(end == std::string::npos ? m_source.size() : end);
        m_lineStarting = m_lineStarting && m_at > 0 && m_source[m_at - 1] == '\n';
        return std::nullopt;
    }
    case Tag::Variable:
        m_state = State::Variable;
        return Token{TokenType::VariableBegin, line, {}, {}};
    case Tag::LineStatement:
        m_state = State::LineStatement;
        return Token{TokenType::BlockBegin, line, {}, {}};
    default:
        m_state = State::Block;
        return Token{TokenType::BlockBegin, line, {}, {}};
    }
}

/// Length of a tag's end at `at`: "-end" with what space follows, "+end" where allowed, "end".
std::optional<std::size_t> Lexer::endLength(std::size_t at,
                                            const std::string &end,
                                            bool trims,
                                            bool plus) const
{
    if (at >= m_source.size())
        return std::nullopt;
    if (m_source[at] == '-' && startsWith(at + 1, end))
        return skipSpace(at + 1 + end.size()) - at;
    if (plus && m_source[at] == '+' && startsWith(at + 1, end))
        return 1 + end.size();
    if (!startsWith(at, end))
        return std::nullopt;
    const std::size_t behind = at + end.size();
    return end.size()
           + (trims && m_options.trimBlocks && behind < m_source.size() && m_source[behind] == '\n'
                  ? 1
                  : 0);
}

void Lexer::skipComment()
{
    // A comment that begins where the source ends is none at all.
    if (m_at >= m_source.size())
        return;
    for (std::size_t at = m_at; at < m_source.size(); ++at) {
        const auto length = endLength(at, m_options.commentEnd, true, true);
        if (!length)
            continue;
        m_line += countLines(std::string_view(m_source).substr(m_at, at + *length - m_at));
        advance(at + *length);
        return;
    }
    fail("Missing end of comment tag");
}

bool Lexer::matchEndraw(std::size_t at, Match &match) const
{
    const std::string &start = m_options.blockStart;
    if (!startsWith(at, start))
        return false;
    std::size_t inside = at + start.size();
    char sign = 0;
    if (inside < m_source.size() && (m_source[inside] == '-' || m_source[inside] == '+'))
        sign = m_source[inside++];
    inside = skipSpace(inside);
    if (!startsWith(inside, "endraw"))
        return false;
    inside = skipSpace(inside + 6);
    const auto length = endLength(inside, m_options.blockEnd, true, true);
    if (!length)
        return false;
    match = {Tag::Raw, at, inside + *length, sign};
    return true;
}

std::optional<Token> Lexer::raw()
{
    if (m_at >= m_source.size())
        return std::nullopt;
    Match match;
    for (std::size_t at = m_at; at < m_source.size(); ++at) {
        at = m_source.find(m_options.blockStart, at);
        if (at == std::string::npos)
            break;
        if (!matchEndraw(at, match))
            continue;
        const std::string_view text
            = strippedData(std::string_view(m_source).substr(m_at, at - m_at), match, true);
        Token token = data(text);
        m_line += countLines(text) + std::exchange(m_strippedLines, 0)
                  + countLines(
                      std::string_view(m_source).substr(match.begin, match.end - match.begin));
        advance(match.end);
        return token;
    }
    fail("Missing end of raw directive");
}

/// `\s*(\n|$)`: all the blank lines that follow.
std::optional<std::size_t> Lexer::lineStatementEnd() const
{
    const std::size_t end = skipSpace(m_at);
    if (end >= m_source.size())
        return end - m_at;
    const std::size_t newline = m_source.rfind('\n', end - (end > m_at ? 1 : 0));
    if (newline == std::string::npos || newline < m_at)
        return std::nullopt;
    return newline + 1 - m_at;
}

std::optional<Token> Lexer::inside()
{
    if (m_open.empty()) {
        std::optional<std::size_t> length;
        TokenType type = TokenType::BlockEnd;
        switch (m_state) {
        case State::Block:
            length = endLength(m_at, m_options.blockEnd, true, true);
            break;
        case State::Variable:
            length = endLength(m_at, m_options.variableEnd, false, false);
            type = TokenType::VariableEnd;
            break;
        default:
            length = lineStatementEnd();
        }
        if (length) {
            Token token{type, m_line, {}, {}};
            m_line += countLines(std::string_view(m_source).substr(m_at, *length));
            advance(m_at + *length);
            m_state = State::Root;
            return token;
        }
    }
    if (m_at >= m_source.size())
        return Token{TokenType::Eof, m_line, {}, {}};
    if (const std::size_t end = skipSpace(m_at); end > m_at) {
        m_line += countLines(std::string_view(m_source).substr(m_at, end - m_at));
        advance(end);
        return std::nullopt;
    }
    if (auto token = literal())
        return token;
    return operatorToken();
}

} // namespace postern::jinja
