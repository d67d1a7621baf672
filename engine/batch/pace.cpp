// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/batch/pace.h"

#include <algorithm>
#include <chrono>

namespace postern::batch {

namespace {

constexpr double kFirst = 64;
constexpr double kAfterRefusal = 2.0 / 3;
constexpr std::chrono::milliseconds kBetweenRefusals{1'000};
constexpr double kMinute = 60;
/// What a line counts as before the first has ended.
constexpr double kUnknownTokens = 500;
/// A quota isn't looked at over less than this, so that it needn't be missed over a pause.
constexpr std::chrono::milliseconds kBurst{1'000};

} // namespace

Pace::Pace(std::size_t most, Quota quota)
    : m_most(static_cast<double>(std::max<std::size_t>(most, 1)))
    , m_quota(quota)
    , m_allowed(std::min(m_most, kFirst))
{}

double Pace::secondsOf(double tokens, double requests) const
{
    double seconds = 0;
    if (m_quota.requestsPerMinute > 0)
        seconds = requests * kMinute / m_quota.requestsPerMinute;
    if (m_quota.tokensPerMinute > 0)
        seconds = std::max(seconds, tokens * kMinute / m_quota.tokensPerMinute);
    return seconds;
}

void Pace::shift(double seconds)
{
    m_roomAt += std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
}

void Pace::began(Clock::time_point now)
{
    if (m_quota.requestsPerMinute <= 0 && m_quota.tokensPerMinute <= 0)
        return;
    m_roomAt = std::max(m_roomAt, now - kBurst);
    shift(secondsOf(m_ended == 0 ? kUnknownTokens : m_tokens, m_requests));
    m_unknown += m_ended == 0 ? 1 : 0;
}

void Pace::ended(Clock::time_point now, std::int64_t tokens, std::size_t requests)
{
    constexpr double kWeight = 0.05;
    const auto took = static_cast<double>(tokens);
    const auto asked = static_cast<double>(requests);
    if (m_quota.requestsPerMinute > 0 || m_quota.tokensPerMinute > 0) {
        const bool wasUnknown = m_unknown > 0;
        m_unknown -= wasUnknown ? 1 : 0;
        const double reserved = wasUnknown ? kUnknownTokens : m_tokens;
        shift(secondsOf(took, asked) - secondsOf(reserved, wasUnknown ? 1 : m_requests));
    }
    m_tokens = m_ended == 0 ? took : m_tokens + kWeight * (took - m_tokens);
    m_requests = m_ended == 0 ? std::max(asked, 1.0) : m_requests + kWeight * (asked - m_requests);
    ++m_ended;
    if (!m_doubles && now - m_refusedAt < kBetweenRefusals)
        return;
    m_allowed = std::min(m_most, m_allowed + (m_doubles ? 1 : 1 / m_allowed));
}

void Pace::refused(Clock::time_point now)
{
    if (!m_doubles && now - m_refusedAt < kBetweenRefusals)
        return;
    m_refusedAt = now;
    m_doubles = false;
    m_allowed = std::max(1.0, m_allowed * kAfterRefusal);
}

} // namespace postern::batch
