// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pyobject/object.h"

namespace postern::pyobject {

/// Python's float(x). Throws TypeError, ValueError or OverflowError as it does.
double pythonFloat(const Object &value);
/// Python's int(x). Throws TypeError, ValueError or OverflowError as it does.
Object pythonInt(const Object &value);

} // namespace postern::pyobject
