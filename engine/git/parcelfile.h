// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/git/parcel.h"
#include "engine/store/scratchfolder.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace postern::git {

inline constexpr const char *kBundleName = "commits.bundle";

/// A parcel whose files were checked, in a folder of its own.
struct OpenedParcel
{
    store::ScratchFolder folder;
    Parcel parcel;
    std::filesystem::path bundle;
    std::vector<std::filesystem::path> patches; ///< in their order
};

/// Writes what a folder holds with its manifest; returns the SHA-256 of the file. Throws Error
/// FileUnwritable.
std::string packParcel(const Parcel &parcel,
                       const std::filesystem::path &folder,
                       const std::filesystem::path &file);

/// Throws Error as readParcel().
std::unique_ptr<OpenedParcel> openParcel(const std::filesystem::path &file);

} // namespace postern::git
