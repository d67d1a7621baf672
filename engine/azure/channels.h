// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/connection/connection.h"
#include "engine/http/channel.h"
#include "engine/identity/tokenprovider.h"

#include <list>
#include <map>
#include <memory>
#include <utility>

namespace postern::azure {

/// Channels to the services that connections lead to, one for each connection, kept for who asks
/// next. A connection that changed has another one. Belongs to the loop.
class Channels
{
public:
    /// The client carries the requests and must outlive this. Over one that reaches no network
    /// nobody is asked for a key.
    explicit Channels(http::Client &client)
        : m_client(client)
    {}
    Channels(const Channels &) = delete;
    Channels &operator=(const Channels &) = delete;

    http::Client &client() { return m_client; }
    /// What is wrong with the connection, a missing key or a token that it wants, is an error only
    /// once a request is sent.
    std::shared_ptr<http::Channel> of(const connection::Connection &connection);
    /// To one of Azure's services that no connection leads to, a vault or the resource manager, as
    /// the identity that the connection has. Throws Error InvalidInput for an identity that lacks
    /// something.
    std::unique_ptr<http::Channel> toService(const connection::Connection &connection,
                                             const std::string &endpoint,
                                             identity::Service service);
    /// Who is shown the code to sign in with; without one the log is.
    void setShowCode(identity::ShowCode showCode) { m_showCode = std::move(showCode); }

private:
    using Entry = std::pair<connection::Connection, std::shared_ptr<http::Channel>>;

    std::shared_ptr<http::Channel> make(const connection::Connection &connection);
    std::shared_ptr<http::Credential> credentialOf(const connection::Connection &connection,
                                                   const std::string &key,
                                                   bool wantsToken,
                                                   const std::string &endpoint);
    std::shared_ptr<http::Credential> tokenCredentialOf(const connection::Connection &connection,
                                                        const std::string &endpoint,
                                                        identity::Service service);

    http::Client &m_client;
    identity::ShowCode m_showCode;
    std::map<identity::Identity, std::shared_ptr<identity::TokenProvider>> m_providers;
    std::list<Entry> m_channels; ///< the latest used first
};

} // namespace postern::azure
