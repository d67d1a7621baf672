// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/jinja/object.h"

namespace postern::jinja {

/// range, dict, lipsum, cycler, joiner, namespace.
bool isBuiltinGlobal(std::string_view name);
/// Missing for any other name.
Object builtinGlobal(std::string_view name, bool sandboxed);

} // namespace postern::jinja
