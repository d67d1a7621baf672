// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/jinja/ast.h"
#include "engine/jinja/values.h"

#include <optional>

namespace postern::jinja {

/// Works out what is constant before a template runs. Jinja2 does so too, and it shows: a
/// concatenation of constants never becomes Markup.
class Folder
{
public:
    explicit Folder(Runtime &runtime)
        : m_runtime(runtime)
    {}

    /// The expression's value when it is the same each time and doesn't raise.
    std::optional<Object> constant(const Node &node);
    /// Replaces all constant parts of an expression by their values. Throws PyError for some
    /// that raise, where Jinja2 raises while it compiles.
    void optimize(NodePtr &node);
    /// Whether escaping at compile time is undecided: some things aren't folded then.
    void setDynamic(bool dynamic) { m_dynamic = dynamic; }

private:
    std::optional<Object> value(const Node &node);
    std::optional<Object> unary(const UnaryNode &node);
    std::optional<Object> arithmetic(const BinaryNode &node);
    std::optional<Object> attribute(const AttributeNode &node);
    std::optional<Object> sequence(const ItemsNode &node);
    std::optional<Object> dict(const DictNode &node);
    std::optional<Object> compare(const CompareNode &node);
    std::optional<Object> concat(const ItemsNode &node);
    std::optional<Object> logic(const BinaryNode &node);
    std::optional<Object> conditional(const ConditionalNode &node);
    std::optional<Object> call(const CallNode &node);
    std::optional<Object> slice(const SliceNode &node);
    std::optional<Object> item(const ItemNode &node);

    Runtime &m_runtime;
    bool m_dynamic = false;
};

/// A constant's value for one use.
Object freshConstant(const ConstNode &node);
/// The first infinity or NaN in the value as it prints, "inf" or "nan"; else empty.
std::string_view nonFinite(const Object &value);

} // namespace postern::jinja
