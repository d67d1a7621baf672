// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <optional>
#include <string_view>

namespace postern::pyobject {

/// What CPython's ast.literal_eval makes of strings, numbers, True, False, None, lists, tuples and
/// dicts. Nothing for any other text, for sets, bytes and complex numbers, which JSON can't hold,
/// and beyond a nesting of 100.
std::optional<Value> parsePythonLiteral(std::string_view text);

} // namespace postern::pyobject
