// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/fold.h"

#include "engine/jinja/children.h"
#include "engine/jinja/filters.h"
#include "engine/pyobject/dictobject.h"
#include "engine/pyobject/iterate.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/runtime.h"

#include <algorithm>
#include <cmath>

namespace postern::jinja {

namespace {

constexpr std::size_t kLargest = 4096; ///< what is larger is made anew each time

/// Whether CPython's Jinja2 would write the value into the code it makes; `parts` are those that
/// were looked at, which may be shared without end.
bool isFoldable(const Object &value, std::size_t &parts)
{
    if (++parts > kLargest)
        return false;
    const auto all = [&parts](const Objects &items) {
        return std::all_of(items.begin(), items.end(), [&parts](const Object &item) {
            return isFoldable(item, parts);
        });
    };
    switch (value.kind()) {
    case Kind::None:
    case Kind::Bool:
    case Kind::Int:
    case Kind::Float:
    case Kind::BigInt:
        return true;
    case Kind::Str:
        return value.asString().size() <= kLargest;
    case Kind::List:
    case Kind::Tuple:
        return all(value.items()) && !value.as<SequenceObject>().isGroup;
    case Kind::Dict: {
        const auto &entries = value.as<DictObject>().entries();
        return std::all_of(entries.begin(), entries.end(), [&parts](const auto &entry) {
            return isFoldable(entry.key, parts) && isFoldable(entry.value, parts);
        });
    }
    default:
        return false;
    }
}

bool holdsMutable(const Object &value)
{
    return value.isList() || value.isDict()
           || (value.isTuple()
               && std::any_of(value.items().begin(), value.items().end(), holdsMutable));
}

/// What raises isn't constant: it will raise when the template runs. Only some kinds of
/// expression are so forgiving in Jinja2; with others the error comes at once.
template<typename Work>
std::optional<Object> guarded(const Work &work)
{
    try {
        return work();
    } catch (const PyError &) {
        return std::nullopt;
    }
}

bool isExpression(const Node &node)
{
    return node.kind < NodeKind::Data;
}

} // namespace

namespace {

Object copied(const Object &value)
{
    if (value.isList() || value.isTuple()) {
        Objects items;
        for (const Object &item : value.items())
            items.push_back(copied(item));
        return value.isList() ? Object::list(std::move(items)) : Object::tuple(std::move(items));
    }
    if (!value.isDict())
        return value;
    Object dict = DictObject::make();
    for (const auto &entry : value.as<DictObject>().entries())
        dict.as<DictObject>().set(entry.key, copied(entry.value));
    return dict;
}

} // namespace

Object freshConstant(const ConstNode &node)
{
    return node.isMutable ? copied(node.value) : node.value;
}

std::string_view nonFinite(const Object &value)
{
    if (value.isFloat() && !std::isfinite(value.asFloat()))
        return std::isnan(value.asFloat()) ? "nan" : "inf";
    std::string_view name;
    if (value.isList() || value.isTuple()) {
        for (const Object &item : value.items())
            name = name.empty() ? nonFinite(item) : name;
    } else if (value.isDict()) {
        for (const auto &entry : value.as<DictObject>().entries()) {
            name = name.empty() ? nonFinite(entry.key) : name;
            name = name.empty() ? nonFinite(entry.value) : name;
        }
    }
    return name;
}

std::optional<Object> Folder::constant(const Node &node)
{
    return guarded([&] { return value(node); });
}

void Folder::optimize(NodePtr &node)
{
    forEachChild(*node, [this](NodePtr &child) { optimize(child); });
    if (!isExpression(*node) || node->kind == NodeKind::Const || node->kind == NodeKind::Name)
        return;
    // Jinja2 makes lists, tuples and dicts when the template runs, where errors have a line.
    const bool isContainer = node->kind == NodeKind::List || node->kind == NodeKind::Tuple
                             || node->kind == NodeKind::Dict;
    auto folded = isContainer ? constant(*node) : value(*node);
    std::size_t parts = 0;
    if (!folded || !isFoldable(*folded, parts))
        return;
    auto constant = std::make_unique<ConstNode>(std::move(*folded), node->line);
    constant->isMutable = holdsMutable(constant->value);
    node = std::move(constant);
}

std::optional<Object> Folder::value(const Node &node)
{
    switch (node.kind) {
    case NodeKind::Const:
        return freshConstant(static_cast<const ConstNode &>(node));
    case NodeKind::Tuple:
    case NodeKind::List:
        return sequence(static_cast<const ItemsNode &>(node));
    case NodeKind::Dict:
        return dict(static_cast<const DictNode &>(node));
    case NodeKind::Not:
    case NodeKind::Negative:
    case NodeKind::Positive:
        return guarded([&] { return unary(static_cast<const UnaryNode &>(node)); });
    case NodeKind::Binary:
        return guarded([&] { return arithmetic(static_cast<const BinaryNode &>(node)); });
    case NodeKind::And:
    case NodeKind::Or:
        return logic(static_cast<const BinaryNode &>(node));
    case NodeKind::Compare:
        return guarded([&] { return compare(static_cast<const CompareNode &>(node)); });
    case NodeKind::Concat:
        return concat(static_cast<const ItemsNode &>(node));
    case NodeKind::Conditional:
        return conditional(static_cast<const ConditionalNode &>(node));
    case NodeKind::Attribute:
        return guarded([&] { return attribute(static_cast<const AttributeNode &>(node)); });
    case NodeKind::Item:
        return guarded([&] { return item(static_cast<const ItemNode &>(node)); });
    case NodeKind::Slice:
        return slice(static_cast<const SliceNode &>(node));
    case NodeKind::Filter:
    case NodeKind::Test:
        return call(static_cast<const CallNode &>(node));
    default:
        return std::nullopt;
    }
}

std::optional<Object> Folder::unary(const UnaryNode &node)
{
    const auto operand = value(*node.operand);
    if (!operand)
        return std::nullopt;
    if (node.kind == NodeKind::Not)
        return !truthy(*operand);
    return node.kind == NodeKind::Negative ? negative(*operand) : positive(*operand);
}

std::optional<Object> Folder::arithmetic(const BinaryNode &node)
{
    const auto left = value(*node.left);
    const auto right = left ? value(*node.right) : std::nullopt;
    if (!right)
        return std::nullopt;
    return binary(node.operation, *left, *right);
}

std::optional<Object> Folder::attribute(const AttributeNode &node)
{
    const auto object = value(*node.object);
    if (!object)
        return std::nullopt;
    return m_runtime.attribute(*object, node.name);
}

std::optional<Object> Folder::sequence(const ItemsNode &node)
{
    Objects items;
    for (const NodePtr &child : node.items) {
        auto item = value(*child);
        if (!item)
            return std::nullopt;
        items.push_back(std::move(*item));
    }
    return node.kind == NodeKind::List ? Object::list(std::move(items))
                                       : Object::tuple(std::move(items));
}

std::optional<Object> Folder::dict(const DictNode &node)
{
    Object result = DictObject::make();
    for (const auto &[keyNode, valueNode] : node.items) {
        auto key = value(*keyNode);
        auto member = key ? value(*valueNode) : std::nullopt;
        if (!member)
            return std::nullopt;
        result.as<DictObject>().set(std::move(*key), std::move(*member));
    }
    return result;
}

std::optional<Object> Folder::compare(const CompareNode &node)
{
    auto left = value(*node.first);
    if (!left)
        return std::nullopt;
    for (const auto &[comparison, operand] : node.operands) {
        auto right = value(*operand);
        if (!right)
            return std::nullopt;
        if (!m_runtime.compare(comparison, *left, *right))
            return false;
        left = std::move(right);
    }
    return true;
}

std::optional<Object> Folder::concat(const ItemsNode &node)
{
    std::string text;
    for (const NodePtr &child : node.items) {
        const auto part = value(*child);
        if (!part)
            return std::nullopt;
        appendStr(text, *part);
        checkTextSize(text.size());
    }
    return Object::string(std::move(text));
}

std::optional<Object> Folder::logic(const BinaryNode &node)
{
    auto left = value(*node.left);
    if (!left || truthy(*left) != (node.kind == NodeKind::And))
        return left;
    return value(*node.right);
}

std::optional<Object> Folder::conditional(const ConditionalNode &node)
{
    const auto test = value(*node.test);
    if (!test)
        return std::nullopt;
    if (truthy(*test))
        return value(*node.then);
    return node.otherwise ? value(*node.otherwise) : std::nullopt;
}

std::optional<Object> Folder::slice(const SliceNode &node)
{
    std::array<Object, 3> bounds;
    const std::array<const Node *, 3> nodes = {node.start.get(), node.stop.get(), node.step.get()};
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        auto bound = nodes[i] == nullptr ? Object::none() : value(*nodes[i]);
        if (!bound)
            return std::nullopt;
        bounds[i] = std::move(*bound);
    }
    return Object(new SliceObject(bounds[0], bounds[1], bounds[2]));
}

std::optional<Object> Folder::item(const ItemNode &node)
{
    const auto object = value(*node.object);
    const auto key = object ? value(*node.key) : std::nullopt;
    if (!key)
        return std::nullopt;
    return m_runtime.item(*object, *key);
}

std::optional<Object> Folder::call(const CallNode &node)
{
    if (m_dynamic || !node.subject)
        return std::nullopt;
    const bool isFilter = node.kind == NodeKind::Filter;
    const FilterEntry *filter = isFilter ? findFilter(node.name) : nullptr;
    const TestEntry *test = isFilter ? nullptr : findTest(node.name);
    if (isFilter ? filter == nullptr || filter->needsContext : test == nullptr)
        return std::nullopt;
    Arguments arguments;
    auto subject = value(*node.subject);
    if (!subject)
        return std::nullopt;
    arguments.positional.push_back(std::move(*subject));
    for (const NodePtr &child : node.parts.positional) {
        auto argument = value(*child);
        if (!argument)
            return std::nullopt;
        arguments.positional.push_back(std::move(*argument));
    }
    for (const auto &[name, child] : node.parts.named) {
        auto argument = value(*child);
        if (!argument)
            return std::nullopt;
        arguments.named.emplace_back(name, std::move(*argument));
    }
    if (node.parts.restPositional || node.parts.restNamed)
        return std::nullopt;
    arguments.method = isFilter ? filter->name : test->name;
    return guarded([&]() -> std::optional<Object> {
        return isFilter ? filter->function(m_runtime, arguments)
                        : test->function(m_runtime, arguments);
    });
}

} // namespace postern::jinja
