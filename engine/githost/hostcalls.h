// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/base/value.h"
#include "engine/githost/hostlogin.h"
#include "engine/http/client.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace postern::githost {

/// What a host said.
struct HostAnswer
{
    int status = 0;
    http::Headers headers;
    std::optional<Value> body; ///< nothing for what is no JSON: a page of a proxy or to sign in
    std::string message;       ///< "message" of its body, in one line

    bool ok() const { return (status == 200 || status == 201) && body && body->isDict(); }
};

/// The requests of one repository on a host.
class HostCalls
{
public:
    HostCalls(RemotePlace place, HostLogin login, http::Client &client);

    const RemotePlace &place() const { return m_place; }
    const HostLogin &login() const { return m_login; }
    /// `path` is below the repository's API, with its query. Throws LoginRefused, and Error as
    /// http::Client::send().
    Task<HostAnswer> get(std::string path);
    Task<HostAnswer> send(std::string method, std::string path, Value body);
    Task<HostAnswer> upload(std::string path, std::string bytes);

private:
    Task<HostAnswer> call(http::Request request);

    RemotePlace m_place;
    HostLogin m_login;
    http::Client &m_client;
};

/// A member of a mapping as text; empty when there is none.
std::string textAt(const Value &value, std::string_view key);
/// The member of a member: {"_links": {"web": ...}}; null when there is none.
const Value *memberAt(const Value &value, std::string_view key);

/// What both hosts mean by a status: rights, limits, a repository that isn't seen, a page
/// in place of an answer. Whatever else it is, is said with the host's own sentence.
Error hostFailure(const HostCalls &calls,
                  const HostAnswer &answer,
                  std::chrono::system_clock::time_point now);

/// The page of a pull request if it is an address that may be shown and opened, else `otherwise`.
std::string safePage(const RemotePlace &place,
                     const std::string &page,
                     const std::string &otherwise);

} // namespace postern::githost
