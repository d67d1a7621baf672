// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/run/prices.h"
#include "tests/support/temporaryfolder.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>

namespace postern::run {

namespace {

TokenUsage tokens(std::int64_t prompt, std::int64_t completion)
{
    return {prompt, completion, prompt + completion};
}

PriceList listed(const std::string &text)
{
    PriceList prices;
    prices.add(text, "prices.json");
    return prices;
}

std::string errorOf(const std::string &text)
{
    try {
        listed(text);
    } catch (const Error &error) {
        return error.message();
    }
    return "none";
}

http::Attempt attempt(const std::string &target, const std::string &sent, const std::string &got)
{
    http::Attempt made;
    made.target = target;
    made.sent = std::make_shared<const std::string>(sent);
    made.received = std::make_shared<const std::string>(got);
    return made;
}

TEST(Prices, countAMillionTokens)
{
    const PriceList prices = listed(R"({"models": {"m": {"input": 2.5, "output": 10}}})");
    EXPECT_DOUBLE_EQ(*prices.costOf("m", tokens(1'000'000, 100'000)), 3.5);
    EXPECT_DOUBLE_EQ(*prices.costOf("m-2024-08-06", tokens(0, 1'000'000)), 10);
    EXPECT_DOUBLE_EQ(*prices.costOf("m", {}), 0);
}

TEST(Prices, thatNobodyToldAreUnknownAndNotNothing)
{
    const PriceList prices = listed(R"({"models": {"m": {"input": 1}}})");
    EXPECT_EQ(prices.costOf("other", tokens(1, 1)), std::nullopt);
    EXPECT_EQ(prices.costOf("m-large", tokens(1, 1)), std::nullopt);
    EXPECT_EQ(prices.costOf("", tokens(1, 1)), std::nullopt);
    EXPECT_EQ(costOf(prices, {{"m", tokens(5, 0)}, {"other", tokens(1, 1)}}), std::nullopt);
    EXPECT_DOUBLE_EQ(*costOf(prices, {{"m", tokens(1'000'000, 0)}, {"other", {}}}), 1);
    EXPECT_DOUBLE_EQ(*costOf(prices, {{"m", tokens(5, 0)}}, tokens(5, 0)), 5e-6);
    EXPECT_EQ(costOf(prices, {{"m", tokens(5, 0)}}, tokens(9, 0)), std::nullopt);
}

TEST(Prices, ofTheUserStandOverTheOthers)
{
    PriceList prices = listed(R"({"models": {"m": {"input": 1}, "n": {"input": 1}}})");
    prices.add(R"({"currency": "KRW", "models": {"m": {"input": 7}}, "deployments": {"mine": "n"}})",
               "own.json");
    EXPECT_DOUBLE_EQ(*prices.costOf("m", tokens(1'000'000, 0)), 7);
    EXPECT_DOUBLE_EQ(*prices.costOf("mine", tokens(1'000'000, 0)), 1);
    EXPECT_EQ(prices.currency(), "KRW");
}

TEST(Prices, thatAreWrongAreSaid)
{
    EXPECT_THAT(errorOf("{"), testing::HasSubstr("'prices.json'"));
    EXPECT_THAT(errorOf("[]"), testing::HasSubstr("should be an object"));
    EXPECT_THAT(errorOf(R"({"models": {"m": {"input": "free"}}})"),
                testing::HasSubstr("'input' of 'm' is no price"));
    EXPECT_THAT(errorOf(R"({"models": {"m": {"output": -1}}})"), testing::HasSubstr("no price"));
    EXPECT_THAT(errorOf(R"({"models": {"m": {"output": NaN}}})"), testing::HasSubstr("no price"));
    EXPECT_THAT(errorOf(R"({"models": {"m": 3}}})"), testing::HasSubstr("can't be read"));
}

TEST(Prices, thatShipAreRead)
{
    const test::TemporaryFolder home;
    ::setenv("POSTERN_HOME", home.path().c_str(), 1);
    const PriceList shipped = PriceList::load();
    EXPECT_DOUBLE_EQ(*shipped.costOf("gpt-4o-mini", tokens(1'000'000, 1'000'000)), 0.75);
    EXPECT_FALSE(shipped.date().empty());
    std::ofstream(PriceList::userFile()) << R"({"models": {"gpt-4o-mini": {"input": 9}}})";
    EXPECT_DOUBLE_EQ(*PriceList::load().costOf("gpt-4o-mini", tokens(1'000'000, 0)), 9);
    ::unsetenv("POSTERN_HOME");
}

TEST(Prices, areOfTheModelThatAnswered)
{
    const std::string target = "/openai/deployments/mine/chat/completions?api-version=1";
    EXPECT_EQ(modelOf(attempt(target, "{}", R"({"model": "gpt-4o-2024-08-06"})")),
              "gpt-4o-2024-08-06");
    EXPECT_EQ(modelOf(attempt(target,
                              "{}",
                              "data: {\"model\": \"gpt-4o\"}\n\ndata: {\"model\": \"x\"}\n\n")),
              "gpt-4o");
    EXPECT_EQ(modelOf(attempt(target, "{}", R"({"error": 1})")), "mine");
    EXPECT_EQ(modelOf(attempt("/v1/chat", R"({"model": "asked"})", "oops")), "asked");
    EXPECT_EQ(modelOf(attempt("/v1/chat", "", "")), "");
    EXPECT_EQ(modelOf({}), "");
}

} // namespace

} // namespace postern::run
