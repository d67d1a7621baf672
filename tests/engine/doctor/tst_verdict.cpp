// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/doctor/verdict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postern::doctor {
namespace {

using connection::ConnectionKind;
using testing::HasSubstr;

http::Response answer(int status, std::string body, http::Headers headers = {})
{
    return {{status, std::move(headers)}, std::move(body)};
}

Asked asked(ConnectionKind kind, bool isToken)
{
    Asked asked;
    asked.kind = kind;
    asked.host = "a.openai.azure.com";
    asked.isToken = isToken;
    asked.privateZone = "privatelink.openai.azure.com";
    return asked;
}

TEST(Verdict, LetsGoodAnswersBe)
{
    EXPECT_EQ(verdictOn(asked(ConnectionKind::AzureOpenAi, false), answer(200, "{}")).step, "");
    EXPECT_EQ(verdictOn(asked(ConnectionKind::AzureOpenAi, false), answer(400, "{}")).step, "");
}

TEST(Verdict, TellsKeyFromTokenFromRole)
{
    const char *const refused
        = R"({"error": {"code": "401", "message": "Access denied due to invalid subscription key"}})";
    const Verdict key = verdictOn(asked(ConnectionKind::AzureOpenAi, false), answer(401, refused));
    EXPECT_EQ(key.step, "authorisation");
    EXPECT_THAT(key.cause, HasSubstr("key"));
    EXPECT_THAT(verdictOn(asked(ConnectionKind::AzureOpenAi, true), answer(401, refused)).cause,
                HasSubstr("audience"));
    const char *const role
        = R"({"error": {"code": "PermissionDenied", "message": "The principal lacks the required data action"}})";
    const Verdict missing = verdictOn(asked(ConnectionKind::AzureOpenAi, true), answer(401, role));
    EXPECT_THAT(missing.ask, HasSubstr("Cognitive Services OpenAI User"));
    EXPECT_THAT(verdictOn(asked(ConnectionKind::CognitiveSearch, true), answer(403, "")).ask,
                HasSubstr("Search Index Data Reader"));
    EXPECT_THAT(verdictOn(asked(ConnectionKind::CognitiveSearch, false), answer(403, "")).cause,
                HasSubstr("key"));
}

TEST(Verdict, TellsFirewallFromClosedDoorFromGateway)
{
    const auto on = [](const char *message) {
        return verdictOn(asked(ConnectionKind::AzureOpenAi, false),
                         answer(403,
                                std::string(R"({"error": {"code": "403", "message": ")") + message
                                    + "\"}}"));
    };
    EXPECT_THAT(on("Access denied due to Virtual Network/Firewall rules.").who, HasSubstr("owner"));
    const Verdict closed = on("Public access is disabled. Please configure private endpoint.");
    EXPECT_THAT(closed.who, HasSubstr("network team"));
    EXPECT_THAT(closed.ask, HasSubstr("privatelink.openai.azure.com"));
    const Verdict gateway
        = verdictOn(asked(ConnectionKind::AzureOpenAi, true),
                    answer(403, "<html>403 Forbidden</html>", {{"Content-Type", "text/html"}}));
    EXPECT_THAT(gateway.cause, HasSubstr("never saw"));
}

TEST(Verdict, TellsWhatIsMissing)
{
    Asked chat = asked(ConnectionKind::AzureOpenAi, false);
    chat.resource = "gpt-5";
    const Verdict missing
        = verdictOn(chat,
                    answer(404, R"({"error": {"code": "DeploymentNotFound", "message": "x"}})"));
    EXPECT_EQ(missing.step, "resource");
    EXPECT_THAT(missing.cause, HasSubstr("'gpt-5'"));
    const Verdict version
        = verdictOn(chat,
                    answer(404, R"({"error": {"code": "404", "message": "Resource not found"}})"));
    EXPECT_EQ(version.step, "api_version");
    const Verdict quota = verdictOn(chat, answer(429, "{}", {{"Retry-After", "20"}}));
    EXPECT_EQ(quota.step, "call");
    EXPECT_THAT(quota.ask, HasSubstr("20 seconds"));
    EXPECT_EQ(verdictOn(chat, answer(503, "")).step, "call");
}

TEST(Verdict, KnowsTheZonesOfHosts)
{
    EXPECT_EQ(privateZoneOf("a.vault.azure.net"), "privatelink.vaultcore.azure.net");
    EXPECT_EQ(privateZoneOf("a.openai.azure.com"), "privatelink.openai.azure.com");
    EXPECT_EQ(privateZoneOf("example.com"), "");
}

} // namespace
} // namespace postern::doctor
