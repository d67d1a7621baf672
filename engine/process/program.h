// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <string_view>

namespace postern::process {

/// Whether that is a file, links followed, which this process may execute.
bool isProgram(const std::filesystem::path &file);

/// The first program of that name in the folders of PATH, or without a PATH in the usual ones; empty
/// when there is none. Relative where PATH has a relative folder.
std::filesystem::path findOnPath(std::string_view name);

} // namespace postern::process
