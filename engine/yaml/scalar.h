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

} // namespace postern::yaml
