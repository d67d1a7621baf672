// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::conformance {

/// Appends to `differences` how `actual` differs from what was recorded.
///
/// In the record {"$nondet": true} matches anything, {"$float": "nan"} is that number, {"$repr":
/// ...} an object of that repr, and placeholders such as <FLOW_DIR> any text. Numbers compare by
/// value, but true isn't 1; the order of keys doesn't count.
void compare(const Value &expected,
             const Value &actual,
             const std::string &path,
             std::vector<std::string> &differences);

/// Whether the text is the pattern with each placeholder standing for some text.
bool matchesText(std::string_view pattern, std::string_view text);

} // namespace postern::conformance
