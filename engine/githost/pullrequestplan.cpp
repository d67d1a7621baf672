// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/githost/pullrequestplan.h"

#include "engine/base/error.h"
#include "engine/githost/description.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

namespace postern::githost {

namespace {

constexpr std::size_t kMostCommits = 250;
constexpr std::size_t kMostFlows = 10;

/// What git answers in one line; empty when it has no answer.
Task<std::string> lineOf(git::Program &git, std::vector<std::string> arguments)
{
    git::Call call;
    call.arguments = std::move(arguments);
    const git::Answer answer = co_await git.call(std::move(call));
    if (!answer.ok())
        co_return std::string();
    co_return answer.output.substr(0, answer.output.find_first_of("\r\n"));
}

Task<std::string> configOf(git::Program &git, std::string key)
{
    std::vector<std::string> ask{"config", "--get", std::move(key)};
    co_return co_await lineOf(git, std::move(ask));
}

Task<bool> isCommit(git::Program &git, std::string name)
{
    std::vector<std::string> ask{"rev-parse", "--verify", "--quiet", name + "^{commit}"};
    const std::string commit = co_await lineOf(git, std::move(ask));
    co_return !commit.empty();
}

std::vector<std::string> partsOf(const std::string &text)
{
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\0', at), text.size());
        parts.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

Error nameOne(Message message, Message hint)
{
    return {ErrorCode::InvalidInput, std::move(message), std::move(hint)};
}

/// Finds what a user left open, step by step.
class PlanMaker
{
public:
    PlanMaker(git::Repository &repository, PullRequestWishes wishes)
        : m_repository(repository)
        , m_git(repository.git())
        , m_wishes(std::move(wishes))
    {}

    Task<PullRequestPlan> make()
    {
        co_await findSource();
        co_await findRemotes();
        co_await findTarget();
        co_await compare();
        PullRequestDraft &draft = m_plan.draft;
        draft.isDraft = m_wishes.isDraft;
        draft.title = m_wishes.title.empty() ? titleOf(m_parts.commits, draft.source)
                                             : m_wishes.title;
        m_parts.showsPicture = m_plan.place.kind == HostKind::GitHub;
        if (m_wishes.description)
            m_parts.commits.clear();
        m_parts.evaluation = m_wishes.evaluation;
        const std::string told = describe(m_parts);
        draft.description = m_wishes.description ? *m_wishes.description + "\n\n" + told : told;
        const std::string head = draft.sourceOwner.empty() ? draft.source
                                                           : draft.sourceOwner + ":" + draft.source;
        m_plan.manualPage = m_plan.place.newPullRequestPage(head, draft.target);
        for (FlowChanges &flow : m_parts.flows)
            m_plan.flows.push_back(std::move(flow.diff));
        co_return std::move(m_plan);
    }

private:
    Task<void> findSource()
    {
        m_plan.draft.source = m_wishes.source;
        if (m_plan.draft.source.empty()) {
            std::vector<std::string> ask{"symbolic-ref", "--quiet", "--short", "HEAD"};
            m_plan.draft.source = co_await lineOf(m_git, std::move(ask));
            if (m_plan.draft.source.empty())
                throw nameOne(tr("No branch is checked out."),
                              tr("Make one with git switch -c NAME, or name one by --head."));
        }
        const bool isThere = co_await isCommit(m_git, "refs/heads/" + m_plan.draft.source);
        if (!isThere)
            throw nameOne(tr("There is no branch '%1' with a commit here.", m_plan.draft.source),
                          tr("Name one of git branch."));
    }

    Task<void> findRemotes()
    {
        const auto remotes = co_await m_repository.remotes();
        const auto has = [&remotes](const std::string &name) {
            return std::ranges::find(remotes, name, &std::pair<std::string, std::string>::first)
                   != remotes.end();
        };
        if (remotes.empty())
            throw nameOne(tr("This repository has no remote."),
                          tr("Add one: git remote add origin ADDRESS"));
        const std::string branch = "branch." + m_plan.draft.source + ".";
        const std::array<std::string, 3> asked{co_await configOf(m_git, branch + "pushRemote"),
                                               co_await configOf(m_git, "remote.pushDefault"),
                                               co_await configOf(m_git, branch + "remote")};
        const auto pushed = std::ranges::find_if(asked, has);
        const std::string usual = has("origin") ? std::string("origin") : remotes.front().first;
        m_plan.remote = pushed == asked.end() ? usual : *pushed;
        m_target = m_wishes.remote.empty() ? m_plan.remote : m_wishes.remote;
        if (!has(m_target))
            throw nameOne(tr("There is no remote '%1'.", m_target), tr("Name one of git remote."));
        if (m_wishes.remote.empty() && remotes.size() > 1 && pushed == asked.end() && !has("origin"))
            throw nameOne(tr("There are several remotes, and none is the branch's."),
                          tr("Name one by --remote."));
        m_plan.place = co_await placeOfRemote(m_target);
        if (m_plan.remote != m_target) {
            const RemotePlace fork = co_await placeOfRemote(m_plan.remote);
            if (fork.owner != m_plan.place.owner || fork.repository != m_plan.place.repository)
                m_plan.draft.sourceOwner = fork.owner;
        }
    }

    Task<RemotePlace> placeOfRemote(std::string remote)
    {
        // With what url.*.insteadOf makes of it.
        std::vector<std::string> ask{"remote", "get-url", "--", std::move(remote)};
        const std::string address = co_await lineOf(m_git, std::move(ask));
        co_return placeOf(address, m_wishes.kind);
    }

    Task<void> findTarget()
    {
        std::string &target = m_plan.draft.target;
        target = m_wishes.target;
        if (target.empty()) {
            const std::string head = "refs/remotes/" + m_target + "/HEAD";
            std::vector<std::string> ask{"symbolic-ref", "--quiet", "--short", head};
            target = co_await lineOf(m_git, std::move(ask));
            target.erase(0, target.empty() ? 0 : m_target.size() + 1);
        }
        for (const char *const usual : {"main", "master"}) {
            if (!target.empty())
                break;
            const bool isThere = co_await isCommit(m_git, remoteBranch(m_target, usual));
            if (isThere)
                target = usual;
        }
        if (target.empty())
            throw nameOne(tr("Which branch of '%1' to merge into isn't known.", m_target),
                          tr("Name it by --base."));
        if (target == m_plan.draft.source && m_plan.draft.sourceOwner.empty())
            throw nameOne(tr("'%1' would be merged into itself.", target),
                          tr("Make a branch: git switch -c NAME; or name another one by --base."));
    }

    static std::string remoteBranch(const std::string &remote, const std::string &branch)
    {
        return "refs/remotes/" + remote + "/" + branch;
    }

    /// Commits and flows, as far as the other side is known here.
    Task<void> compare()
    {
        const std::string source = "refs/heads/" + m_plan.draft.source;
        const std::string pushed = remoteBranch(m_plan.remote, m_plan.draft.source);
        std::vector<std::string> here{"rev-parse", "--verify", "--quiet", source};
        std::vector<std::string> there{"rev-parse", "--verify", "--quiet", pushed};
        m_after = co_await lineOf(m_git, std::move(here));
        const std::string remote = co_await lineOf(m_git, std::move(there));
        m_plan.isPushed = !m_after.empty() && m_after == remote;
        const std::string target = remoteBranch(m_target, m_plan.draft.target);
        std::vector<std::string> base{"merge-base", target, source};
        m_before = co_await lineOf(m_git, std::move(base));
        if (m_before.empty())
            co_return; // nothing in common, or never fetched
        std::vector<std::string> log{"log",
                                     "-z",
                                     git::kLogFormat,
                                     "--no-merges",
                                     "-n",
                                     std::to_string(kMostCommits),
                                     m_before + ".." + m_after};
        m_parts.commits = git::readLog(co_await m_git.output(std::move(log)));
        co_await compareFlows();
    }

    Task<std::set<std::string>> flowFolders(std::string commit)
    {
        std::vector<std::string> ask{"ls-tree", "-r", "-z", "--name-only", "--full-tree", commit};
        const std::string listing = co_await m_git.output(std::move(ask));
        std::set<std::string> folders;
        constexpr std::string_view kFile = "flow.dag.yaml";
        for (const std::string &path : partsOf(listing)) {
            if (path == kFile)
                folders.emplace();
            else if (path.ends_with("/flow.dag.yaml"))
                folders.insert(path.substr(0, path.size() - kFile.size() - 1));
        }
        co_return folders;
    }

    Task<void> compareFlows()
    {
        std::vector<std::string> ask{"diff-tree", "-r", "-z", "--name-only", m_before, m_after};
        const std::vector<std::string> changed = partsOf(co_await m_git.output(std::move(ask)));
        std::set<std::string> flows = co_await flowFolders(m_before);
        flows.merge(co_await flowFolders(m_after));
        std::set<std::string> touched;
        for (const std::string &path : changed) {
            // The nearest folder above that is a flow's.
            for (std::string folder = path; !folder.empty();) {
                const std::size_t slash = folder.rfind('/');
                folder = slash == std::string::npos ? std::string() : folder.substr(0, slash);
                if (flows.contains(folder)) {
                    touched.insert(folder);
                    break;
                }
            }
        }
        for (const std::string &folder : touched) {
            if (m_parts.flows.size() == kMostFlows)
                break;
            m_parts.flows.push_back(co_await compareFlow(folder));
        }
        m_parts.otherFlows = touched.size() - m_parts.flows.size();
    }

    Task<git::Snapshot> sideOf(std::string commit, std::string folder)
    {
        const std::string object = commit + ":" + folder;
        std::vector<std::string> ask{"rev-parse", "--verify", "--quiet", object};
        const std::string tree = co_await lineOf(m_git, std::move(ask));
        if (tree.empty()) // the flow came or went
            co_return git::Snapshot();
        co_return co_await git::readSnapshot(object, m_repository.root(), flow::Trust::Restricted);
    }

    Task<FlowChanges> compareFlow(std::string folder)
    {
        FlowChanges changes;
        changes.folder = folder;
        try {
            const git::Snapshot before = co_await sideOf(m_before, folder);
            const git::Snapshot after = co_await sideOf(m_after, folder);
            changes.diff = git::diffSnapshots(before, after);
        } catch (const Error &error) {
            if (error.code() == ErrorCode::Cancelled)
                throw;
            changes.failure = error.message();
        }
        co_return changes;
    }

    git::Repository &m_repository;
    git::Program &m_git;
    PullRequestWishes m_wishes;
    PullRequestPlan m_plan;
    DescriptionParts m_parts;
    std::string m_target; ///< the remote where it is opened
    std::string m_before;
    std::string m_after;
};

} // namespace

Task<PullRequestPlan> planPullRequest(git::Repository &repository, PullRequestWishes wishes)
{
    PlanMaker maker(repository, std::move(wishes));
    co_return co_await maker.make();
}

Task<PullRequest> openPlanned(git::Program git,
                              PullRequestPlan plan,
                              std::optional<HostLogin> given,
                              http::Client &client)
{
    std::optional<HostLogin> login = std::move(given);
    if (!login)
        login = loginOfEnvironment(plan.place);
    if (!login)
        login = co_await loginOfGit(git, plan.place);
    if (!login)
        throw noLogin(plan.place);
    PullRequest made;
    std::optional<LoginRefused> refused;
    try {
        made = co_await openPullRequest(plan.place, std::move(plan.draft), *login, client);
    } catch (const LoginRefused &error) {
        refused = error;
    }
    co_await tellHelper(std::move(git), std::move(plan.place), *login, !refused);
    if (refused)
        throw LoginRefused(*refused);
    co_return made;
}

} // namespace postern::githost
