// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

namespace postern::replay {

/// Whether an object of Python is in it, which lives in its worker alone.
bool holdsObject(const Value &value);

} // namespace postern::replay
