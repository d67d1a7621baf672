// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/value.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace postern::run {

/// What a line has come to: its inputs and the outputs of the nodes that are through. Python
/// objects are here as snapshots; the worker keeps the objects themselves under the same slots.
struct LineValues
{
    Dict inputs;
    std::map<std::string, Value, std::less<>> outputs;
    std::set<std::string, std::less<>> bypassed;

    /// Takes over the new snapshot of a slot ("inputs.x", "nodes.a") that a tool changed in place.
    void update(std::string_view slot, Value snapshot);
};

/// A reference resolved: the value as it stands now, and where the object itself is kept.
struct ResolvedValue
{
    Value value;
    std::string slot;     ///< "inputs.x" or "nodes.a"; empty for a literal
    std::string property; ///< of the slot's object, unparsed; may be empty
    Value classes;        ///< of a literal: as Binding::literalClasses
};

/// The part of a value that a property names, by the rules of prompt flow's parse_node_property.
/// Nothing when only the object itself can tell: an attribute of what is no dict, a part of a
/// Handle. Throws Error NodeFailed (InvalidReferenceProperty) for what isn't there, and
/// SystemError/TypeError where Python would raise one.
std::optional<Value> propertyOf(const Value &value,
                                std::string_view node,
                                std::string_view property);

/// The InvalidReferenceProperty that propertyOf() throws.
Error invalidProperty(std::string_view node, std::string_view property);

} // namespace postern::run
