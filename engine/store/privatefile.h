// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>

namespace postern::store {

/// Makes an empty file of the user's alone (0600), and the folders it lies in, unless there is one.
/// Never fails: whoever opens the file then says why it can't be.
void makePrivateFile(const std::filesystem::path &file);

/// Whether a folder lies on another machine's disk, where memory can't be shared with programs there.
bool isOnNetwork(const std::filesystem::path &folder);

} // namespace postern::store
