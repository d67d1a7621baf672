// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/children.h"
#include "engine/jinja/compiler.h"
#include "engine/pyobject/pyerror.h"

#include <algorithm>

namespace postern::jinja {

namespace {

NodePtr clonedTarget(const Node &node)
{
    if (node.kind == NodeKind::Name) {
        const auto &name = static_cast<const NameNode &>(node);
        return std::make_unique<NameNode>(name.name, name.use, name.line);
    }
    auto tuple = std::make_unique<ItemsNode>(NodeKind::Tuple, node.line);
    for (const NodePtr &item : static_cast<const ItemsNode &>(node).items)
        tuple->items.push_back(clonedTarget(*item));
    return tuple;
}

} // namespace

void Compiler::compileTarget(Node &node, Scope &scope)
{
    resolve(node, scope);
}

void Compiler::compileLoopTest(ForNode &node, Scope &scope)
{
    node.testUnit = std::make_unique<Unit>();
    UnitBuilder unit(*node.testUnit, &scope.symbols.unit());
    Scope inner = scope.inner(unit);
    inner.symbols.analyze(node, Symbols::LoopPart::Test);
    node.testUnit->frame = enter(inner);
    node.testTarget = clonedTarget(*node.target);
    compileTarget(*node.testTarget, inner);
    compileExpression(node.test, inner);
}

void Compiler::compileFor(ForNode &node, Scope &scope)
{
    bool hasScopedBlock = false;
    findAll<BlockNode>(node, NodeKind::Block, [&](BlockNode &block) {
        hasScopedBlock = hasScopedBlock || block.scoped;
    });
    node.extended = node.recursive || mentions(node.body, "loop") || hasScopedBlock;
    if (node.test)
        compileLoopTest(node, scope);
    const NameId loop = m_names.id("loop");
    findAll<NameNode>(node, NodeKind::Name, [&](NameNode &name) {
        if (name.use == NameUse::Store && name.name == loop)
            fail("Can't assign to special loop variable in for-loop target", name.line);
    });
    std::optional<UnitBuilder> builder;
    if (node.recursive) {
        node.loopUnit = std::make_unique<Unit>();
        builder.emplace(*node.loopUnit, &scope.symbols.unit());
    }
    UnitBuilder &unit = builder ? *builder : scope.symbols.unit();
    Scope body = scope.inner(unit);
    if (node.extended)
        node.loopSlot = body.symbols.declareParameter(loop).index;
    body.symbols.analyze(node, Symbols::LoopPart::Body);
    Scope otherwise = scope.inner(unit);
    otherwise.symbols.analyze(node, Symbols::LoopPart::Else);
    compileTarget(*node.target, body);
    if (!node.recursive)
        compileExpression(node.iterable, scope);
    node.bodyFrame = enter(body);
    node.escaping = escaping();
    ++m_loops;
    compileAll(node.body, body);
    --m_loops;
    if (!node.otherwise.empty()) {
        node.elseFrame = enter(otherwise);
        compileAll(node.otherwise, otherwise);
    }
    if (node.recursive) {
        m_notedLine = node.line;
        compileExpression(node.iterable, scope);
    }
}

void Compiler::compileIf(IfNode &node, Scope &scope)
{
    Scope inner = scope;
    inner.rootLevel = false;
    inner.inIf = true;
    compileExpression(node.test, inner);
    compileAll(node.body, inner);
    for (const NodePtr &elif : node.elifs) {
        auto &branch = static_cast<IfNode &>(*elif);
        m_notedLine = branch.line;
        compileExpression(branch.test, inner);
        compileAll(branch.body, inner);
    }
    compileAll(node.otherwise, inner);
}

void Compiler::compileWith(WithNode &node, Scope &scope)
{
    Scope inner = scope.inner();
    inner.symbols.analyze(node);
    node.frame = enter(inner);
    for (std::size_t i = 0; i < node.targets.size(); ++i) {
        compileTarget(*node.targets[i], inner);
        compileExpression(node.values[i], scope);
    }
    compileAll(node.body, inner);
}

bool Compiler::compileAutoescape(AutoescapeNode &node, Scope &scope)
{
    Scope inner = scope.inner();
    inner.symbols.analyze(node);
    node.frame = enter(inner);
    const EscapeState outer = m_escape;
    const auto constant = m_folder.constant(*node.enabled);
    compileExpression(node.enabled, inner);
    EscapeState state = outer;
    if (constant)
        state.autoescape = truthy(*constant);
    else
        state.dynamic = true;
    setEscaping(state);
    compileAll(node.body, inner);
    setEscaping(outer);
    return false;
}

void Compiler::compileBlockUse(BlockNode &node, Scope &scope)
{
    if (scope.topLevel && m_knownExtends) {
        node.skipped = true;
        return;
    }
    node.checksParent = scope.topLevel && m_extends > 0;
    if (node.scoped)
        node.locals = locals(scope);
}

bool Compiler::compileExtends(ExtendsNode &node, Scope &scope)
{
    if (!scope.topLevel)
        fail("cannot use extend from a non top-level scope", node.line);
    if (m_extends > 0) {
        node.again = true;
        node.always = m_knownExtends;
        if (m_knownExtends)
            return true;
    }
    compileExpression(node.parent, scope);
    m_knownExtends = m_knownExtends || scope.rootLevel;
    ++m_extends;
    return false;
}

void Compiler::compileInclude(IncludeNode &node, Scope &scope)
{
    compileExpression(node.source, scope);
    if (node.withContext)
        node.locals = locals(scope);
}

void Compiler::compileImport(ImportNode &node, Scope &scope)
{
    compileExpression(node.source, scope);
    if (node.withContext)
        node.locals = locals(scope);
    node.topLevel = scope.topLevel;
    for (auto &imported : node.names)
        imported.slot = slotOf(imported.target, scope);
}

std::vector<Export> Compiler::locals(Scope &scope)
{
    std::vector<Export> result;
    for (const auto &[name, reference] : scope.symbols.stored())
        result.push_back({name, slotFrom(scope.symbols.unit(), reference)});
    return result;
}

void Compiler::declareSpecials(MacroNode &node, Scope &scope)
{
    const auto undeclared = undeclaredOf(node.body, {"caller", "kwargs", "varargs"}, m_names);
    const auto &names = node.parameterNames;
    const auto position = [&](const char *name) {
        return std::find(names.begin(), names.end(), name) - names.begin();
    };
    const auto count = static_cast<std::ptrdiff_t>(names.size());
    const auto declare = [&](const char *name) {
        node.unit->parameterSlots.push_back(scope.symbols.declareParameter(m_names.id(name)).index);
    };
    node.explicitCaller = position("caller") < count;
    if (undeclared.contains("caller")) {
        if (!node.explicitCaller)
            declare("caller");
        else if (count - position("caller") > static_cast<std::ptrdiff_t>(node.defaults.size()))
            fail("When defining macros or call blocks the special \"caller\" argument must be "
                 "omitted or be given a default.",
                 node.line);
        node.takesCaller = true;
    }
    if (undeclared.contains("kwargs") && position("kwargs") == count) {
        declare("kwargs");
        node.takesNamed = true;
    }
    if (undeclared.contains("varargs") && position("varargs") == count) {
        declare("varargs");
        node.takesPositional = true;
    }
}

void Compiler::compileMacroBody(MacroNode &node, Scope &scope)
{
    node.unit = std::make_unique<Unit>();
    UnitBuilder unit(*node.unit, &scope.symbols.unit());
    Scope inner = scope.inner(unit);
    inner.symbols.analyze(node);
    for (const NodePtr &parameter : node.parameters) {
        const NameId name = static_cast<NameNode &>(*parameter).name;
        if (std::find(node.parameterNames.begin(), node.parameterNames.end(), m_names.text(name))
            != node.parameterNames.end())
            fail("duplicate argument '" + m_names.text(name) + "' in function definition",
                 node.line,
                 "SyntaxError");
        node.parameterNames.push_back(m_names.text(name));
        node.unit->parameterSlots.push_back(inner.symbols.at(name, m_names).index);
    }
    declareSpecials(node, inner);
    inner.checksParent = false;
    node.unit->frame = enter(inner);
    for (NodePtr &value : node.defaults)
        compileExpression(value, inner);
    const int loops = std::exchange(m_loops, 0);
    compileAll(node.body, inner);
    m_loops = loops;
}

void Compiler::compileMacro(MacroNode &node, Scope &scope)
{
    compileMacroBody(node, scope);
    node.topLevel = scope.topLevel;
    if (node.kind == NodeKind::Macro) {
        node.slot = slotOf(node.name, scope);
    } else {
        m_notedLine = node.line;
        compileExpression(node.call, scope);
    }
}

void Compiler::compileFilterBlock(FilterBlockNode &node, Scope &scope)
{
    Scope inner = scope.inner();
    inner.symbols.analyze(node);
    node.frame = enter(inner);
    compileAll(node.body, inner);
    m_notedLine = node.line;
    compileExpression(node.filter, inner);
}

std::vector<Export> Compiler::publishedBy(Node &target, Scope &scope)
{
    std::vector<Export> result;
    if (!scope.topLevel)
        return result;
    const auto add = [&](NameNode &name) { result.push_back({name.name, name.slot}); };
    if (target.kind == NodeKind::Name)
        add(static_cast<NameNode &>(target));
    findAll<NameNode>(target, NodeKind::Name, add);
    return result;
}

void Compiler::compileSet(SetNode &node, Scope &scope)
{
    const auto addNamespace = [&](NamespaceRefNode &reference) {
        node.namespaces.push_back(slotOf(reference.name, scope));
    };
    if (node.target->kind == NodeKind::NamespaceRef)
        addNamespace(static_cast<NamespaceRefNode &>(*node.target));
    findAll<NamespaceRefNode>(*node.target, NodeKind::NamespaceRef, addNamespace);
    compileTarget(*node.target, scope);
    compileExpression(node.value, scope);
    node.published = publishedBy(*node.target, scope);
}

void Compiler::compileSetBlock(SetBlockNode &node, Scope &scope)
{
    Scope inner = scope.inner();
    inner.checksParent = false;
    inner.symbols.analyze(node);
    node.frame = enter(inner);
    compileAll(node.body, inner);
    m_notedLine = node.line;
    compileTarget(*node.target, scope);
    if (node.filter)
        compileExpression(node.filter, inner);
    node.published = publishedBy(*node.target, scope);
}

} // namespace postern::jinja
