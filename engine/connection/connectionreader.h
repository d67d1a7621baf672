// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/connection/connection.h"

#include <string>

namespace postern::connection {

/// One connection as a file has it: prompt flow's flat form, or {type: ClassName, value: {...}}.
/// `name` is used where the mapping has none. Throws Error InvalidInput without a place.
Connection readConnection(const Value &mapping, const std::string &name);

/// The text with each `${env:NAME}` replaced. Throws Error InvalidInput naming a variable that
/// isn't set.
std::string resolveEnvironment(const std::string &text);

} // namespace postern::connection
