// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <utility>
#include <vector>

namespace postern::process {

/// The variables of this process that its children inherit: all but the key of the vault.
std::vector<std::pair<std::string, std::string>> inheritedVariables();

} // namespace postern::process
