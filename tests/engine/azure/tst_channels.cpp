// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/log.h"
#include "engine/connection/connectionfields.h"
#include "engine/simulator/simulatortransport.h"
#include "tests/engine/azure/openaifixture.h"

namespace postern::azure {
namespace {

using connection::Connection;
using connection::ConnectionFields;
using connection::ConnectionKind;
using testing::HasSubstr;

class ChannelsTest : public OpenAiClientTest
{
protected:
    Connection connectionOf(ConnectionKind kind, const std::string &key = "the-key")
    {
        ConnectionFields fields;
        fields.endpoint = serve(200, "{}");
        fields.key = key;
        return connection::makeConnection("c", kind, fields);
    }

    Received sentBy(const Connection &connection)
    {
        test::run(m_loop, m_channels.of(connection)->send({}));
        return m_server->requests().back();
    }
};

TEST_F(ChannelsTest, AConnectionHasOneUntilItChanges)
{
    Connection connection = connectionOf(ConnectionKind::AzureOpenAi);
    const auto channel = m_channels.of(connection);
    EXPECT_EQ(m_channels.of(Connection(connection)), channel);
    connection.secrets["api_key"] = "another";
    const auto changed = m_channels.of(connection);
    EXPECT_NE(changed, channel);
    connection.configs["api_base"] = "https://elsewhere";
    EXPECT_NE(m_channels.of(connection), changed);
}

TEST_F(ChannelsTest, AnyNumberOfConnectionsIsNotKept)
{
    const Connection first = connectionOf(ConnectionKind::AzureOpenAi, "key 0");
    const std::weak_ptr<http::Channel> channel = m_channels.of(first);
    for (int i = 1; i < 200; ++i) {
        Connection other = first;
        other.secrets["api_key"] = "key " + std::to_string(i);
        static_cast<void>(m_channels.of(other));
    }
    EXPECT_TRUE(channel.expired());
}

TEST_F(ChannelsTest, EachServiceGetsItsKeyInItsWay)
{
    const auto headerOf = [this](ConnectionKind kind, std::string_view name) {
        return std::string(http::header(sentBy(connectionOf(kind)).headers, name));
    };
    EXPECT_EQ(headerOf(ConnectionKind::AzureOpenAi, "api-key"), "the-key");
    EXPECT_EQ(headerOf(ConnectionKind::CognitiveSearch, "api-key"), "the-key");
    EXPECT_EQ(headerOf(ConnectionKind::ContentSafety, "Ocp-Apim-Subscription-Key"), "the-key");
    EXPECT_EQ(headerOf(ConnectionKind::OpenAi, "Authorization"), "Bearer the-key");
    EXPECT_EQ(headerOf(ConnectionKind::Serverless, "Authorization"), "Bearer the-key");
    EXPECT_EQ(headerOf(ConnectionKind::Custom, "Authorization"), "Bearer the-key");
    EXPECT_THAT(sentBy(connectionOf(ConnectionKind::Serp)).target, HasSubstr("api_key=the-key"));
}

TEST_F(ChannelsTest, WhatLetsNobodyInIsToldWhenARequestIsSent)
{
    Connection connection = connectionOf(ConnectionKind::AzureOpenAi, "");
    EXPECT_THROW(sentBy(connection), Error);
    connection.configs["auth_mode"] = "meid_token";
    connection.options["identity"] = "client_secret";
    try {
        sentBy(connection);
        ADD_FAILURE() << "sent";
    } catch (const Error &error) {
        EXPECT_THAT(error.message(), HasSubstr("client_secret has no tenant_id"));
    }
    EXPECT_EQ(m_server->connections(), 0);
}

TEST_F(ChannelsTest, TheSimulatorLetsEverybodyIn)
{
    http::Client client{std::make_shared<simulator::SimulatorTransport>()};
    Channels channels(client);
    for (const bool wantsToken : {true, false}) {
        ConnectionFields fields;
        fields.endpoint = "https://private.example";
        fields.wantsToken = wantsToken;
        const auto connection = connection::makeConnection("c", ConnectionKind::AzureOpenAi, fields);
        OpenAiClient model(channels.of(connection), connection);
        const Value answer = test::run(m_loop, model.send(OpenAiOperation::Chat, chatBody("hello")));
        EXPECT_FALSE(contentOf(answer).empty());
    }
}

TEST_F(ChannelsTest, KeysOfAnyConnectionAreRedactedFromThenOn)
{
    static_cast<void>(
        m_channels.of(connectionOf(ConnectionKind::OpenAi, "key-that-code-handed-over")));
    EXPECT_EQ(log::redact("it is key-that-code-handed-over."), "it is ******.");
}

} // namespace
} // namespace postern::azure
