// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/expression.h"

#include "engine/jinja/children.h"
#include "engine/jinja/evaluator.h"
#include "engine/jinja/templateerror.h"

namespace postern::jinja {

namespace {

/// Looks for what an expression names of a variable.
class MemberFinder
{
public:
    MemberFinder(const NameTable &names, std::string_view variable)
        : m_names(names)
        , m_variable(variable)
    {}

    void visit(Node &node)
    {
        if (node.kind == NodeKind::Attribute) {
            const auto &attribute = static_cast<const AttributeNode &>(node);
            note(*attribute.object, attribute.name);
        } else if (node.kind == NodeKind::Item) {
            const auto &item = static_cast<const ItemNode &>(node);
            if (item.key->kind == NodeKind::Const)
                note(*item.object, static_cast<const ConstNode &>(*item.key).value);
        }
        forEachChild(node, [this](NodePtr &child) { visit(*child); });
    }

    std::vector<std::string> found;

private:
    void note(const Node &object, const Object &member)
    {
        if (object.kind == NodeKind::Name && member.isString()
            && m_names.text(static_cast<const NameNode &>(object).name) == m_variable)
            found.emplace_back(member.asString());
    }

    const NameTable &m_names;
    const std::string_view m_variable;
};

} // namespace

Expression Expression::compile(std::string_view source, const Options &options)
{
    Expression result;
    result.m_environment = std::make_shared<Environment>();
    result.m_environment->options = options;
    try {
        result.m_compiled = compileExpression(source, result.m_environment->options);
    } catch (const PyError &error) {
        throw templateError(error, 0, {});
    }
    return result;
}

Value Expression::evaluate(const Dict &context) const
{
    Evaluator evaluator(m_environment);
    try {
        return evaluator.valueOf(*m_compiled, context);
    } catch (const PyError &error) {
        throw templateError(error, evaluator.line(), {});
    }
}

std::vector<std::string> Expression::undeclaredVariables() const
{
    return {m_compiled->undeclared.begin(), m_compiled->undeclared.end()};
}

std::vector<std::string> Expression::membersOf(std::string_view variable) const
{
    MemberFinder finder(m_compiled->ast.names, variable);
    for (const NodePtr &node : m_compiled->ast.body)
        finder.visit(*node);
    return std::move(finder.found);
}

} // namespace postern::jinja
