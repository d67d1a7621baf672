// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/jinja/template.h"
#include "engine/jinja/token.h"

#include <deque>
#include <optional>

namespace postern::jinja {

/// Cuts a template's source into tokens, one call at a time, so that an error further down
/// doesn't hide one that the parser finds first.
///
/// Texts of tokens live as long as the lexer.
class Lexer
{
public:
    Lexer(std::string_view source, const Options &options);

    /// The next token; Eof at the end and from then on. Throws TemplateSyntaxError.
    Token next();
    /// After the last token, in the source with its line ends made one byte each.
    std::size_t offset() const { return m_at; }

private:
    enum class State { Root, Block, Variable, LineStatement };
    enum class Tag { None, Raw, Comment, Block, Variable, LineStatement, LineComment };

    /// Where a tag begins and what its start says.
    struct Match
    {
        Tag tag = Tag::None;
        std::size_t begin = 0;
        std::size_t end = 0; ///< after the start and its sign
        char sign = 0;       ///< '-', '+' or none
    };

    struct Delimiter
    {
        std::string text;
        Tag tag = Tag::None;
    };

    std::optional<Token> root();
    std::optional<Token> inside();
    Match findTag() const;
    bool matchAt(std::size_t at, const Delimiter &delimiter, Match &match) const;
    bool matchRaw(std::size_t at, Match &match) const;
    bool isLineStart(std::size_t at) const { return at == 0 || m_source[at - 1] == '\n'; }
    std::string_view strippedData(std::string_view text, const Match &match, bool mayLstrip);
    void skipComment();
    std::optional<Token> raw();
    bool matchEndraw(std::size_t at, Match &match) const;
    std::optional<std::size_t> endLength(std::size_t at,
                                         const std::string &end,
                                         bool trims,
                                         bool plus) const;
    std::optional<std::size_t> lineStatementEnd() const;
    Token data(std::string_view text);
    Token operatorToken();
    std::optional<Token> literal();
    Token name();
    Token string();
    std::size_t floatLength() const;
    std::size_t integerLength() const;
    std::size_t skipSpace(std::size_t at) const;
    bool startsWith(std::size_t at, std::string_view text) const
    {
        return std::string_view(m_source).substr(at).starts_with(text);
    }
    void advance(std::size_t end);
    [[noreturn]] void fail(const std::string &message) const;

    const Options &m_options;
    std::string m_source;
    std::vector<Delimiter> m_delimiters; ///< those of the root, longest first
    std::string m_firstBytes; ///< one of which a tag may begin with, when there are no line prefixes
    std::size_t m_at = 0;
    int m_line = 1;
    int m_strippedLines = 0;
    State m_state = State::Root;
    bool m_lineStarting = true;
    std::string m_open; ///< closers of the brackets that are open
    std::optional<Match> m_pending;
    std::deque<std::string> m_texts; ///< data whose line ends were changed
};

/// Decodes the escapes of a string literal's inside. Throws TemplateSyntaxError with `line`.
std::string unescaped(std::string_view text, int line);

} // namespace postern::jinja
