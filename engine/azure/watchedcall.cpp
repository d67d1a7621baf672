// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/azure/watchedcall.h"

#include "engine/azure/openaiclient.h"

#include <utility>

namespace postern::azure {

/// The exchange of an attempt may outlive the call and the other way round: the last of them tells.
struct WatchedCall::State
{
    explicit State(std::shared_ptr<const http::Watch> watch)
        : told(std::move(watch))
    {}
    ~State() { tellLast(); }
    State(const State &) = delete;
    State &operator=(const State &) = delete;

    void tellLast()
    {
        if (!last)
            return;
        last->usage = usage;
        told->onAttempt(std::move(*std::exchange(last, std::nullopt)));
    }

    const std::shared_ptr<const http::Watch> told;
    std::optional<http::Attempt> last;
    TokenUsage usage;
};

WatchedCall::WatchedCall(std::shared_ptr<const http::Watch> told)
{
    if (!told || !told->onAttempt) {
        m_watch = std::move(told);
        return;
    }
    m_state = std::make_shared<State>(std::move(told));
    http::Watch watch;
    watch.onAttempt = [state = m_state](http::Attempt attempt) {
        state->tellLast();
        state->last = std::move(attempt);
    };
    watch.onRetry = [state = m_state](const http::Failure &failure, std::chrono::milliseconds wait) {
        state->tellLast(); // what failed comes before what is done about it
        if (state->told->onRetry)
            state->told->onRetry(failure, wait);
    };
    watch.keepsBodies = m_state->told->keepsBodies;
    watch.asker = m_state->told->asker;
    m_watch = std::make_shared<const http::Watch>(std::move(watch));
}

void WatchedCall::take(const Value &answer)
{
    if (!m_state)
        return;
    if (const std::optional<TokenUsage> usage = usageOf(answer))
        m_state->usage += *usage;
}

} // namespace postern::azure
