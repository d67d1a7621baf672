// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pyobject/object.h"

namespace postern::pyobject {

/// Python's `format % arguments`; a Markup format escapes what it inserts.
Object percentFormat(const Object &format, const Object &arguments);

} // namespace postern::pyobject
