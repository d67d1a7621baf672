// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>

namespace postern::store {

/// Where settings, vault and history live: POSTERN_HOME, else $XDG_DATA_HOME/postern, else
/// ~/.local/share/postern. The folder need not exist.
std::filesystem::path homeFolder();

} // namespace postern::store
