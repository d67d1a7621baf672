// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/task.h"
#include "engine/git/program.h"
#include "engine/githost/remoteplace.h"
#include "engine/http/message.h"

#include <optional>
#include <string>
#include <utility>

namespace postern::githost {

/// Who opens a pull request. Never for a record, a log or a command's words.
struct HostLogin
{
    std::string user; ///< of git's helper, which wants it back; else empty
    std::string secret;
    std::string source; ///< how a sentence names it: "GH_TOKEN", "git's credential helper"
    bool isOfHelper = false;
};

/// An Error ConnectionFailed: the host didn't accept the login, which may have expired.
class LoginRefused final : public Error
{
public:
    LoginRefused(Message message, Message hint)
        : Error(ErrorCode::ConnectionFailed, std::move(message), std::move(hint))
    {}
};

/// A token that a variable holds: GH_TOKEN or GITHUB_TOKEN, for a server of one's own
/// GH_ENTERPRISE_TOKEN or GITHUB_ENTERPRISE_TOKEN; for Azure DevOps AZURE_DEVOPS_EXT_PAT or
/// SYSTEM_ACCESSTOKEN. A server gets one only where GH_HOST or GITHUB_SERVER_URL, for Azure DevOps
/// SYSTEM_COLLECTIONURI, names it: a repository's own remotes may name anybody's. Registered for
/// redaction.
std::optional<HostLogin> loginOfEnvironment(const RemotePlace &place);

/// What git's own credential helper has for the host, or an askpass answers; nothing when neither
/// does. Throws Error as Program::call().
Task<std::optional<HostLogin>> loginOfGit(git::Program git, RemotePlace place);

/// Tells git's helper whether what it gave was taken, so that it forgets what has expired. Never
/// fails.
Task<void> tellHelper(git::Program git, RemotePlace place, HostLogin login, bool wasTaken);

/// What a request says of who asks.
http::Headers authorisationOf(const RemotePlace &place, const HostLogin &login);

/// That there is none, and the ways to have one.
Error noLogin(const RemotePlace &place);

} // namespace postern::githost
