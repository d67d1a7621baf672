// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/pyrepr.h"
#include "engine/jinja/parser.h"
#include "engine/jinja/parsernesting.h"
#include "engine/pyobject/pyerror.h"

namespace postern::jinja {

namespace {

NodePtr binaryNode(NodeKind kind, NodePtr left, NodePtr right, int line)
{
    auto node = std::make_unique<BinaryNode>(kind, line);
    node->left = std::move(left);
    node->right = std::move(right);
    return node;
}

NodePtr arithmeticNode(BinaryOperator operation, NodePtr left, NodePtr right, int line)
{
    NodePtr node = binaryNode(NodeKind::Binary, std::move(left), std::move(right), line);
    static_cast<BinaryNode &>(*node).operation = operation;
    return node;
}

} // namespace

NodePtr Parser::parseConditional()
{
    const Nesting nesting(m_depth);
    int line = m_current.line;
    NodePtr then = parseOr();
    while (skipName("if")) {
        auto node = std::make_unique<ConditionalNode>(line);
        node->test = parseOr();
        node->then = std::move(then);
        if (skipName("else"))
            node->otherwise = parseConditional();
        then = measured(std::move(node));
        line = m_current.line;
    }
    return then;
}

NodePtr Parser::parseOr()
{
    int line = m_current.line;
    NodePtr left = parseAnd();
    while (skipName("or")) {
        NodePtr right = parseAnd();
        left = measured(binaryNode(NodeKind::Or, std::move(left), std::move(right), line));
        line = m_current.line;
    }
    return left;
}

NodePtr Parser::parseAnd()
{
    int line = m_current.line;
    NodePtr left = parseNot();
    while (skipName("and")) {
        NodePtr right = parseNot();
        left = measured(binaryNode(NodeKind::And, std::move(left), std::move(right), line));
        line = m_current.line;
    }
    return left;
}

NodePtr Parser::parseNot()
{
    if (!atName("not"))
        return parseCompare();
    const Nesting nesting(m_depth);
    const int line = take().line;
    return measured(std::make_unique<UnaryNode>(NodeKind::Not, parseNot(), line));
}

NodePtr Parser::parseCompare()
{
    const int line = m_current.line;
    NodePtr first = parseSum();
    std::vector<std::pair<Comparison, NodePtr>> operands;
    for (;;) {
        Comparison comparison = Comparison::Equal;
        switch (m_current.type) {
        case TokenType::Eq:
            break;
        case TokenType::Ne:
            comparison = Comparison::NotEqual;
            break;
        case TokenType::Lt:
            comparison = Comparison::Less;
            break;
        case TokenType::LtEq:
            comparison = Comparison::LessEqual;
            break;
        case TokenType::Gt:
            comparison = Comparison::Greater;
            break;
        case TokenType::GtEq:
            comparison = Comparison::GreaterEqual;
            break;
        default:
            if (atName("in")) {
                comparison = Comparison::In;
            } else if (atName("not") && peek().type == TokenType::Name && peek().text == "in") {
                comparison = Comparison::NotIn;
                take();
            } else if (operands.empty()) {
                return first;
            } else {
                auto node = std::make_unique<CompareNode>(line);
                node->line = m_current.line;
                node->first = std::move(first);
                node->operands = std::move(operands);
                return measured(std::move(node));
            }
        }
        take();
        operands.emplace_back(comparison, parseSum());
    }
}

NodePtr Parser::parseSum()
{
    int line = m_current.line;
    NodePtr left = parseConcat();
    while (at(TokenType::Add) || at(TokenType::Sub)) {
        const auto operation = at(TokenType::Add) ? BinaryOperator::Add : BinaryOperator::Subtract;
        take();
        NodePtr right = parseConcat();
        left = measured(arithmeticNode(operation, std::move(left), std::move(right), line));
        line = m_current.line;
    }
    return left;
}

NodePtr Parser::parseConcat()
{
    const int line = m_current.line;
    NodePtr first = parseProduct();
    if (!at(TokenType::Tilde))
        return first;
    auto node = std::make_unique<ItemsNode>(NodeKind::Concat, line);
    node->items.push_back(std::move(first));
    while (skip(TokenType::Tilde))
        node->items.push_back(parseProduct());
    return measured(std::move(node));
}

NodePtr Parser::parseProduct()
{
    int line = m_current.line;
    NodePtr left = parsePower();
    for (;;) {
        BinaryOperator operation = BinaryOperator::Multiply;
        switch (m_current.type) {
        case TokenType::Mul:
            break;
        case TokenType::Div:
            operation = BinaryOperator::Divide;
            break;
        case TokenType::FloorDiv:
            operation = BinaryOperator::FloorDivide;
            break;
        case TokenType::Mod:
            operation = BinaryOperator::Modulo;
            break;
        default:
            return left;
        }
        take();
        NodePtr right = parsePower();
        left = measured(arithmeticNode(operation, std::move(left), std::move(right), line));
        line = m_current.line;
    }
}

NodePtr Parser::parsePower()
{
    int line = m_current.line;
    NodePtr left = parseUnary();
    while (skip(TokenType::Pow)) {
        NodePtr right = parseUnary();
        left = measured(
            arithmeticNode(BinaryOperator::Power, std::move(left), std::move(right), line));
        line = m_current.line;
    }
    return left;
}

NodePtr Parser::parseUnary(bool withFilter)
{
    const Nesting nesting(m_depth);
    const int line = m_current.line;
    NodePtr node;
    if (skip(TokenType::Sub))
        node = measured(std::make_unique<UnaryNode>(NodeKind::Negative, parseUnary(false), line));
    else if (skip(TokenType::Add))
        node = measured(std::make_unique<UnaryNode>(NodeKind::Positive, parseUnary(false), line));
    else
        node = parsePrimary();
    node = parsePostfix(std::move(node));
    return withFilter ? parseFilters(std::move(node)) : std::move(node);
}

NodePtr Parser::parseNameExpression(bool withNamespace)
{
    const Token token = take();
    const std::string_view name = token.text;
    if (name == "true" || name == "True")
        return std::make_unique<ConstNode>(true, token.line);
    if (name == "false" || name == "False")
        return std::make_unique<ConstNode>(false, token.line);
    if (name == "none" || name == "None")
        return std::make_unique<ConstNode>(Object::none(), token.line);
    if (withNamespace && skip(TokenType::Dot)) {
        const Token attribute = expect(TokenType::Name);
        return std::make_unique<NamespaceRefNode>(m_names.id(name),
                                                  std::string(attribute.text),
                                                  token.line);
    }
    return std::make_unique<NameNode>(m_names.id(name), NameUse::Load, token.line);
}

NodePtr Parser::parsePrimary(bool withNamespace)
{
    const int line = m_current.line;
    switch (m_current.type) {
    case TokenType::Name:
        return parseNameExpression(withNamespace);
    case TokenType::String: {
        Object text = take().value;
        while (at(TokenType::String))
            text = Object::string(text.asString() + take().value.asString());
        return std::make_unique<ConstNode>(std::move(text), line);
    }
    case TokenType::Integer:
    case TokenType::Float:
        return std::make_unique<ConstNode>(take().value, line);
    case TokenType::LParen: {
        take();
        TupleRules rules;
        rules.parentheses = true;
        NodePtr node = parseTuple(rules);
        expect(TokenType::RParen);
        return node;
    }
    case TokenType::LBracket:
        return parseList();
    case TokenType::LBrace:
        return parseDict();
    default:
        fail("unexpected " + py::reprString(describe(m_current.type)));
    }
}

/// Jinja2 means "in" and "recursive" to end a tuple, too, but never finds them there.
bool Parser::atTupleEnd() const
{
    return at(TokenType::VariableEnd) || at(TokenType::BlockEnd) || at(TokenType::RParen);
}

NodePtr Parser::parseTuple(const TupleRules &rules)
{
    const Nesting nesting(m_depth);
    int line = m_current.line;
    Nodes items;
    bool isTuple = false;
    for (;;) {
        if (!items.empty())
            expect(TokenType::Comma);
        if (atTupleEnd())
            break;
        if (rules.primaries)
            items.push_back(parsePrimary(rules.namespaces));
        else
            items.push_back(rules.conditionals ? parseConditional() : parseOr());
        if (!at(TokenType::Comma))
            break;
        isTuple = true;
        line = m_current.line;
    }
    if (!isTuple) {
        if (!items.empty())
            return std::move(items[0]);
        if (!rules.parentheses) {
            const std::string_view got = at(TokenType::Name) ? m_current.text
                                                             : describe(m_current.type);
            fail("Expected an expression, got " + py::reprString(got));
        }
    }
    auto node = std::make_unique<ItemsNode>(NodeKind::Tuple, line);
    node->items = std::move(items);
    return measured(std::move(node));
}

NodePtr Parser::parseList()
{
    auto node = std::make_unique<ItemsNode>(NodeKind::List, take().line);
    while (!at(TokenType::RBracket)) {
        if (!node->items.empty())
            expect(TokenType::Comma);
        if (at(TokenType::RBracket))
            break;
        node->items.push_back(parseExpression());
    }
    expect(TokenType::RBracket);
    return measured(std::move(node));
}

NodePtr Parser::parseDict()
{
    auto node = std::make_unique<DictNode>(take().line);
    while (!at(TokenType::RBrace)) {
        if (!node->items.empty())
            expect(TokenType::Comma);
        if (at(TokenType::RBrace))
            break;
        NodePtr key = parseExpression();
        expect(TokenType::Colon);
        node->items.emplace_back(std::move(key), parseExpression());
    }
    expect(TokenType::RBrace);
    return measured(std::move(node));
}

NodePtr Parser::parsePostfix(NodePtr node)
{
    for (;;) {
        if (at(TokenType::Dot) || at(TokenType::LBracket))
            node = parseSubscript(std::move(node));
        else if (at(TokenType::LParen))
            node = parseCall(std::move(node));
        else
            return node;
    }
}

NodePtr Parser::parseFilters(NodePtr node)
{
    for (;;) {
        if (at(TokenType::Pipe))
            node = parseFilter(std::move(node));
        else if (atName("is"))
            node = parseTest(std::move(node));
        else if (at(TokenType::LParen))
            node = parseCall(std::move(node));
        else
            return node;
    }
}

NodePtr Parser::parseSubscript(NodePtr node)
{
    const Token token = take();
    if (token.type == TokenType::Dot) {
        const Token attribute = take();
        if (attribute.type == TokenType::Name)
            return measured(
                std::make_unique<AttributeNode>(std::move(node), attribute.text, token.line));
        if (attribute.type != TokenType::Integer)
            fail("expected name or number", attribute.line);
        auto key = std::make_unique<ConstNode>(attribute.value, attribute.line);
        return measured(std::make_unique<ItemNode>(std::move(node), std::move(key), token.line));
    }
    Nodes keys;
    while (!at(TokenType::RBracket)) {
        if (!keys.empty())
            expect(TokenType::Comma);
        keys.push_back(parseSubscribed());
    }
    expect(TokenType::RBracket);
    NodePtr key;
    if (keys.size() == 1) {
        key = std::move(keys[0]);
    } else {
        auto tuple = std::make_unique<ItemsNode>(NodeKind::Tuple, token.line);
        tuple->items = std::move(keys);
        key = measured(std::move(tuple));
    }
    return measured(std::make_unique<ItemNode>(std::move(node), std::move(key), token.line));
}

NodePtr Parser::parseSubscribed()
{
    const int line = m_current.line;
    NodePtr start;
    if (!skip(TokenType::Colon)) {
        start = parseExpression();
        if (!skip(TokenType::Colon))
            return start;
    }
    const auto atEnd = [this] { return at(TokenType::RBracket) || at(TokenType::Comma); };
    auto node = std::make_unique<SliceNode>(line);
    node->start = std::move(start);
    if (!at(TokenType::Colon) && !atEnd())
        node->stop = parseExpression();
    if (skip(TokenType::Colon) && !atEnd())
        node->step = parseExpression();
    return measured(std::move(node));
}

} // namespace postern::jinja
