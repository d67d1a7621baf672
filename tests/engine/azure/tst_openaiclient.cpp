// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/azure/openaiclient.h"
#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/http/curltransport.h"
#include "tests/support/fakemodels.h"
#include "tests/support/httpserver.h"
#include "tests/support/loop.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

namespace postern::azure {
namespace {

namespace asio = boost::asio;
using test::HttpServer;
using testing::HasSubstr;
using Peer = HttpServer::Peer;
using Received = HttpServer::Received;

connection::Connection makeConnection(std::string type, const std::string &base)
{
    connection::Connection connection;
    connection.name = "aoai";
    connection.type = std::move(type);
    connection.configs[connection.type == "open_ai" ? "base_url" : "api_base"] = base;
    connection.secrets["api_key"] = "the-key";
    return connection;
}

Value chatBody(const std::string &text, const std::string &model = "gpt-4o", bool stream = false)
{
    Value messages = List{Dict{{"role", "user"}, {"content", text}}};
    return Dict{{"model", model}, {"messages", std::move(messages)}, {"stream", stream}};
}

std::string contentOf(const Value &answer)
{
    return answer.find("choices")->asList().at(0).find("message")->find("content")->asString();
}

class OpenAiClientTest : public testing::Test
{
protected:
    OpenAiClientTest()
    {
        m_http.setTime(std::chrono::system_clock::now,
                       [this](std::chrono::milliseconds wait) -> Task<> {
                           m_waits.push_back(wait);
                           co_return;
                       });
    }

    Value send(const connection::Connection &connection, Value body)
    {
        OpenAiClient client(m_http, connection);
        return test::run(m_loop, client.send(OpenAiOperation::Chat, std::move(body)));
    }

    std::string stream(const connection::Connection &connection, Value body)
    {
        OpenAiClient client(m_http, connection);
        auto chunks = test::run(m_loop, client.open(OpenAiOperation::Chat, std::move(body)));
        std::string text;
        while (const auto chunk = test::run(m_loop, chunks->next())) {
            m_usage = usageOf(*chunk);
            const List &choices = chunk->find("choices")->asList();
            const Value *content = choices.empty() ? nullptr
                                                   : choices[0].find("delta")->find("content");
            text += content && content->isString() ? content->asString() : "";
        }
        return text;
    }

    /// Every request gets this answer; a status of 0 closes the connection.
    std::string serve(int status, const std::string &body, const http::Headers &headers = {})
    {
        m_server = std::make_unique<HttpServer>(m_loop, [=](Peer &peer, const Received &) -> Task<> {
            if (status == 0)
                peer.close();
            else
                co_await peer.answer(status, body, headers);
        });
        return m_server->url("");
    }

    Error errorOf(const connection::Connection &connection, Value body = chatBody("hi"))
    {
        try {
            send(connection, std::move(body));
        } catch (const Error &error) {
            return error;
        }
        throw std::logic_error("no error");
    }

    Error errorFor(int status, const std::string &body)
    {
        return errorOf(makeConnection("azure_open_ai", serve(status, body)));
    }

    asio::io_context m_loop;
    http::Client m_http{std::make_shared<http::CurlTransport>(m_loop.get_executor())};
    std::unique_ptr<HttpServer> m_server;
    std::vector<std::chrono::milliseconds> m_waits;
    std::optional<TokenUsage> m_usage;
};

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
    EXPECT_THAT(errorOf(identity).message(), HasSubstr("Entra"));
    connection::Connection keyless = makeConnection("azure_open_ai", "http://127.0.0.1:1");
    keyless.secrets.clear();
    EXPECT_THAT(errorOf(keyless).hint(), HasSubstr("api_key"));
    EXPECT_THAT(errorOf(makeConnection("azure_open_ai", "")).hint(), HasSubstr("api_base"));
    EXPECT_THAT(errorOf(makeConnection("custom", "x")).hint(), HasSubstr("azure_open_ai"));
    EXPECT_EQ(errorOf(identity).code(), ErrorCode::ConnectionFailed);
}

TEST_F(OpenAiClientTest, NamesErrorsAsPromptFlowDoes)
{
    const std::vector<std::pair<int, std::string>> classes{{400, "BadRequestError"},
                                                           {401, "AuthenticationError"},
                                                           {403, "PermissionDeniedError"},
                                                           {404, "NotFoundError"},
                                                           {409, "ConflictError"},
                                                           {418, "APIStatusError"}};
    for (const auto &[status, name] : classes) {
        const Error error = errorFor(status, R"({"error": {"message": "because"}})");
        EXPECT_EQ(error.promptflow()->path(), "UserError/OpenAIError/" + name);
        EXPECT_EQ(error.promptflow()->message,
                  "OpenAI API hits " + name + ": Error code: " + std::to_string(status)
                      + " - because [Error reference: "
                        "https://platform.openai.com/docs/guides/error-codes/api-errors]");
        EXPECT_FALSE(error.hint().empty());
    }
    EXPECT_TRUE(m_waits.empty());
    EXPECT_EQ(errorFor(400, "<html>").promptflow()->message,
              "OpenAI API hits BadRequestError: Error code: 400 [Error reference: "
              "https://platform.openai.com/docs/guides/error-codes/api-errors]");
}

TEST_F(OpenAiClientTest, SaysWhatToDo)
{
    EXPECT_THAT(errorFor(401, "{}").message(), HasSubstr("'aoai' refused its key"));
    const Error missing = errorFor(404, R"({"error": {"code": "DeploymentNotFound"}})");
    EXPECT_THAT(missing.message(), HasSubstr("deployment 'gpt-4o' was not found"));
    EXPECT_THAT(errorFor(404, R"({"error": {"code": "404"}})").hint(), HasSubstr("api_version"));
    const Error parameter = errorFor(
        400,
        R"({"error": {"message": "Unsupported parameter: 'max_tokens' is not supported with this )"
        R"(model. Use 'max_completion_tokens' instead.", "code": "unsupported_parameter", )"
        R"("param": "max_tokens"}})");
    EXPECT_THAT(parameter.hint(), HasSubstr("Take max_tokens out"));
    EXPECT_THAT(parameter.hint(), HasSubstr("max_completion_tokens"));
    EXPECT_THAT(errorFor(400, R"({"error": {"code": "content_filter"}})").message(),
                HasSubstr("content filter"));
    EXPECT_THAT(errorFor(403, R"({"error": {"message": "Public access is disabled."}})").hint(),
                HasSubstr("private endpoint"));
}

TEST_F(OpenAiClientTest, ShowsWhatTheServiceSaysInWhateverForm)
{
    const std::vector<std::pair<std::string, std::string>>
        cases{{R"({"detail":[{"loc":["body","messages"],"msg":"field required"}]})",
               "body.messages field required"},
              {R"({"detail":"no such thing"})", "no such thing"},
              {R"({"message":"too many words"})", "too many words"},
              {R"({"error":"plain"})", "plain"},
              {R"({"error":{"error":{"message":"deep"}}})", "deep"},
              {R"({"title":"Bad","status":400})", "Bad"},
              {R"({"odd":"form"})", "odd"},
              {R"(["listed"])", "listed"},
              {"upstream  said\nno", "upstream said no"},
              {"<html><head><title>502 Sorry</title></head><body>x</body></html>", "502 Sorry"},
              {"<p>not<br>today</p>", "not today"}};
    for (const int status : {400, 401, 403, 404, 409, 422, 500}) {
        for (const auto &[body, words] : cases)
            EXPECT_THAT(errorFor(status, body).message(), HasSubstr(words)) << status << body;
    }
    const Error large = errorFor(400, std::string(400, 'x') + std::string(5000, 'y'));
    EXPECT_THAT(large.message(), HasSubstr(std::string(400, 'x') + std::string(100, 'y') + "..."));
    EXPECT_LT(large.message().size(), 700U);
    EXPECT_THAT(errorFor(200, R"({"error":{"message":"not today"}})").message(),
                HasSubstr("not today"));
}

TEST_F(OpenAiClientTest, NamesWhatTheContentFilterFound)
{
    EXPECT_EQ(errorFor(400,
                       R"({"error":{"code":"content_filter","innererror":{"content_filter_result":)"
                       R"({"hate":{"filtered":true,"severity":"high"},"self_harm":{"filtered":)"
                       R"(false,"severity":"safe"},"jailbreak":{"filtered":true}}}}})")
                  .message(),
              "The content filter of 'gpt-4o' refused the prompt: hate (high), jailbreak.");
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
        EXPECT_EQ(m_server->requests().size(), 1U);
    }
    EXPECT_THAT(errorOf(makeConnection("open_ai", redirecting(307, "ftp://x/y"))).message(),
                HasSubstr("doesn't say where"));
    const Error endless = errorOf(makeConnection("open_ai", redirecting(308, "/again")));
    EXPECT_EQ(m_server->requests().size(), 21U);
    EXPECT_THAT(endless.message(), HasSubstr("redirects"));
}

TEST_F(OpenAiClientTest, SaysThatNoModelIsNamed)
{
    const std::string url = serve(400, R"({"error":{"message":"you must provide a model"}})");
    const Error error = errorOf(makeConnection("open_ai", url), chatBody("hi", ""));
    EXPECT_THAT(error.message(), HasSubstr("No model is named"));
    EXPECT_THAT(error.message(), HasSubstr("you must provide a model"));
    EXPECT_THAT(error.hint(), HasSubstr("Set model"));
}

TEST_F(OpenAiClientTest, GivesUpAfterThree422)
{
    const Error error = errorFor(422, R"({"error": {"message": "no"}})");
    EXPECT_EQ(m_server->requests().size(), 3U);
    EXPECT_THAT(error.promptflow()->message,
                testing::StartsWith(
                    "Exceed max retry times. OpenAI API hits UnprocessableEntityError: "));
}

TEST_F(OpenAiClientTest, TriesAHundredTimesWhenTheServiceIsBusy)
{
    const Error error = errorFor(503, "{}");
    EXPECT_EQ(m_server->requests().size(), 101U);
    EXPECT_EQ(m_waits.size(), 100U);
    EXPECT_THAT(error.promptflow()->message, testing::StartsWith("Exceed max retry times. "));
    EXPECT_EQ(error.promptflow()->codes.back(), "InternalServerError");
    EXPECT_EQ(error.code(), ErrorCode::ConnectionFailed);
}

TEST_F(OpenAiClientTest, DoesNotRepeatWithoutQuota)
{
    const Error error = errorFor(429, R"({"error": {"type": "insufficient_quota"}})");
    EXPECT_EQ(m_server->requests().size(), 1U);
    EXPECT_EQ(error.promptflow()->codes.back(), "RateLimitError");
    EXPECT_THAT(error.message(), HasSubstr("no quota left"));
}

TEST_F(OpenAiClientTest, ALongWaitIsToldInsteadOfAQuota)
{
    for (const int status : {429, 503}) {
        m_server = std::make_unique<HttpServer>(m_loop,
                                                [status](Peer &peer, const Received &) -> Task<> {
                                                    co_await peer.answer(status,
                                                                         "{}",
                                                                         {{"Retry-After", "7200"}});
                                                });
        const Error error = errorOf(makeConnection("open_ai", m_server->url("")));
        EXPECT_EQ(error.code(), ErrorCode::ConnectionFailed);
        EXPECT_THAT(error.message(), HasSubstr("asks to wait 2 hours"));
        EXPECT_THAT(error.message(), testing::Not(HasSubstr("quota")));
    }
}

TEST_F(OpenAiClientTest, ARefusedConnectionIsAnApiConnectionError)
{
    const std::string url = serve(200, "{}");
    m_server.reset();
    const Error error = errorOf(makeConnection("azure_open_ai", url));
    EXPECT_EQ(error.promptflow()->message,
              "OpenAI API hits APIConnectionError: Connection error. [Error reference: "
              "https://platform.openai.com/docs/guides/error-codes/api-errors]");
    EXPECT_EQ(error.code(), ErrorCode::ConnectionFailed);
    EXPECT_TRUE(m_waits.empty());
}

TEST_F(OpenAiClientTest, AnAnswerThatIsNoJsonIsAnError)
{
    EXPECT_THAT(errorFor(200, "<html>Sign in</html>").message(), HasSubstr("isn't JSON"));
}

TEST_F(OpenAiClientTest, NoErrorHoldsTheKey)
{
    connection::Connection connection
        = makeConnection("azure_open_ai",
                         serve(401,
                               R"({"error": )"
                               R"({"message": "bad key the-key-7f3a9b"}})"));
    connection.secrets["api_key"] = "the-key-7f3a9b";
    log::registerSecret("the-key-7f3a9b");
    const Error error = errorOf(connection);
    for (const std::string &text : {error.message(), error.hint(), error.promptflow()->message})
        EXPECT_THAT(text, testing::Not(HasSubstr("the-key-7f3a9b")));
}

TEST_F(OpenAiClientTest, ReadsAStreamWhateverTheFrames)
{
    const std::string body = "data: {\"choices\": [], \"prompt_filter_results\": []}\n\n"
                             "data: {\"choices\": [{\"delta\": {\"role\": \"assistant\", "
                             "\"content\": \"\"}}]}\r\n\r\n"
                             ": a comment\n\n"
                             "data: {\"choices\": [{\"delta\": {\"content\": \"Hel\"}}]}\n\n"
                             "data: {\"choices\": [{\"delta\": {\"content\": \"lo\"}}]}\n\n"
                             "data: {\"choices\": [{\"delta\": {}}]}\n\n"
                             "data: {\"choices\": [], \"usage\": {\"prompt_tokens\": 3, "
                             "\"completion_tokens\": 2, \"total_tokens\": 5}}\n\n"
                             "data: [DONE]\n\ndata: {\"choices\": 1}\n\n";
    const std::string url = serve(200, body, {{"Content-Type", "text/event-stream"}});
    EXPECT_EQ(stream(makeConnection("azure_open_ai", url), chatBody("hi", "m", true)), "Hello");
    ASSERT_TRUE(m_usage);
    EXPECT_EQ(m_usage->total, 5);
}

TEST_F(OpenAiClientTest, TellsOfItsRequestsWithTheTokensThatTheyTook)
{
    std::vector<http::Attempt> attempts;
    http::Watch watch;
    watch.onAttempt = [&](http::Attempt attempt) { attempts.push_back(std::move(attempt)); };
    const auto told = std::make_shared<const http::Watch>(std::move(watch));
    const std::string usage = R"("usage": {"prompt_tokens": 3, "total_tokens": 5})";

    OpenAiClient whole(m_http, makeConnection("azure_open_ai", serve(200, "{" + usage + "}")));
    whole.setWatch(told);
    test::run(m_loop, whole.send(OpenAiOperation::Chat, chatBody("hi")));
    ASSERT_EQ(attempts.size(), 1U);
    EXPECT_EQ(attempts[0].status, 200);
    EXPECT_EQ(attempts[0].usage.total, 5);

    const std::string chunks = "data: {\"choices\": []}\n\ndata: {\"choices\": [], " + usage
                               + "}\n\ndata: [DONE]\n\n";
    OpenAiClient streaming(m_http, makeConnection("azure_open_ai", serve(200, chunks)));
    streaming.setWatch(told);
    auto stream = test::run(m_loop, streaming.open(OpenAiOperation::Chat, chatBody("hi")));
    while (test::run(m_loop, stream->next())) {
    }
    EXPECT_EQ(attempts.size(), 1U) << "the call isn't over";
    stream.reset();
    ASSERT_EQ(attempts.size(), 2U);
    EXPECT_EQ(attempts[1].usage.prompt, 3);

    OpenAiClient busy(m_http, makeConnection("azure_open_ai", serve(500, "{}")));
    busy.setRetryPolicy(http::RetryPolicy::standard());
    busy.setWatch(told);
    EXPECT_THROW(test::run(m_loop, busy.send(OpenAiOperation::Chat, chatBody("hi"))), Error);
    EXPECT_EQ(attempts.size(), 6U);
    EXPECT_EQ(attempts.back().number, 3);
    EXPECT_EQ(attempts.back().usage.total, 0);
}

TEST_F(OpenAiClientTest, AnErrorAmidAStreamIsAnError)
{
    const std::string url = serve(200,
                                  "data: {\"choices\": []}\n\n"
                                  "data: {\"error\": {\"message\": \"overloaded\"}}\n\n");
    try {
        stream(makeConnection("azure_open_ai", url), chatBody("hi", "m", true));
        FAIL();
    } catch (const Error &error) {
        EXPECT_THAT(error.message(), HasSubstr("overloaded"));
    }
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
