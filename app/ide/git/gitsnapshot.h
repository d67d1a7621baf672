// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/message.h"
#include "engine/git/repository.h"
#include "engine/git/secretscan.h"

#include <QString>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace postern::ide {

/// A repository as it was at a time: all that the window shows of it at first sight.
struct GitSnapshot
{
    std::filesystem::path root;
    std::filesystem::path gitFolder;
    /// The open flow's file and its folder as git has them; the folder is empty at the root.
    std::string flowPath;
    std::string flowFolder;
    git::RepositoryStatus status;
    std::vector<git::Branch> branches;
    std::vector<git::Commit> log; ///< the latest
    std::vector<git::Stash> stashes;
    std::vector<std::string> tags;
    std::vector<std::pair<std::string, std::string>> remotes;
    std::string author; ///< "Name <mail>"; empty when git knows none
    bool isShallow = false;
    git::SecretReport secrets; ///< in what is staged

    bool hasStaged() const;
    std::size_t stagedCount() const;
    std::size_t conflictCount() const;
    /// "main", or the beginning of a commit where the head is detached.
    QString branchText() const;
    /// "main ↑2 ↓1"
    QString branchWithDistance() const;
    /// The remote that is asked first; empty for none.
    std::string defaultRemote() const;
};

/// Reads it. Throws Error as git::Repository.
Task<std::shared_ptr<const GitSnapshot>> readGitSnapshot(git::Repository &repository,
                                                         std::filesystem::path flowFile);

/// What git calls a path of the work tree, and the other way round.
QString gitText(const std::string &bytes);
QString pathBelow(const std::filesystem::path &root, const std::string &path);

} // namespace postern::ide
