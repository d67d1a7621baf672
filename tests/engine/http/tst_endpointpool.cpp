// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/endpointpool.h"

#include <gtest/gtest.h>

namespace postern::http {
namespace {

using namespace std::chrono_literals;

/// Two endpoints, and a clock that stands.
class EndpointPoolTest : public testing::Test
{
protected:
    bool fail(std::size_t endpoint, const Headers &headers = {})
    {
        Failure failure;
        failure.status = 503;
        failure.headers = &headers;
        return m_pool.failed(endpoint, failure, m_now);
    }

    EndpointPool m_pool{{"https://first", "https://second"}};
    EndpointPool::Time m_now{1'700'000'000s};
};

TEST_F(EndpointPoolTest, ThePreferredOneIsTakenAsLongAsItAnswers)
{
    EXPECT_EQ(m_pool.address(m_pool.choose(m_now)), "https://first");
    m_pool.answered(0);
    EXPECT_EQ(m_pool.choose(m_now), 0U);
}

TEST_F(EndpointPoolTest, OneThatFailedRests)
{
    EXPECT_TRUE(fail(0)) << "the other one is free";
    EXPECT_EQ(m_pool.choose(m_now), 1U);
    m_now += 10s;
    EXPECT_EQ(m_pool.choose(m_now), 0U);
    m_pool.answered(0);
    EXPECT_EQ(m_pool.choose(m_now), 0U);
}

TEST_F(EndpointPoolTest, ASingleRequestTriesWhetherItIsBack)
{
    fail(0);
    m_now += 10s;
    EXPECT_EQ(m_pool.choose(m_now), 0U) << "tries it";
    EXPECT_EQ(m_pool.choose(m_now), 1U) << "doesn't wait for what comes of that";
}

TEST_F(EndpointPoolTest, RestsLongerEachTimeUpToFiveMinutes)
{
    fail(0);
    fail(0);
    EXPECT_EQ(m_pool.choose(m_now + 19s), 1U);
    EXPECT_EQ(m_pool.choose(m_now + 20s), 0U);
    for (int i = 0; i < 40; ++i)
        fail(0);
    EXPECT_EQ(m_pool.choose(m_now + 299s), 1U);
    EXPECT_EQ(m_pool.choose(m_now + 300s), 0U);
}

TEST_F(EndpointPoolTest, RestsAsLongAsItsAnswerAsksForButNotForDays)
{
    fail(0, {{"Retry-After", "40"}});
    EXPECT_EQ(m_pool.choose(m_now + 39s), 1U);
    EXPECT_EQ(m_pool.choose(m_now + 40s), 0U);
    fail(0, {{"Retry-After", "1e400"}});
    EXPECT_EQ(m_pool.choose(m_now + 300s), 0U);
}

TEST_F(EndpointPoolTest, OneThatAsksToComeBackAtOnceIsNotTheOtherOne)
{
    fail(0, {{"Retry-After", "0"}});
    EXPECT_FALSE(fail(1, {{"Retry-After", "0"}})) << "both have just failed";
    EndpointPool alone({"https://only"});
    const Headers atOnce{{"retry-after-ms", "0"}};
    Failure failure;
    failure.status = 429;
    failure.headers = &atOnce;
    EXPECT_FALSE(alone.failed(0, failure, m_now)) << "so the policy says whether and when";
}

TEST_F(EndpointPoolTest, WhenAllRestTheFirstToWakeIsTaken)
{
    fail(0, {{"Retry-After", "60"}});
    EXPECT_FALSE(fail(1, {{"Retry-After", "30"}})) << "nobody is free";
    EXPECT_EQ(m_pool.choose(m_now), 1U);
}

TEST_F(EndpointPoolTest, ASingleEndpointIsAlwaysTaken)
{
    EndpointPool alone({"https://only"});
    Failure failure;
    EXPECT_FALSE(alone.failed(0, failure, m_now));
    EXPECT_EQ(alone.choose(m_now), 0U);
    EXPECT_FALSE(alone.failed(0, failure, m_now));
    EXPECT_EQ(alone.choose(m_now), 0U);
}

TEST_F(EndpointPoolTest, ThoseOfOnePriorityShareByWeight)
{
    EndpointPool pool = EndpointPool::of({PooledEndpoint("https://spare", 2),
                                          PooledEndpoint("https://large", 1, 3),
                                          PooledEndpoint("https://small", 1, 1)});
    std::vector<int> asked(3);
    for (int i = 0; i < 40; ++i)
        ++asked[pool.choose(m_now)];
    EXPECT_EQ(asked, (std::vector<int>{0, 30, 10}));
    Failure failure;
    EXPECT_TRUE(pool.failed(1, failure, m_now));
    EXPECT_EQ(pool.choose(m_now), 2U);
    EXPECT_TRUE(pool.failed(2, failure, m_now)) << "the spare one is left";
    EXPECT_EQ(pool.choose(m_now), 0U);
}

TEST_F(EndpointPoolTest, TheCircuitOpensWhenAllHaveFailedOftenAndClosesForOne)
{
    for (int i = 0; i < 5; ++i) {
        EXPECT_FALSE(m_pool.openUntil(m_now).has_value());
        fail(0);
        fail(1);
    }
    const auto until = m_pool.openUntil(m_now);
    ASSERT_TRUE(until.has_value());
    m_now = *until;
    EXPECT_FALSE(m_pool.openUntil(m_now).has_value()) << "one may try";
    const std::size_t tried = m_pool.choose(m_now);
    m_pool.answered(tried);
    EXPECT_FALSE(m_pool.openUntil(m_now).has_value());
    EXPECT_EQ(m_pool.choose(m_now), tried);
}

} // namespace
} // namespace postern::http
