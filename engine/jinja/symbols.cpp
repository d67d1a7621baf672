// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/symbols.h"

#include "engine/jinja/children.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"

#include <algorithm>

namespace postern::jinja {

std::uint32_t UnitBuilder::slot(int level, NameId name)
{
    const auto depth = static_cast<std::size_t>(level);
    if (m_slots.size() <= depth)
        m_slots.resize(depth + 1);
    if (const std::uint32_t *known = m_slots[depth].find(name))
        return *known;
    m_slots[depth].set(name, unit.slotCount);
    return unit.slotCount++;
}

Slot slotFrom(const UnitBuilder &unit, const Reference &reference)
{
    std::uint32_t up = 0;
    for (const UnitBuilder *builder = &unit; builder != reference.unit; builder = builder->parent)
        ++up;
    return {up, reference.index};
}

std::optional<Reference> Symbols::find(NameId name)
{
    for (Symbols *symbols = this; symbols != nullptr; symbols = symbols->m_parent) {
        if (const Reference *reference = symbols->m_references.find(name))
            return *reference;
    }
    return std::nullopt;
}

Reference Symbols::at(NameId name, const NameTable &names)
{
    if (const auto reference = find(name))
        return *reference;
    throw PyError("AssertionError",
                  "Tried to resolve a name to a reference that was unknown to the frame ("
                      + repr(names.text(name)) + ")");
}

Reference Symbols::define(NameId name, Load load)
{
    const Reference reference{m_unit, m_unit->slot(m_level, name)};
    m_references.set(name, reference);
    m_loads.set(reference.index, load);
    return reference;
}

void Symbols::store(NameId name)
{
    m_stores.insert(name);
    if (m_references.find(name) != nullptr)
        return;
    if (m_parent != nullptr) {
        if (const auto outer = m_parent->find(name)) {
            define(name, {FrameLoads::Action::Alias, name, *outer});
            return;
        }
    }
    define(name, {FrameLoads::Action::Undefined, name, {}});
}

Reference Symbols::declareParameter(NameId name)
{
    m_stores.insert(name);
    return define(name, {FrameLoads::Action::Parameter, name, {}});
}

void Symbols::load(NameId name)
{
    if (!find(name))
        define(name, {FrameLoads::Action::Resolve, name, {}});
}

void Symbols::mergeBranches(std::span<Symbols> branches)
{
    std::set<NameId> stores;
    for (const Symbols &branch : branches)
        stores.insert(branch.m_stores.begin(), branch.m_stores.end());
    std::erase_if(stores, [this](NameId name) { return m_stores.contains(name); });
    for (const Symbols &branch : branches) {
        for (const auto &[name, reference] : branch.m_references)
            m_references.set(name, reference);
        for (const auto &[slot, load] : branch.m_loads)
            m_loads.set(slot, load);
        m_stores.insert(branch.m_stores.begin(), branch.m_stores.end());
    }
    for (const NameId name : stores) {
        const Reference target = *find(name);
        const auto outer = m_parent == nullptr ? std::nullopt : m_parent->find(name);
        if (outer)
            m_loads.set(target.index, {FrameLoads::Action::Alias, name, *outer});
        else
            m_loads.set(target.index, {FrameLoads::Action::Resolve, name, {}});
    }
}

void Symbols::visitTarget(Node &node, bool asParameter)
{
    if (asParameter && node.kind == NodeKind::Name)
        declareParameter(static_cast<NameNode &>(node).name);
    else if (asParameter)
        forEachChild(node, [this](NodePtr &child) { visitTarget(*child, true); });
    else
        visit(node);
}

void Symbols::analyze(Nodes &nodes)
{
    for (NodePtr &node : nodes)
        visit(*node);
}

void Symbols::analyze(Node &node, LoopPart loopPart)
{
    switch (node.kind) {
    case NodeKind::For: {
        auto &loop = static_cast<ForNode &>(node);
        if (loopPart != LoopPart::Else)
            visitTarget(*loop.target, true);
        if (loopPart == LoopPart::Test)
            visit(*loop.test);
        else
            analyze(loopPart == LoopPart::Body ? loop.body : loop.otherwise);
        break;
    }
    case NodeKind::With:
        for (NodePtr &target : static_cast<WithNode &>(node).targets)
            visitTarget(*target, true);
        analyze(static_cast<WithNode &>(node).body);
        break;
    case NodeKind::SetBlock:
        analyze(static_cast<SetBlockNode &>(node).body);
        break;
    case NodeKind::CallBlock:
    case NodeKind::Macro: {
        auto &macro = static_cast<MacroNode &>(node);
        analyze(macro.parameters);
        analyze(macro.defaults);
        analyze(macro.body);
        break;
    }
    default:
        forEachChild(node, [this](NodePtr &child) { visit(*child); });
    }
}

void Symbols::visitIf(IfNode &node)
{
    visit(*node.test);
    std::array<Symbols, 3> branches = {*this, *this, *this};
    branches[0].analyze(node.body);
    branches[1].analyze(node.elifs);
    branches[2].analyze(node.otherwise);
    mergeBranches(branches);
}

/// Scopes inside are analyzed when their turn comes: only what they take from here counts.
void Symbols::visit(Node &node)
{
    switch (node.kind) {
    case NodeKind::Name: {
        const auto &name = static_cast<NameNode &>(node);
        if (name.use == NameUse::Parameter)
            declareParameter(name.name);
        else if (name.use == NameUse::Store)
            store(name.name);
        else
            load(name.name);
        break;
    }
    case NodeKind::NamespaceRef:
        load(static_cast<NamespaceRefNode &>(node).name);
        break;
    case NodeKind::If:
        visitIf(static_cast<IfNode &>(node));
        break;
    case NodeKind::Macro:
        store(static_cast<MacroNode &>(node).name);
        break;
    case NodeKind::Import:
    case NodeKind::FromImport:
        visit(*static_cast<ImportNode &>(node).source);
        for (const auto &imported : static_cast<ImportNode &>(node).names)
            store(imported.target);
        break;
    case NodeKind::Set:
        visit(*static_cast<SetNode &>(node).value);
        visit(*static_cast<SetNode &>(node).target);
        break;
    case NodeKind::For:
        visit(*static_cast<ForNode &>(node).iterable);
        break;
    case NodeKind::CallBlock:
        visit(*static_cast<MacroNode &>(node).call);
        break;
    case NodeKind::FilterBlock:
        visit(*static_cast<FilterBlockNode &>(node).filter);
        break;
    case NodeKind::With:
        analyze(static_cast<WithNode &>(node).values);
        break;
    case NodeKind::SetBlock:
        visit(*static_cast<SetBlockNode &>(node).target);
        break;
    case NodeKind::Autoescape:
    case NodeKind::Block:
        break;
    default:
        forEachChild(node, [this](NodePtr &child) { visit(*child); });
    }
}

FrameLoads Symbols::loads() const
{
    FrameLoads frame;
    for (const auto &[slot, load] : m_loads) {
        Slot from;
        if (load.action == FrameLoads::Action::Alias)
            from = slotFrom(*m_unit, load.from);
        frame.loads.push_back({slot, load.action, load.name, from});
    }
    return frame;
}

std::vector<std::pair<NameId, Reference>> Symbols::stored()
{
    std::set<NameId> names;
    for (const Symbols *symbols = this; symbols != nullptr; symbols = symbols->m_parent)
        names.insert(symbols->m_stores.begin(), symbols->m_stores.end());
    std::vector<std::pair<NameId, Reference>> result;
    result.reserve(names.size());
    for (const NameId name : names)
        result.emplace_back(name, *find(name));
    return result;
}

} // namespace postern::jinja
