// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/simulator/embedding.h"
#include "engine/simulator/simulatortransport.h"
#include "engine/simulator/words.h"
#include "tests/engine/simulator/simulatorcalls.h"
#include "tests/support/loop.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <numeric>

namespace postern::simulator {
namespace {

using testing::HasSubstr;

const std::string kHello = chatBody("You are kind.", "I would like to thank you for the fish.");

Value parsed(const SimulatedAnswer &answer)
{
    return json::parse(answer.body());
}

std::string errorCode(const SimulatedAnswer &answer)
{
    const Value body = parsed(answer);
    const Value *code = body.find("error")->find("code");
    return code && code->isString() ? code->asString() : "";
}

TEST(Simulator, AnAnswerHasTheShapeOfAzures)
{
    Simulator simulator;
    const auto answer = simulator.answer(azureRequest("chat/completions", kHello));
    EXPECT_EQ(answer.head.status, 200);
    EXPECT_EQ(http::header(answer.head.headers, "content-type"), "application/json");
    EXPECT_FALSE(http::header(answer.head.headers, "apim-request-id").empty());
    const Value body = parsed(answer);
    EXPECT_EQ(*body.find("object"), Value("chat.completion"));
    EXPECT_EQ(*body.find("model"), Value("gpt-4o"));
    EXPECT_TRUE(body.find("id")->asString().starts_with("chatcmpl-"));
    EXPECT_NE(body.find("prompt_filter_results"), nullptr);
    const Value choice = choiceOf(answer);
    EXPECT_EQ(*choice.find("finish_reason"), Value("stop"));
    EXPECT_EQ(*choice.find("message")->find("role"), Value("assistant"));
    const Value &usage = *body.find("usage");
    EXPECT_EQ(usage.find("total_tokens")->asInt(),
              usage.find("prompt_tokens")->asInt() + usage.find("completion_tokens")->asInt());
    EXPECT_GT(usage.find("prompt_tokens")->asInt(), 10);
}

TEST(Simulator, OpenAiHasNoFiltersOfAzures)
{
    Simulator simulator;
    const std::string body = chatBody("s", "u", R"(, "model": "gpt-4o-mini")");
    const Value answer = parsed(simulator.answer(openAiRequest("chat/completions", body)));
    EXPECT_EQ(*answer.find("model"), Value("gpt-4o-mini"));
    EXPECT_EQ(answer.find("prompt_filter_results"), nullptr);
}

TEST(Simulator, TheSameRequestGetsTheSameAnswer)
{
    Simulator one;
    Simulator other;
    const auto request = azureRequest("chat/completions", kHello);
    const std::string first = one.answer(request).body();
    EXPECT_EQ(first, one.answer(request).body());
    EXPECT_EQ(first, other.answer(request).body());
    const auto different = azureRequest("chat/completions", chatBody("s", "Other."));
    EXPECT_NE(parsed(one.answer(different)).find("id")->asString(),
              json::parse(first).find("id")->asString());
}

TEST(Simulator, AStreamSaysTheSameAsAWholeAnswer)
{
    Simulator simulator;
    for (const char *more : {"", R"(, "max_tokens": 3)", R"(, "n": 2)", R"(, "stop": "fish")"}) {
        const std::string user = "감사합니다. I like the fish, 42 of them!\n\nReally.";
        const Value whole = choiceOf(
            simulator.answer(azureRequest("chat/completions", chatBody("", user, more))));
        const auto streamed = simulator.answer(
            azureRequest("chat/completions",
                         chatBody("", user, std::string(more) + R"(, "stream": true)")));
        EXPECT_THAT(std::string(http::header(streamed.head.headers, "content-type")),
                    HasSubstr("text/event-stream"));
        std::string text;
        Value finish;
        for (const Value &chunk : chunksOf(streamed)) {
            for (const Value &choice : chunk.find("choices")->asList()) {
                if (choice.find("index")->asInt() != 0)
                    continue;
                if (const Value *content = choice.find("delta")->find("content"))
                    text += content->asString();
                finish = *choice.find("finish_reason");
            }
        }
        EXPECT_EQ(Value(text), *whole.find("message")->find("content"));
        EXPECT_EQ(finish, *whole.find("finish_reason"));
    }
}

TEST(Simulator, AzuresStreamBeginsWithFiltersAndARoleAndMayEndWithUsage)
{
    Simulator simulator;
    const std::string more = R"(, "stream": true, "stream_options": {"include_usage": true})";
    const auto answer = simulator.answer(
        azureRequest("chat/completions", chatBody("s", "hello", more)));
    const List chunks = chunksOf(answer);
    ASSERT_GT(chunks.size(), 4U);
    EXPECT_TRUE(chunks[0].find("choices")->asList().empty());
    EXPECT_NE(chunks[0].find("prompt_filter_results"), nullptr);
    EXPECT_EQ(*chunks[1].find("choices")->asList()[0].find("delta")->find("role"),
              Value("assistant"));
    EXPECT_TRUE(chunks[1].find("usage")->isNull());
    EXPECT_TRUE(chunks.back().find("choices")->asList().empty());
    const auto whole = parsed(
        simulator.answer(azureRequest("chat/completions", chatBody("s", "hello"))));
    EXPECT_EQ(*chunks.back().find("usage"), *whole.find("usage"));
}

TEST(Simulator, MaxTokensCutsAndSaysLength)
{
    Simulator simulator;
    for (const char *parameter : {"max_tokens", "max_completion_tokens"}) {
        const std::string more = ", \"" + std::string(parameter) + "\": 2";
        const auto answer = simulator.answer(
            azureRequest("chat/completions", chatBody("", "I do.", more)));
        EXPECT_EQ(*choiceOf(answer).find("finish_reason"), Value("length"));
        EXPECT_EQ(*parsed(answer).find("usage")->find("completion_tokens"), Value(2));
    }
}

TEST(Simulator, NGivesSoManyChoices)
{
    Simulator simulator;
    const auto answer = simulator.answer(
        azureRequest("chat/completions", chatBody("", "Hi.", R"(, "n": 3)")));
    EXPECT_EQ(parsed(answer).find("choices")->asList().size(), 3U);
}

TEST(Simulator, BadRequestsAreRefusedInTheServicesWords)
{
    Simulator simulator;
    const auto status = [&](const std::string &body) {
        const auto answer = simulator.answer(azureRequest("chat/completions", body));
        EXPECT_FALSE(parsed(answer).find("error")->find("message")->asString().empty());
        return answer.head.status;
    };
    EXPECT_EQ(status("{"), 400);
    EXPECT_EQ(status("[]"), 400);
    EXPECT_EQ(status("{}"), 400);
    EXPECT_EQ(status(R"({"messages": []})"), 400);
    EXPECT_EQ(status(R"({"messages": "hi"})"), 400);
    EXPECT_EQ(status(R"({"messages": [5]})"), 400);
    EXPECT_EQ(status(R"({"messages": [{"role": "king", "content": "x"}]})"), 400);
    EXPECT_EQ(status(R"({"messages": [{"role": "user", "content": [{"type": "odd"}]}]})"), 400);
    EXPECT_EQ(status(chatBody("", "x", R"(, "n": 0)")), 400);
    EXPECT_EQ(status(chatBody("", "x", R"(, "n": "2")")), 400);
    EXPECT_EQ(status(chatBody("", "x", R"(, "max_tokens": -1)")), 400);
    EXPECT_EQ(status(chatBody("", "x", R"(, "response_format": {"type": "json_schema"})")), 400);
    EXPECT_EQ(status(std::string(100'000, '[')), 400);
}

TEST(Simulator, OtherPathsAndMethodsAreNotFound)
{
    Simulator simulator;
    http::Request request = azureRequest("chat/completions", kHello);
    request.method = "GET";
    EXPECT_EQ(simulator.answer(request).head.status, 404);
    request = azureRequest("images/generations", kHello);
    EXPECT_EQ(simulator.answer(request).head.status, 404);
    request = azureRequest("chat/completions", kHello);
    request.url = request.url.substr(0, request.url.find('?'));
    EXPECT_EQ(simulator.answer(request).head.status, 404);
    request.url = "not a url";
    EXPECT_EQ(simulator.answer(request).head.status, 404);
    const auto noModel = simulator.answer(openAiRequest("chat/completions", kHello));
    EXPECT_EQ(noModel.head.status, 400);
}

TEST(Simulator, OnlyTheKeySetIsAccepted)
{
    SimulatorOptions options;
    options.apiKey = "right";
    Simulator simulator(options);
    http::Request request = azureRequest("chat/completions", kHello);
    EXPECT_EQ(simulator.answer(request).head.status, 401);
    EXPECT_EQ(errorCode(simulator.answer(request)), "401");
    request.headers = {{"api-key", "wrong"}};
    EXPECT_EQ(simulator.answer(request).head.status, 401);
    EXPECT_THAT(simulator.answer(request).body(), Not(HasSubstr("wrong\"")));
    request.headers = {{"api-key", "right"}};
    EXPECT_EQ(simulator.answer(request).head.status, 200);
    request.headers = {{"Authorization", "Bearer right"}};
    EXPECT_EQ(simulator.answer(request).head.status, 200);
    request = openAiRequest("chat/completions", kHello);
    EXPECT_EQ(errorCode(simulator.answer(request)), "invalid_api_key");
}

TEST(Simulator, OnlyTheDeploymentsSetAreKnown)
{
    SimulatorOptions options;
    options.deployments = {"mine"};
    Simulator simulator(options);
    const auto unknown = simulator.answer(azureRequest("chat/completions", kHello, "yours"));
    EXPECT_EQ(unknown.head.status, 404);
    EXPECT_EQ(errorCode(unknown), "DeploymentNotFound");
    EXPECT_EQ(simulator.answer(azureRequest("chat/completions", kHello, "mine")).head.status, 200);
    http::Request models;
    models.url = "https://x.openai.azure.com/openai/v1/models";
    EXPECT_EQ(*parsed(simulator.answer(models)).find("data")->asList().at(0).find("id"),
              Value("mine"));
}

TEST(Simulator, AFaultEndsAfterItsTimes)
{
    SimulatorOptions options;
    options.faults["slow"] = {429, 2, 7};
    options.faults["dead"] = {500, -1, 0};
    Simulator simulator(options);
    for (int i = 0; i < 2; ++i) {
        const auto answer = simulator.answer(azureRequest("chat/completions", kHello, "slow"));
        EXPECT_EQ(answer.head.status, 429);
        EXPECT_EQ(http::header(answer.head.headers, "retry-after"), "7");
        EXPECT_EQ(http::header(answer.head.headers, "retry-after-ms"), "7000");
        EXPECT_EQ(errorCode(answer), "429");
    }
    EXPECT_EQ(simulator.answer(azureRequest("chat/completions", kHello, "slow")).head.status, 200);
    for (int i = 0; i < 3; ++i) {
        const auto answer = simulator.answer(azureRequest("chat/completions", kHello, "dead"));
        EXPECT_EQ(answer.head.status, 500);
        EXPECT_EQ(http::header(answer.head.headers, "retry-after"), "");
    }
}

TEST(Simulator, CompletionsAnswerEachPromptAndStopAtSixteenTokens)
{
    Simulator simulator;
    const std::string body
        = R"({"prompt": ["One thing.", "Another thing that is longer."], "n": 2})";
    const Value answer = parsed(simulator.answer(azureRequest("completions", body)));
    EXPECT_EQ(*answer.find("object"), Value("text_completion"));
    ASSERT_EQ(answer.find("choices")->asList().size(), 4U);
    EXPECT_EQ(*answer.find("choices")->asList()[3].find("index"), Value(3));
    for (const Value &choice : answer.find("choices")->asList())
        EXPECT_LE(countTokens(choice.find("text")->asString()), 16);

    std::string streamed;
    for (const Value &chunk : chunksOf(
             simulator.answer(azureRequest("completions", R"({"prompt": "Hi.", "stream": true})"))))
        streamed += chunk.find("choices")->asList().at(0).find("text")->asString();
    const Value whole = parsed(
        simulator.answer(azureRequest("completions", R"({"prompt": "Hi."})")));
    EXPECT_EQ(whole.find("choices")->asList().at(0).find("text")->asString(), streamed);
}

double similarity(std::string_view a, std::string_view b)
{
    const auto x = embeddingOf(a, 1536);
    const auto y = embeddingOf(b, 1536);
    return std::inner_product(x.begin(), x.end(), y.begin(), 0.0);
}

TEST(Simulator, EmbeddingsAreUnitVectorsAndSimilarTextsAreNear)
{
    for (const char *text : {"a text", "", "한국어 문장", "\xFF\xFE broken"})
        EXPECT_NEAR(similarity(text, text), 1, 1e-5) << text;
    const char *query = "How many vacation days do employees get?";
    EXPECT_GT(similarity(query, "Employees get 25 vacation days a year."),
              2 * similarity(query, "The printer on floor two is out of toner."));
    EXPECT_GT(similarity("휴가는 며칠인가요?", "직원의 휴가는 25일입니다."),
              similarity("휴가는 며칠인가요?", "프린터의 토너가 없습니다."));
}

TEST(Simulator, EmbeddingsComeAsNumbersOrBase64WithTheDimensionsAsked)
{
    Simulator simulator;
    const auto embed = [&](const std::string &body) {
        return parsed(simulator.answer(azureRequest("embeddings", body, "text-embedding-3-small")));
    };
    const Value plain = embed(R"({"input": ["a", "b"], "dimensions": 8})");
    ASSERT_EQ(plain.find("data")->asList().size(), 2U);
    const List &numbers = plain.find("data")->asList()[1].find("embedding")->asList();
    ASSERT_EQ(numbers.size(), 8U);
    EXPECT_EQ(*plain.find("data")->asList()[1].find("index"), Value(1));
    const Value packed = embed(
        R"({"input": ["a", "b"], "dimensions": 8, "encoding_format": "base64"})");
    const std::string &text = packed.find("data")->asList()[1].find("embedding")->asString();
    EXPECT_EQ(text.size(), 44U); // 32 bytes
    EXPECT_TRUE(text.ends_with('='));

    EXPECT_EQ(embed(R"({"input": "x"})").find("data")->asList()[0].find("embedding")->asList().size(),
              1536U);
    EXPECT_EQ(embed(R"({"input": [1, 2, 3]})").find("data")->asList().size(), 1U);
    for (const char *bad : {R"({})", R"({"input": []})", R"({"input": "x", "dimensions": 0})"}) {
        EXPECT_EQ(simulator.answer(azureRequest("embeddings", bad)).head.status, 400) << bad;
    }
}

TEST(SimulatorTransport, CarriesAnAnswerInPieces)
{
    boost::asio::io_context loop;
    SimulatorTransport transport;
    EXPECT_FALSE(transport.reachesNetwork());
    const std::string body = chatBody("s", "hello", R"(, "stream": true)");
    const auto script = [&]() -> Task<std::string> {
        const auto exchange = co_await transport.open(azureRequest("chat/completions", body));
        EXPECT_EQ(exchange->head().status, 200);
        std::string text;
        int pieces = 0;
        while (const auto piece = co_await exchange->read()) {
            text += *piece;
            ++pieces;
        }
        EXPECT_GT(pieces, 4);
        co_return text;
    };
    EXPECT_EQ(test::run(loop, script()),
              Simulator().answer(azureRequest("chat/completions", body)).body());
}

TEST(SimulatorTransport, TakesTheTimeItIsTold)
{
    boost::asio::io_context loop;
    SimulatorOptions options;
    options.firstToken = std::chrono::milliseconds(30);
    SimulatorTransport transport(options);
    const auto start = std::chrono::steady_clock::now();
    const auto script = [&]() -> Task<> {
        const auto exchange = co_await transport.open(azureRequest("chat/completions", kHello));
        EXPECT_GE(std::chrono::steady_clock::now() - start, options.firstToken);
    };
    test::run(loop, script());
}

} // namespace
} // namespace postern::simulator
