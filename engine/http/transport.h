// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/http/message.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace postern::http {

/// A response under way: its head is known, its body arrives in pieces. Destroying it stops the
/// transfer.
class Exchange
{
public:
    virtual ~Exchange() = default;
    virtual const ResponseHead &head() const = 0;
    /// The next bytes of the body; empty optional at its end.
    /// Throws TransferError when the body breaks off, Error LimitExceeded beyond bodyLimit, Error
    /// Cancelled when asio cancels the wait.
    virtual Task<std::optional<std::string>> read() = 0;
};

/// What is still to come of a body. Throws what read() throws.
Task<std::string> readAll(Exchange &exchange);

/// What carries a request: libcurl on the event loop, the simulator in process, a recording.
class Transport
{
public:
    virtual ~Transport() = default;
    /// Sends the request and waits for the head of the answer. Redirects are answers like others.
    /// Throws TransferError (no answer at all: name, route, TLS, time-out) with the cause in
    /// words, Error Cancelled when asio cancels the wait; the transfer has stopped then.
    virtual Task<std::unique_ptr<Exchange>> open(Request request) = 0;
    /// Whether requests go to a network, and so into the egress ledger.
    bool reachesNetwork() const { return standIn().empty(); }
    /// What answers in this process in the network's place, as attempts name their host; empty: the
    /// network does.
    virtual std::string_view standIn() const { return {}; }
};

} // namespace postern::http
