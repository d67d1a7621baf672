// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "tests/engine/azure/openaifixture.h"
#include "tests/support/fakemodels.h"

namespace postern::azure {
namespace {

using testing::HasSubstr;

TEST_F(OpenAiClientTest, AzureHasTheDeploymentInThePathAndTheKeyInAHeader)
{
    connection::Connection azure = makeConnection("azure_open_ai", serve(200, "{}") + "/");
    azure.configs["api_version"] = "2024-10-21";
    send(azure, chatBody("h\u00e9", "my dep/1"));
    const Received &request = m_server->requests().at(0);
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.target,
              "/openai/deployments/my%20dep%2F1/chat/completions?api-version=2024-10-21");
    EXPECT_EQ(http::header(request.headers, "api-key"), "the-key");
    EXPECT_EQ(http::header(request.headers, "content-type"), "application/json");
    EXPECT_EQ(http::header(request.headers, "authorization"), "");
    EXPECT_EQ(request.body,
              "{\"model\":\"my dep/1\",\"messages\":[{\"role\":\"user\",\"content\":\"h\u00e9\"}],"
              "\"stream\":false}");
}

TEST_F(OpenAiClientTest, OpenAiHasABearerAndAnOrganization)
{
    connection::Connection openAi = makeConnection("open_ai", serve(200, "{}") + "/v1");
    openAi.configs["organization"] = "org-1";
    send(openAi, chatBody("hi"));
    const Received &request = m_server->requests().at(0);
    EXPECT_EQ(request.target, "/v1/chat/completions");
    EXPECT_EQ(http::header(request.headers, "authorization"), "Bearer the-key");
    EXPECT_EQ(http::header(request.headers, "openai-organization"), "org-1");
    EXPECT_EQ(http::header(request.headers, "api-key"), "");
}

TEST_F(OpenAiClientTest, AServerlessEndpointSpeaksOpenAiUnderV1)
{
    const std::string url = serve(200, "{}");
    send(makeConnection("serverless", url), chatBody("hi"));
    send(makeConnection("serverless", url + "/v1"), chatBody("hi"));
    EXPECT_EQ(m_server->requests().at(0).target, "/v1/chat/completions");
    EXPECT_EQ(m_server->requests().at(1).target, "/v1/chat/completions");
}

TEST_F(OpenAiClientTest, RefusesConnectionsThatCannotWork)
{
    connection::Connection identity = makeConnection("azure_open_ai", "http://127.0.0.1:1");
    identity.configs["auth_mode"] = "meid_token";
    identity.options["identity"] = "client_secret";
    EXPECT_THAT(errorOf(identity).message() + errorOf(identity).hint(), HasSubstr("tenant_id"));
    connection::Connection keyless = makeConnection("azure_open_ai", "http://127.0.0.1:1");
    keyless.secrets.clear();
    EXPECT_THAT(errorOf(keyless).hint(), HasSubstr("api_key"));
    EXPECT_THAT(errorOf(makeConnection("azure_open_ai", "")).hint(), HasSubstr("api_base"));
    EXPECT_THAT(errorOf(makeConnection("custom", "x")).hint(), HasSubstr("azure_open_ai"));
    EXPECT_EQ(errorOf(identity).code(), ErrorCode::ConnectionFailed);
}

/// A server that sends requests on, and another host to send them to.
class RedirectedClient : public OpenAiClientTest
{
protected:
    /// The first request is sent to `location`; what follows is answered.
    std::string redirecting(int status, const std::string &location)
    {
        m_server = std::make_unique<HttpServer>(m_loop,
                                                [=](Peer &peer, const Received &request) -> Task<> {
                                                    if (request.target.find("/there")
                                                        == std::string::npos)
                                                        co_await peer.answer(status,
                                                                             "",
                                                                             {{"Location",
                                                                               location}});
                                                    else
                                                        co_await peer.answer(200, kAnswer);
                                                });
        return m_server->url("");
    }

    static constexpr auto kAnswer = R"({"choices":[{"message":{"content":"hello"}}]})";
};

TEST_F(RedirectedClient, GoesOnToWhereItIsSent)
{
    for (const int status : {307, 308}) {
        for (const char *location : {"/there/chat?x=1", "there"}) {
            const auto connection = makeConnection("azure_open_ai", redirecting(status, location));
            EXPECT_EQ(contentOf(send(connection, chatBody("hi"))), "hello") << location;
            ASSERT_EQ(m_server->requests().size(), 2U);
            const Received &last = m_server->requests().back();
            EXPECT_EQ(last.method, "POST");
            EXPECT_EQ(last.body, m_server->requests().front().body);
            EXPECT_EQ(http::header(last.headers, "api-key"), "the-key");
        }
    }
}

TEST_F(RedirectedClient, GivesNothingToAnotherHostAndNamesIt)
{
    HttpServer other(m_loop, [](Peer &peer, const Received &) -> Task<> {
        co_await peer.answer(200, kAnswer);
    });
    for (const char *type : {"azure_open_ai", "open_ai"}) {
        for (const int status : {301, 302, 303, 307, 308}) {
            const Error error = errorOf(
                makeConnection(type, redirecting(status, other.url("/elsewhere?k=v"))));
            EXPECT_EQ(error.code(), ErrorCode::ConnectionFailed);
            EXPECT_THAT(error.message(), HasSubstr(other.url("/elsewhere")));
            EXPECT_THAT(error.message(), testing::Not(HasSubstr("k=v")));
            EXPECT_THAT(error.hint(), HasSubstr("host of its connection alone"));
            EXPECT_THAT(error.hint(), HasSubstr("base"));
        }
    }
    EXPECT_TRUE(other.requests().empty());
}

TEST_F(RedirectedClient, SaysWhereItIsntSent)
{
    for (const int status : {301, 302, 303}) {
        const Error error = errorOf(makeConnection("open_ai", redirecting(status, "/login?s=1")));
        EXPECT_THAT(error.message(), HasSubstr(m_server->url("/login") + "."));
        EXPECT_THAT(error.hint(), testing::Not(HasSubstr("host")));
        EXPECT_EQ(m_server->requests().size(), 1U);
    }
    EXPECT_THAT(errorOf(makeConnection("open_ai", redirecting(307, "ftp://x/y"))).message(),
                HasSubstr("doesn't say where"));
    const Error endless = errorOf(makeConnection("open_ai", redirecting(308, "/again")));
    EXPECT_EQ(m_server->requests().size(), 21U);
    EXPECT_THAT(endless.message(), HasSubstr("in a circle"));
    EXPECT_THAT(endless.message(), HasSubstr(m_server->url("/again")));
    EXPECT_THAT(endless.hint(), testing::Not(HasSubstr("host")));
}

/// Against a model server in Python, which echoes what it was sent.
class OpenAiClientWithFakeModels : public OpenAiClientTest
{
protected:
    const test::FakeModels m_models;
};

TEST_F(OpenAiClientWithFakeModels, StreamedTextIsTheWholeText)
{
    const auto connection = makeConnection("azure_open_ai", m_models.url());
    const Value whole = send(connection, chatBody("one two  three\nfour"));
    Dict sent = chatBody("one two  three\nfour").asDict();
    sent.erase("stream");
    EXPECT_EQ(json::parse(contentOf(whole)), Value(sent));
    EXPECT_EQ(stream(connection, chatBody("one two  three\nfour", "gpt-4o", true)),
              contentOf(whole));
    EXPECT_EQ(usageOf(whole)->prompt, 1);
}

TEST_F(OpenAiClientWithFakeModels, TriesAgainAndSucceeds)
{
    const auto connection = makeConnection("open_ai", m_models.url() + "/v1");
    EXPECT_THAT(contentOf(send(connection, chatBody("[[HTTP:429:2:0.25]]"))), HasSubstr("HTTP:429"));
    EXPECT_THAT(m_waits,
                testing::ElementsAre(std::chrono::milliseconds(250),
                                     std::chrono::milliseconds(250)));
}

TEST_F(OpenAiClientWithFakeModels, MissingDeploymentsAndBadKeysAreTold)
{
    auto connection = makeConnection("azure_open_ai", m_models.url());
    EXPECT_THROW(send(connection, chatBody("hi", "missing-1")), Error);
    connection.secrets["api_key"] = "bad-key";
    EXPECT_EQ(errorOf(connection).promptflow()->codes.back(), "AuthenticationError");
}

} // namespace
} // namespace postern::azure
