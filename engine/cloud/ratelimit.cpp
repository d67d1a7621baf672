// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/ratelimit.h"

#include <algorithm>

namespace postern::cloud {

namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kWindow = 10'000;
/// Below this, a share of ten seconds would be less than some ten requests.
constexpr std::int64_t kSpreadFrom = 60;

} // namespace

QuotaVerdict RateLimiter::take(const std::string &deployment,
                               const Quota &quota,
                               std::int64_t tokens,
                               std::int64_t now)
{
    Counter &counter = m_counters[deployment];
    if (now - counter.minuteBegan >= kMinute)
        counter = {now, 0, 0, now, 0};
    if (now - counter.windowBegan >= kWindow) {
        counter.windowBegan = now;
        counter.windowRequests = 0;
    }
    QuotaVerdict verdict;
    const bool isSpread = quota.requests >= kSpreadFrom;
    const bool isWindowFull = isSpread
                              && counter.windowRequests >= quota.requests * kWindow / kMinute;
    const bool isMinuteFull = quota.requests > 0 && counter.requests >= quota.requests;
    verdict.isTokens = quota.tokens > 0 && counter.tokens + tokens > quota.tokens;
    verdict.isGranted = !isWindowFull && !isMinuteFull && !verdict.isTokens;
    if (verdict.isGranted) {
        counter.tokens += tokens;
        ++counter.requests;
        ++counter.windowRequests;
    } else if (isWindowFull && !isMinuteFull && !verdict.isTokens) {
        verdict.waitMilliseconds = counter.windowBegan + kWindow - now;
    } else {
        verdict.waitMilliseconds = counter.minuteBegan + kMinute - now;
    }
    verdict.remainingTokens = std::max<std::int64_t>(0, quota.tokens - counter.tokens);
    verdict.remainingRequests = std::max<std::int64_t>(0, quota.requests - counter.requests);
    return verdict;
}

} // namespace postern::cloud
