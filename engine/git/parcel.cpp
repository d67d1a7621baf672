// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/parcel.h"

#include "engine/base/error.h"
#include "engine/base/offload.h"
#include "engine/base/pathtext.h"
#include "engine/git/parcelfile.h"
#include "engine/store/scratchfolder.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace fs = std::filesystem;

namespace postern::git {

namespace {

constexpr std::size_t kMostParcelCommits = 10'000;

/// What git answers in one line; empty when it has no answer.
Task<std::string> answerOf(Program &git, std::vector<std::string> arguments)
{
    Call call;
    call.arguments = std::move(arguments);
    const Answer answer = co_await git.call(std::move(call));
    if (!answer.ok())
        co_return std::string();
    co_return answer.output.substr(0, answer.output.find_first_of("\r\n"));
}

Task<std::string> commitNamed(Program &git, std::string name)
{
    std::vector<std::string> ask{"rev-parse", "--verify", "--quiet", std::move(name) + "^{commit}"};
    co_return co_await answerOf(git, std::move(ask));
}

/// Taking a parcel may run hooks and filters, writing one runs nothing.
Task<void> runChange(Program &git, std::vector<std::string> arguments, bool runsPrograms = false)
{
    Call call;
    call.arguments = std::move(arguments);
    call.isReading = false;
    call.runsPrograms = runsPrograms;
    co_await git.output(std::move(call));
}

/// Writes a parcel, step by step.
class ParcelWriter
{
public:
    ParcelWriter(Repository &repository, ParcelWishes wishes)
        : m_git(repository.git())
        , m_wishes(std::move(wishes))
    {}

    Task<Parcel> write(fs::path file)
    {
        m_parcel.kind = m_wishes.kind;
        co_await findBranch();
        co_await findBase();
        co_await findCommits();
        const store::ScratchFolder scratch;
        if (m_parcel.kind == Parcel::Kind::Bundle)
            co_await writeBundle(scratch.path());
        else
            co_await writePatches(scratch.path());
        auto pack = [parcel = m_parcel, folder = scratch.path(), file = std::move(file)] {
            return packParcel(parcel, folder, file);
        };
        m_parcel.sha256 = co_await offload(std::move(pack));
        co_return std::move(m_parcel);
    }

private:
    Task<void> findBranch()
    {
        m_parcel.branch = m_wishes.branch;
        if (m_parcel.branch.empty()) {
            std::vector<std::string> ask{"symbolic-ref", "--quiet", "--short", "HEAD"};
            m_parcel.branch = co_await answerOf(m_git, std::move(ask));
        }
        if (m_parcel.branch.empty())
            throw Error(ErrorCode::InvalidInput,
                        tr("No branch is checked out."),
                        tr("Name one, or make one with git switch -c NAME."));
        m_parcel.tip = co_await commitNamed(m_git, "refs/heads/" + m_parcel.branch);
        if (m_parcel.tip.empty())
            throw Error(ErrorCode::InvalidInput,
                        tr("There is no branch '%1' with a commit here.", m_parcel.branch),
                        tr("Name one of git branch."));
    }

    Task<void> findBase()
    {
        if (m_wishes.isWhole)
            co_return;
        const bool isNamed = !m_wishes.base.empty();
        const std::string name = isNamed ? m_wishes.base : m_parcel.branch + "@{upstream}";
        const std::string commit = name.starts_with('-') ? std::string()
                                                         : co_await commitNamed(m_git, name);
        if (commit.empty() && isNamed)
            throw Error(ErrorCode::InvalidInput,
                        tr("There is no commit '%1' here.", name),
                        tr("Name one that its receiver has, as origin/main."));
        if (commit.empty())
            co_return;
        std::vector<std::string> ask{"merge-base", commit, m_parcel.tip};
        m_parcel.base = co_await answerOf(m_git, std::move(ask));
    }

    std::string range() const
    {
        return m_parcel.base.empty() ? m_parcel.tip : m_parcel.base + ".." + m_parcel.tip;
    }

    Task<void> findCommits()
    {
        std::vector<std::string> ask{"log",
                                     "-z",
                                     "--no-show-signature",
                                     kLogFormat,
                                     "-n",
                                     std::to_string(kMostParcelCommits),
                                     range()};
        m_parcel.commits = readLog(co_await m_git.output(std::move(ask)));
        if (m_parcel.commits.empty())
            throw Error(ErrorCode::InvalidInput,
                        tr("'%1' has no commit that its receiver lacks.", m_parcel.branch),
                        tr("Commit first, or take all of it by --all."));
        const bool hasMerge = std::ranges::any_of(m_parcel.commits, [](const Commit &commit) {
            return commit.parents.size() > 1;
        });
        if (hasMerge && m_parcel.kind == Parcel::Kind::Patches)
            throw Error(ErrorCode::InvalidInput,
                        tr("Patches can't carry a merge, and '%1' has one.", m_parcel.branch),
                        tr("Take a bundle: leave out --patches."));
    }

    Task<void> writeBundle(fs::path folder)
    {
        std::vector<std::string> arguments{"bundle",
                                           "create",
                                           pathText(folder / kBundleName),
                                           "refs/heads/" + m_parcel.branch};
        if (!m_parcel.base.empty())
            arguments.push_back("^" + m_parcel.base);
        co_await runChange(m_git, std::move(arguments));
    }

    Task<void> writePatches(fs::path folder)
    {
        std::vector<std::string> arguments{"format-patch",
                                           "--quiet",
                                           "--binary",
                                           "--full-index",
                                           "--no-ext-diff",
                                           "--no-textconv",
                                           "--no-signature",
                                           "--no-stat",
                                           "--no-renames",
                                           "-N",
                                           "--output-directory",
                                           pathText(folder)};
        if (m_parcel.base.empty())
            arguments.emplace_back("--root");
        arguments.push_back(range());
        co_await runChange(m_git, std::move(arguments));
    }

    Program &m_git;
    ParcelWishes m_wishes;
    Parcel m_parcel;
};

/// Brings a parcel that was opened and checked into a repository.
class ParcelTaker
{
public:
    ParcelTaker(Repository &repository, const OpenedParcel &opened)
        : m_repository(repository)
        , m_git(repository.git())
        , m_opened(opened)
    {
        m_result.parcel = opened.parcel;
    }

    Task<ParcelResult> take()
    {
        if (m_opened.parcel.kind == Parcel::Kind::Patches)
            co_await applyPatches();
        else
            co_await fetchBundle();
        co_return std::move(m_result);
    }

private:
    const Parcel &parcel() const { return m_opened.parcel; }

    Task<void> requireBase()
    {
        if (parcel().base.empty())
            co_return;
        const std::string base = co_await commitNamed(m_git, parcel().base);
        if (base.empty())
            throw Error(
                ErrorCode::InvalidInput,
                tr("The parcel builds on commit %1, which isn't here.", parcel().base.substr(0, 12)),
                tr("Get the repository up to that commit first, or ask for a parcel with all "
                   "of it (--all)."));
    }

    Task<void> requireBranchName()
    {
        std::vector<std::string> ask{"check-ref-format", "--branch", parcel().branch};
        const std::string name = co_await answerOf(m_git, std::move(ask));
        // "@{-1}" would be read as another branch.
        if (name != parcel().branch)
            throw Error(ErrorCode::Refused,
                        tr("'%1' is no name of a branch.", parcel().branch),
                        tr("The parcel was not made by Postern; don't take it."));
    }

    Task<void> fetchBundle()
    {
        co_await requireBase();
        co_await requireBranchName();
        const std::string file = pathText(m_opened.bundle);
        const std::string from = "refs/heads/" + parcel().branch;
        const std::string beside = "refs/heads/parcel/" + parcel().branch;
        // What was fetched has no name before it was looked at.
        std::vector<std::string> fetch{"fetch",
                                       "--quiet",
                                       "--no-tags",
                                       "--no-recurse-submodules",
                                       file,
                                       from};
        co_await runChange(m_git, std::move(fetch), true);
        const std::string fetched = co_await commitNamed(m_git, "FETCH_HEAD");
        if (fetched != parcel().tip)
            throw Error(ErrorCode::Refused,
                        tr("The bundle holds another commit than its manifest says."),
                        tr("Get the file once more from who made it."));
        const std::string here = co_await commitNamed(m_git, from);
        m_result.at = parcel().branch;
        if (here.empty()) {
            co_await m_repository.createBranch(parcel().branch, parcel().tip);
        } else if (co_await isAncestor(parcel().tip, here)) {
            m_result.outcome = ParcelResult::Outcome::Unchanged;
        } else if (co_await isAncestor(here, parcel().tip)) {
            co_await forward(from, here);
        } else {
            std::vector<std::string> keep{"update-ref", beside, parcel().tip};
            co_await runChange(m_git, std::move(keep), true);
            m_result.outcome = ParcelResult::Outcome::Beside;
            m_result.at = "parcel/" + parcel().branch;
        }
    }

    Task<bool> isAncestor(std::string older, std::string newer)
    {
        Call call;
        call.arguments = {"merge-base", "--is-ancestor", std::move(older), std::move(newer)};
        const Answer answer = co_await m_git.call(std::move(call));
        co_return answer.ok();
    }

    Task<void> forward(std::string branch, std::string here)
    {
        m_result.outcome = ParcelResult::Outcome::Forwarded;
        const RepositoryStatus status = co_await m_repository.status();
        if (status.branch == parcel().branch) {
            std::vector<std::string> merge{"merge", "--ff-only", "--quiet", parcel().tip};
            co_await runChange(m_git, std::move(merge), true);
            co_return;
        }
        const std::vector<Worktree> trees = co_await m_repository.worktrees();
        if (std::ranges::find(trees, parcel().branch, &Worktree::branch) != trees.end())
            throw Error(ErrorCode::InvalidInput,
                        tr("'%1' is checked out in another work tree.", parcel().branch),
                        tr("Take the parcel there."));
        std::vector<std::string> update{"update-ref", std::move(branch), parcel().tip, here};
        co_await runChange(m_git, std::move(update), true);
    }

    Task<void> applyPatches()
    {
        const RepositoryStatus status = co_await m_repository.status();
        if (!status.operation.empty())
            throw Error(ErrorCode::InvalidInput,
                        tr("A %1 is half done here.", status.operation),
                        tr("Finish it or take it back first."));
        m_result.at = status.branch;
        m_result.outcome = ParcelResult::Outcome::Forwarded;
        std::vector<std::string> arguments{"am", "--quiet", "--3way", "--keep-cr", "--no-gpg-sign"};
        for (const fs::path &patch : m_opened.patches)
            arguments.push_back(pathText(patch));
        std::optional<Error> failed;
        try {
            co_await runChange(m_git, std::move(arguments), true);
        } catch (const Error &error) {
            if (error.code() == ErrorCode::Cancelled)
                throw;
            failed = error;
        }
        if (!failed)
            co_return;
        Call back;
        back.arguments = {"am", "--abort"};
        back.isReading = false;
        co_await m_git.call(std::move(back));
        Error error(ErrorCode::InvalidInput,
                    tr("The patches don't fit here; nothing was changed."),
                    tr("Switch to a branch that has what they were made on, or ask for a bundle."));
        error.setDetails(failed->details());
        throw Error(error);
    }

    Repository &m_repository;
    Program &m_git;
    const OpenedParcel &m_opened;
    ParcelResult m_result;
};

} // namespace

Task<Parcel> writeParcel(Repository &repository, fs::path file, ParcelWishes wishes)
{
    ParcelWriter writer(repository, std::move(wishes));
    co_return co_await writer.write(std::move(file));
}

Task<Parcel> readParcel(fs::path file)
{
    auto open = [file = std::move(file)] { return openParcel(file)->parcel; };
    co_return co_await offload(std::move(open));
}

Task<PushResult> pushOrParcel(Repository &repository,
                              std::string remote,
                              std::string branch,
                              fs::path file)
{
    PushResult result;
    std::optional<Error> unreached;
    try {
        co_await repository.push(remote, branch, true);
    } catch (const Error &error) {
        if (error.code() != ErrorCode::ConnectionFailed)
            throw;
        unreached = error;
    }
    if (!unreached)
        co_return result;
    ParcelWishes wishes;
    wishes.branch = branch;
    result.reason = unreached->translatableMessage();
    const std::string known = "refs/remotes/" + remote + "/";
    for (const std::string &name : {known + branch, known + "HEAD"}) {
        const std::string commit = co_await commitNamed(repository.git(), name);
        if (commit.empty())
            continue;
        wishes.base = commit;
        break;
    }
    result.parcel = co_await writeParcel(repository, std::move(file), std::move(wishes));
    co_return result;
}

Task<ParcelResult> takeParcel(Repository &repository, fs::path file)
{
    auto open = [file = std::move(file)] { return openParcel(file); };
    const std::unique_ptr<OpenedParcel> opened = co_await offload(std::move(open));
    ParcelTaker taker(repository, *opened);
    co_return co_await taker.take();
}

} // namespace postern::git
