// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/githost/hostcalls.h"
#include "engine/githost/pullrequest.h"

namespace postern::githost {

/// The two hosts' ways to open a pull request, see openPullRequest().
Task<PullRequest> openOnGitHub(HostCalls &calls, PullRequestDraft draft);
Task<PullRequest> openOnAzureDevOps(HostCalls &calls, PullRequestDraft draft);

/// A description as long as a host takes it, cut at a line's end.
std::string cutDescription(const std::string &text, std::size_t limit);

} // namespace postern::githost
