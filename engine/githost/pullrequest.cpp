// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/githost/pullrequest.h"

#include "engine/git/secretscan.h"
#include "engine/githost/hosts.h"
#include "engine/http/url.h"

#include <utility>

namespace postern::githost {

namespace {

/// A token is never sent where others on the way can read it.
void requireSecure(const RemotePlace &place)
{
    const http::Endpoint endpoint = http::endpointOf(place.apiAddress());
    if (endpoint.scheme != "https" && !place.isHere())
        throw Error(ErrorCode::Refused,
                    tr("No token is sent to %1: it is asked by plain HTTP.", place.host()),
                    tr("Give the remote an address with https."));
}

void requireNoSecret(const std::string &where, const std::string &text)
{
    git::SecretReport report;
    git::scanText(where, text, git::AllowedSecrets(), report);
    if (report.found.empty())
        return;
    const git::FoundSecret &secret = report.found.front();
    throw Error(ErrorCode::Refused,
                tr("The %1 of the pull request holds a secret, in line %2: %3 %4",
                   where,
                   secret.line,
                   secret.title,
                   secret.masked),
                tr("Take it out, and take it back where it was committed: it would be there for "
                   "everybody to read."));
}

} // namespace

Task<PullRequest> openPullRequest(RemotePlace place,
                                  PullRequestDraft draft,
                                  HostLogin login,
                                  http::Client &client)
{
    requireSecure(place);
    requireNoSecret("title", draft.title);
    requireNoSecret("description", draft.description);
    HostCalls calls(std::move(place), std::move(login), client);
    if (calls.place().kind == HostKind::GitHub)
        co_return co_await openOnGitHub(calls, std::move(draft));
    co_return co_await openOnAzureDevOps(calls, std::move(draft));
}

} // namespace postern::githost
