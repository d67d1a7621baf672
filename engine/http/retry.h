// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/message.h"
#include "engine/http/transfererror.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>

namespace postern::http {

/// What came of one attempt that did not succeed: an answer with a status from 400, or no answer.
struct Failure
{
    std::string_view host;                ///< for who is told of a wait
    int attempt = 0;                      ///< counts from 0
    int status = 0;                       ///< 0: no answer
    const Headers *headers = nullptr;     ///< of the answer
    std::string_view body;                ///< of the answer, its first 64 KiB
    const TransferError *error = nullptr; ///< when there was no answer
};

/// How long the answer asks to wait: retry-after-ms, x-ms-retry-after-ms, else Retry-After in
/// seconds (fractions count) or as an HTTP date. Nothing when it doesn't say or says nonsense;
/// a date in the past is 0.
std::optional<std::chrono::milliseconds> retryAfter(const Headers &headers,
                                                    std::chrono::system_clock::time_point now);

/// A server that asks to come back at once is still given a moment, a longer one each time: 0.1 s
/// doubling up to 10 s.
std::chrono::milliseconds leastWait(int attempt);

/// True for 408, 429, 500, 502, 503, 504 and every failure before the first byte of an answer.
bool isTransient(const Failure &failure);

/// What the answer asks for, else 0.5 s doubling up to 8 s.
std::chrono::milliseconds usualWait(const Failure &failure,
                                    std::chrono::system_clock::time_point now);

/// Whether and when a request is sent again. The default sends it once.
struct RetryPolicy
{
    using Wait = std::function<std::chrono::milliseconds(const Failure &,
                                                         std::chrono::system_clock::time_point now)>;

    /// A server that asks to come back sooner than leastWait() and still refuses is asked so often:
    /// about 25 seconds in all, instead of a quarter of an hour for a hundred attempts.
    static constexpr int kHurriedAttempts = 8;

    int attempts = 1; ///< the first one included
    /// As many answers 422 in a row end it earlier; 0: they count like the others.
    int unprocessableAttempts = 0;
    /// Failures worth another attempt. A last failure for which this is true means that the
    /// attempts were used up.
    std::function<bool(const Failure &)> retriable = isTransient;
    Wait wait = usualWait;
    /// A longer wait is not waited: the failure is final. A shorter one than leastWait() is prolonged
    /// to that.
    std::chrono::milliseconds longestWait = std::chrono::minutes(10);

    /// Up to this share of a wait is added to it at random; 0: none.
    double jitter = 0;

    /// For Azure services other than models: four attempts.
    static RetryPolicy standard();
    /// prompt flow's LLM loop: `tries` repeats on 429 (unless the body's type is
    /// insufficient_quota), 422 (three in a row end it), 5xx, time-outs, and connections closed
    /// without an answer; waits Retry-After, else min(60, 3 + 2**i - 1) seconds.
    static RetryPolicy promptflow(int tries = 100);
};

} // namespace postern::http
