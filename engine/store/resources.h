// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <string_view>

namespace postern::store {

/// The folder of what ships beside the programs (samples, templates, python): POSTERN_RESOURCES,
/// share/postern beside the program's bin, or the source tree it was built from.
/// Throws Error FileUnreadable when none of them is there.
std::filesystem::path resourcesFolder();

/// A program that a package of Postern brings along in libexec beside the program's bin, with its whole path; `name` itself,
/// to be found on PATH, where there is none.
std::filesystem::path bundledProgram(std::string_view name);

} // namespace postern::store
