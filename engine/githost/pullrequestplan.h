// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/git/repository.h"
#include "engine/git/snapshot.h"
#include "engine/githost/pullrequest.h"

#include <optional>
#include <string>
#include <vector>

namespace postern::githost {

/// What a user says of a pull request; what is empty is found.
struct PullRequestWishes
{
    std::string remote; ///< where it is opened: that of the branch, "origin", or the only one
    std::string source; ///< the branch that is checked out
    std::string target; ///< the remote's own first branch
    std::string title;
    std::optional<std::string> description;
    std::string evaluation; ///< a summary in Markdown to be added
    std::optional<HostKind> kind;
    bool isDraft = false;
};

/// A pull request, made ready without a word to a host.
struct PullRequestPlan
{
    RemotePlace place;
    PullRequestDraft draft;
    std::string remote;     ///< where the branch is to be pushed to
    std::string manualPage; ///< where people open it by hand
    bool isPushed = false;  ///< whether the remote has the branch as it is here, as far as is known
    std::vector<git::SnapshotDiff> flows; ///< what it changes of flows, for a picture
};

/// Reads branches, remotes and what the flows' differences are; runs nothing that the repository
/// names. Throws Error InvalidInput for a head that is on no branch, a remote that isn't there or is
/// no host, and for a branch that is its own target.
Task<PullRequestPlan> planPullRequest(git::Repository &repository, PullRequestWishes wishes);

/// openPullRequest() with the login that is given, else the environment's, else the one of git's helper,
/// which is told whether it was taken. Throws Error ConnectionMissing without any.
Task<PullRequest> openPlanned(git::Program git,
                              PullRequestPlan plan,
                              std::optional<HostLogin> given,
                              http::Client &client);

} // namespace postern::githost
