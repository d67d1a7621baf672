// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/value.h"

#include <string>
#include <string_view>

namespace postern {

/// Whether prompt flow knows the type: its ValueType of contracts/tool.py, in its spelling.
bool isValueType(std::string_view type);

/// The value as prompt flow's ValueType.parse makes it: int("1_000"), json.loads of text for lists
/// and objects, str() for strings. Types of other names leave it alone.
/// Throws Error InvalidInput whose prompt flow codes hold Python's class alone: JSONDecodeError for
/// text of a list that is no JSON, else ValueError.
Value parseAs(std::string_view type, const Value &value);

} // namespace postern
