// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <string>
#include <string_view>

namespace postern::py {

/// Python's repr(value), to the byte.
std::string repr(const Value &value);
/// Python's str(value): as repr, but a string is itself and a date its ISO text with a space.
std::string str(const Value &value);
/// repr of a float: the shortest text that reads back, "1e+16", "nan", "inf", "1.0".
std::string reprDouble(double value);
/// repr of a str: single quotes unless only those occur, escapes as CPython has them.
std::string reprString(std::string_view text);

} // namespace postern::py
