// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"
#include "engine/flow/flowdocument.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace postern::check {

/// What was left out, and why.
struct SkippedPath
{
    std::string path; ///< relative to the tree's root
    Message reason;
};

/// A flow of a tree, and the files that are its own: those of its folder and below, but for folders
/// that are flows themselves.
struct FoundFlow
{
    flow::FlowLocation location;
    std::vector<std::filesystem::path> files; ///< regular ones, absolute, sorted
};

struct FolderTree
{
    std::vector<FoundFlow> flows; ///< by path
    std::vector<SkippedPath> skipped;
};

/// Looks for flows and prompties in a folder and below. Enters no links, no hidden folders, no
/// environments and caches, and bounded many of the others. What it can't read, and what is neither
/// a file nor a folder, is skipped and named. Throws Error FileUnreadable when `root` is no folder
/// that can be read.
FolderTree findFlows(const std::filesystem::path &root);

} // namespace postern::check
