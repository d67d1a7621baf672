// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <string>

namespace postern::store {

/// The SHA-256 of a file's bytes, as `sha256sum` prints it. Throws Error FileUnreadable.
std::string sha256OfFile(const std::filesystem::path &file);

} // namespace postern::store
