// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/azure/keyvault.h"
#include "engine/azure/probe.h"
#include "engine/azure/resourcekeys.h"
#include "engine/azure/workspaceconnections.h"
#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/http/curltransport.h"
#include "tests/support/httpserver.h"
#include "tests/support/loop.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace postern::azure {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using Peer = test::HttpServer::Peer;
using Received = test::HttpServer::Received;

/// Gives tokens and, to who has one, answers by path.
class AzureServices : public testing::Test
{
protected:
    AzureServices()
    {
        m_connection.name = "c";
        m_connection.type = "azure_open_ai";
        m_connection.configs = {{"api_base", m_server.url()}};
        m_connection.options = {{"identity.kind", "client_secret"},
                                {"identity.authority", m_server.url("")},
                                {"identity.tenant_id", "t"},
                                {"identity.client_id", "c"},
                                {"identity.client_secret", "made-up-secret"}};
        setenv("AZURE_RESOURCE_MANAGER_ENDPOINT", m_server.url("").c_str(), 1);
    }
    ~AzureServices() override { unsetenv("AZURE_RESOURCE_MANAGER_ENDPOINT"); }

    Task<> answer(Peer &peer, const Received &request)
    {
        const std::string path = request.target.substr(0, request.target.find('?'));
        if (path == "/t/oauth2/v2.0/token") {
            ++m_tokens;
            co_await peer.answer(200, R"({"access_token": "the-token", "expires_in": 3600})");
            co_return;
        }
        const bool isKnown = http::header(request.headers, "Authorization") == "Bearer the-token"
                             || http::header(request.headers, "api-key") == m_goodKey;
        const auto found = m_answers.find(request.method + " " + path);
        if (!isKnown)
            co_await peer.answer(401, R"({"error": {"code": "401", "message": "who are you"}})");
        else if (found == m_answers.end())
            co_await peer.answer(404, R"({"error": {"code": "NotFound", "message": "not there"}})");
        else
            co_await peer.answer(found->second.first, found->second.second);
    }

    VaultReference reference(const std::string &secret = "aoai") const
    {
        return *VaultReference::parse("keyvault://127.0.0.1:" + std::to_string(m_server.port())
                                      + "/" + secret);
    }

    std::string refusal(VaultReference reference)
    {
        KeyVault vault(m_channels, m_connection);
        try {
            test::run(m_loop, vault.get(std::move(reference)));
        } catch (const Error &error) {
            return error.message() + " " + error.hint();
        }
        return {};
    }

    boost::asio::io_context m_loop;
    http::Client m_client{std::make_shared<http::CurlTransport>(m_loop.get_executor())};
    Channels m_channels{m_client};
    test::HttpServer m_server{m_loop, [this](Peer &peer, const Received &request) {
                                  return answer(peer, request);
                              }};
    connection::Connection m_connection;
    std::map<std::string, std::pair<int, std::string>> m_answers;
    std::string m_goodKey = "good-key-1";
    int m_tokens = 0;
};

TEST(VaultReference, IsWhatItSays)
{
    const auto latest = VaultReference::parse("keyvault://team/aoai-key");
    ASSERT_TRUE(latest);
    EXPECT_EQ(latest->address, "https://team.vault.azure.net");
    EXPECT_EQ(latest->secret, "aoai-key");
    EXPECT_EQ(latest->version, "");
    EXPECT_EQ(VaultReference::parse("keyvault://v/s/0a1b")->version, "0a1b");
    EXPECT_EQ(VaultReference::parse("keyvault://v.vault.azure.cn/s")->address,
              "https://v.vault.azure.cn");
    EXPECT_EQ(VaultReference::parse("keyvault://127.vault.example/s")->address,
              "https://127.vault.example");
    EXPECT_FALSE(VaultReference::parse("a-key").has_value());
    for (const char *text : {"keyvault://",
                             "keyvault://v",
                             "keyvault:///s",
                             "keyvault://v/s/1/2",
                             "keyvault://v/s?x",
                             "keyvault://v/../s",
                             "keyvault://v@w/s",
                             "keyvault://v/s\n"})
        EXPECT_THROW(VaultReference::parse(text), Error) << text;
}

TEST_F(AzureServices, ASecretIsFetchedWithATokenAndMasked)
{
    m_answers["GET /secrets/aoai"]
        = {200,
           R"({"value": "sealed-made-up-1", "id": "https://v/secrets/aoai/7f",
                                          "attributes": {"enabled": true, "exp": 1700864000}})"};
    KeyVault vault(m_channels, m_connection);
    const VaultSecret secret = test::run(m_loop, vault.get(reference()));
    EXPECT_EQ(secret.value, "sealed-made-up-1");
    EXPECT_EQ(secret.version, "7f");
    EXPECT_EQ(log::redact("sealed-made-up-1"), "******");
    EXPECT_EQ(expiryWarning(reference(), secret, VaultSecret::Time(1'700'000'000s)).english(),
              "The secret 'aoai' of the vault expires in 10 days.");
    EXPECT_THAT(expiryWarning(reference(), secret, VaultSecret::Time(1'700'864'000s)).english(),
                HasSubstr("has expired"));
    EXPECT_TRUE(expiryWarning(reference(), secret, VaultSecret::Time(1'600'000'000s)).isEmpty());
    test::run(m_loop, vault.get(reference()));
    EXPECT_EQ(m_tokens, 1);
}

TEST_F(AzureServices, ASecretThatLastsForEverHasNotExpired)
{
    for (const char *expires : {"9999999999", "10000000000", "9223372036854775807"}) {
        m_answers["GET /secrets/aoai"] = {200,
                                          std::string(R"({"value": "sealed-made-up-9", "id": "x/1",
                                              "attributes": {"exp": )")
                                              + expires + "}}"};
        KeyVault vault(m_channels, m_connection);
        const VaultSecret secret = test::run(m_loop, vault.get(reference()));
        EXPECT_TRUE(expiryWarning(reference(), secret, VaultSecret::Time(1'700'000'000s)).isEmpty())
            << expires;
    }
}

TEST_F(AzureServices, WhatAVaultRefusesHasItsReasonAndWhoCanChangeIt)
{
    EXPECT_THAT(refusal(reference("other")), HasSubstr("names of vault and secret"));
    m_answers["GET /secrets/aoai"] = {403,
                                      R"({"error": {"code": "Forbidden", "message":
                                          "Operation get is not allowed on a disabled secret."}})"};
    EXPECT_THAT(refusal(reference()), HasSubstr("switched that secret off"));
    m_answers["GET /secrets/aoai"] = {403, R"({"error": {"code": "Forbidden", "message": "no"}})"};
    EXPECT_THAT(refusal(reference()), HasSubstr("Key Vault Secrets User"));
    m_answers["GET /secrets/aoai"] = {200, "<html>sign in</html>"};
    EXPECT_THAT(refusal(reference()), HasSubstr("no secret"));
}

TEST_F(AzureServices, AConnectionGetsItsSecretsInTheirPlace)
{
    m_answers["GET /secrets/aoai"] = {200, R"({"value": "sealed-made-up-2", "id": "x/1"})"};
    m_connection.secrets["api_key"] = "keyvault://127.0.0.1:" + std::to_string(m_server.port())
                                      + "/aoai";
    EXPECT_TRUE(hasReferences(m_connection));
    const connection::Connection whole
        = test::run(m_loop, withSecrets(m_connection, m_channels, [](const Message &) {}));
    EXPECT_EQ(whole.secrets.at("api_key"), "sealed-made-up-2");
    EXPECT_FALSE(hasReferences(whole));
}

TEST_F(AzureServices, AProbeSaysOfEachEndpointWhetherItServes)
{
    m_answers["GET /a/openai/models"] = {200, R"({"data": []})"};
    m_answers["GET /b/openai/models"] = {403,
                                         R"({"error": {"message": "Public access is disabled"}})"};
    m_connection.secrets["api_key"] = "good-key-1";
    m_connection.options["endpoints.0.url"] = m_server.url("/a");
    m_connection.options["endpoints.1.url"] = m_server.url("/b");
    m_connection.options["endpoints.2.url"] = m_server.url("/a");
    m_connection.options["endpoints.2.api_key"] = "wrong-key-1";
    const std::vector<Probe> probes = test::run(m_loop, probe(m_channels, m_connection));
    ASSERT_EQ(probes.size(), 3U);
    EXPECT_FALSE(probes[0].error.has_value());
    EXPECT_EQ(probes[1].status, 403);
    EXPECT_THAT(probes[1].error->message(), HasSubstr("Public access is disabled"));
    EXPECT_EQ(probes[2].status, 401);
}

TEST_F(AzureServices, KeysAreListedAndMadeAnew)
{
    const std::string id
        = "/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/"
          "accounts/a";
    m_answers["POST " + id + "/listKeys"] = {200, R"({"key1": "made-up-k1", "key2": "made-up-k2"})"};
    m_answers["POST " + id + "/regenerateKey"] = {200,
                                                  R"({"key1": "made-up-k1", "key2": "made-up-k3"})"};
    ResourceManager manager(m_channels, m_connection);
    ResourceKeys keys(manager, id + "/");
    EXPECT_EQ(test::run(m_loop, keys.list())[1], "made-up-k2");
    EXPECT_EQ(test::run(m_loop, keys.regenerate(1)), "made-up-k3");
    EXPECT_EQ(m_server.requests().back().body, R"({"keyName": "Key2"})");
    for (const char *wrong : {"",
                              "/subscriptions/s",
                              "https://x/Microsoft.CognitiveServices/accounts/a",
                              "/subscriptions/s/Microsoft.CognitiveServices/accounts/a?x=1"})
        EXPECT_THROW(ResourceKeys(manager, wrong), Error) << wrong;
}

TEST_F(AzureServices, AWorkspacesConnectionsAreTakenOver)
{
    const std::string id = "/subscriptions/s/providers/x/workspaces/w";
    const auto item = [](const std::string &name, const std::string &properties) {
        return R"({"name": ")" + name + R"(", "properties": )" + properties + "}";
    };
    const std::string aoai
        = item("aoai",
               R"({"category": "AzureOpenAI", "authType": "ApiKey", "target": "https://a",
                   "credentials": {"key": "made-up-w1"}, "metadata": {"apiVersion": "2024-06-01"}})");
    const std::string mine
        = item("mine",
               R"({"category": "CustomKeys", "authType": "CustomKeys", "target": "_",
                   "credentials": {"keys": {"t": "made-up-w2"}},
                   "metadata": {"a": "b", "azureml.flow.connection_type": "Custom"}})");
    const std::string odd
        = item("odd",
               R"({"category": "CustomKeys", "credentials": {"keys": ["t"]}, "metadata": {}})");
    const std::string aad = item("aad",
                                 R"({"category": "CognitiveSearch", "authType": "AAD",
                                     "target": "https://s", "metadata": {}})");
    m_answers["GET " + id + "/connections"]
        = {200,
           R"({"value": [)" + aoai + "," + odd + "," + mine + "," + aad + ","
               + item("git", R"({"category": "Git"})") + ","
               + item("hidden", R"({"category": "OpenAI", "metadata": {}})") + "]}"};
    m_answers["POST " + id + "/connections/aoai/listsecrets"] = {200, aoai};
    m_answers["POST " + id + "/connections/mine/listsecrets"] = {200, mine};
    m_answers["POST " + id + "/connections/aad/listsecrets"] = {200, aad};
    m_answers["POST " + id + "/connections/hidden/listsecrets"] = {403, "{}"};
    const auto found = test::run(m_loop, workspaceConnections(m_channels, m_connection, id));
    ASSERT_EQ(found.connections.size(), 3U);
    EXPECT_EQ(found.connections[0].get("api_version"), "2024-06-01");
    EXPECT_EQ(found.connections[0].secrets.at("api_key"), "made-up-w1");
    EXPECT_EQ(found.connections[1].secrets.at("t"), "made-up-w2");
    EXPECT_EQ(found.connections[1].configs, (identity::Fields{{"a", "b"}}));
    EXPECT_EQ(found.connections[2].get("auth_mode"), "meid_token");
    EXPECT_EQ(found.unreadable, (std::vector<std::string>{"odd", "hidden"}));
    EXPECT_THROW(test::run(m_loop, workspaceConnections(m_channels, m_connection, "w")), Error);
}

TEST_F(AzureServices, AConnectionThatWantsATokenIsLetInByOne)
{
    m_answers["GET /openai/models"] = {200, "{}"};
    m_connection.configs["auth_mode"] = "meid_token";
    EXPECT_FALSE(test::run(m_loop, probe(m_channels, m_connection)).front().error.has_value());
    connection::Connection other = m_connection;
    other.configs["api_version"] = "2024-06-01";
    EXPECT_FALSE(test::run(m_loop, probe(m_channels, other)).front().error.has_value());
    EXPECT_EQ(m_tokens, 1) << "both are the same identity";
    EXPECT_THAT(m_server.requests().front().body, HasSubstr("cognitiveservices.azure.com"));
}

} // namespace
} // namespace postern::azure
