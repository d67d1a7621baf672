// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/identity/base64url.h"
#include "engine/identity/cloud.h"
#include "engine/identity/token.h"

#include <gtest/gtest.h>

namespace postern::identity {
namespace {

using namespace std::chrono_literals;

constexpr Time kNow{1'700'000'000s};

Time expiryOf(const char *answer)
{
    const auto token = tokenOf(json::parse(answer), kNow);
    return token ? token->expires : Time();
}

TEST(Token, IsReadInEveryFormThatEndpointsGive)
{
    EXPECT_EQ(expiryOf(R"({"access_token": "t", "expires_in": 3599})"), kNow + 3599s);
    EXPECT_EQ(expiryOf(R"({"access_token": "t", "expires_on": "1700003600", "expires_in": "1"})"),
              kNow + 1h);
    EXPECT_EQ(expiryOf(R"({"access_token": "t", "expires_on": 1700003600})"), kNow + 1h);
    EXPECT_EQ(expiryOf(R"({"access_token": "t", "expires_on": "11/14/2023 11:13:20 PM +00:00"})"),
              kNow + 1h);
    EXPECT_EQ(expiryOf(R"({"access_token": "t", "expires_on": "11/14/2023 23:13:20 +00:00"})"),
              kNow + 1h);
}

TEST(Token, IsNoneWhereSomethingElseStands)
{
    for (const char *answer : {"{}",
                               R"({"access_token": "", "expires_in": 1})",
                               R"({"access_token": "t"})",
                               R"({"access_token": "t", "expires_on": "tomorrow"})",
                               R"({"access_token": "t", "expires_in": -5})",
                               R"({"access_token": "a b", "expires_in": 5})",
                               R"({"access_token": "t\r\nX: y", "expires_in": 5})"})
        EXPECT_EQ(expiryOf(answer), Time()) << answer;
    EXPECT_FALSE(parseExpiry("13/40/2023 10:00:00 +00:00").has_value());
    for (const char *farAhead :
         {"9999999999", "10000000000", "1700003600000", "9223372036854775807"})
        EXPECT_EQ(parseExpiry(farAhead), Time(9'000'000'000s)) << farAhead;
    EXPECT_FALSE(parseExpiry("1/1/2023 10:00:00 +02:00").has_value());
}

TEST(Token, IsRefreshedInTimeAndNotForEver)
{
    const auto tokenFor = [](const char *answer) { return *tokenOf(json::parse(answer), kNow); };
    const Token shortLived = tokenFor(R"({"access_token": "t", "expires_in": 3600})");
    EXPECT_FALSE(shortLived.isAging(kNow + 54min));
    EXPECT_TRUE(shortLived.isAging(kNow + 55min)) << "five minutes before its end";
    EXPECT_TRUE(shortLived.isValid(kNow + 59min));
    EXPECT_TRUE(tokenFor(R"({"access_token": "t", "expires_in": 86400})").isAging(kNow + 12h))
        << "at the half of a long life";
    EXPECT_TRUE(tokenFor(R"({"access_token": "t", "expires_in": 3600, "refresh_in": "60"})")
                    .isAging(kNow + 60s));
    EXPECT_EQ(expiryOf(R"({"access_token": "t", "expires_in": 99999999999})"), kNow + 48h);
}

TEST(Token, IsMaskedFromThenOn)
{
    static_cast<void>(
        tokenOf(json::parse(R"({"access_token": "eyJ-a-made-up-token", "expires_in": 1})"), kNow));
    EXPECT_EQ(log::redact("got eyJ-a-made-up-token"), "got ******");
}

TEST(Token, SaysWhoseItIs)
{
    const std::string body = toBase64Url(R"({"aud":"https://vault.azure.net","oid":"me"})");
    const Dict claims = claimsOf("e30." + body + ".x");
    ASSERT_NE(claims.find("aud"), nullptr);
    EXPECT_EQ(claims.find("aud")->asString(), "https://vault.azure.net");
    for (const char *text : {"", "a", "a.b", "a.***.c", "..", "a.bm8.c"})
        EXPECT_TRUE(claimsOf(text).empty()) << text;
}

TEST(Base64Url, GoesThereAndBack)
{
    for (const std::string &text :
         {std::string(), std::string("f"), std::string("fo\xff\xfe"), std::string(5, '\0')})
        EXPECT_EQ(fromBase64Url(toBase64Url(text)), text);
    EXPECT_EQ(toBase64Url("\xfb\xff"), "-_8");
    EXPECT_EQ(fromBase64Url("+/8="), "\xfb\xff");
    EXPECT_EQ(fromBase64Url("a b"), "");
}

TEST(Cloud, IsKnownByAuthorityAndByService)
{
    EXPECT_EQ(cloudOf("login.microsoftonline.us").search, "https://search.azure.us");
    EXPECT_EQ(cloudOf("me.openai.azure.us").authority, "login.microsoftonline.us");
    EXPECT_EQ(cloudOf("v.vault.usgovcloudapi.net").authority, "login.microsoftonline.us");
    EXPECT_EQ(cloudOf("v.vault.azure.cn").authority, "login.chinacloudapi.cn");
    EXPECT_EQ(cloudOf("me.openai.azure.com").authority, "login.microsoftonline.com");
    EXPECT_EQ(cloudOf("gateway.example").authority, "login.microsoftonline.com");
    EXPECT_EQ(cloudOf("notazure.us").authority, "login.microsoftonline.com");
    EXPECT_EQ(scopeOf(Service::KeyVault, cloudOf("")), "https://vault.azure.net/.default");
    EXPECT_EQ(resourceOfScope("https://vault.azure.net/.default"), "https://vault.azure.net");
}

} // namespace
} // namespace postern::identity
