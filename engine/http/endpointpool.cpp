// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/endpointpool.h"

#include <algorithm>
#include <utility>

namespace postern::http {

namespace {

constexpr std::chrono::seconds kFirstRest{10};
constexpr std::chrono::seconds kLongestRest{300};

} // namespace

EndpointPool::EndpointPool(std::vector<std::string> addresses)
{
    for (std::string &address : addresses)
        m_states.push_back({std::move(address), 0, {}});
}

std::size_t EndpointPool::choose(Time now)
{
    const auto isFree = [now](const State &state) {
        return state.failures == 0 || state.rests <= now;
    };
    auto chosen = std::ranges::find_if(m_states, isFree);
    if (chosen == m_states.end())
        chosen = std::ranges::min_element(m_states, {}, &State::rests);
    if (chosen->failures > 0) // this request tries it for all
        chosen->rests = std::max(chosen->rests, now + kFirstRest);
    return static_cast<std::size_t>(chosen - m_states.begin());
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
    return std::ranges::any_of(m_states, [now](const State &other) {
        return other.failures == 0 || other.rests <= now;
    });
}

} // namespace postern::http
