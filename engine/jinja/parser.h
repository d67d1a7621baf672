// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/jinja/ast.h"
#include "engine/jinja/lexer.h"

#include <deque>

namespace postern::jinja {

/// Reads a template's grammar, with Jinja2's own messages for what is wrong.
class Parser
{
public:
    /// Throws TemplateSyntaxError at the first token when that is no token at all.
    Parser(std::string_view source, const Options &options, NameTable &names);

    /// The statements of the whole template. Throws TemplateSyntaxError or TemplateAssertionError.
    Nodes parse() { return parseUntil({}); }

private:
    using Names = std::vector<std::string_view>;

    // The stream.
    Token take();
    const Token &peek();
    bool at(TokenType type) const { return m_current.type == type; }
    bool atName(std::string_view name) const
    {
        return m_current.type == TokenType::Name && m_current.text == name;
    }
    bool skip(TokenType type);
    bool skipName(std::string_view name);
    Token expect(TokenType type);
    Token expectName(std::string_view name);
    [[noreturn]] void unexpected(std::string_view expected) const;
    [[noreturn]] void fail(const std::string &message) const { fail(message, m_current.line); }
    [[noreturn]] void fail(const std::string &message,
                           int line,
                           const char *type = "TemplateSyntaxError") const;
    [[noreturn]] void failTag(std::string_view tag, int line);

    // Statements.
    Nodes parseUntil(const Names &ends);
    Nodes parseBody(const Names &ends, bool dropEnd = false);
    NodePtr parseStatement();
    NodePtr dispatchStatement(std::string_view tag);
    NodePtr parseSet();
    NodePtr parseFor();
    NodePtr parseIf();
    NodePtr parseWith();
    NodePtr parseAutoescape();
    NodePtr parseBlock();
    NodePtr parseExtends();
    NodePtr parseInclude();
    NodePtr parseImport();
    NodePtr parseFrom();
    NodePtr parseCallBlock();
    NodePtr parseFilterBlock();
    NodePtr parseMacro();
    NodePtr parsePrint();
    NodePtr parseDo();
    void parseSignature(MacroNode &node);
    bool parseContext(bool &withContext);
    NodePtr parseTargetName();
    NodePtr parseTarget(bool withNamespace = false);

    // Expressions.
    struct TupleRules
    {
        bool primaries = false; ///< only primary expressions
        bool conditionals = true;
        bool parentheses = false; ///< may be empty
        bool namespaces = false;
    };
    NodePtr parseTuple() { return parseTuple(TupleRules{}); }
    NodePtr parseTuple(const TupleRules &rules);
    bool atTupleEnd() const;
    NodePtr parseExpression() { return parseConditional(); }
    NodePtr parseConditional();
    NodePtr parseOr();
    NodePtr parseAnd();
    NodePtr parseNot();
    NodePtr parseCompare();
    NodePtr parseSum();
    NodePtr parseConcat();
    NodePtr parseProduct();
    NodePtr parsePower();
    NodePtr parseUnary(bool withFilter = true);
    NodePtr parsePrimary(bool withNamespace = false);
    NodePtr parseNameExpression(bool withNamespace);
    NodePtr parseList();
    NodePtr parseDict();
    NodePtr parsePostfix(NodePtr node);
    NodePtr parseFilters(NodePtr node);
    NodePtr parseSubscript(NodePtr node);
    NodePtr parseSubscribed();
    NodePtr parseCall(NodePtr node);
    void parseArguments(CallParts &parts);
    NodePtr parseFilter(NodePtr node, bool startInline = false);
    NodePtr parseTest(NodePtr subject);
    std::string parseDottedName();

    /// Counts how deep the recursion is. Throws the limit error.
    class Nesting;
    /// Notes the height of a new expression: chains grow without recursion. Throws the limit error.
    template<typename T>
    static std::unique_ptr<T> measured(std::unique_ptr<T> node);

    const Options &m_options;
    NameTable &m_names;
    Lexer m_lexer;
    Token m_current;
    std::deque<Token> m_ahead;
    std::vector<Names> m_ends;            ///< which tags each open block waits for
    std::vector<std::string_view> m_tags; ///< the tags that are open
    int m_depth = 0;
};

/// Jinja2's name of a node's class, in lower case.
std::string_view className(const Node &node);

} // namespace postern::jinja
