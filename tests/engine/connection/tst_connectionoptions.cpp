// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/log.h"
#include "engine/connection/connectiondocument.h"
#include "engine/connection/connectionoptions.h"
#include "engine/connection/connectionreader.h"
#include "engine/connection/connectionstore.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postern::connection {
namespace {

using testing::HasSubstr;

Connection read(const std::string &options)
{
    const std::string text
        = "name: c\ntype: azure_open_ai\napi_base: https://own\napi_key: own-key-1\n"
          "postern:\n"
          + options;
    return readConnection(parseYaml(text, "c.yaml").value, "c");
}

std::string complaint(const std::string &options)
{
    try {
        read(options);
    } catch (const Error &error) {
        return error.message();
    }
    return {};
}

TEST(ConnectionOptions, SayHowAConnectionIsReached)
{
    const Connection connection = read(
        "  tpm: 60000\n  idle_timeout: 90\n  http2: true\n"
        "  proxy: http://p:1\n  proxy_user: me\n  address: 10.0.0.4\n"
        "  headers: {X-Gateway: \"g-made-up-7\"}\n"
        "  endpoints:\n"
        "  - {url: https://a, priority: 2, weight: 3}\n"
        "  - {url: https://b, api_key: other-key-1}\n");
    const http::ChannelOptions options = channelOptionsOf(connection, "https://own");
    ASSERT_EQ(options.endpoints.size(), 2U);
    EXPECT_EQ(options.endpoints[0].place.address, "https://a");
    EXPECT_EQ(options.endpoints[0].place.priority, 2);
    EXPECT_EQ(options.endpoints[0].place.weight, 3);
    EXPECT_EQ(endpointKeysOf(connection), (std::vector<std::string>{"", "other-key-1"}));
    EXPECT_EQ(options.limits, (http::RateLimits{60'000, 0}));
    EXPECT_EQ(options.idleTimeout, std::chrono::seconds(90));
    EXPECT_EQ(options.route.proxy, "http://p:1");
    EXPECT_EQ(options.route.proxyUser, "me");
    EXPECT_EQ(options.route.address, "10.0.0.4");
    EXPECT_TRUE(options.route.preferHttp2);
    EXPECT_EQ(http::header(options.headers, "X-Gateway"), "g-made-up-7");
    registerSecretsOf(connection);
    EXPECT_EQ(log::redact("g-made-up-7 other-key-1 own-key-1 https://a"),
              "****** ****** ****** https://a");
}

TEST(ConnectionOptions, WithoutThemTheConnectionsOwnAddressIsAsked)
{
    const http::ChannelOptions options = channelOptionsOf(read("  rpm: 5\n"), "https://own");
    ASSERT_EQ(options.endpoints.size(), 1U);
    EXPECT_EQ(options.endpoints[0].place.address, "https://own");
    EXPECT_EQ(options.limits.requests, 5U);
    EXPECT_EQ(options.route, http::Route());
}

TEST(ConnectionOptions, WhatIsUnknownOrNonsenseIsSaid)
{
    EXPECT_THAT(complaint("  tmp: 5\n"), HasSubstr("unknown key tmp"));
    EXPECT_THAT(complaint("  tpm: many\n"), HasSubstr("no whole number"));
    EXPECT_THAT(complaint("  tpm: -1\n"), HasSubstr("no whole number"));
    EXPECT_THAT(complaint("  http2: perhaps\n"), HasSubstr("neither true nor false"));
    EXPECT_THAT(complaint("  headers: {X: \"a\\nB: c\"}\n"), HasSubstr("more than one line"));
    EXPECT_THAT(complaint("  endpoints: [[[[[[x]]]]]]\n"), HasSubstr("nests deeper"));
    EXPECT_THAT(complaint("  5\n"), HasSubstr("no mapping as postern"));
}

TEST(ConnectionOptions, AreShownWithoutSecretsAndSetByName)
{
    Connection connection = read("  headers: {X-Gateway: \"g-made-up-8\"}\n");
    setField(connection, "postern.tpm", "1000");
    EXPECT_THROW(setField(connection, "postern.tpn", "1000"), Error);
    connection.options.erase("tpn");
    connection.secrets["api_key"] = "keyvault://team/aoai";
    const Value shown = toDisplay({connection, {}, {}});
    EXPECT_EQ(shown.find("postern")->find("headers.X-Gateway")->asString(), "******");
    EXPECT_EQ(shown.find("postern")->find("tpm")->asString(), "1000");
    EXPECT_EQ(shown.find("api_key")->asString(), "keyvault://team/aoai")
        << "where it is, is no secret";
    setField(connection, "postern.proxy", "http://me:made-up-pass-7@proxy.example:3128");
    const Value withProxy = toDisplay({connection, {}, {}});
    const std::string proxy = withProxy.find("postern")->find("proxy")->asString();
    EXPECT_EQ(proxy.find("made-up-pass-7"), std::string::npos) << proxy;
    EXPECT_TRUE(proxy.ends_with("@proxy.example:3128")) << proxy;
    setField(connection, "postern.tpm", "");
    EXPECT_FALSE(connection.options.contains("tpm"));
}

TEST(ConnectionOptions, AnIdentityMayStandInAConnectionOfItsOwn)
{
    ConnectionSet set;
    Connection who;
    who.name = "robot";
    who.type = "custom";
    who.configs = {{"identity", "client_secret"}, {"tenant_id", "t"}, {"client_id", "c"}};
    who.secrets = {{"client_secret", "made-up-secret-9"}};
    set.add(who);
    Connection named = read("  identity: robot\n");
    named.configs["auth_mode"] = "meid_token";
    set.add(named);
    Connection usual = read("  tpm: 1\n");
    usual.name = "usual";
    usual.configs["auth_mode"] = "meid_token";
    set.add(usual);
    Connection keyed = read("  tpm: 1\n");
    keyed.name = "keyed";
    set.add(keyed);
    resolveIdentities(set, "azure_cli");
    const auto fields = identityFieldsOf(set.get("c"));
    EXPECT_EQ(fields.at("identity"), "client_secret");
    EXPECT_EQ(fields.at("tenant_id"), "t");
    EXPECT_EQ(fields.at("client_secret"), "made-up-secret-9");
    EXPECT_EQ(identityFieldsOf(set.get("usual")).at("identity"), "azure_cli");
    EXPECT_TRUE(identityFieldsOf(set.get("keyed")).empty());
}

TEST(ConnectionOptions, AnEnvironmentsConnectionsStandIn)
{
    ConnectionSet set;
    for (const char *name : {"aoai", "aoai@prod", "search", "@prod"}) {
        Connection connection = read("  tpm: 1\n");
        connection.name = name;
        connection.configs["api_base"] = "https://" + std::string(name);
        set.add(std::move(connection));
    }
    set.addUnusable("search@prod", Error(ErrorCode::InvalidInput, "no variable"));
    EXPECT_EQ(set.useEnvironment("prod"), 2U);
    EXPECT_EQ(set.get("aoai").get("api_base"), "https://aoai@prod");
    EXPECT_THROW(static_cast<void>(set.find("search")), Error)
        << "not another environment's instead";
    EXPECT_EQ(set.useEnvironment("test"), 0U);
}

} // namespace
} // namespace postern::connection
