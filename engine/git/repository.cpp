// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/repository.h"

#include "engine/base/error.h"
#include "engine/base/offload.h"
#include "engine/base/pathtext.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <system_error>

namespace fs = std::filesystem;

namespace postern::git {

namespace {

std::string firstLineOf(std::string text)
{
    text.erase(std::min(text.find('\n'), text.size()));
    if (text.ends_with('\r'))
        text.pop_back();
    return text;
}

fs::path pathOf(const std::string &text)
{
    return {std::u8string(text.begin(), text.end())};
}

/// The lines of a listing, each cut at its separators.
std::vector<std::vector<std::string>> readFields(const std::string &text)
{
    std::vector<std::vector<std::string>> records;
    for (const std::string_view whole : linesOf(text)) {
        const std::string line = firstLineOf(std::string(whole));
        std::vector<std::string> fields;
        for (std::size_t at = 0; at <= line.size();) {
            const std::size_t end = std::min(line.find('\x1f', at), line.size());
            fields.push_back(line.substr(at, end - at));
            at = end + 1;
        }
        records.push_back(std::move(fields));
    }
    return records;
}

/// A pointer is a small file; nothing else is read.
void lookForPointer(const fs::path &root, FileState &file)
{
    constexpr std::uintmax_t kLargest = 1024;
    const fs::path path = root / pathOf(file.path);
    std::error_code failure;
    if (file.unstaged == 'D' || file.isSubmodule
        || !fs::is_regular_file(fs::symlink_status(path, failure))
        || fs::file_size(path, failure) > kLargest || failure)
        return;
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (LfsPointer pointer; readLfsPointer(text, pointer))
        file.lfsSize = pointer.size;
}

/// Throws for what git would take for an option.
void requireName(const std::string &name)
{
    if (name.empty() || name.starts_with('-'))
        throw Error(ErrorCode::InvalidInput,
                    tr("'%1' is no name of a commit or a branch.", name),
                    tr("Name a branch, a tag or a commit."));
}

/// Throws where a repository that nobody trusts says that its files are in a folder of somebody
/// else, which then would be changed by what it holds. Its git answers in the root.
Task<void> requireOwnFiles(Program &git, fs::path gitFolder)
{
    Call ask;
    ask.arguments = {"rev-parse", "--absolute-git-dir"};
    const Answer answer = co_await git.call(std::move(ask));
    std::error_code failure;
    const bool isSame = answer.ok()
                        && fs::equivalent(pathOf(firstLineOf(answer.output)), gitFolder, failure);
    if (!isSame)
        throw Error(ErrorCode::Refused,
                    tr("The repository's configuration says that its files are in another folder: "
                       "%1.",
                       pathText(git.folder())),
                    tr("Trust the folder, or take core.worktree out of .git/config."));
}

} // namespace

Task<std::unique_ptr<Repository>> Repository::open(Program git)
{
    std::unique_ptr<Repository> repository(new Repository(std::move(git)));
    std::vector<std::string> bare{"rev-parse", "--is-bare-repository"};
    const std::string isBare = co_await repository->m_git.output(std::move(bare));
    if (isBare.starts_with("true"))
        throw Error(ErrorCode::InvalidInput,
                    tr("This repository is bare: it has no files to work on."),
                    tr("Clone it, and open the clone."));
    std::vector<std::string> top{"rev-parse", "--show-toplevel"};
    repository->m_root = pathOf(firstLineOf(co_await repository->m_git.output(std::move(top))));
    std::vector<std::string> folder{"rev-parse", "--git-dir"};
    const fs::path gitFolder = pathOf(
        firstLineOf(co_await repository->m_git.output(std::move(folder))));
    repository->m_gitFolder = gitFolder.is_absolute() ? gitFolder
                                                      : repository->m_git.folder() / gitFolder;
    repository->m_git.setFolder(repository->m_root);
    if (repository->m_git.trust() == flow::Trust::Restricted)
        co_await requireOwnFiles(repository->m_git, repository->m_gitFolder);
    co_return repository;
}

Task<RepositoryStatus> Repository::status()
{
    std::vector<std::string> ask{"status",
                                 "--porcelain=v2",
                                 "--branch",
                                 "-z",
                                 "--untracked-files=all",
                                 "--ignore-submodules=all"};
    RepositoryStatus status = readStatus(co_await m_git.output(std::move(ask)));
    status.operation = operationUnderWay();
    auto look = [root = m_root, files = std::move(status.files)]() mutable {
        for (FileState &file : files)
            lookForPointer(root, file);
        return std::move(files);
    };
    status.files = co_await offload(std::move(look));
    co_return status;
}

std::string Repository::operationUnderWay() const
{
    static constexpr std::array<std::pair<const char *, const char *>, 6> kSigns{
        {{"rebase-merge", "rebase"},
         {"rebase-apply", "rebase"},
         {"MERGE_HEAD", "merge"},
         {"CHERRY_PICK_HEAD", "cherry-pick"},
         {"REVERT_HEAD", "revert"},
         {"BISECT_LOG", "bisect"}}};
    std::error_code ignored;
    for (const auto &[file, operation] : kSigns) {
        if (fs::exists(m_gitFolder / file, ignored))
            return operation;
    }
    return {};
}

Task<bool> Repository::isShallow()
{
    std::vector<std::string> ask{"rev-parse", "--is-shallow-repository"};
    const std::string answer = co_await m_git.output(std::move(ask));
    co_return answer.starts_with("true");
}

Task<std::string> Repository::change(std::vector<std::string> arguments,
                                     std::string input,
                                     Runs runs)
{
    Call call;
    call.arguments = std::move(arguments);
    call.input = std::move(input);
    call.isReading = false;
    call.runsPrograms = runs == Runs::Programs;
    if (call.input.empty())
        call.onMessage = m_progress;
    co_return co_await m_git.output(std::move(call));
}

Task<void> Repository::commit(std::string message, bool amend)
{
    std::vector<std::string> arguments{"commit", "-q", "-F", "-", "--cleanup=whitespace"};
    if (amend)
        arguments.emplace_back("--amend");
    co_await change(std::move(arguments), message + "\n");
}

Task<std::vector<Commit>> Repository::log(std::size_t limit, std::size_t skip, std::string path)
{
    const RepositoryStatus now = co_await status();
    if (now.commit.empty())
        co_return std::vector<Commit>();
    std::vector<std::string> ask{"log",
                                 "-z",
                                 "--no-show-signature",
                                 "--no-color",
                                 kLogFormat,
                                 "-n",
                                 std::to_string(limit),
                                 "--skip",
                                 std::to_string(skip)};
    if (!path.empty())
        ask.insert(ask.end(), {"--", std::move(path)});
    co_return readLog(co_await m_git.output(std::move(ask)));
}

Task<std::vector<BlamedLine>> Repository::blame(std::string path)
{
    std::vector<std::string> ask{"blame", "--porcelain", "--no-textconv", "--", std::move(path)};
    co_return readBlame(co_await m_git.output(std::move(ask)));
}

Task<std::map<std::string, BlamedLine>> Repository::blameNodes(std::string path)
{
    const std::vector<BlamedLine> lines = co_await blame(path);
    const std::string text = co_await workingText(path);
    std::map<std::string, BlamedLine> nodes;
    for (const auto &[node, range] : linesOfNodes(text)) {
        for (std::size_t line = range.first; line <= range.second && line <= lines.size(); ++line) {
            BlamedLine &newest = nodes[node];
            if (newest.commit.empty() || lines[line - 1].time > newest.time)
                newest = lines[line - 1];
        }
    }
    co_return nodes;
}

Task<void> Repository::merge(std::string revision)
{
    std::vector<std::string> arguments{"merge", "--no-edit", "--", std::move(revision)};
    co_await change(std::move(arguments), std::string(), Runs::Programs);
}

Task<void> Repository::rebase(std::string onto)
{
    requireName(onto);
    std::vector<std::string> arguments{"rebase", std::move(onto)};
    co_await change(std::move(arguments), std::string(), Runs::Programs);
}

Task<void> Repository::cherryPick(std::string revision)
{
    requireName(revision);
    std::vector<std::string> arguments{"cherry-pick", std::move(revision)};
    co_await change(std::move(arguments), std::string(), Runs::Programs);
}

Task<void> Repository::abortOperation(std::string operation)
{
    std::vector<std::string> arguments{operation, operation == "bisect" ? "reset" : "--abort"};
    co_await change(std::move(arguments), std::string(), Runs::Programs);
}

Task<void> Repository::continueOperation(std::string operation)
{
    std::vector<std::string> arguments{operation, "--continue"};
    // An old git knows no `merge --continue`.
    if (operation == "merge")
        arguments = {"commit", "--no-edit", "-q"};
    co_await change(std::move(arguments), std::string(), Runs::Programs);
}

Task<std::vector<Branch>> Repository::branches()
{
    std::vector<std::string>
        ask{"for-each-ref",
            "--format=%(HEAD)%1f%(refname)%1f%(refname:short)%1f%(objectname)%1f%(upstream:short)",
            "refs/heads",
            "refs/remotes"};
    const std::string text = co_await m_git.output(std::move(ask));
    std::vector<Branch> branches;
    for (const std::vector<std::string> &fields : readFields(text)) {
        if (fields.size() < 5 || fields[1].ends_with("/HEAD"))
            continue;
        Branch branch;
        branch.isCurrent = fields[0] == "*";
        branch.isRemote = fields[1].starts_with("refs/remotes/");
        branch.name = fields[2];
        branch.commit = fields[3];
        branch.upstream = fields[4];
        branches.push_back(std::move(branch));
    }
    co_return branches;
}

Task<void> Repository::createBranch(std::string name, std::string from)
{
    std::vector<std::string> arguments{"branch",
                                       "--no-track",
                                       "--",
                                       std::move(name),
                                       std::move(from)};
    co_await change(std::move(arguments));
}

Task<void> Repository::switchTo(std::string branch)
{
    requireName(branch);
    std::vector<std::string> arguments{"checkout", "-q", std::move(branch), "--"};
    co_await change(std::move(arguments));
}

Task<void> Repository::deleteBranch(std::string name)
{
    std::vector<std::string> arguments{"branch", "-d", "--", std::move(name)};
    co_await change(std::move(arguments));
}

Task<std::vector<std::string>> Repository::tags()
{
    std::vector<std::string> ask{"for-each-ref", "--format=%(refname:short)", "refs/tags"};
    const std::string text = co_await m_git.output(std::move(ask));
    std::vector<std::string> tags;
    for (const std::vector<std::string> &fields : readFields(text))
        tags.push_back(fields.front());
    co_return tags;
}

Task<void> Repository::createTag(std::string name, std::string message)
{
    std::vector<std::string> arguments{"tag"};
    if (!message.empty())
        arguments.insert(arguments.end(), {"-a", "-F", "-"});
    arguments.insert(arguments.end(), {"--", std::move(name)});
    co_await change(std::move(arguments), message.empty() ? std::string() : message + "\n");
}

Task<std::vector<Stash>> Repository::stashes()
{
    std::vector<std::string> ask{"stash", "list", "--format=%gd%x1f%gs"};
    const std::string text = co_await m_git.output(std::move(ask));
    std::vector<Stash> stashes;
    for (std::vector<std::string> &fields : readFields(text)) {
        if (fields.size() == 2)
            stashes.push_back({std::move(fields[0]), std::move(fields[1])});
    }
    co_return stashes;
}

Task<void> Repository::stash(std::string message, bool withUntracked)
{
    std::vector<std::string> arguments{"stash", "push", "-q", "-m", std::move(message)};
    if (withUntracked)
        arguments.emplace_back("--include-untracked");
    co_await change(std::move(arguments));
}

Task<void> Repository::popStash(std::string name)
{
    requireName(name);
    std::vector<std::string> arguments{"stash", "pop", "-q", std::move(name)};
    co_await change(std::move(arguments), std::string(), Runs::Programs);
}

Task<std::vector<Worktree>> Repository::worktrees()
{
    std::vector<std::string> ask{"worktree", "list", "--porcelain"};
    const std::string text = co_await m_git.output(std::move(ask));
    std::vector<Worktree> worktrees;
    for (const std::string_view whole : linesOf(text)) {
        const std::string line = firstLineOf(std::string(whole));
        constexpr std::string_view kFolder = "worktree ";
        constexpr std::string_view kBranch = "branch refs/heads/";
        if (line.starts_with(kFolder))
            worktrees.push_back({line.substr(kFolder.size()), {}});
        else if (line.starts_with(kBranch) && !worktrees.empty())
            worktrees.back().branch = line.substr(kBranch.size());
    }
    co_return worktrees;
}

Task<void> Repository::addWorktree(fs::path folder, std::string branch)
{
    std::vector<std::string> arguments{"worktree", "add", "--", pathText(folder), std::move(branch)};
    co_await change(std::move(arguments));
}

Task<std::vector<std::pair<std::string, std::string>>> Repository::remotes()
{
    std::vector<std::string> ask{"remote", "-v"};
    const std::string text = co_await m_git.output(std::move(ask));
    std::vector<std::pair<std::string, std::string>> remotes;
    for (const std::string_view whole : linesOf(text)) {
        const std::string line = firstLineOf(std::string(whole));
        const std::size_t tab = line.find('\t');
        constexpr std::string_view kFetch = " (fetch)";
        if (tab != std::string::npos && line.ends_with(kFetch))
            remotes.emplace_back(line.substr(0, tab),
                                 withoutCredentials(
                                     line.substr(tab + 1, line.size() - tab - 1 - kFetch.size())));
    }
    co_return remotes;
}

Task<void> Repository::fetch(std::string remote)
{
    std::vector<std::string> arguments{"fetch",
                                       "--progress",
                                       "--prune",
                                       "--no-recurse-submodules",
                                       "--",
                                       std::move(remote)};
    co_await change(std::move(arguments), std::string(), Runs::Programs);
}

Task<void> Repository::pull()
{
    std::vector<std::string> arguments{"pull", "--progress", "--no-edit", "--no-recurse-submodules"};
    co_await change(std::move(arguments), std::string(), Runs::Programs);
}

Task<void> Repository::push(std::string remote, std::string branch, bool setsUpstream)
{
    std::vector<std::string> arguments{"push", "--progress", "--no-recurse-submodules"};
    if (setsUpstream)
        arguments.emplace_back("--set-upstream");
    arguments.insert(arguments.end(), {"--", std::move(remote), std::move(branch)});
    co_await change(std::move(arguments), std::string(), Runs::Programs);
}

Task<void> Repository::clone(Program git, std::string address, fs::path folder, Progress progress)
{
    Call call;
    call.arguments = {"clone",
                      "--progress",
                      "--no-recurse-submodules",
                      "--",
                      std::move(address),
                      pathText(folder)};
    call.isReading = false;
    call.runsPrograms = true;
    call.onMessage = std::move(progress);
    co_await git.output(std::move(call));
}

} // namespace postern::git
