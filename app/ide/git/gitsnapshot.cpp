// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/git/gitsnapshot.h"

#include "app/ide/home/paths.h"
#include "engine/base/error.h"
#include "engine/base/pathtext.h"

#include <algorithm>
#include <system_error>

namespace postern::ide {

namespace {

constexpr std::size_t kCommitsShown = 50;
constexpr qsizetype kShortId = 7;

bool isStagedFile(const git::FileState &file)
{
    return file.staged != '.' && !file.isConflict && !file.isUntracked;
}

/// Below the root, as git has it, also where one of the two is reached by way of a link.
std::string pathInRepository(const std::filesystem::path &root, const std::filesystem::path &file)
{
    std::error_code failure;
    const std::filesystem::path folder = std::filesystem::canonical(file.parent_path(), failure);
    const std::filesystem::path top = std::filesystem::canonical(root, failure);
    const std::filesystem::path relative = (folder / file.filename()).lexically_relative(top);
    return failure || relative.empty() || *relative.begin() == ".." ? std::string()
                                                                    : pathText(relative);
}

Task<std::string> readAuthor(git::Program &program)
{
    git::Call call;
    call.arguments = {"var", "GIT_AUTHOR_IDENT"};
    const git::Answer answer = co_await program.call(std::move(call));
    // "Name <mail> 1700000000 +0900"
    const std::size_t end = answer.output.rfind('>');
    co_return answer.ok() && end != std::string::npos ? answer.output.substr(0, end + 1)
                                                      : std::string();
}

} // namespace

bool GitSnapshot::hasStaged() const
{
    return stagedCount() > 0;
}

std::size_t GitSnapshot::stagedCount() const
{
    return static_cast<std::size_t>(std::ranges::count_if(status.files, isStagedFile));
}

std::size_t GitSnapshot::conflictCount() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(status.files, &git::FileState::isConflict));
}

QString GitSnapshot::branchText() const
{
    return status.isDetached() ? gitText(status.commit).left(kShortId) : gitText(status.branch);
}

QString GitSnapshot::branchWithDistance() const
{
    QString text = branchText();
    if (!status.upstream.empty())
        text += QStringLiteral(" ↑%1 ↓%2").arg(status.ahead).arg(status.behind);
    return text;
}

std::string GitSnapshot::defaultRemote() const
{
    if (const std::size_t slash = status.upstream.find('/'); slash != std::string::npos) {
        const std::string named = status.upstream.substr(0, slash);
        if (std::ranges::any_of(remotes, [&](const auto &one) { return one.first == named; }))
            return named;
    }
    for (const auto &[name, address] : remotes) {
        if (name == "origin")
            return name;
    }
    return remotes.empty() ? std::string() : remotes.front().first;
}

Task<std::shared_ptr<const GitSnapshot>> readGitSnapshot(git::Repository &repository,
                                                         std::filesystem::path flowFile)
{
    auto snapshot = std::make_shared<GitSnapshot>();
    snapshot->root = repository.root();
    snapshot->gitFolder = repository.gitFolder();
    snapshot->flowPath = pathInRepository(repository.root(), flowFile);
    const std::size_t slash = snapshot->flowPath.rfind('/');
    if (slash != std::string::npos)
        snapshot->flowFolder = snapshot->flowPath.substr(0, slash);
    snapshot->status = co_await repository.status();
    snapshot->branches = co_await repository.branches();
    snapshot->log = co_await repository.log(kCommitsShown);
    snapshot->stashes = co_await repository.stashes();
    snapshot->tags = co_await repository.tags();
    snapshot->remotes = co_await repository.remotes();
    snapshot->author = co_await readAuthor(repository.git());
    snapshot->isShallow = co_await repository.isShallow();
    if (snapshot->hasStaged())
        snapshot->secrets = co_await git::scanStaged(repository.git());
    co_return snapshot;
}

QString gitText(const std::string &bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

QString pathBelow(const std::filesystem::path &root, const std::string &path)
{
    return fromPath(root / std::filesystem::path(std::u8string(path.begin(), path.end())));
}

} // namespace postern::ide
