// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/values.h"

#include "engine/base/utf8.h"
#include "engine/flow/flow.h"

namespace postern::run {

namespace {

Error typeError(std::string message)
{
    Error error(ErrorCode::NodeFailed,
                tr("A reference can't be followed: %1.", message),
                tr("Check the property after the node's name."));
    return std::move(error).as({"SystemError", "TypeError"}, std::move(message));
}

/// value[key], where that can be told without the object.
std::optional<Value> subscript(const Value &value, const flow::PropertyStep &step)
{
    const auto *name = std::get_if<std::string>(&step.key);
    const auto *index = std::get_if<std::int64_t>(&step.key);
    switch (value.kind()) {
    case Value::Kind::Dict: {
        const Value *member = name ? value.find(*name) : value.asDict().find(Value(*index));
        return member ? std::optional(*member) : std::nullopt;
    }
    case Value::Kind::List:
    case Value::Kind::Tuple: {
        const std::string type = value.kind() == Value::Kind::List ? "list" : "tuple";
        if (name)
            throw typeError(type + " indices must be integers or slices, not str");
        const List &items = value.asList();
        if (static_cast<std::size_t>(*index) >= items.size())
            return std::nullopt;
        return items[static_cast<std::size_t>(*index)];
    }
    case Value::Kind::String: {
        if (name)
            throw typeError("string indices must be integers, not 'str'");
        std::size_t at = 0;
        const std::string &text = value.asString();
        for (std::int64_t i = 0; at < text.size(); ++i) {
            const std::size_t begin = at;
            utf8::next(text, at);
            if (i == *index)
                return Value(text.substr(begin, at - begin));
        }
        return std::nullopt;
    }
    default:
        throw typeError("'" + value.typeName() + "' object is not subscriptable");
    }
}

} // namespace

void LineValues::update(std::string_view slot, Value snapshot)
{
    constexpr std::string_view kInputs = "inputs.";
    constexpr std::string_view kNodes = "nodes.";
    if (slot.starts_with(kInputs))
        inputs.set(Value(slot.substr(kInputs.size())), std::move(snapshot));
    else if (slot.starts_with(kNodes))
        outputs.insert_or_assign(std::string(slot.substr(kNodes.size())), std::move(snapshot));
}

std::optional<Value> propertyOf(const Value &value, std::string_view node, std::string_view property)
{
    Value current = value;
    for (const flow::PropertyStep &step : flow::parseProperty(property)) {
        const bool attribute = !step.subscript && current.kind() != Value::Kind::Dict;
        if (attribute || current.isHandle())
            return std::nullopt;
        std::optional<Value> part = subscript(current, step);
        if (!part)
            throw invalidProperty(node, property);
        current = std::move(*part);
    }
    return current;
}

Error invalidProperty(std::string_view node, std::string_view property)
{
    const std::string name(node);
    const std::string path(property);
    Error error(ErrorCode::NodeFailed,
                tr("The output of node '%1' has no '%2'.", name, path),
                tr("Look at the node's output and correct the reference."));
    return std::move(error).as({"UserError", "NodeReferenceError", "InvalidReferenceProperty"},
                               "Flow execution failed. Invalid property '" + path
                                   + "' when accessing the node '" + name
                                   + "'. Please check the property and try again.");
}

} // namespace postern::run
