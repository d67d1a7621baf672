// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/githost/hostlogin.h"
#include "engine/githost/remoteplace.h"
#include "engine/http/client.h"

#include <cstdint>
#include <string>
#include <vector>

namespace postern::githost {

/// A pull request that is to be.
struct PullRequestDraft
{
    std::string title;
    std::string description; ///< Markdown
    std::string source;      ///< the branch that is to be merged
    std::string sourceOwner; ///< who has that branch in a fork; empty: the repository itself
    std::string target;
    std::string picture; ///< the flow as PNG, where the host takes files; empty: none
    bool isDraft = false;
};

struct PullRequest
{
    std::int64_t number = 0;
    std::string page;      ///< where people see it
    bool wasThere = false; ///< there was one of these branches already: this one
    std::vector<Message> notes;
};

/// Opens it, once: what can't be told to have failed is not sent again. One that is there already is
/// answered in its place, unchanged.
///
/// Throws Error ConnectionFailed for a host that isn't reached within seconds, for a token that
/// isn't accepted and for a limit; InvalidInput for what the host doesn't take, each with what to do;
/// Refused for a host off the allow-list, for a token over plain HTTP, and for a text that holds a secret.
Task<PullRequest> openPullRequest(RemotePlace place,
                                  PullRequestDraft draft,
                                  HostLogin login,
                                  http::Client &client);

} // namespace postern::githost
