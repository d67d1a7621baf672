// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/connection/connection.h"
#include "engine/http/channel.h"

#include <list>
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

private:
    using Entry = std::pair<connection::Connection, std::shared_ptr<http::Channel>>;

    std::shared_ptr<http::Channel> make(const connection::Connection &connection);

    http::Client &m_client;
    std::list<Entry> m_channels; ///< the latest used first
};

} // namespace postern::azure
