// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/endpointpool.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace postern::http {

namespace {

constexpr std::chrono::seconds kFirstRest{10};
constexpr std::chrono::seconds kLongestRest{300};
/// Failures in a row from which on nobody new tries.
constexpr int kOpens = 5;

} // namespace

static std::vector<PooledEndpoint> byOrder(std::vector<std::string> addresses)
{
    std::vector<PooledEndpoint> endpoints;
    endpoints.reserve(addresses.size());
    for (std::string &address : addresses)
        endpoints.emplace_back(std::move(address), static_cast<int>(endpoints.size()));
    return endpoints;
}

EndpointPool::EndpointPool(std::vector<std::string> addresses)
    : EndpointPool(of(byOrder(std::move(addresses))))
{}

EndpointPool EndpointPool::of(std::vector<PooledEndpoint> endpoints)
{
    EndpointPool pool;
    pool.m_states.reserve(endpoints.size());
    for (PooledEndpoint &endpoint : endpoints)
        pool.m_states.push_back({std::move(endpoint), 0, 0, {}});
    return pool;
}

std::size_t EndpointPool::choose(Time now)
{
    std::optional<int> priority;
    for (const State &state : m_states) {
        if (state.isFree(now))
            priority = std::min(priority.value_or(state.endpoint.priority), state.endpoint.priority);
    }
    State &chosen = priority ? chooseByWeight(now, *priority)
                             : *std::ranges::min_element(m_states, {}, &State::rests);
    if (chosen.failures > 0) // this request tries it for all
        chosen.rests = std::max(chosen.rests, now + kFirstRest);
    return static_cast<std::size_t>(&chosen - m_states.data());
}

/// The one that is furthest behind its share, so that requests alternate.
EndpointPool::State &EndpointPool::chooseByWeight(Time now, int priority)
{
    State *chosen = nullptr;
    int all = 0;
    for (State &state : m_states) {
        if (state.endpoint.priority != priority || !state.isFree(now))
            continue;
        state.turn += state.endpoint.weight;
        all += state.endpoint.weight;
        if (!chosen || state.turn > chosen->turn)
            chosen = &state;
    }
    chosen->turn -= all;
    return *chosen;
}

std::optional<EndpointPool::Time> EndpointPool::openUntil(Time now) const
{
    Time next = Time::max();
    for (const State &state : m_states) {
        if (state.failures < kOpens || state.isFree(now))
            return std::nullopt;
        next = std::min(next, state.rests);
    }
    return next;
}

bool EndpointPool::failed(std::size_t endpoint, const Failure &failure, Time now)
{
    State &state = m_states[endpoint];
    const auto asked = failure.headers ? retryAfter(*failure.headers, now) : std::nullopt;
    const std::chrono::milliseconds usual = kFirstRest * (1 << std::min(state.failures, 8));
    // Never at once, as it then were the free one that is asked instead of itself.
    const std::chrono::milliseconds rest = std::max(asked.value_or(usual),
                                                    leastWait(state.failures));
    state.rests = now + std::min<std::chrono::milliseconds>(rest, kLongestRest);
    ++state.failures;
    return std::ranges::any_of(m_states, [now](const State &other) { return other.isFree(now); });
}

} // namespace postern::http
