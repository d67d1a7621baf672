// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/yaml/entry.h"
#include "engine/yaml/node.h"

#include <map>
#include <optional>
#include <variant>
#include <vector>

namespace postern::yaml {

/// A member or an item of a changed collection: parts of the old tree, or data in their place.
struct ChangedEntry
{
    const Node *key = nullptr;
    std::optional<Value> newKey;
    const Node *value = nullptr;
    std::optional<Value> newValue;
};

/// What becomes of a node.
struct ChangedNode
{
    Node::Kind kind = Node::Kind::Scalar;
    std::optional<Value> value; ///< other data; else the node is a collection of `entries`
    std::vector<ChangedEntry> entries;
};

/// The entries as they are, to be changed.
std::vector<ChangedEntry> unchangedEntries(const std::vector<Entry> &entries);

using TreeChange = std::map<const Node *, ChangedNode>;

/// Whether the new tree is the old one with exactly that change: data, anchors, tags and aliases of
/// everything else are the same.
bool isOnlyChange(const Node &before, const Node &after, const TreeChange &change);

} // namespace postern::yaml
