// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pyobject/object.h"

#include <string>

namespace postern::pyobject {

/// Python's pprint.pformat().
std::string pretty(const Object &value);

} // namespace postern::pyobject
