// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/jinja/ast.h"

#include <optional>
#include <set>
#include <span>

namespace postern::jinja {

/// A map from numbers that is quick while small, which it nearly always is.
template<typename T>
class SmallMap
{
public:
    T *find(std::uint32_t key)
    {
        if (m_entries.size() > kSmall) {
            const auto known = m_index.find(key);
            return known == m_index.end() ? nullptr : &m_entries[known->second].second;
        }
        for (auto &entry : m_entries) {
            if (entry.first == key)
                return &entry.second;
        }
        return nullptr;
    }
    void set(std::uint32_t key, T value)
    {
        if (T *known = find(key)) {
            *known = std::move(value);
            return;
        }
        m_entries.emplace_back(key, std::move(value));
        if (m_entries.size() == kSmall + 1) {
            for (std::size_t i = 0; i < m_entries.size(); ++i)
                m_index[m_entries[i].first] = i;
        } else if (m_entries.size() > kSmall) {
            m_index[key] = m_entries.size() - 1;
        }
    }
    auto begin() const { return m_entries.begin(); }
    auto end() const { return m_entries.end(); }

private:
    static constexpr std::size_t kSmall = 16;

    std::vector<std::pair<std::uint32_t, T>> m_entries;
    std::unordered_map<std::uint32_t, std::size_t> m_index;
};

/// A function while it is compiled: gives its variables their places.
struct UnitBuilder
{
    UnitBuilder(Unit &built, UnitBuilder *outer)
        : unit(built)
        , parent(outer)
    {}

    /// The place of a name of that nesting level; two sibling scopes share it, as in Python.
    std::uint32_t slot(int level, NameId name);

    Unit &unit;
    UnitBuilder *parent;

private:
    std::vector<SmallMap<std::uint32_t>> m_slots; ///< by level, by name
};

/// A variable: the function it belongs to and its place there.
struct Reference
{
    UnitBuilder *unit = nullptr;
    std::uint32_t index = 0;
};

/// What a scope knows of its names, and how it comes by their values when it is entered.
///
/// The rules are those of jinja2's idtracking: what is set in a scope and known outside
/// begins as a copy; what is set in some branches of an `if` may come from outside.
class Symbols
{
public:
    Symbols(UnitBuilder &unit, Symbols *parent)
        : m_unit(&unit)
        , m_parent(parent)
        , m_level(parent == nullptr ? 0 : parent->m_level + 1)
    {}

    std::optional<Reference> find(NameId name);
    /// Throws AssertionError for a name the analysis didn't see, as Jinja2 does.
    Reference at(NameId name, const NameTable &names);

    void store(NameId name);
    Reference declareParameter(NameId name);
    void load(NameId name);

    /// Takes in what the children of a scope's node use; `loopPart` is needed for a loop.
    enum class LoopPart { Body, Else, Test };
    void analyze(Node &node, LoopPart loopPart = LoopPart::Body);
    void analyze(Nodes &nodes);

    /// What happens when the scope is entered.
    FrameLoads loads() const;
    /// All names set here and outwards, with where they are.
    std::vector<std::pair<NameId, Reference>> stored();
    UnitBuilder &unit() const { return *m_unit; }

private:
    struct Load
    {
        FrameLoads::Action action = FrameLoads::Action::Undefined;
        NameId name = 0;
        Reference from;
    };

    void visit(Node &node);
    void visitTarget(Node &node, bool asParameter);
    void visitIf(IfNode &node);
    Reference define(NameId name, Load load);
    void mergeBranches(std::span<Symbols> branches);

    UnitBuilder *m_unit;
    Symbols *m_parent;
    int m_level;
    SmallMap<Reference> m_references;
    SmallMap<Load> m_loads; ///< by slot
    std::set<NameId> m_stores;
};

/// How a function reaches a variable.
Slot slotFrom(const UnitBuilder &unit, const Reference &reference);

} // namespace postern::jinja
