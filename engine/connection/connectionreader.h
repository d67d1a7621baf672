// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/connection/connection.h"

#include <string>

namespace postern::connection {

/// One connection as a file has it: prompt flow's flat form, or {type: ClassName, value: {...}}.
/// `name` is used where the mapping has none. With Secrets::Unneeded, what the simulator answers
/// for needs no variable to be set. Throws Error InvalidInput without a place.
Connection readConnection(const Value &mapping,
                          const std::string &name,
                          Secrets secrets = Secrets::Needed);

} // namespace postern::connection
