// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/parsernesting.h"

namespace postern::jinja {

void Parser::parseArguments(CallParts &parts)
{
    const int line = expect(TokenType::LParen).line;
    const auto ensure = [&](bool holds) {
        if (!holds)
            fail("invalid syntax for function call expression", line);
    };
    bool first = true;
    while (!at(TokenType::RParen)) {
        if (!first) {
            expect(TokenType::Comma);
            if (at(TokenType::RParen))
                break;
        }
        first = false;
        if (at(TokenType::Mul)) {
            ensure(!parts.restPositional && !parts.restNamed);
            take();
            parts.restPositional = parseExpression();
        } else if (at(TokenType::Pow)) {
            ensure(!parts.restNamed);
            take();
            parts.restNamed = parseExpression();
        } else if (at(TokenType::Name) && peek().type == TokenType::Assign) {
            ensure(!parts.restNamed);
            const std::string name(take().text);
            take();
            parts.named.emplace_back(name, parseExpression());
        } else {
            ensure(!parts.restPositional && !parts.restNamed && parts.named.empty());
            parts.positional.push_back(parseExpression());
        }
    }
    expect(TokenType::RParen);
}

NodePtr Parser::parseCall(NodePtr node)
{
    auto call = std::make_unique<CallNode>(NodeKind::Call, m_current.line);
    call->subject = std::move(node);
    parseArguments(call->parts);
    return measured(std::move(call));
}

std::string Parser::parseDottedName()
{
    std::string name(expect(TokenType::Name).text);
    while (skip(TokenType::Dot)) {
        name += '.';
        name += expect(TokenType::Name).text;
    }
    return name;
}

NodePtr Parser::parseFilter(NodePtr node, bool startInline)
{
    while (at(TokenType::Pipe) || startInline) {
        if (!startInline)
            take();
        auto filter = std::make_unique<CallNode>(NodeKind::Filter, m_current.line);
        filter->name = parseDottedName();
        if (at(TokenType::LParen))
            parseArguments(filter->parts);
        filter->subject = std::move(node);
        node = measured(std::move(filter));
        startInline = false;
    }
    return node;
}

NodePtr Parser::parseTest(NodePtr subject)
{
    const int line = take().line;
    const bool negated = skipName("not");
    auto test = std::make_unique<CallNode>(NodeKind::Test, line);
    test->name = parseDottedName();
    test->subject = std::move(subject);
    switch (m_current.type) {
    case TokenType::LParen:
        parseArguments(test->parts);
        break;
    case TokenType::Name:
        if (atName("else") || atName("or") || atName("and"))
            break;
        if (atName("is"))
            fail("You cannot chain multiple tests with is");
        [[fallthrough]];
    case TokenType::String:
    case TokenType::Integer:
    case TokenType::Float:
    case TokenType::LBracket:
    case TokenType::LBrace:
        test->parts.positional.push_back(parsePostfix(parsePrimary()));
        break;
    default:
        break;
    }
    NodePtr node = measured(std::move(test));
    if (!negated)
        return node;
    return measured(std::make_unique<UnaryNode>(NodeKind::Not, std::move(node), line));
}

} // namespace postern::jinja
