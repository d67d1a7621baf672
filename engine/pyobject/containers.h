// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pyobject/iterate.h"

namespace postern::pyobject {

/// Python's sorted(): stable, the items in the order of their keys. Throws TypeError for keys
/// that have no order.
Objects sorted(Objects items, const Objects &keys, bool reverse);
/// keys(), values() or items() of a dict: sees what is changed later.
Object dictView(const Object &dict, DictPart part);
/// As dict(...) and dict.update(...) take them: a mapping or pairs, then named arguments.
void fillDict(Runtime &runtime, const Object &dict, Arguments &arguments);

} // namespace postern::pyobject
