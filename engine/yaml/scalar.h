// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/yaml/node.h"

#include <string_view>

namespace postern::yaml {

/// What a plain scalar means by YAML 1.2 as ruamel.yaml's round-trip loader reads it: "yes" and
/// "on" are text, 017 is 17, 0o17 is 15, 1_000 is 1000, 2020-01-02 is a date, empty is null.
/// A text that looks like a date but names none (month 13) stays text.
Value typedScalar(std::string_view plain);

/// The value of a scalar node with its quotes and its tag considered.
Value scalarValue(const Node &node);

/// The names of the classes that ruamel.yaml makes of the scalars in a node where they aren't
/// Python's own: "ScalarFloat" of 1.5, "SingleQuotedScalarString" of 'x', "SpacedTimeStamp" of a
/// TimeStamp that is written without a T, "datetime" of one whose zone is called Z. A list holds them in the
/// places of its items, a dict by its keys; null stands for plain values.
Value scalarClasses(const Node &node);

} // namespace postern::yaml
