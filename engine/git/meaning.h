// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/yaml/node.h"

#include <string>
#include <string_view>

namespace postern::git {

/// Whether two values are the same to a reader of YAML: 1, 1.0, true and "1" are four values; the
/// order of keys means nothing.
bool isSameValue(const Value &a, const Value &b);

/// The same of parts of trees, aliases followed; null pointers are what isn't there. Where aliases
/// blow up what would have to be compared, the answer is no.
bool isSameMeaning(const yaml::Node *a, const yaml::Node *b);

/// Whether a part of a tree is a collection without entries, or nothing at all.
bool isBare(const yaml::Node *node);

/// The name of an entry of `nodes`; empty when it has none.
std::string nameOfNode(const yaml::Node &entry);

} // namespace postern::git
