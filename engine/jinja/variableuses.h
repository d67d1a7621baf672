// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/jinja/template.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::jinja {

/// Whether a template can say this as a variable's name.
bool isVariableName(std::string_view name);

/// Where a template uses a variable that it is given, as byte offsets in its source, line ends
/// untouched; none when it doesn't. Nothing when that can't be told for sure: the template has a
/// syntax error, sets or binds the name itself, or takes in others, which may use it too.
std::optional<std::vector<std::size_t>> variableUses(std::string_view source,
                                                     std::string_view name,
                                                     const Options &options);

/// The source with the variable renamed; nothing where variableUses() has nothing, or where the new
/// name means something in the template already.
std::optional<std::string> withVariableRenamed(std::string_view source,
                                               std::string_view name,
                                               std::string_view newName,
                                               const Options &options);

} // namespace postern::jinja
