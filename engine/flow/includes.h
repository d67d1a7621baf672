// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flowdocument.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace postern::flow {

/// A file or folder that prompt flow copies into the root of the flow before a run.
struct Include
{
    std::string name;             ///< in the flow's root; ends with ".zip" for an archive
    std::filesystem::path source; ///< absolute; a folder is copied with all that is in it
    bool isArchive = false;       ///< `source` is a folder to be packed as a zip file
};

/// What the flow's additional_includes stand for, in their order; a later one replaces an earlier
/// one's files. Throws Error InvalidFlow for one that doesn't exist, Error Refused for one that
/// leaves the folder of a restricted flow.
std::vector<Include> resolveIncludes(const Flow &flow, const SourceFolder &folder);

/// Where a path that is relative to the flow's root is read from: the last include that provides
/// it, else the folder itself. Nothing when there is no such regular file. Throws Error Refused for
/// one that leaves the folder of a restricted flow.
std::optional<std::filesystem::path> findSource(const SourceFolder &folder,
                                                const std::vector<Include> &includes,
                                                const std::filesystem::path &path);

} // namespace postern::flow
