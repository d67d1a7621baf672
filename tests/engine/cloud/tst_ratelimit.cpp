// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/ratelimit.h"

#include <gtest/gtest.h>

namespace postern::cloud {
namespace {

constexpr std::int64_t kNow = 1'700'000'000'000;

TEST(RateLimiter, TakesTokensUntilTheMinuteIsFullAndForgetsThemThen)
{
    RateLimiter limiter;
    const Quota quota{1000, 0};
    EXPECT_TRUE(limiter.take("chat", quota, 600, kNow).isGranted);
    const QuotaVerdict refused = limiter.take("chat", quota, 600, kNow + 20'000);
    EXPECT_FALSE(refused.isGranted);
    EXPECT_TRUE(refused.isTokens);
    EXPECT_EQ(refused.waitMilliseconds, 40'000);
    EXPECT_EQ(refused.remainingTokens, 400);
    EXPECT_TRUE(limiter.take("chat", quota, 400, kNow + 20'000).isGranted); // it fits exactly
    EXPECT_TRUE(limiter.take("chat", quota, 1000, kNow + 60'000).isGranted);
}

TEST(RateLimiter, CountsEachDeploymentByItself)
{
    RateLimiter limiter;
    const Quota quota{0, 1};
    EXPECT_TRUE(limiter.take("a", quota, 1, kNow).isGranted);
    EXPECT_TRUE(limiter.take("b", quota, 1, kNow).isGranted);
    EXPECT_FALSE(limiter.take("a", quota, 1, kNow).isGranted);
}

TEST(RateLimiter, SpreadsManyRequestsOverTenSeconds)
{
    RateLimiter limiter;
    const Quota quota{0, 60};
    for (int i = 0; i < 10; ++i)
        EXPECT_TRUE(limiter.take("chat", quota, 1, kNow).isGranted) << i;
    const QuotaVerdict refused = limiter.take("chat", quota, 1, kNow + 4000);
    EXPECT_FALSE(refused.isGranted);
    EXPECT_FALSE(refused.isTokens);
    EXPECT_EQ(refused.waitMilliseconds, 6000);
    EXPECT_TRUE(limiter.take("chat", quota, 1, kNow + 10'000).isGranted);
}

TEST(RateLimiter, WithoutAQuotaTakesAll)
{
    RateLimiter limiter;
    for (int i = 0; i < 1000; ++i)
        ASSERT_TRUE(limiter.take("chat", {}, 1'000'000, kNow).isGranted);
}

} // namespace
} // namespace postern::cloud
