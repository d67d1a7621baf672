// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

namespace postern::check {

/// What prompt flow's schema says against the mapping of a flow file: its section's name, then of
/// what is in it by name or index ("key" and "value" between, in mappings), down to lists of
/// sentences. "Unknown field." is no more than a warning to `pf flow validate`. Null: nothing.
Value dagProblems(const Value &flow);
/// The same of a flow.flex.yaml.
Value flexProblems(const Value &flow);
/// What it says against the type of a flex flow's input. Null: nothing.
Value inputTypeProblem(const Value &type);

} // namespace postern::check
