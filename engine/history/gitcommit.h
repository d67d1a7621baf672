// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <string>

namespace postern::history {

/// What a folder of a git repository is at.
struct GitCommit
{
    std::string id; ///< 40 or 64 hex digits; empty: no repository, or nothing is committed yet
    bool isDirty = false; ///< a tracked file of the folder isn't as git last saw it
};

/// Reads git's own files; no program is run, nothing is written, and nothing of the repository decides
/// what is read beyond it. Never throws.
GitCommit gitCommitOf(const std::filesystem::path &folder);

} // namespace postern::history
