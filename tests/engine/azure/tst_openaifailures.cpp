// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/log.h"
#include "tests/engine/azure/openaifixture.h"

namespace postern::azure {
namespace {

using testing::HasSubstr;

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

} // namespace
} // namespace postern::azure
