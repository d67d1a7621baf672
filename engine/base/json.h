// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <string>
#include <string_view>

namespace postern::json {

/// How text is written; the defaults are those of CPython's json.dumps.
struct WriteOptions
{
    int indent = -1;         ///< spaces a level; negative: one line
    std::string indentText;  ///< a level's text instead of spaces; needs indent >= 0
    bool ensureAscii = true; ///< escape everything beyond ASCII
    bool sortKeys = false;
    bool compact = false;     ///< separators "," and ":" instead of ", " and ": "
    bool reprUnknown = false; ///< write what JSON has no form for as its repr instead of failing
};

/// Reads one JSON document as CPython's json.loads does: integers of any size, NaN, Infinity,
/// -Infinity; the last of two equal keys wins.
/// Throws Error InvalidInput with line and column, and CPython's own sentence
/// ("Expecting value: line 1 column 1 (char 0)") as its prompt flow message.
/// Depth over 1,000 is Error LimitExceeded.
Value parse(std::string_view text);

/// Writes the bytes that CPython's json.dumps writes. Throws Error InvalidInput
/// ("Object of type X is not JSON serializable") for what JSON has no form for.
std::string write(const Value &value, const WriteOptions &options = {});

} // namespace postern::json
