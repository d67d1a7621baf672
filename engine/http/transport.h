// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/http/message.h"

#include <memory>
#include <optional>
#include <string>

namespace postern::http {

/// A response under way: its head is known, its body arrives in pieces. Destroying it stops the transfer.
class Exchange
{
public:
    virtual ~Exchange() = default;
    virtual const ResponseHead &head() const = 0;
    /// The next bytes of the body; empty optional at its end.
    /// Throws Error ConnectionFailed when the body breaks off.
    virtual Task<std::optional<std::string>> read() = 0;
};

/// What carries a request: libcurl on the event loop, the simulator in process, later a cassette.
class Transport
{
public:
    virtual ~Transport() = default;
    /// Sends the request and waits for the head of the answer. Throws Error ConnectionFailed
    /// (no answer at all: name, route, TLS, time-out), with the cause in words.
    virtual Task<std::unique_ptr<Exchange>> open(Request request) = 0;
};

} // namespace postern::http
