// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/unsavedtexts.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace postern::flow {

/// Whether a folder's own code may run, its outside references be read and hosts be contacted
/// (architecture rule 10).
enum class Trust { Restricted, Trusted };

/// A folder whose files name other files, whether they may name some outside of it, and what isn't
/// saved of them. All that a flow names is read by way of this.
struct SourceFolder
{
    SourceFolder() = default;
    SourceFolder(std::filesystem::path folder,
                 Trust trusted = Trust::Trusted,
                 UnsavedSnapshot texts = nullptr)
        : path(std::move(folder))
        , trust(trusted)
        , unsaved(std::move(texts))
    {}

    std::filesystem::path path;
    Trust trust = Trust::Restricted;
    UnsavedSnapshot unsaved; ///< null: none
};

/// Whether a path, links resolved, lies in the folder or is it.
bool isInside(const std::filesystem::path &path, const std::filesystem::path &folder);

/// Where a file is that something in the folder names; a relative path starts at the folder. Of a
/// restricted folder links are resolved. Throws Error Refused when it then lies outside of a
/// restricted folder, whether it exists or not.
std::filesystem::path pathInFolder(const SourceFolder &folder, const std::filesystem::path &named);

/// Whether there is such a file, on the disk or unsaved; what is neither folder nor device. A relative
/// path starts at the folder. Doesn't ask whether it may be read.
bool hasFile(const SourceFolder &folder, const std::filesystem::path &named);

/// Reads a file that something in the folder names: what is unsaved of it, else what is on the disk.
/// Throws as pathInFolder() and store::readFile().
std::string openInFolder(const SourceFolder &folder,
                         const std::filesystem::path &named,
                         std::size_t limit);

/// The folder with the texts of these files read ahead: who reads them by way of it asks no disk and
/// finds what they say now. Those that can't be read, mustn't be, or are larger than `limit` stay as
/// they are, for their readers to say so.
SourceFolder readAhead(const SourceFolder &folder,
                       const std::vector<std::filesystem::path> &named,
                       std::size_t limit);

} // namespace postern::flow
