// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/event.h"

#include <cstddef>
#include <cstdint>

namespace postern::batch {

/// How many lines may be under way, and when the next may begin.
///
/// As many as there may be at most are reached by doubling, as long as no service refuses with 429. A
/// refusal takes away a third, once for all that were sent meanwhile; from then on one more is allowed
/// after each round without one. A quota that is known (requests and tokens a minute) is kept by
/// spacing the starts: a line counts as what lines took on average till it has ended, then as what it
/// took.
class Pace
{
public:
    using Clock = run::Clock;

    struct Quota
    {
        double requestsPerMinute = 0; ///< zero: unknown
        double tokensPerMinute = 0;   ///< zero: unknown
    };

    Pace(std::size_t most, Quota quota);

    /// Lines under way at most.
    std::size_t allowed() const { return static_cast<std::size_t>(m_allowed); }
    /// The quota has room for a line at this moment.
    bool hasRoom(Clock::time_point now) const { return now >= m_roomAt; }
    Clock::time_point roomAt() const { return m_roomAt; }
    /// A line begins, which counts as an average one.
    void began(Clock::time_point now);
    /// It has ended, and took that much.
    void ended(Clock::time_point now, std::int64_t tokens, std::size_t requests);
    /// A service said that there are too many.
    void refused(Clock::time_point now);

private:
    double secondsOf(double tokens, double requests) const;
    void shift(double seconds);

    const double m_most;
    const Quota m_quota;
    double m_allowed;
    bool m_doubles = true;
    Clock::time_point m_refusedAt;
    double m_tokens = 0; ///< of a line, on average
    double m_requests = 1;
    std::size_t m_ended = 0;
    std::size_t m_unknown = 0; ///< lines that have begun before an average was known
    Clock::time_point m_roomAt;
};

} // namespace postern::batch
