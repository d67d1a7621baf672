// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/message.h"

#include <chrono>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>

namespace postern::http {

/// What a service lets through in a minute; 0: it doesn't say.
struct RateLimits
{
    std::uint64_t tokens = 0;
    std::uint64_t requests = 0;

    bool operator==(const RateLimits &) const = default;
};

/// Keeps the requests of a connection below its limits, counted over every sixty seconds that there
/// are: by what was set, and by what a service's headers say is left. Knows no clock of its own.
class Limiter
{
public:
    using Time = std::chrono::system_clock::time_point;

    /// A request that was let through, until it leaves the minute.
    struct Admission
    {
        Time at;
        std::uint64_t tokens = 0;
    };

    explicit Limiter(RateLimits limits = {})
        : m_limits(limits)
    {}

    /// How long a request of so many tokens has to wait; 0: none, and it is counted from now on. A
    /// request that alone is more than the limit goes when nothing else counts.
    std::chrono::milliseconds admit(std::uint64_t tokens, Time now);
    /// The latest admitted request; who learns what it took says so. Null where nothing is limited.
    std::shared_ptr<Admission> latest() const { return m_latest; }
    /// Takes in what the headers of an answer say is left and when more is.
    void learn(const Headers &headers, Time now);
    /// No request goes before, as a service asked for (429).
    void holdUntil(Time time) { m_heldUntil = std::max(m_heldUntil, time); }

private:
    std::chrono::milliseconds waitFor(std::uint64_t tokens, Time now) const;

    RateLimits m_limits;
    std::list<std::shared_ptr<Admission>> m_admitted; ///< of the last minute, the oldest first
    std::shared_ptr<Admission> m_latest;
    Time m_heldUntil;
    std::optional<std::uint64_t> m_tokensLeft; ///< until m_tokensReset, as the service says
    Time m_tokensReset;
};

/// "6m0s", "1.5s", "250ms", or seconds, as rate headers write it; nothing for anything else.
std::optional<std::chrono::milliseconds> parseReset(std::string_view text);

} // namespace postern::http
