// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/git/picking.h"
#include "engine/git/program.h"
#include "engine/git/status.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace postern::git {

struct Branch
{
    std::string name; ///< "main", "origin/main"
    std::string commit;
    std::string upstream;
    bool isCurrent = false;
    bool isRemote = false;
};

struct Stash
{
    std::string name; ///< "stash@{0}"
    std::string message;
};

struct Worktree
{
    std::string path;
    std::string branch; ///< empty when detached or bare
};

/// What stood in files before they were discarded, in the repository's own folder.
struct DiscardBackup
{
    std::filesystem::path folder;
    std::vector<std::string> paths;
};

/// A repository, worked on by the user's own git, one call after the other.
///
/// Every call is a coroutine that is cancelled as all are; git is gone then, and its locks with it.
/// Paths are as git has them, below `root()`. All throw Error as Program::output().
class Repository
{
public:
    using Progress = std::function<void(std::string_view text)>;

    /// Finds the repository of a folder. Throws Error InvalidInput for none, and for a bare one.
    static Task<std::unique_ptr<Repository>> open(Program git);

    const std::filesystem::path &root() const { return m_root; }
    const std::filesystem::path &gitFolder() const { return m_gitFolder; }
    Program &git() { return m_git; }
    /// Gets what git says while it fetches, pushes, merges.
    void setProgress(Progress progress) { m_progress = std::move(progress); }

    Task<RepositoryStatus> status();
    Task<bool> isShallow();

    // What is staged.

    /// The text of a file as it was committed, as it is staged, and as it would be staged now; empty
    /// where it isn't there.
    Task<std::string> committedText(std::string path);
    Task<std::string> stagedText(std::string path);
    Task<std::string> workingText(std::string path);
    Task<void> stage(std::vector<std::string> paths);
    Task<void> unstage(std::vector<std::string> paths);
    /// Stages a text in place of what the file holds, which stays as it is.
    Task<void> stageText(std::string path, std::string text);
    Task<std::vector<Hunk>> unstagedHunks(std::string path);
    Task<std::vector<Hunk>> stagedHunks(std::string path);
    Task<void> stageHunks(std::string path, std::vector<std::size_t> hunks);
    Task<void> unstageHunks(std::string path, std::vector<std::size_t> hunks);
    /// One node of a flow with its variants.
    Task<void> stageNode(std::string path, std::string node);
    Task<void> unstageNode(std::string path, std::string node);
    /// Files as they are staged again, untracked ones gone; what stood there is kept.
    Task<DiscardBackup> discard(std::vector<std::string> paths);
    /// Takes a discarding back.
    Task<void> restore(DiscardBackup backup);

    // Commits.

    Task<void> commit(std::string message, bool amend = false);
    Task<std::vector<Commit>> log(std::size_t limit, std::size_t skip = 0, std::string path = {});
    Task<std::vector<BlamedLine>> blame(std::string path);
    /// By node of a flow: its newest line.
    Task<std::map<std::string, BlamedLine>> blameNodes(std::string path);
    Task<void> merge(std::string revision);
    Task<void> rebase(std::string onto);
    Task<void> cherryPick(std::string revision);
    /// Of what is half done (RepositoryStatus::operation).
    Task<void> abortOperation(std::string operation);
    Task<void> continueOperation(std::string operation);

    // Branches, tags, stashes, work trees.

    Task<std::vector<Branch>> branches();
    Task<void> createBranch(std::string name, std::string from = "HEAD");
    Task<void> switchTo(std::string branch);
    Task<void> deleteBranch(std::string name);
    Task<std::vector<std::string>> tags();
    Task<void> createTag(std::string name, std::string message = {});
    Task<std::vector<Stash>> stashes();
    Task<void> stash(std::string message, bool withUntracked);
    Task<void> popStash(std::string name = "stash@{0}");
    Task<std::vector<Worktree>> worktrees();
    Task<void> addWorktree(std::filesystem::path folder, std::string branch);

    // Elsewhere.

    Task<std::vector<std::pair<std::string, std::string>>>
    remotes(); ///< names and addresses, without credentials
    Task<void> fetch(std::string remote);
    Task<void> pull();
    Task<void> push(std::string remote, std::string branch, bool setsUpstream);
    /// Into a folder that isn't there yet.
    static Task<void> clone(Program git,
                            std::string address,
                            std::filesystem::path folder,
                            Progress progress);

private:
    explicit Repository(Program git)
        : m_git(std::move(git))
    {}

    /// Whether a call may need programs that the repository or a server names.
    enum class Runs { Nothing, Programs };
    /// Writes, and tells of its progress.
    Task<std::string> change(std::vector<std::string> arguments,
                             std::string input = {},
                             Runs runs = Runs::Nothing);
    Task<std::string> textOf(std::string object);
    std::string operationUnderWay() const;

    Program m_git;
    std::filesystem::path m_root;
    std::filesystem::path m_gitFolder;
    Progress m_progress;
};

} // namespace postern::git
