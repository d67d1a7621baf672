// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace postern::python {

/// A wheel by its file's name: "debugpy-1.8.22-py2.py3-none-any.whl".
struct WheelName
{
    std::string project; ///< "debugpy", in lower case, with _ for - and .
    std::string version;
};

/// Reads the name. Throws Error InvalidInput for what isn't called so.
WheelName wheelName(const std::filesystem::path &file);

/// Where Postern's home keeps a package for flows whose environment hasn't got it. The folder need
/// not be there.
std::filesystem::path wheelsFolder(std::string_view project);

/// Unpacks a wheel into wheelsFolder(), in place of one that is there. Needs no network and no Python.
/// Throws Error InvalidInput for what is no wheel, and what store::ZipArchive throws.
WheelName addWheel(const std::filesystem::path &file);

} // namespace postern::python
