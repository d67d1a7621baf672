// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/parser.h"

#include "engine/base/pyrepr.h"
#include "engine/jinja/parsernesting.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/text.h"

#include <algorithm>

namespace postern::jinja {

namespace {

std::string quoted(std::string_view text)
{
    return py::reprString(text);
}

bool isAssignable(std::string_view name)
{
    return name != "true" && name != "false" && name != "none" && name != "True" && name != "False"
           && name != "None";
}

} // namespace

NameId NameTable::id(std::string_view name)
{
    const auto known = m_ids.find(name);
    if (known != m_ids.end())
        return known->second;
    const auto added = m_ids.emplace(std::string(name), static_cast<NameId>(m_names.size())).first;
    m_names.push_back(&*added);
    return added->second;
}

Parser::Parser(std::string_view source, const Options &options, NameTable &names)
    : m_options(options)
    , m_names(names)
    , m_lexer(source, options)
    , m_current(m_lexer.next())
{}

Token Parser::take()
{
    Token token = std::move(m_current);
    if (!m_ahead.empty()) {
        m_current = std::move(m_ahead.front());
        m_ahead.pop_front();
    } else if (token.type != TokenType::Eof) {
        m_current = m_lexer.next();
        // Jinja2 has the end where the last token begins.
        if (m_current.type == TokenType::Eof)
            m_current.line = token.line;
    } else {
        m_current = token;
    }
    return token;
}

const Token &Parser::peek()
{
    if (m_ahead.empty())
        m_ahead.push_back(m_lexer.next());
    return m_ahead.front();
}

bool Parser::skip(TokenType type)
{
    if (!at(type))
        return false;
    take();
    return true;
}

bool Parser::skipName(std::string_view name)
{
    if (!atName(name))
        return false;
    take();
    return true;
}

void Parser::unexpected(std::string_view expected) const
{
    if (m_current.type == TokenType::Eof)
        fail("unexpected end of template, expected " + quoted(expected) + ".");
    const std::string_view got = at(TokenType::Name) ? m_current.text : describe(m_current.type);
    fail("expected token " + quoted(expected) + ", got " + quoted(got));
}

Token Parser::expect(TokenType type)
{
    if (!at(type))
        unexpected(describe(type));
    return take();
}

Token Parser::expectName(std::string_view name)
{
    if (!atName(name))
        unexpected(name);
    return take();
}

void Parser::fail(const std::string &message, int line, const char *type) const
{
    throw PyError(type, message, line);
}

/// An unknown tag, or the end of the template when `tag` is empty.
void Parser::failTag(std::string_view tag, int line)
{
    std::string looking;
    if (!m_ends.empty()) {
        for (const std::string_view end : m_ends.back())
            looking += (looking.empty() ? "" : " or ") + quoted(end);
    }
    std::string message = tag.empty() ? "Unexpected end of template."
                                      : "Encountered unknown tag " + quoted(tag) + ".";
    const bool misplaced = !tag.empty()
                           && std::any_of(m_ends.begin(), m_ends.end(), [tag](const Names &ends) {
                                  return std::find(ends.begin(), ends.end(), tag) != ends.end();
                              });
    if (!looking.empty() && misplaced)
        message += " You probably made a nesting mistake. Jinja is expecting this tag, but "
                   "currently looking for "
                   + looking + ".";
    else if (!looking.empty())
        message += " Jinja was looking for the following tags: " + looking + ".";
    if (!m_tags.empty())
        message += " The innermost block that needs to be closed is " + quoted(m_tags.back()) + ".";
    fail(message, line);
}

Nodes Parser::parseUntil(const Names &ends)
{
    const Nesting nesting(m_depth);
    Nodes body;
    std::unique_ptr<OutputNode> output;
    const auto addData = [&](NodePtr node) {
        if (!output)
            output = std::make_unique<OutputNode>(node->line);
        output->nodes.push_back(std::move(node));
    };
    if (!ends.empty())
        m_ends.push_back(ends);
    while (!at(TokenType::Eof)) {
        if (at(TokenType::Data)) {
            const Token token = take();
            addData(std::make_unique<DataNode>(token.text, token.line));
        } else if (skip(TokenType::VariableBegin)) {
            addData(parseTuple());
            expect(TokenType::VariableEnd);
        } else {
            if (output)
                body.push_back(std::move(output));
            take();
            if (!ends.empty() && at(TokenType::Name)
                && std::find(ends.begin(), ends.end(), m_current.text) != ends.end())
                break;
            body.push_back(parseStatement());
            expect(TokenType::BlockEnd);
        }
    }
    if (output)
        body.push_back(std::move(output));
    if (!ends.empty())
        m_ends.pop_back();
    return body;
}

Nodes Parser::parseBody(const Names &ends, bool dropEnd)
{
    skip(TokenType::Colon);
    expect(TokenType::BlockEnd);
    Nodes body = parseUntil(ends);
    if (at(TokenType::Eof)) {
        m_ends.push_back(ends);
        failTag({}, m_current.line);
    }
    if (dropEnd)
        take();
    return body;
}

NodePtr Parser::parseStatement()
{
    if (!at(TokenType::Name))
        fail("tag name expected");
    const std::string_view tag = m_current.text;
    m_tags.push_back(tag);
    NodePtr node = dispatchStatement(tag);
    m_tags.pop_back();
    return node;
}

NodePtr Parser::dispatchStatement(std::string_view tag)
{
    struct Entry
    {
        std::string_view tag;
        NodePtr (Parser::*parse)();
    };
    static constexpr Entry kStatements[] = {{"for", &Parser::parseFor},
                                            {"if", &Parser::parseIf},
                                            {"set", &Parser::parseSet},
                                            {"block", &Parser::parseBlock},
                                            {"extends", &Parser::parseExtends},
                                            {"print", &Parser::parsePrint},
                                            {"macro", &Parser::parseMacro},
                                            {"include", &Parser::parseInclude},
                                            {"from", &Parser::parseFrom},
                                            {"import", &Parser::parseImport},
                                            {"with", &Parser::parseWith},
                                            {"autoescape", &Parser::parseAutoescape},
                                            {"call", &Parser::parseCallBlock},
                                            {"filter", &Parser::parseFilterBlock}};
    for (const Entry &entry : kStatements) {
        if (entry.tag == tag)
            return (this->*entry.parse)();
    }
    if (m_options.doStatement && tag == "do")
        return parseDo();
    if (m_options.loopControls && (tag == "break" || tag == "continue")) {
        const int line = take().line;
        return std::make_unique<JumpNode>(tag == "break" ? NodeKind::Break : NodeKind::Continue,
                                          line);
    }
    m_tags.pop_back();
    failTag(tag, m_current.line);
}

NodePtr Parser::parseDo()
{
    const int line = take().line;
    return std::make_unique<UnaryNode>(NodeKind::Do, parseTuple(), line);
}

NodePtr Parser::parseTargetName()
{
    const Token token = expect(TokenType::Name);
    if (!isAssignable(token.text))
        fail("can't assign to 'name'", token.line);
    return std::make_unique<NameNode>(m_names.id(token.text), NameUse::Store, token.line);
}

namespace {

/// Turns the names of a target into ones that are set. False when it can't be one.
bool makeTarget(Node &node)
{
    switch (node.kind) {
    case NodeKind::Name:
        static_cast<NameNode &>(node).use = NameUse::Store;
        return true;
    case NodeKind::NamespaceRef:
        return true;
    case NodeKind::Tuple: {
        auto &items = static_cast<ItemsNode &>(node).items;
        return std::all_of(items.begin(), items.end(), [](const NodePtr &item) {
            return makeTarget(*item);
        });
    }
    default:
        return false;
    }
}

} // namespace

NodePtr Parser::parseTarget(bool withNamespace)
{
    TupleRules rules;
    rules.primaries = true;
    rules.namespaces = withNamespace;
    NodePtr target = parseTuple(rules);
    if (!makeTarget(*target))
        fail("can't assign to " + quoted(className(*target)), target->line);
    return target;
}

std::string_view className(const Node &node)
{
    static constexpr std::string_view kNames[] = {"const",   "name",   "nsref",    "tuple",
                                                  "list",    "dict",   "not",      "neg",
                                                  "pos",     "",       "and",      "or",
                                                  "compare", "concat", "condexpr", "getattr",
                                                  "getitem", "slice",  "call",     "filter",
                                                  "test"};
    static constexpr std::string_view kBinaryNames[]
        = {"add", "sub", "mul", "div", "floordiv", "mod", "pow"};
    if (node.kind == NodeKind::Binary)
        return kBinaryNames[static_cast<std::size_t>(
            static_cast<const BinaryNode &>(node).operation)];
    const auto index = static_cast<std::size_t>(node.kind);
    return index < std::size(kNames) ? kNames[index] : "node";
}

} // namespace postern::jinja
