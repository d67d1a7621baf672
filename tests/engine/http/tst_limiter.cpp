// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/limiter.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::http {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

class LimiterTest : public testing::Test
{
protected:
    Limiter::Time m_now{1'700'000'000s};
};

TEST_F(LimiterTest, LetsAllGoThatAreNotLimited)
{
    Limiter limiter;
    for (int i = 0; i < 1'000; ++i)
        EXPECT_EQ(limiter.admit(1'000'000, m_now), 0ms);
    EXPECT_EQ(limiter.latest(), nullptr);
}

TEST_F(LimiterTest, ARequestWaitsUntilEnoughHasLeftTheMinute)
{
    Limiter limiter({1'000, 0});
    EXPECT_EQ(limiter.admit(600, m_now), 0ms);
    m_now += 20s;
    EXPECT_EQ(limiter.admit(400, m_now), 0ms);
    EXPECT_EQ(limiter.admit(500, m_now), 40s) << "until the 600 are a minute old";
    EXPECT_EQ(limiter.admit(700, m_now), 60s) << "until all are";
    m_now += 40s;
    EXPECT_EQ(limiter.admit(500, m_now), 0ms);
}

TEST_F(LimiterTest, CountsRequestsToo)
{
    Limiter limiter({0, 2});
    EXPECT_EQ(limiter.admit(1, m_now), 0ms);
    EXPECT_EQ(limiter.admit(1, m_now), 0ms);
    EXPECT_EQ(limiter.admit(1, m_now), 60s);
}

TEST_F(LimiterTest, WhatIsMoreThanTheLimitGoesAlone)
{
    Limiter limiter({100, 0});
    EXPECT_EQ(limiter.admit(5'000, m_now), 0ms);
    EXPECT_EQ(limiter.admit(1, m_now), 60s);
}

TEST_F(LimiterTest, ARequestThatTookMoreCountsForMore)
{
    Limiter limiter({1'000, 0});
    EXPECT_EQ(limiter.admit(100, m_now), 0ms);
    limiter.latest()->tokens = 950;
    EXPECT_EQ(limiter.admit(100, m_now), 60s);
}

TEST_F(LimiterTest, FollowsTheHeadersOfTheService)
{
    Limiter limiter;
    limiter.learn({{"x-ratelimit-remaining-tokens", "50"}, {"x-ratelimit-reset-tokens", "12s"}},
                  m_now);
    EXPECT_EQ(limiter.admit(30, m_now), 0ms);
    EXPECT_EQ(limiter.admit(30, m_now), 12s) << "30 of the 50 are gone";
    EXPECT_EQ(limiter.admit(30, m_now + 12s), 0ms);
    Limiter other;
    other.learn({{"x-ratelimit-remaining-requests", "0"}, {"x-ratelimit-reset-requests", "3"}},
                m_now);
    EXPECT_EQ(other.admit(1, m_now), 3s);
    other.holdUntil(m_now + 5s);
    other.holdUntil(m_now + 4s);
    EXPECT_EQ(other.admit(1, m_now), 5s);
}

TEST_F(LimiterTest, TakesNoNonsenseOfHeaders)
{
    Limiter limiter;
    for (const char *reset : {"", "soon", "-1", "nan", "5x", "s", "1s2"}) {
        limiter.learn({{"x-ratelimit-remaining-tokens", "0"}, {"x-ratelimit-reset-tokens", reset}},
                      m_now);
        EXPECT_EQ(limiter.admit(10, m_now), reset == std::string_view("1s2") ? 3s : 0s) << reset;
    }
    EXPECT_EQ(parseReset("6m0s"), 6min);
    EXPECT_EQ(parseReset("250ms"), 250ms);
    EXPECT_EQ(parseReset("1h2m3.5s"), 1h) << "nobody waits longer";
    EXPECT_EQ(parseReset("1e300"), 1h);
}

/// Whatever is asked for and when: in no minute more goes than the limit.
RC_GTEST_PROP(Limits, AreKeptInEveryMinute, ())
{
    constexpr std::uint64_t kLimit = 1'000;
    Limiter limiter({kLimit, 20});
    Limiter::Time now{1'700'000'000s};
    std::vector<std::pair<Limiter::Time, std::uint64_t>> gone;
    const auto requests = *rc::gen::container<std::vector<std::pair<int, int>>>(
        rc::gen::pair(rc::gen::inRange(1, 400), rc::gen::inRange(0, 9'000)));
    for (const auto &[tokens, pause] : requests) {
        now += milliseconds(pause);
        for (milliseconds wait = limiter.admit(static_cast<std::uint64_t>(tokens), now); wait > 0ms;
             wait = limiter.admit(static_cast<std::uint64_t>(tokens), now))
            now += wait;
        gone.emplace_back(now, tokens);
        const auto inMinute = [now](const auto &one) { return one.first > now - 60s; };
        std::uint64_t sum = 0;
        for (const auto &one : gone)
            sum += inMinute(one) ? one.second : 0;
        RC_ASSERT(sum <= kLimit);
        RC_ASSERT(std::ranges::count_if(gone, inMinute) <= 20);
    }
}

} // namespace
} // namespace postern::http
