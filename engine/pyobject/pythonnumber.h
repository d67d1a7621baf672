// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

namespace postern::pyobject {

// Python's int() and float() of a value. Both throw Error InvalidInput with Python's exception
// class and message as its prompt flow error.

/// int(value): truncates floats, takes texts as "1_000", " -5 " and digits of any script.
Value pythonInt(const Value &value);
/// float(value): takes texts as "1e3", "nan", "-Infinity".
Value pythonFloat(const Value &value);

} // namespace postern::pyobject
