// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/retry.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace postern::http {

/// One of several endpoints that give the same answers.
struct PooledEndpoint
{
    explicit PooledEndpoint(std::string where, int order = 0, int share = 1)
        : address(std::move(where))
        , priority(order)
        , weight(share)
    {}

    std::string address;
    int priority; ///< those with the lowest number are asked as long as one of them answers
    int weight;   ///< share of the requests among those of the same priority
};

/// Endpoints that give the same answers. One that failed rests, as a circuit breaker has it: then a
/// single request tries it, and who else comes takes another one.
class EndpointPool
{
public:
    using Time = std::chrono::system_clock::time_point;

    /// Addresses, the preferred one first; at least one.
    explicit EndpointPool(std::vector<std::string> addresses);
    /// At least one.
    static EndpointPool of(std::vector<PooledEndpoint> endpoints);

    const std::string &address(std::size_t endpoint) const
    {
        return m_states[endpoint].endpoint.address;
    }
    /// Of those that don't rest and have the best priority, each by its weight; when all rest, the
    /// one whose rest ends first.
    std::size_t choose(Time now);
    /// Until when nobody new is sent anywhere, since all failed five times in a row and rest yet:
    /// the circuit is open. Nothing where a request may go.
    std::optional<Time> openUntil(Time now) const;
    void answered(std::size_t endpoint) { m_states[endpoint].failures = 0; }
    /// From now on it rests: as long as the answer asks for (leastWait() at least), else 10 s,
    /// doubling up to 5 min. Whether another one doesn't.
    bool failed(std::size_t endpoint, const Failure &failure, Time now);

private:
    struct State
    {
        PooledEndpoint endpoint;
        int turn = 0;     ///< how far the others are ahead of it, by weight
        int failures = 0; ///< in a row
        Time rests;       ///< until then, after a failure

        bool isFree(Time now) const { return failures == 0 || rests <= now; }
    };

    EndpointPool() = default;
    State &chooseByWeight(Time now, int priority);

    std::vector<State> m_states;
};

} // namespace postern::http
