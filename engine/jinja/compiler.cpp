// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/compiler.h"

#include "engine/base/pyrepr.h"
#include "engine/jinja/children.h"
#include "engine/jinja/filters.h"
#include "engine/jinja/globals.h"
#include "engine/jinja/parser.h"
#include "engine/pyobject/dictobject.h"
#include "engine/pyobject/methods.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"

#include <algorithm>
#include <iterator>

namespace postern::jinja {

namespace {

/// Walks like jinja2's visitor that looks for undeclared names: a name that is stored
/// anywhere before counts as declared, and blocks are left out.
class UndeclaredFinder
{
public:
    UndeclaredFinder(std::set<std::string> wanted, const NameTable &table)
        : m_wanted(std::move(wanted))
        , m_table(table)
    {}

    void visit(Node &node)
    {
        if (m_found == m_wanted || node.kind == NodeKind::Block)
            return;
        if (node.kind != NodeKind::Name) {
            forEachChild(node, [this](NodePtr &child) { visit(*child); });
            return;
        }
        const auto &name = static_cast<NameNode &>(node);
        const std::string &text = m_table.text(name.name);
        if (name.use == NameUse::Load && m_wanted.contains(text))
            m_found.insert(text);
        else
            m_wanted.erase(text);
    }

    std::set<std::string> found() const { return m_found; }

private:
    std::set<std::string> m_wanted;
    std::set<std::string> m_found;
    const NameTable &m_table;
};

} // namespace

std::set<std::string> undeclaredOf(Nodes &nodes, std::set<std::string> names, const NameTable &table)
{
    UndeclaredFinder finder(std::move(names), table);
    for (const NodePtr &node : nodes)
        finder.visit(*node);
    return finder.found();
}

Compiler::Compiler(CompiledTemplate &target, const Options &options)
    : m_target(target)
    , m_names(target.ast.names)
    , m_globals(options)
    , m_runtime(options)
    , m_folder(m_runtime)
{
    setEscaping({options.autoescape, false});
}

void Compiler::fail(const std::string &message, int line, const char *type)
{
    throw PyError(type, message, line);
}

void Compiler::setEscaping(EscapeState state)
{
    m_escape = state;
    m_runtime.setAutoescape(state.autoescape);
    m_folder.setDynamic(state.dynamic);
}

Escaping Compiler::escaping() const
{
    if (m_escape.dynamic)
        return Escaping::ByContext;
    return m_escape.autoescape ? Escaping::Always : Escaping::Never;
}

bool Compiler::mentions(Nodes &nodes, std::string_view name)
{
    return !undeclaredOf(nodes, {std::string(name)}, m_names).empty();
}

FrameLoads Compiler::enter(Scope &scope)
{
    FrameLoads frame = scope.symbols.loads();
    for (const auto &load : frame.loads) {
        const std::string &name = m_names.text(load.name);
        if (load.action == FrameLoads::Action::Resolve && !m_globals.has(name))
            m_target.undeclared.insert(name);
    }
    return frame;
}

void Compiler::run()
{
    std::set<std::string_view> seen;
    for (const NodePtr &node : m_target.ast.body) {
        const auto addBlock = [&](BlockNode &block) {
            if (!seen.insert(block.name).second)
                fail("block " + py::reprString(block.name) + " defined twice", block.line);
            auto compiled = std::make_unique<CompiledBlock>();
            compiled->owner = &m_target;
            compiled->node = &block;
            m_target.blocks.push_back(std::move(compiled));
        };
        if (node->kind == NodeKind::Block)
            addBlock(static_cast<BlockNode &>(*node));
        findAll<BlockNode>(*node, NodeKind::Block, addBlock);
        m_target.hasExtends = m_target.hasExtends || node->kind == NodeKind::Extends;
        findAll<Node>(*node, NodeKind::Extends, [this](Node &) { m_target.hasExtends = true; });
    }
    compileRoot();
    for (const auto &block : m_target.blocks)
        compileBlock(*block);
}

void Compiler::compileRoot()
{
    UnitBuilder unit(m_target.root, nullptr);
    Scope scope{Symbols(unit, nullptr), m_target.hasExtends, true, true};
    if (mentions(m_target.ast.body, "self"))
        m_target.root.selfSlot = scope.symbols.declareParameter(m_names.id("self")).index;
    scope.symbols.analyze(m_target.ast.body);
    m_target.root.frame = enter(scope);
    compileAll(m_target.ast.body, scope);
    m_target.alwaysExtends = m_knownExtends;
}

void Compiler::compileBlock(CompiledBlock &block)
{
    m_notedLine = block.node->line;
    auto &node = const_cast<BlockNode &>(*block.node);
    UnitBuilder unit(block.unit, nullptr);
    Scope scope{Symbols(unit, nullptr)};
    const auto undeclared = undeclaredOf(node.body, {"self", "super"}, m_names);
    if (undeclared.contains("self"))
        block.unit.selfSlot = scope.symbols.declareParameter(m_names.id("self")).index;
    if (undeclared.contains("super"))
        block.unit.superSlot = scope.symbols.declareParameter(m_names.id("super")).index;
    scope.symbols.analyze(node.body);
    block.unit.frame = enter(scope);
    compileAll(node.body, scope);
}

bool Compiler::compileAll(Nodes &nodes, Scope &scope)
{
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (compile(*nodes[i], scope)) {
            const auto rest = nodes.begin() + static_cast<std::ptrdiff_t>(i) + 1;
            std::move(rest, nodes.end(), std::back_inserter(m_target.unreached));
            nodes.erase(rest, nodes.end());
            break;
        }
    }
    // What a parent template silences for good needs no run.
    std::erase_if(nodes, [](const NodePtr &node) {
        return node->kind == NodeKind::Output
               && static_cast<const OutputNode &>(*node).nodes.empty();
    });
    return false;
}

bool Compiler::compile(Node &node, Scope &scope)
{
    if (node.kind == NodeKind::With || node.kind == NodeKind::Autoescape)
        node.line = m_notedLine;
    else if (node.kind != NodeKind::Output && node.kind != NodeKind::FilterBlock
             && node.kind != NodeKind::SetBlock)
        m_notedLine = node.line;
    switch (node.kind) {
    case NodeKind::Output:
        compileOutput(static_cast<OutputNode &>(node), scope);
        break;
    case NodeKind::For:
        compileFor(static_cast<ForNode &>(node), scope);
        break;
    case NodeKind::If:
        compileIf(static_cast<IfNode &>(node), scope);
        break;
    case NodeKind::With:
        compileWith(static_cast<WithNode &>(node), scope);
        break;
    case NodeKind::Autoescape:
        return compileAutoescape(static_cast<AutoescapeNode &>(node), scope);
    case NodeKind::Block:
        compileBlockUse(static_cast<BlockNode &>(node), scope);
        break;
    case NodeKind::Extends:
        return compileExtends(static_cast<ExtendsNode &>(node), scope);
    case NodeKind::Include:
        compileInclude(static_cast<IncludeNode &>(node), scope);
        break;
    case NodeKind::Import:
    case NodeKind::FromImport:
        compileImport(static_cast<ImportNode &>(node), scope);
        break;
    case NodeKind::Macro:
    case NodeKind::CallBlock:
        compileMacro(static_cast<MacroNode &>(node), scope);
        break;
    case NodeKind::FilterBlock:
        compileFilterBlock(static_cast<FilterBlockNode &>(node), scope);
        break;
    case NodeKind::Set:
        compileSet(static_cast<SetNode &>(node), scope);
        break;
    case NodeKind::SetBlock:
        compileSetBlock(static_cast<SetBlockNode &>(node), scope);
        break;
    case NodeKind::Do:
        compileExpression(static_cast<UnaryNode &>(node).operand, scope);
        break;
    case NodeKind::Break:
    case NodeKind::Continue:
        if (m_loops == 0)
            fail(node.kind == NodeKind::Break ? "'break' outside loop"
                                              : "'continue' not properly in loop",
                 node.line,
                 "SyntaxError");
        break;
    default:
        break;
    }
    return false;
}

void Compiler::compileOutput(OutputNode &node, Scope &scope)
{
    if (scope.checksParent && m_knownExtends) {
        node.nodes.clear();
        return;
    }
    node.checksParent = scope.checksParent;
    node.escaping = escaping();
    Nodes parts;
    for (NodePtr &child : node.nodes) {
        std::optional<std::string> text;
        if (child->kind == NodeKind::Data) {
            text = static_cast<DataNode &>(*child).data;
        } else if (const auto constant = m_folder.constant(*child)) {
            try {
                text = m_escape.autoescape ? escape(*constant).asString() : str(*constant);
            } catch (const PyError &) {
                text.reset();
            }
        }
        if (!text) {
            m_notedLine = child->line;
            compileExpression(child, scope);
            parts.push_back(std::move(child));
        } else if (!parts.empty() && parts.back()->kind == NodeKind::Data) {
            static_cast<DataNode &>(*parts.back()).data += *text;
        } else {
            parts.push_back(std::make_unique<DataNode>(*text, child->line));
        }
    }
    node.nodes = std::move(parts);
}

void Compiler::compileExpression(NodePtr &node, Scope &scope)
{
    if (!m_escape.dynamic)
        m_folder.optimize(node);
    resolve(*node, scope);
}

Slot Compiler::slotOf(NameId name, Scope &scope)
{
    return slotFrom(scope.symbols.unit(), scope.symbols.at(name, m_names));
}

void Compiler::resolve(Node &node, Scope &scope)
{
    switch (node.kind) {
    case NodeKind::Name:
        static_cast<NameNode &>(node).slot = slotOf(static_cast<NameNode &>(node).name, scope);
        return;
    case NodeKind::Const: {
        auto &constant = static_cast<ConstNode &>(node);
        constant.unknownName = nonFinite(constant.value);
        return;
    }
    case NodeKind::Item:
        checkSubscript(*static_cast<ItemNode &>(node).key);
        break;
    case NodeKind::NamespaceRef:
        static_cast<NamespaceRefNode &>(node).slot
            = slotOf(static_cast<NamespaceRefNode &>(node).name, scope);
        return;
    case NodeKind::Call:
    case NodeKind::Filter:
    case NodeKind::Test:
        resolveCall(static_cast<CallNode &>(node), scope);
        return;
    case NodeKind::Attribute: {
        auto &attribute = static_cast<AttributeNode &>(node);
        attribute.isPlain = !attribute.name.asString().starts_with("_")
                            && findMethod(DictObject::make(), attribute.name.asString()) == nullptr;
        break;
    }
    case NodeKind::Concat:
        static_cast<ItemsNode &>(node).autoescape = m_escape.autoescape;
        static_cast<ItemsNode &>(node).dynamic = m_escape.dynamic;
        break;
    case NodeKind::Conditional: {
        const bool outer = std::exchange(scope.inIf, true);
        forEachChild(node, [&](NodePtr &child) { resolve(*child, scope); });
        scope.inIf = outer;
        return;
    }
    default:
        break;
    }
    forEachChild(node, [&](NodePtr &child) { resolve(*child, scope); });
}

void Compiler::checkSubscript(const Node &key)
{
    if (key.kind != NodeKind::Tuple)
        return;
    // Jinja2 puts parentheses around it, where Python knows no slices.
    for (const NodePtr &item : static_cast<const ItemsNode &>(key).items) {
        if (item->kind == NodeKind::Slice)
            fail("invalid syntax", key.line, "SyntaxError");
    }
}

void Compiler::resolveCall(CallNode &node, Scope &scope)
{
    const auto &named = node.parts.named;
    for (auto argument = named.begin(); argument != named.end(); ++argument) {
        if (std::any_of(named.begin(), argument, [&](const auto &other) {
                return other.first == argument->first;
            }))
            fail("keyword argument repeated: " + argument->first, node.line, "SyntaxError");
    }
    if (node.kind != NodeKind::Call) {
        const bool isFilter = node.kind == NodeKind::Filter;
        node.filter = isFilter ? findFilter(node.name) : nullptr;
        node.test = isFilter ? nullptr : findTest(node.name);
        if (node.filter == nullptr && node.test == nullptr && !scope.inIf)
            fail(std::string("No ") + (isFilter ? "filter" : "test") + " named "
                     + py::reprString(node.name) + ".",
                 node.line);
        node.autoescape = m_escape.autoescape;
        node.dynamic = m_escape.dynamic;
    }
    forEachChild(node, [&](NodePtr &child) { resolve(*child, scope); });
}

std::shared_ptr<const CompiledTemplate> compileTemplate(std::string_view source,
                                                        const Options &options,
                                                        std::optional<std::string> name)
{
    auto target = std::make_shared<CompiledTemplate>();
    target->name = std::move(name);
    target->ast.body = Parser(source, options, target->ast.names).parse();
    Compiler(*target, options).run();
    return target;
}

std::shared_ptr<const CompiledTemplate> compileExpression(std::string_view source,
                                                          const Options &options)
{
    auto target = std::make_shared<CompiledTemplate>();
    Ast &ast = target->ast;
    // Apart from the marks, whose minus would be another one.
    const std::string output = options.variableStart + ' ' + std::string(source) + '\n'
                               + options.variableEnd;
    ast.body = Parser(output, options, ast.names).parse();
    auto *const only = ast.body.size() == 1 && ast.body.front()->kind == NodeKind::Output
                           ? static_cast<OutputNode *>(ast.body.front().get())
                           : nullptr;
    if (!only || only->nodes.size() != 1 || only->nodes.front()->kind == NodeKind::Data)
        throw PyError("TemplateSyntaxError", "chunk after expression", 1);
    auto set = std::make_unique<SetNode>(1);
    set->target = std::make_unique<NameNode>(ast.names.id(kExpressionResult), NameUse::Store, 1);
    set->value = std::move(only->nodes.front());
    ast.body.front() = std::move(set);
    Compiler(*target, options).run();
    return target;
}

} // namespace postern::jinja
