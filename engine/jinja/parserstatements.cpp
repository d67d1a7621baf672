// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/parser.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/text.h"

#include <algorithm>

namespace postern::jinja {

NodePtr Parser::parseSet()
{
    const int line = take().line;
    NodePtr target = parseTarget(true);
    if (skip(TokenType::Assign)) {
        auto node = std::make_unique<SetNode>(line);
        node->target = std::move(target);
        node->value = parseTuple();
        return node;
    }
    auto node = std::make_unique<SetBlockNode>(line);
    node->target = std::move(target);
    node->filter = parseFilter(nullptr);
    node->body = parseBody({"endset"}, true);
    return node;
}

NodePtr Parser::parseFor()
{
    auto node = std::make_unique<ForNode>(take().line);
    node->target = parseTarget();
    expectName("in");
    TupleRules rules;
    rules.conditionals = false;
    node->iterable = parseTuple(rules);
    if (skipName("if"))
        node->test = parseExpression();
    node->recursive = skipName("recursive");
    node->body = parseBody({"endfor", "else"});
    if (take().text == "else")
        node->otherwise = parseBody({"endfor"}, true);
    return node;
}

NodePtr Parser::parseIf()
{
    auto result = std::make_unique<IfNode>(take().line);
    IfNode *node = result.get();
    TupleRules rules;
    rules.conditionals = false;
    for (;;) {
        node->test = parseTuple(rules);
        node->body = parseBody({"elif", "else", "endif"});
        const Token token = take();
        if (token.text == "elif") {
            auto next = std::make_unique<IfNode>(m_current.line);
            node = next.get();
            result->elifs.push_back(std::move(next));
            continue;
        }
        if (token.text == "else")
            result->otherwise = parseBody({"endif"}, true);
        return result;
    }
}

NodePtr Parser::parseWith()
{
    auto node = std::make_unique<WithNode>(take().line);
    while (!at(TokenType::BlockEnd)) {
        if (!node->targets.empty())
            expect(TokenType::Comma);
        node->targets.push_back(parseTarget());
        expect(TokenType::Assign);
        node->values.push_back(parseExpression());
    }
    node->body = parseBody({"endwith"}, true);
    return node;
}

NodePtr Parser::parseAutoescape()
{
    auto node = std::make_unique<AutoescapeNode>(take().line);
    node->enabled = parseExpression();
    node->body = parseBody({"endautoescape"}, true);
    return node;
}

NodePtr Parser::parseBlock()
{
    auto node = std::make_unique<BlockNode>(take().line);
    node->name = expect(TokenType::Name).text;
    node->scoped = skipName("scoped");
    node->required = skipName("required");
    if (at(TokenType::Sub))
        fail("Block names in Jinja have to be valid Python identifiers and may not contain "
             "hyphens, use an underscore instead.");
    node->body = parseBody({"endblock"}, true);
    const auto isBlank = [](const NodePtr &child) {
        return child->kind == NodeKind::Data
               && strip(static_cast<const DataNode &>(*child).data).empty();
    };
    for (const NodePtr &child : node->body) {
        if (!node->required)
            break;
        if (child->kind != NodeKind::Output)
            fail("Required blocks can only contain comments or whitespace");
        const Nodes &parts = static_cast<const OutputNode &>(*child).nodes;
        if (!std::all_of(parts.begin(), parts.end(), isBlank))
            fail("Required blocks can only contain comments or whitespace");
    }
    skipName(node->name);
    return node;
}

NodePtr Parser::parseExtends()
{
    auto node = std::make_unique<ExtendsNode>(take().line);
    node->parent = parseExpression();
    return node;
}

bool Parser::parseContext(bool &withContext)
{
    if (!(atName("with") || atName("without")))
        return false;
    const Token &next = peek();
    if (next.type != TokenType::Name || next.text != "context")
        return false;
    withContext = take().text == "with";
    take();
    return true;
}

NodePtr Parser::parseInclude()
{
    auto node = std::make_unique<IncludeNode>(take().line);
    node->source = parseExpression();
    if (atName("ignore")) {
        const Token &next = peek();
        if (next.type == TokenType::Name && next.text == "missing") {
            node->ignoreMissing = true;
            take();
            take();
        }
    }
    parseContext(node->withContext);
    return node;
}

NodePtr Parser::parseImport()
{
    auto node = std::make_unique<ImportNode>(NodeKind::Import, take().line);
    node->source = parseExpression();
    expectName("as");
    node->names.push_back({{}, static_cast<NameNode &>(*parseTargetName()).name, {}});
    parseContext(node->withContext);
    return node;
}

NodePtr Parser::parseFrom()
{
    auto node = std::make_unique<ImportNode>(NodeKind::FromImport, take().line);
    node->source = parseExpression();
    expectName("import");
    for (;;) {
        if (!node->names.empty())
            expect(TokenType::Comma);
        if (!at(TokenType::Name))
            unexpected("name");
        if (parseContext(node->withContext))
            break;
        const NodePtr target = parseTargetName();
        const NameId name = static_cast<NameNode &>(*target).name;
        if (m_names.text(name).starts_with("_"))
            fail("names starting with an underline can not be imported",
                 target->line,
                 "TemplateAssertionError");
        NameId alias = name;
        if (skipName("as"))
            alias = static_cast<NameNode &>(*parseTargetName()).name;
        node->names.push_back({m_names.text(name), alias, {}});
        if (parseContext(node->withContext) || !at(TokenType::Comma))
            break;
    }
    return node;
}

void Parser::parseSignature(MacroNode &node)
{
    expect(TokenType::LParen);
    while (!at(TokenType::RParen)) {
        if (!node.parameters.empty())
            expect(TokenType::Comma);
        NodePtr parameter = parseTargetName();
        static_cast<NameNode &>(*parameter).use = NameUse::Parameter;
        if (skip(TokenType::Assign))
            node.defaults.push_back(parseExpression());
        else if (!node.defaults.empty())
            fail("non-default argument follows default argument");
        node.parameters.push_back(std::move(parameter));
    }
    expect(TokenType::RParen);
}

NodePtr Parser::parseCallBlock()
{
    auto node = std::make_unique<MacroNode>(NodeKind::CallBlock, take().line);
    if (at(TokenType::LParen))
        parseSignature(*node);
    node->call = parseExpression();
    if (node->call->kind != NodeKind::Call)
        fail("expected call", node->line);
    node->body = parseBody({"endcall"}, true);
    return node;
}

NodePtr Parser::parseFilterBlock()
{
    auto node = std::make_unique<FilterBlockNode>(take().line);
    node->filter = parseFilter(nullptr, true);
    node->body = parseBody({"endfilter"}, true);
    return node;
}

NodePtr Parser::parseMacro()
{
    auto node = std::make_unique<MacroNode>(NodeKind::Macro, take().line);
    node->name = static_cast<NameNode &>(*parseTargetName()).name;
    parseSignature(*node);
    node->body = parseBody({"endmacro"}, true);
    return node;
}

NodePtr Parser::parsePrint()
{
    auto node = std::make_unique<OutputNode>(take().line);
    while (!at(TokenType::BlockEnd)) {
        if (!node->nodes.empty())
            expect(TokenType::Comma);
        node->nodes.push_back(parseExpression());
    }
    return node;
}

} // namespace postern::jinja
