// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/retry.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace postern::http {

/// Endpoints that give the same answers, the preferred one first. One that failed rests, as a
/// circuit breaker has it: then a single request tries it, and who else comes takes the next one.
class EndpointPool
{
public:
    using Time = std::chrono::system_clock::time_point;

    /// Addresses; at least one.
    explicit EndpointPool(std::vector<std::string> addresses);

    const std::string &address(std::size_t endpoint) const { return m_states[endpoint].address; }
    /// The first that doesn't rest; when all do, the one whose rest ends first.
    std::size_t choose(Time now);
    void answered(std::size_t endpoint) { m_states[endpoint].failures = 0; }
    /// From now on it rests: as long as the answer asks for (leastWait() at least), else 10 s,
    /// doubling up to 5 min. Whether another one doesn't.
    bool failed(std::size_t endpoint, const Failure &failure, Time now);

private:
    struct State
    {
        std::string address;
        int failures = 0; ///< in a row
        Time rests;       ///< until then, after a failure
    };

    std::vector<State> m_states;
};

} // namespace postern::http
