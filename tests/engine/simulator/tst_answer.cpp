// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/simulator/answer.h"
#include "engine/simulator/schemavalue.h"
#include "engine/simulator/words.h"
#include "tests/engine/simulator/simulatorcalls.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace postern::simulator {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

TEST(Answer, TakesTheBestSentenceOfTheContextAndCitesIt)
{
    const std::string context
        = "Context:\n"
          "[doc1]: The office opens at nine. Dogs are welcome on Fridays.\n"
          "[doc2]: Employees have 25 vacation days a year. They may carry over five.\n"
          "[doc3]: The canteen serves lunch until two.\n";
    EXPECT_EQ(say("Answer from the sources.\n" + context,
                  "How many vacation days do employees have?"),
              "Employees have 25 vacation days a year. [doc2]");
    EXPECT_EQ(say("", context + "\nQuestion: When does the canteen serve lunch?\nAnswer:"),
              "The canteen serves lunch until two. [doc3]");
}

TEST(Answer, NumberedAndSourcedPassagesAreCitedTheirWay)
{
    EXPECT_EQ(
        say("# Sources\n1. Seoul is the capital of Korea.\n2. Busan has a port.\n# Task\nAnswer.",
            "Which city has a port?"),
        "Busan has a port. [2]");
    EXPECT_EQ(say("",
                  "Content: Paris lies on the Seine.\nSource: https://a.example/1\n"
                  "Content: Rome lies on the Tiber.\nSource: https://a.example/2\n"
                  "Question: Where does Rome lie?"),
              "Rome lies on the Tiber. (Source: https://a.example/2)");
}

TEST(Answer, SaysWhenTheContextHasNoAnswer)
{
    EXPECT_THAT(say("Context:\nThe printer is on floor two.", "Who wrote Hamlet?"),
                HasSubstr("does not answer"));
}

TEST(Answer, KoreanQuestionsAreAnsweredInKorean)
{
    EXPECT_EQ(say("자료:\n[1] 사무실은 아홉 시에 엽니다.\n[2] 직원의 연차 휴가는 25일입니다.\n",
                  "연차 휴가는 며칠인가요?"),
              "직원의 연차 휴가는 25일입니다. [2]");
    EXPECT_TRUE(isKorean(say("You are helpful.", "안녕하세요, 오늘 일정을 정리해 주세요.")));
    EXPECT_TRUE(isKorean(say("Context:\nOnly English here.", "휴가는 며칠인가요?")));
    EXPECT_FALSE(isKorean(say("당신은 친절합니다.", "Please say hello.")));
}

TEST(Answer, ARewrittenQuestionStandsAlone)
{
    const std::string body = R"({"messages": [
        {"role": "system", "content": "Rewrite the last question as a standalone question."},
        {"role": "user", "content": "Tell me about the Eiffel Tower."},
        {"role": "assistant", "content": "It is in Paris."},
        {"role": "user", "content": "How tall is it?"}]})";
    Simulator simulator;
    const auto answer = simulator.answer(azureRequest("chat/completions", body));
    EXPECT_EQ(*choiceOf(answer).find("message")->find("content"),
              Value("How tall is Eiffel Tower?"));
    EXPECT_EQ(say("Rephrase the question so that it stands alone.", "Who built the Louvre?"),
              "Who built the Louvre?");
}

TEST(Answer, AClassificationPicksTheNearestCategory)
{
    EXPECT_EQ(say("Classify the request into one of the following categories: billing, shipping, "
                  "technical or other.",
                  "My shipping address is wrong."),
              "shipping");
    EXPECT_EQ(say("Classify the ticket. Categories:\n- Hardware: screens, keyboards, printers\n"
                  "- Software: programs and updates\n- Other",
                  "The printers are jammed."),
              "Hardware");
    EXPECT_EQ(say("Classify. Categories:\n- Hardware\n- Software\n- Other", "I want a holiday."),
              "Other");
    EXPECT_EQ(say("Label the sentiment as one of: positive, negative, neutral",
                  "This is the worst phone, I hate it."),
              "negative");
    EXPECT_EQ(say("다음 카테고리 중 하나로 분류하세요: 배송, 결제, 기타", "배송이 늦어요"), "배송");
}

TEST(Answer, FollowsTheJsonExampleOfAPrompt)
{
    const std::string prompt
        = "Your task is to classify a given url into one of the following categories:\n"
          "Movie, App, Academic, Channel, Profile, PDF or None based on the text content.\n"
          "Here are a few examples:\nURL: https://x\nText content: y\nOUTPUT:\n"
          R"({"category": "App", "evidence": "Both"})"
          "\n\nFor a given URL: https://arxiv.org/pdf/2307.04767.pdf, classify it.\nOUTPUT:";
    const Value answer = json::parse(say("", prompt));
    EXPECT_EQ(*answer.find("category"), Value("PDF"));
    EXPECT_NE(answer.find("evidence"), nullptr);
}

TEST(Answer, WordsOfOtherTasksInTheInstructionsDoNotMislead)
{
    const std::string context = "\nContext:\n[doc1]: Lunch costs five euros.\n"
                                R"([doc2]: {"price": 3, "of": "tea"})";
    for (const char *advice : {"You are one of the best assistants: friendly, concise and kind.",
                               "If the question is unclear, ask the user to rephrase the question.",
                               "The documents may be json."}) {
        EXPECT_EQ(say(advice + context, "What does lunch cost?"), "Lunch costs five euros. [doc1]")
            << advice;
    }
}

TEST(Answer, AGradeIsANumberWithinItsScale)
{
    const std::string prompt = "Rate the answer: an integer score between 1 and 5.\n"
                               "context: Paris is the capital of France.\n";
    const std::string good = say("", prompt + "answer: Paris, the capital of France\nstars:");
    const std::string bad = say("", prompt + "answer: bananas grow somewhere warm\nstars:");
    EXPECT_EQ(good, "5");
    EXPECT_EQ(bad, "1");
}

TEST(Answer, MentionsImages)
{
    const std::string body = R"({"messages": [{"role": "user", "content": [
        {"type": "text", "text": "What is this?"},
        {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}},
        {"type": "image_url", "image_url": {"url": "https://a.example/b.png"}}]}]})";
    Simulator simulator;
    const auto answer = simulator.answer(azureRequest("chat/completions", body));
    EXPECT_THAT(choiceOf(answer).find("message")->find("content")->asString(),
                HasSubstr("2 images"));
}

const std::string kTools = R"(, "tools": [
    {"type": "function", "function": {"name": "get_stock_price", "parameters": {"type": "object",
        "properties": {"symbol": {"type": "string"}}}}},
    {"type": "function", "function": {"name": "get_current_weather",
        "description": "Get the current weather", "parameters": {"type": "object",
        "properties": {"location": {"type": "string"},
                       "unit": {"type": "string", "enum": ["celsius", "fahrenheit"]},
                       "days": {"type": "integer"}},
        "required": ["location"]}}}])";

TEST(Answer, CallsTheToolThatFitsWithArgumentsFromTheQuestion)
{
    Simulator simulator;
    const auto answer = simulator.answer(
        azureRequest("chat/completions",
                     chatBody("",
                              "What is the weather in New York for 3 days in fahrenheit?",
                              kTools)));
    const Value choice = choiceOf(answer);
    EXPECT_EQ(*choice.find("finish_reason"), Value("tool_calls"));
    EXPECT_TRUE(choice.find("message")->find("content")->isNull());
    const Value call = choice.find("message")->find("tool_calls")->asList().at(0);
    EXPECT_EQ(*call.find("function")->find("name"), Value("get_current_weather"));
    EXPECT_EQ(json::parse(call.find("function")->find("arguments")->asString()),
              json::parse(R"({"location": "New York", "unit": "fahrenheit", "days": 3})"));
}

TEST(Answer, CallsNoToolThatDoesNotFitUnlessItMust)
{
    EXPECT_THAT(say("", "Say good morning.", kTools), Not(HasSubstr("weather")));
    EXPECT_FALSE(say("", "What is the weather?", kTools + R"(, "tool_choice": "none")").empty());
    Simulator simulator;
    const auto forced = [&](const std::string &choice) {
        const auto answer = simulator.answer(
            azureRequest("chat/completions",
                         chatBody("", "Say good morning.", kTools + ", \"tool_choice\": " + choice)));
        const Value message = *choiceOf(answer).find("message");
        return message.find("tool_calls")->asList().at(0).find("function")->find("name")->asString();
    };
    EXPECT_EQ(forced(R"("required")"), "get_stock_price");
    EXPECT_EQ(forced(R"({"type": "function", "function": {"name": "get_current_weather"}})"),
              "get_current_weather");
}

TEST(Answer, ACallGoesOnWithWhatWasAskedBefore)
{
    Simulator simulator;
    const auto asked = [&](const std::string &first) {
        const std::string body = R"({"messages": [{"role": "user", "content": ")" + first
                                 + R"("}, {"role": "assistant", "content": "Sunny."},
            {"role": "user", "content": "How about London?"}])"
                                 + kTools + "}";
        return *choiceOf(simulator.answer(azureRequest("chat/completions", body)))
                    .find("finish_reason");
    };
    EXPECT_EQ(asked("How is the weather in Seoul?"), Value("tool_calls"));
    EXPECT_EQ(asked("Who wrote Faust?"), Value("stop"));
}

TEST(Answer, AStreamedToolCallJoinsToTheWholeOne)
{
    Simulator simulator;
    for (const std::string &offer :
         {kTools, std::string(R"(, "functions": [{"name": "weather", "parameters": {"type": "object",
              "properties": {"place": {"type": "string"}}}}])")}) {
        const std::string user = "How is the weather in Seoul?";
        const Value message = *choiceOf(simulator.answer(azureRequest("chat/completions",
                                                                      chatBody("", user, offer))))
                                   .find("message");
        const Value *calls = message.find("tool_calls");
        const Value whole = calls ? *calls->asList().at(0).find("function")
                                  : *message.find("function_call");
        std::string name;
        std::string arguments;
        const auto answer = simulator.answer(
            azureRequest("chat/completions", chatBody("", user, offer + R"(, "stream": true)")));
        for (const Value &chunk : chunksOf(answer)) {
            for (const Value &choice : chunk.find("choices")->asList()) {
                const Value *tools = choice.find("delta")->find("tool_calls");
                const Value *function = tools ? tools->asList().at(0).find("function")
                                              : choice.find("delta")->find("function_call");
                if (!function)
                    continue;
                if (const Value *first = function->find("name"))
                    name = first->asString();
                arguments += function->find("arguments")->asString();
            }
        }
        EXPECT_EQ(Value(name), *whole.find("name"));
        EXPECT_EQ(Value(arguments), *whole.find("arguments"));
    }
}

TEST(Answer, AToolResultIsTold)
{
    const std::string body = R"({"messages": [{"role": "user", "content": "What is the weather?"},
        {"role": "assistant", "content": null, "tool_calls": []},
        {"role": "tool", "tool_call_id": "c", "content": "22 degrees"}])"
                             + kTools + "}";
    Simulator simulator;
    const auto answer = simulator.answer(azureRequest("chat/completions", body));
    EXPECT_THAT(choiceOf(answer).find("message")->find("content")->asString(),
                HasSubstr("22 degrees"));
}

TEST(Answer, JsonModeGivesAnObject)
{
    const Value answer = json::parse(
        say("", "List the fruit.", R"(, "response_format": {"type": "json_object"})"));
    EXPECT_TRUE(answer.isDict());
}

TEST(Answer, AnObjectWhoseValuesAreDescribedGivesItsKeys)
{
    const Value answer = json::parse(
        say(R"(Answer in JSON format, like {"name": customer_name, "answer": the answer}.)",
            "Who am I?",
            R"(, "response_format": {"type": "json_object"})"));
    ASSERT_TRUE(answer.isDict());
    EXPECT_TRUE(answer.find("name") && answer.find("answer"));
    EXPECT_EQ(answer.asDict().size(), 2U);
}

TEST(Answer, ASchemaIsFilled)
{
    const std::string schema = R"(, "response_format": {"type": "json_schema", "json_schema": {
        "name": "t", "schema": {"type": "object", "additionalProperties": false,
        "properties": {"name": {"type": "string"}, "age": {"type": "integer", "minimum": 18},
            "mood": {"enum": ["sad", "glad"]}, "tags": {"type": "array", "minItems": 2,
            "items": {"$ref": "#/$defs/tag"}}, "maybe": {"anyOf": [{"type": "null"},
            {"type": "boolean"}]}, "when": {"type": ["null", "string"], "format": "date"}},
        "required": ["name", "age", "mood", "tags", "maybe"],
        "$defs": {"tag": {"type": "string", "maxLength": 4}}}}})";
    const Value answer = json::parse(say("", "I am Ada Lovelace, 12, and glad.", schema));
    EXPECT_EQ(*answer.find("name"), Value("Ada Lovelace"));
    EXPECT_EQ(*answer.find("age"), Value(18));
    EXPECT_EQ(*answer.find("mood"), Value("glad"));
    ASSERT_EQ(answer.find("tags")->asList().size(), 2U);
    EXPECT_LE(answer.find("tags")->asList()[0].asString().size(), 4U);
    EXPECT_TRUE(answer.find("maybe")->isBool());
    EXPECT_EQ(*answer.find("when"), Value("2024-01-01"));
}

TEST(Answer, HostileSchemasEndInAValueOfTheirTypeAndOfASaneSize)
{
    const auto fill = [](const char *schema) {
        return valueForSchema(json::parse(schema), "text", "text");
    };
    const std::size_t sane = 10'000'000;
    EXPECT_EQ(fill(R"({"type": "object", "properties": {"child": {"$ref": "#"}}})").find("other"),
              nullptr);
    EXPECT_EQ(fill(R"({"$ref": "#"})"), Value("text")); // any value is one
    const Value list = fill(R"({"type": "array", "minItems": 100000000, "items": {"$ref": "#"}})");
    ASSERT_TRUE(list.isList());
    EXPECT_LT(json::write(list).size(), sane);
    const Value branching = fill(
        R"({"required": ["a"], "properties": {"a": {"$ref": "#"}, "b": {"$ref": "#"},
        "c": {"$ref": "#"}, "d": {"$ref": "#"}, "e": {"$ref": "#"}}})");
    ASSERT_TRUE(branching.isDict());
    EXPECT_NE(branching.find("a"), nullptr);
    EXPECT_LT(json::write(branching).size(), sane);
    EXPECT_LT(json::write(fill(R"({"allOf": [{"$ref": "#"}, 5, {"allOf": [{"$ref": "#"}]}]})"))
                  .size(),
              sane);
    EXPECT_LT(json::write(fill(R"({"$ref": "#/nowhere", "type": 7, "enum": []})")).size(), sane);
    EXPECT_EQ(fill(R"({"type": "integer", "minimum": 1e300})"), Value(1e300));
    const Value text = fill(R"({"type": "string", "minLength": 1000000000000})");
    ASSERT_TRUE(text.isString());
    EXPECT_GT(text.asString().size(), 4U);
    EXPECT_LT(text.asString().size(), sane);
    EXPECT_TRUE(fill("true").isNull());
}

RC_GTEST_PROP(Words, TokensJoinedAreTheText, (const std::string &text))
{
    std::string joined;
    for (const std::string_view token : splitTokens(text)) {
        RC_ASSERT(!token.empty());
        joined += token;
    }
    RC_ASSERT(joined == text);
    RC_ASSERT(countTokens(text) == static_cast<std::int64_t>(splitTokens(text).size()));
}

RC_GTEST_PROP(Answer, AnyTextIsAnswered, ())
{
    const auto words = *rc::gen::container<std::vector<std::string>>(
        rc::gen::element<std::string>("Context:",
                                      "[doc1]",
                                      "Question:",
                                      "Answer:",
                                      "\n",
                                      "classify one of:",
                                      "a, b or c",
                                      "{\"a\": 1}",
                                      "{",
                                      "}",
                                      "\"",
                                      "1. x",
                                      "- y: z",
                                      "rewrite question",
                                      "score 1 to 5",
                                      "?",
                                      ".",
                                      "한국어",
                                      "\xFF",
                                      "Source:",
                                      "Content:",
                                      "#",
                                      "json",
                                      "it",
                                      "`",
                                      "[",
                                      "]"));
    std::string text;
    for (const std::string &word : words)
        text += word + ' ';
    const Prompt prompt({Message{"system", text, "", 0}, Message{"user", text, "", 0}});
    const std::string answer = answerText(prompt);
    RC_ASSERT(answer == answerText(prompt));
}

} // namespace
} // namespace postern::simulator
