// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/git/gitsnapshot.h"
#include "engine/git/flowdiff.h"
#include "engine/git/picking.h"
#include "widgets/graph/graphmodel.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace postern::ide {

/// A hunk of a file, staged or not.
struct GitHunk
{
    git::Hunk hunk;
    std::size_t index = 0; ///< among the hunks of its kind
    bool isStaged = false;
    graph::Difference difference = graph::Difference::Changed; ///< of its node, or its lines
};

/// What of a file is another than what was committed.
struct GitFileDiff
{
    std::string path;
    std::vector<GitHunk> hunks; ///< as they stand in the file
    std::string staged;
    std::string working;
    bool isBinary = false;
    std::optional<git::LfsPointer> lfs; ///< it is one of those: nothing of it is here
    std::size_t added = 0;              ///< lines
    std::size_t removed = 0;

    std::size_t stagedCount() const;
};
using GitFileDiffPointer = std::shared_ptr<const GitFileDiff>;

/// Two texts of the flow's file and what they say differently.
struct GitFlowTexts
{
    std::string before;
    std::string after;
    git::FlowDiff diff;
    Message unread; ///< why there is no diff; empty: there is one
};
using GitFlowTextsPointer = std::shared_ptr<const GitFlowTexts>;

/// A commit to be looked at.
struct GitCommitView
{
    std::string id;
    std::string patch; ///< of all files, as git writes it
    GitFlowTextsPointer flow;
};
using GitCommitViewPointer = std::shared_ptr<const GitCommitView>;

// Each reads, and throws Error as git::Repository.

Task<GitFileDiffPointer> readFileDiff(git::Repository &repository, std::string path);
/// As it was committed last, and as it stands in the folder.
Task<GitFlowTextsPointer> readFlowTexts(git::Repository &repository, std::string path);
/// Against the commit before it.
Task<GitCommitViewPointer> readCommit(git::Repository &repository,
                                      std::string id,
                                      std::string flowPath);

} // namespace postern::ide
