// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/jinja/ast.h"

namespace postern::jinja {

/// Hands on the children of a node that are there.
template<typename Visit>
struct ChildVisitor
{
    const Visit &visit;

    void one(NodePtr &child) const
    {
        if (child)
            visit(child);
    }
    void all(Nodes &children) const
    {
        for (NodePtr &child : children)
            one(child);
    }

    void expression(Node &node) const;
    void statement(Node &node) const;
};

template<typename Visit>
void ChildVisitor<Visit>::expression(Node &node) const
{
    switch (node.kind) {
    case NodeKind::Tuple:
    case NodeKind::List:
    case NodeKind::Concat:
        all(static_cast<ItemsNode &>(node).items);
        break;
    case NodeKind::Dict:
        for (auto &[key, value] : static_cast<DictNode &>(node).items) {
            one(key);
            one(value);
        }
        break;
    case NodeKind::Not:
    case NodeKind::Negative:
    case NodeKind::Positive:
        one(static_cast<UnaryNode &>(node).operand);
        break;
    case NodeKind::Binary:
    case NodeKind::And:
    case NodeKind::Or:
        one(static_cast<BinaryNode &>(node).left);
        one(static_cast<BinaryNode &>(node).right);
        break;
    case NodeKind::Compare: {
        auto &compare = static_cast<CompareNode &>(node);
        one(compare.first);
        for (auto &operand : compare.operands)
            one(operand.second);
        break;
    }
    case NodeKind::Conditional: {
        auto &conditional = static_cast<ConditionalNode &>(node);
        one(conditional.test);
        one(conditional.then);
        one(conditional.otherwise);
        break;
    }
    case NodeKind::Attribute:
        one(static_cast<AttributeNode &>(node).object);
        break;
    case NodeKind::Item:
        one(static_cast<ItemNode &>(node).object);
        one(static_cast<ItemNode &>(node).key);
        break;
    case NodeKind::Slice: {
        auto &slice = static_cast<SliceNode &>(node);
        one(slice.start);
        one(slice.stop);
        one(slice.step);
        break;
    }
    case NodeKind::Call:
    case NodeKind::Filter:
    case NodeKind::Test: {
        auto &call = static_cast<CallNode &>(node);
        one(call.subject);
        all(call.parts.positional);
        for (auto &named : call.parts.named)
            one(named.second);
        one(call.parts.restPositional);
        one(call.parts.restNamed);
        break;
    }
    default:
        break;
    }
}

template<typename Visit>
void ChildVisitor<Visit>::statement(Node &node) const
{
    switch (node.kind) {
    case NodeKind::Do:
        one(static_cast<UnaryNode &>(node).operand);
        break;
    case NodeKind::Output:
        all(static_cast<OutputNode &>(node).nodes);
        break;
    case NodeKind::For: {
        auto &loop = static_cast<ForNode &>(node);
        one(loop.target);
        one(loop.iterable);
        all(loop.body);
        all(loop.otherwise);
        one(loop.test);
        break;
    }
    case NodeKind::If: {
        auto &condition = static_cast<IfNode &>(node);
        one(condition.test);
        all(condition.body);
        all(condition.elifs);
        all(condition.otherwise);
        break;
    }
    case NodeKind::With:
        all(static_cast<WithNode &>(node).targets);
        all(static_cast<WithNode &>(node).values);
        all(static_cast<WithNode &>(node).body);
        break;
    case NodeKind::Autoescape:
        one(static_cast<AutoescapeNode &>(node).enabled);
        all(static_cast<AutoescapeNode &>(node).body);
        break;
    case NodeKind::Block:
        all(static_cast<BlockNode &>(node).body);
        break;
    case NodeKind::Extends:
        one(static_cast<ExtendsNode &>(node).parent);
        break;
    case NodeKind::Include:
        one(static_cast<IncludeNode &>(node).source);
        break;
    case NodeKind::Import:
    case NodeKind::FromImport:
        one(static_cast<ImportNode &>(node).source);
        break;
    case NodeKind::Macro:
    case NodeKind::CallBlock: {
        auto &macro = static_cast<MacroNode &>(node);
        one(macro.call);
        all(macro.parameters);
        all(macro.defaults);
        all(macro.body);
        break;
    }
    case NodeKind::FilterBlock:
        all(static_cast<FilterBlockNode &>(node).body);
        one(static_cast<FilterBlockNode &>(node).filter);
        break;
    case NodeKind::Set:
        one(static_cast<SetNode &>(node).target);
        one(static_cast<SetNode &>(node).value);
        break;
    case NodeKind::SetBlock:
        one(static_cast<SetBlockNode &>(node).target);
        one(static_cast<SetBlockNode &>(node).filter);
        all(static_cast<SetBlockNode &>(node).body);
        break;
    default:
        break;
    }
}

/// Calls `visit(NodePtr &)` for each child that is there, in Jinja2's order of fields, which
/// decides what shadows what.
template<typename Visit>
void forEachChild(Node &node, const Visit &visit)
{
    const ChildVisitor<Visit> visitor{visit};
    if (node.kind < NodeKind::Data)
        visitor.expression(node);
    else
        visitor.statement(node);
}

/// Calls `found(T &)` for every node of this kind below `node`, at any depth.
template<typename T, typename Found>
void findAll(Node &node, NodeKind kind, const Found &found)
{
    forEachChild(node, [&](NodePtr &child) {
        if (child->kind == kind)
            found(static_cast<T &>(*child));
        findAll<T>(*child, kind, found);
    });
}

} // namespace postern::jinja
