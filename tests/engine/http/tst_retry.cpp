// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/retry.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

using namespace postern::http;
using namespace std::chrono_literals;
using Step = TransferError::Step;

namespace {

const std::chrono::system_clock::time_point kNow{1'700'000'000s}; // Tue, 14 Nov 2023 22:13:20 GMT

Failure answered(int status, std::string_view body = {})
{
    Failure failure;
    failure.status = status;
    failure.body = body;
    return failure;
}

Failure failedAt(const TransferError &error)
{
    Failure failure;
    failure.error = &error;
    return failure;
}

TEST(RetryAfter, isReadInEveryFormThatServersWrite)
{
    const std::vector<std::pair<Headers, std::optional<std::chrono::milliseconds>>> cases{
        {{}, std::nullopt},
        {{{"Retry-After", "0"}}, 0ms},
        {{{"retry-after", "7"}}, 7s},
        {{{"RETRY-AFTER", "1.5"}}, 1500ms},
        {{{"Retry-After", "0.0001"}}, 1ms}, // rounded up: never sooner than asked
        {{{"Retry-After", "Tue, 14 Nov 2023 22:13:25 GMT"}}, 5s},
        {{{"Retry-After", "Tuesday, 14-Nov-23 22:13:25 GMT"}}, 5s}, // RFC 850
        {{{"Retry-After", "Tue Nov 14 22:13:25 2023"}}, 5s},        // asctime()
        {{{"Retry-After", "Tue, 14 Nov 2023 22:13:20 GMT"}}, 0ms},
        {{{"retry-after-ms", "250"}, {"Retry-After", "9"}}, 250ms},
        {{{"Retry-After", "9"}, {"x-ms-retry-after-ms", "250.5"}}, 251ms},
        {{{"retry-after-ms", "soon"}, {"Retry-After", "9"}}, 9s},
        {{{"retry-after-ms", "-1"}, {"x-ms-retry-after-ms", "3"}}, 3ms},
        {{{"Retry-After", "2"}, {"Retry-After", "9"}}, 2s}, // the first counts
    };
    for (const auto &[headers, wait] : cases)
        EXPECT_EQ(retryAfter(headers, kNow), wait)
            << (headers.empty() ? "" : headers.front().second);
}

TEST(RetryAfter, isNeverNegativeNorLongerThanAWeek)
{
    rc::check([] {
        const auto seconds = *rc::gen::arbitrary<std::int64_t>();
        const auto wait = retryAfter({{"Retry-After", std::to_string(seconds)}}, kNow);
        RC_ASSERT(wait.has_value() == (seconds >= 0));
        RC_ASSERT(!wait || (*wait >= 0ms && *wait <= std::chrono::weeks(1)));
    });
}

TEST(RetryAfter, ofAnyTextIsNothingOrAWait)
{
    rc::check([] {
        const auto text = *rc::gen::container<std::string>(
            rc::gen::elementOf(std::string("0123456789:., -+eNovTueGMT")));
        const auto wait = retryAfter({{"Retry-After", text}}, kNow);
        RC_ASSERT(!wait || (*wait >= 0ms && *wait <= std::chrono::weeks(1)));
    });
}

TEST(Transient, areTheStatusesThatPassByThemselves)
{
    for (const int status : {408, 429, 500, 502, 503, 504})
        EXPECT_TRUE(isTransient(answered(status))) << status;
    for (const int status : {400, 401, 403, 404, 409, 422, 501, 505, 599})
        EXPECT_FALSE(isTransient(answered(status))) << status;
}

TEST(Transient, areFailuresBeforeTheFirstByteOfAnAnswer)
{
    for (const Step step : {Step::Name,
                            Step::Connect,
                            Step::ConnectTimeout,
                            Step::Proxy,
                            Step::NoAnswer,
                            Step::Timeout})
        EXPECT_TRUE(isTransient(failedAt({step, "", ""}))) << static_cast<int>(step);
    for (const Step step : {Step::Tls, Step::Broken, Step::Other})
        EXPECT_FALSE(isTransient(failedAt({step, "", ""}))) << static_cast<int>(step);
}

TEST(UsualWait, doublesFromHalfASecondToEight)
{
    const std::vector<std::chrono::milliseconds> waits{500ms, 1s, 2s, 4s, 8s, 8s, 8s};
    Failure failure = answered(503);
    for (const auto wait : waits) {
        EXPECT_EQ(usualWait(failure, kNow), wait) << failure.attempt;
        ++failure.attempt;
    }
    const Headers headers{{"Retry-After", "3"}};
    failure.headers = &headers;
    EXPECT_EQ(usualWait(failure, kNow), 3s);
}

TEST(LeastWait, neverFallsAndEndsAtTenSeconds)
{
    rc::check([] {
        const auto attempt = *rc::gen::inRange(0, 10'000);
        RC_ASSERT(leastWait(attempt) <= leastWait(attempt + 1));
        RC_ASSERT(leastWait(attempt) >= 100ms);
        RC_ASSERT(leastWait(attempt) <= 10s);
    });
}

// What follows is promptflow.tools.common.handle_openai_error.

TEST(PromptflowPolicy, repeatsWhatPromptFlowRepeats)
{
    const RetryPolicy policy = RetryPolicy::promptflow();
    for (const int status : {422, 429, 500, 501, 503, 599})
        EXPECT_TRUE(policy.retriable(answered(status))) << status;
    for (const int status : {400, 401, 403, 404, 408, 409})
        EXPECT_FALSE(policy.retriable(answered(status))) << status;
    for (const Step step : {Step::Timeout, Step::ConnectTimeout, Step::NoAnswer})
        EXPECT_TRUE(policy.retriable(failedAt({step, "", ""}))) << static_cast<int>(step);
    for (const Step step :
         {Step::Name, Step::Connect, Step::Tls, Step::Proxy, Step::Broken, Step::Other})
        EXPECT_FALSE(policy.retriable(failedAt({step, "", ""}))) << static_cast<int>(step);
}

TEST(PromptflowPolicy, readsAUsedUpQuotaWhereverTheServiceWritesIt)
{
    const RetryPolicy policy = RetryPolicy::promptflow();
    for (const char *body : {R"({"type": "insufficient_quota"})",
                             R"({"error": {"type": "insufficient_quota", "code": 1}})"})
        EXPECT_FALSE(policy.retriable(answered(429, body))) << body;
    for (const char *body : {"",
                             "insufficient_quota",
                             "[]",
                             "null",
                             R"({"error": null})",
                             R"({"error": "insufficient_quota"})",
                             R"({"error": {"type": 7}})",
                             R"({"error": {"type": "rate_limit"}, "type": "insufficient_quota"})",
                             R"({"error": {"type": "insufficient_quota")"})
        EXPECT_TRUE(policy.retriable(answered(429, body))) << body;
    // Of another status it says nothing.
    EXPECT_TRUE(policy.retriable(answered(500, R"({"type": "insufficient_quota"})")));
}

TEST(PromptflowPolicy, waitsThreeSecondsAndLongerUpToAMinute)
{
    const RetryPolicy policy = RetryPolicy::promptflow();
    Failure failure = answered(500);
    for (const auto wait : {3s, 4s, 6s, 10s, 18s, 34s, 60s, 60s, 60s}) {
        EXPECT_EQ(policy.wait(failure, kNow), wait) << failure.attempt;
        ++failure.attempt;
    }
    failure.attempt = 100'000;
    EXPECT_EQ(policy.wait(failure, kNow), 60s);
}

TEST(PromptflowPolicy, readsRetryAfterAloneAndNotAzuresOwnHeaders)
{
    const RetryPolicy policy = RetryPolicy::promptflow();
    Failure failure = answered(429);
    const Headers azure{{"retry-after-ms", "50"}, {"x-ms-retry-after-ms", "50"}};
    failure.headers = &azure;
    EXPECT_EQ(policy.wait(failure, kNow), 3s);
    const Headers both{{"retry-after-ms", "50"}, {"Retry-After", "0.75"}};
    failure.headers = &both;
    EXPECT_EQ(policy.wait(failure, kNow), 750ms);
}

TEST(Policies, haveTheirNumbersOfAttempts)
{
    EXPECT_EQ(RetryPolicy().attempts, 1);
    EXPECT_EQ(RetryPolicy::standard().attempts, 4);
    EXPECT_EQ(RetryPolicy::promptflow().attempts, 101);
    EXPECT_EQ(RetryPolicy::promptflow(0).attempts, 1);
    EXPECT_EQ(RetryPolicy::promptflow().unprocessableAttempts, 3);
    EXPECT_EQ(RetryPolicy::standard().unprocessableAttempts, 0);
}

} // namespace
