// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/azure/openaierror.h"
#include "engine/azure/serviceerror.h"
#include "engine/base/log.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::azure;

namespace {

struct Answer
{
    int status;
    const char *body;
    const char *type;
    const char *sentence; ///< between "OpenAI API hits " and the reference
};

// What WrappedOpenAIError of promptflow-tools says of the exception that the openai package makes
// of the answer.
const std::vector<Answer> kAnswers{
    {400, R"j()j", "BadRequestError", R"j(BadRequestError: Error code: 400)j"},
    {400, R"j({})j", "BadRequestError", R"j(BadRequestError: Error code: 400)j"},
    {400, R"j(null)j", "BadRequestError", R"j(BadRequestError: Error code: 400)j"},
    {400, R"j("text")j", "BadRequestError", R"j(BadRequestError: Error code: 400)j"},
    {400, R"j([])j", "BadRequestError", R"j(BadRequestError: Error code: 400)j"},
    {400, R"j(plain text)j", "BadRequestError", R"j(BadRequestError: Error code: 400)j"},
    {400,
     R"j(<html><body>Bad gateway</body></html>)j",
     "BadRequestError",
     R"j(BadRequestError: Error code: 400)j"},
    {400,
     R"j({"error": {"message": "m", "type": "t", "param": null, "code": "c"}})j",
     "BadRequestError",
     R"j(BadRequestError: Error code: 400 - m)j"},
    {400,
     R"j({"error": {"message": "m"}})j",
     "BadRequestError",
     R"j(BadRequestError: Error code: 400 - m)j"},
    {400, R"j({"error": "text"})j", "BadRequestError", R"j(BadRequestError: Error code: 400)j"},
    {400, R"j({"error": null})j", "BadRequestError", R"j(BadRequestError: Error code: 400)j"},
    {400,
     R"j({"error": {"code": "content_filter", "message": "filtered", "status": 400, "innererror": {"code": "ResponsibleAIPolicyViolation", "content_filter_result": {"hate": {"filtered": true, "severity": "high"}, "violence": {"filtered": false, "severity": "safe"}}}}})j",
     "BadRequestError",
     R"j(BadRequestError: Error code: 400 - filtered)j"},
    {400,
     R"j({"message": "m", "statusCode": 401})j",
     "BadRequestError",
     R"j(BadRequestError: Error code: 400 - m)j"},
    {400, R"j({"detail": "not found"})j", "BadRequestError", R"j(BadRequestError: Error code: 400)j"},
    {400,
     R"j({"detail": [{"loc": ["body"], "msg": "field required", "type": "value_error"}]})j",
     "BadRequestError",
     R"j(BadRequestError: Error code: 400)j"},
    {400,
     R"j({"object": "error", "message": "m", "code": 40301})j",
     "BadRequestError",
     R"j(BadRequestError: Error code: 400 - m)j"},
    {400,
     R"j({"error": {"message": "한글 é", "code": "x"}})j",
     "BadRequestError",
     R"j(BadRequestError: Error code: 400 - 한글 é)j"},
    {400,
     R"j({"title": "Bad", "status": 400, "detail": "why"})j",
     "BadRequestError",
     R"j(BadRequestError: Error code: 400)j"},
    {401,
     R"j({"error": {"message": "m", "type": "t", "param": null, "code": "c"}})j",
     "AuthenticationError",
     R"j(AuthenticationError: Error code: 401 - m)j"},
    {401, R"j()j", "AuthenticationError", R"j(AuthenticationError: Error code: 401)j"},
    {401, R"j(plain text)j", "AuthenticationError", R"j(AuthenticationError: Error code: 401)j"},
    {403,
     R"j({"error": {"message": "m", "type": "t", "param": null, "code": "c"}})j",
     "PermissionDeniedError",
     R"j(PermissionDeniedError: Error code: 403 - m)j"},
    {403, R"j()j", "PermissionDeniedError", R"j(PermissionDeniedError: Error code: 403)j"},
    {403, R"j(plain text)j", "PermissionDeniedError", R"j(PermissionDeniedError: Error code: 403)j"},
    {404,
     R"j({"error": {"message": "m", "type": "t", "param": null, "code": "c"}})j",
     "NotFoundError",
     R"j(NotFoundError: Error code: 404 - m)j"},
    {404, R"j()j", "NotFoundError", R"j(NotFoundError: Error code: 404)j"},
    {404, R"j(plain text)j", "NotFoundError", R"j(NotFoundError: Error code: 404)j"},
    {408,
     R"j({"error": {"message": "m", "type": "t", "param": null, "code": "c"}})j",
     "APIStatusError",
     R"j(APIStatusError: Error code: 408 - m)j"},
    {408, R"j()j", "APIStatusError", R"j(APIStatusError: Error code: 408)j"},
    {408, R"j(plain text)j", "APIStatusError", R"j(APIStatusError: Error code: 408)j"},
    {409,
     R"j({"error": {"message": "m", "type": "t", "param": null, "code": "c"}})j",
     "ConflictError",
     R"j(ConflictError: Error code: 409 - m)j"},
    {409, R"j()j", "ConflictError", R"j(ConflictError: Error code: 409)j"},
    {409, R"j(plain text)j", "ConflictError", R"j(ConflictError: Error code: 409)j"},
    {413,
     R"j({"error": {"message": "m", "type": "t", "param": null, "code": "c"}})j",
     "APIStatusError",
     R"j(APIStatusError: Error code: 413 - m)j"},
    {413, R"j()j", "APIStatusError", R"j(APIStatusError: Error code: 413)j"},
    {413, R"j(plain text)j", "APIStatusError", R"j(APIStatusError: Error code: 413)j"},
    {422,
     R"j({"error": {"message": "m", "type": "t", "param": null, "code": "c"}})j",
     "UnprocessableEntityError",
     R"j(UnprocessableEntityError: Error code: 422 - m)j"},
    {422, R"j()j", "UnprocessableEntityError", R"j(UnprocessableEntityError: Error code: 422)j"},
    {422,
     R"j(plain text)j",
     "UnprocessableEntityError",
     R"j(UnprocessableEntityError: Error code: 422)j"},
    {429,
     R"j({"error": {"message": "m", "type": "t", "param": null, "code": "c"}})j",
     "RateLimitError",
     R"j(RateLimitError: Error code: 429 - m)j"},
    {429, R"j()j", "RateLimitError", R"j(RateLimitError: Error code: 429)j"},
    {429, R"j(plain text)j", "RateLimitError", R"j(RateLimitError: Error code: 429)j"},
    {500,
     R"j({"error": {"message": "m", "type": "t", "param": null, "code": "c"}})j",
     "InternalServerError",
     R"j(InternalServerError: Error code: 500 - m)j"},
    {500, R"j()j", "InternalServerError", R"j(InternalServerError: Error code: 500)j"},
    {500, R"j(plain text)j", "InternalServerError", R"j(InternalServerError: Error code: 500)j"},
    {502,
     R"j({"error": {"message": "m", "type": "t", "param": null, "code": "c"}})j",
     "InternalServerError",
     R"j(InternalServerError: Error code: 502 - m)j"},
    {502, R"j()j", "InternalServerError", R"j(InternalServerError: Error code: 502)j"},
    {502, R"j(plain text)j", "InternalServerError", R"j(InternalServerError: Error code: 502)j"},
    {503,
     R"j({"error": {"message": "m", "type": "t", "param": null, "code": "c"}})j",
     "InternalServerError",
     R"j(InternalServerError: Error code: 503 - m)j"},
    {503, R"j()j", "InternalServerError", R"j(InternalServerError: Error code: 503)j"},
    {503, R"j(plain text)j", "InternalServerError", R"j(InternalServerError: Error code: 503)j"},
    {529,
     R"j({"error": {"message": "m", "type": "t", "param": null, "code": "c"}})j",
     "InternalServerError",
     R"j(InternalServerError: Error code: 529 - m)j"},
    {529, R"j()j", "InternalServerError", R"j(InternalServerError: Error code: 529)j"},
    {529, R"j(plain text)j", "InternalServerError", R"j(InternalServerError: Error code: 529)j"},
};

http::Response answered(int status, std::string body)
{
    return {{status, {{"content-type", "application/json"}}}, std::move(body)};
}

const OpenAiTarget kTarget{"aoai", "gpt", true};

TEST(OpenAiErrors, areNamedAsPromptFlowNamesThem)
{
    for (const auto &[status, body, type, sentence] : kAnswers) {
        const Error error = openAiError(answered(status, body), kTarget, false);
        ASSERT_TRUE(error.promptflow());
        EXPECT_EQ(error.promptflow()->path(), "UserError/OpenAIError/" + std::string(type))
            << status << body;
        EXPECT_EQ(error.promptflow()->message,
                  "OpenAI API hits " + std::string(sentence)
                      + " [Error reference: "
                        "https://platform.openai.com/docs/guides/error-codes/api-errors]")
            << status << body;
    }
}

TEST(OpenAiErrors, sayInOurWordsWhatToDo)
{
    for (const auto &[status, body, type, sentence] : kAnswers) {
        const Error error = openAiError(answered(status, body), kTarget, false);
        EXPECT_FALSE(error.message().empty()) << status << body;
        EXPECT_FALSE(error.hint().empty()) << status << body;
    }
}

TEST(OpenAiErrors, ofAttemptsThatAreUsedUpSaySo)
{
    // As ExceedMaxRetryTimes of promptflow-tools, which has the codes of what it wraps.
    const Error error = openAiError(answered(500, "{}"), kTarget, true);
    EXPECT_EQ(error.promptflow()->path(), "UserError/OpenAIError/InternalServerError");
    EXPECT_EQ(error.promptflow()->message,
              "Exceed max retry times. OpenAI API hits InternalServerError: Error code: 500 [Error "
              "reference: https://platform.openai.com/docs/guides/error-codes/api-errors]");
}

TEST(OpenAiErrors, ofNoAnswerAreTimeOutsOrConnections)
{
    using Step = http::TransferError::Step;
    for (const Step step :
         {Step::Name, Step::Connect, Step::Tls, Step::Proxy, Step::NoAnswer, Step::Broken}) {
        const Error error = openAiError(http::TransferError(step, "It broke.", "Mend it."),
                                        kTarget,
                                        false);
        EXPECT_EQ(error.promptflow()->codes.back(), "APIConnectionError") << static_cast<int>(step);
    }
    for (const Step step : {Step::Timeout, Step::ConnectTimeout}) {
        const Error error = openAiError(http::TransferError(step, "Silent.", "Wait."),
                                        kTarget,
                                        false);
        EXPECT_EQ(error.promptflow()->codes.back(), "APITimeoutError") << static_cast<int>(step);
    }
}

TEST(OpenAiErrors, repeatNoKey)
{
    log::registerSecret("sk-0123456789abcdef");
    const Error error
        = openAiError(answered(401,
                               R"({"error": {"message": "Incorrect API key: sk-0123456789abcdef"}})"),
                      kTarget,
                      false);
    for (const std::string &text :
         {error.message(), error.hint(), error.promptflow()->message, error.details()})
        EXPECT_EQ(text.find("0123456789abcdef"), std::string::npos) << text;
}

struct Said
{
    const char *body;
    const char *message;
    const char *shown;
};

TEST(ServiceErrors, areReadInEveryFormThatServicesWrite)
{
    const std::vector<Said> cases{
        {R"({"error": {"message": "m", "code": "c"}})", "m", "m"},
        {R"({"message": "m"})", "m", "m"},
        {R"({"detail": "why"})", "", "why"},
        {R"({"title": "Bad", "status": 400, "detail": "why"})", "", "why"},
        {"plain text", "", "plain text"},
        {"", "", ""},
        {"{}", "", ""},
        {"null", "", ""},
    };
    for (const auto &[body, message, shown] : cases) {
        const ServiceError error = readServiceError(std::string_view(body));
        EXPECT_EQ(error.message, message) << body;
        EXPECT_NE(error.shown.find(shown), std::string::npos) << body << " -> " << error.shown;
    }
}

TEST(ServiceErrors, haveTheirParts)
{
    const ServiceError error = readServiceError(
        std::string_view(R"({"error": {"message": "m", "type": "t", "param": "p", "code": "c"}})"));
    EXPECT_EQ(error.type, "t");
    EXPECT_EQ(error.param, "p");
    EXPECT_EQ(error.code, "c");
    EXPECT_TRUE(error.filtered.empty());
}

TEST(ServiceErrors, sayWhatAContentFilterFound)
{
    const ServiceError error = readServiceError(std::string_view(
        R"({"error": {"code": "content_filter", "message": "filtered", "innererror":
            {"content_filter_result": {"hate": {"filtered": true, "severity": "high"},
            "violence": {"filtered": false, "severity": "safe"}}}}})"));
    EXPECT_EQ(error.filtered, (std::vector<std::string>{"hate (high)"}));
}

TEST(ServiceErrors, ofPagesAreShort)
{
    const ServiceError page = readServiceError(
        std::string_view("<html><head><style>x{}</style></head><body><h1>Bad gateway</h1>"
                         + std::string(100'000, 'x') + "</body></html>"));
    EXPECT_EQ(page.message, "");
    EXPECT_LE(page.shown.size(), 600U);
    EXPECT_EQ(page.shown.find('<'), std::string::npos) << page.shown;
}

} // namespace
