// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace postern::cloud {

/// What a deployment may take in a minute; 0: as much as comes.
struct Quota
{
    std::int64_t tokens = 0;
    std::int64_t requests = 0;
};

/// What became of a request that asked for room.
struct QuotaVerdict
{
    bool isGranted = true;
    bool isTokens = false; ///< it was the tokens that ran out
    std::int64_t remainingTokens = 0;
    std::int64_t remainingRequests = 0;
    std::int64_t waitMilliseconds = 0; ///< until the counter is reset
};

/// Counts as the service does: estimated tokens and requests add up and are forgotten a minute
/// after the first of them; many requests a minute are spread over ten seconds each.
class RateLimiter
{
public:
    QuotaVerdict take(const std::string &deployment,
                      const Quota &quota,
                      std::int64_t tokens,
                      std::int64_t now);

private:
    struct Counter
    {
        std::int64_t minuteBegan = 0;
        std::int64_t tokens = 0;
        std::int64_t requests = 0;
        std::int64_t windowBegan = 0;
        std::int64_t windowRequests = 0;
    };
    std::map<std::string, Counter> m_counters;
};

} // namespace postern::cloud
