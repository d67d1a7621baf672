// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/pyobject/object.h"

namespace postern::pyobject {

/// A value as templates see it. Lists and dicts convert their members when first touched.
Object toObject(const Value &value, bool listsAsLines = false);
/// For what JSON can't hold, its repr as text.
Value toValue(const Object &object);

} // namespace postern::pyobject
