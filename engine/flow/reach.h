// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flow.h"

#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace postern::flow {

using NodeNames = std::set<std::string, std::less<>>;

/// The node and all whose outputs it needs, by its inputs or its condition, directly or not. Of a
/// flow whose variants are applied; nodes that aren't there are left out, cycles do no harm.
NodeNames neededBy(const Flow &flow, std::string_view node);
/// The node and all that need it.
NodeNames reachedFrom(const Flow &flow, std::string_view node);

} // namespace postern::flow
