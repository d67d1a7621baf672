// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/batch/pace.h"

#include <gtest/gtest.h>

#include <deque>

using namespace postern::batch;
using namespace std::chrono_literals;

namespace {

/// Lines a minute over five minutes of a service that answers in 100 ms, on a clock of its own.
double linesPerMinute(Pace &pace, std::int64_t tokens, std::size_t &most)
{
    std::deque<Pace::Clock::time_point> ends;
    Pace::Clock::time_point now{1h};
    const Pace::Clock::time_point end = now + 5min;
    std::size_t lines = 0;
    for (; now < end; now += 1ms) {
        while (!ends.empty() && ends.front() <= now) {
            ends.pop_front();
            pace.ended(now, tokens, 1);
            ++lines;
        }
        while (ends.size() < pace.allowed() && pace.hasRoom(now)) {
            pace.began(now);
            ends.push_back(now + 100ms);
        }
        most = std::max(most, ends.size());
    }
    return static_cast<double>(lines) / 5;
}

TEST(Pacing, GoesUpToWhatIsAllowedAtAll)
{
    Pace pace(256, {});
    std::size_t most = 0;
    const double rate = linesPerMinute(pace, 10, most);
    EXPECT_EQ(most, 256);
    EXPECT_GT(rate, 0.98 * 256 * 600);
}

TEST(Pacing, KeepsToTheRequestsOfAMinute)
{
    Pace pace(256, {1'200, 0});
    std::size_t most = 0;
    const double rate = linesPerMinute(pace, 10, most);
    EXPECT_GT(rate, 0.95 * 1'200);
    EXPECT_LT(rate, 1.05 * 1'200);
}

TEST(Pacing, KeepsToTheTokensOfAMinute)
{
    for (const std::int64_t tokens : {20, 400, 5'000}) {
        Pace pace(256, {0, 100'000});
        std::size_t most = 0;
        const double rate = linesPerMinute(pace, tokens, most) * static_cast<double>(tokens);
        EXPECT_GT(rate, 0.95 * 100'000) << tokens;
        EXPECT_LT(rate, 1.06 * 100'000) << tokens;
    }
}

TEST(Pacing, GivesWayToARefusalAndComesBack)
{
    Pace pace(60, {});
    const Pace::Clock::time_point now{1h};
    for (int i = 0; i < 100; ++i)
        pace.ended(now, 1, 1);
    EXPECT_EQ(pace.allowed(), 60);
    pace.refused(now);
    pace.refused(now + 10ms); // of those that were sent with it
    EXPECT_EQ(pace.allowed(), 40);
    pace.ended(now + 20ms, 1, 1);
    EXPECT_EQ(pace.allowed(), 40);
    for (int i = 0; i < 42; ++i)
        pace.ended(now + 2s, 1, 1);
    EXPECT_EQ(pace.allowed(), 41);
    for (int i = 2; i < 100; ++i)
        pace.refused(now + i * 2s);
    EXPECT_EQ(pace.allowed(), 1);
}

} // namespace
