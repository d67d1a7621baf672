// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/tokenusage.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace postern::http {

struct Failure;

/// A body that several hold; null where nobody keeps it.
using SharedBody = std::shared_ptr<const std::string>;

using HeaderLines = std::vector<std::pair<std::string, std::string>>;

/// What became of one attempt of a request, once it is over.
struct Attempt
{
    std::string method;
    std::string host;
    std::uint16_t port = 0;
    std::string target;              ///< path and query, without what is secret in them
    int number = 0;                  ///< of the same request's, counted from 0
    int status = 0;                  ///< 0: no answer
    std::string error;               ///< why there is none, or why it broke off
    std::uint64_t bytesSent = 0;     ///< of bodies
    std::uint64_t bytesReceived = 0; ///< of bodies
    std::chrono::system_clock::time_point start;
    std::chrono::microseconds elapsed{0}; ///< to the last byte that was read
    TokenUsage usage;                     ///< what a model counted, told by who understands answers
    // Where bodies are kept. Values of headers that carry secrets are "******".
    HeaderLines sentHeaders;
    HeaderLines receivedHeaders;
    SharedBody sent;
    SharedBody received;
    std::vector<std::size_t> pieces; ///< where bodies are kept: the lengths of those it came in
    bool isWhole = false;            ///< it came to its end; nobody stopped it before
};

/// Is told what becomes of a request. Called on the loop; each may be empty.
struct Watch
{
    std::function<void(Attempt attempt)> onAttempt;
    /// Before each wait for another attempt: what failed, and how long it waits.
    std::function<void(const Failure &failure, std::chrono::milliseconds wait)> onRetry;
    bool keepsBodies = false; ///< attempts come with what was sent and received
    std::string asker;        ///< the node that the request is for
};

} // namespace postern::http
