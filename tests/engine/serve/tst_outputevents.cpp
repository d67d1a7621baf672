// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/flow/flowdocument.h"
#include "engine/serve/outputevents.h"

#include <gtest/gtest.h>

namespace postern::serve {
namespace {

constexpr const char *kFlow = R"(
inputs:
  question: {type: string}
outputs:
  asked: {reference: "${inputs.question}"}
  answer: {reference: "${chat.output}"}
  found: {reference: "${search.output.count}"}
  score: {reference: "${search.output}", evaluation_only: true}
nodes:
- {name: search, type: python, source: {type: code, path: s.py}, inputs: {}}
- {name: chat, type: llm, source: {type: code, path: c.jinja2}, inputs: {found: "${search.output}"}}
)";

class OutputEventsTest : public testing::Test
{
protected:
    static flow::Flow flowOf(const std::string &text)
    {
        return flow::FlowDocument::fromText({}, text).flow();
    }
    void begin(const std::string &text = kFlow, bool isGraph = true)
    {
        m_events.emplace(flowOf(text), isGraph, std::set<std::string>{"score"});
        tell("", run::RunStarted{{}, json::parse(R"({"question": "why?"})"), {}});
    }
    void tell(const std::string &node, run::RunEventData data)
    {
        run::RunEvent event{};
        event.origin.node = node;
        event.data = std::move(data);
        m_events->onEvent(event);
    }
    void finishNode(const std::string &node, Value output)
    {
        run::NodeFinished finished;
        finished.output = std::move(output);
        tell(node, std::move(finished));
    }
    std::string end(const std::string &outputs)
    {
        run::FlowRunResult result;
        result.outputs = json::parse(outputs);
        m_events->end(result);
        return m_events->take();
    }
    std::string piece(const std::string &output, const std::string &text)
    {
        m_events->piece(output, Value(text));
        return m_events->take();
    }

    std::optional<OutputEvents> m_events;
};

TEST_F(OutputEventsTest, tellFieldsFirstAndThenPiecesAsTheyCome)
{
    begin();
    finishNode("search", json::parse(R"({"count": 2})"));
    EXPECT_EQ(piece("answer", "Be"),
              "data: {\"asked\": \"why?\", \"found\": 2}\n\n"
              "data: {\"answer\": \"\"}\n\n"
              "data: {\"answer\": \"Be\"}\n\n");
    EXPECT_EQ(piece("answer", "cause é"), "data: {\"answer\": \"cause \\u00e9\"}\n\n");
    EXPECT_EQ(end(R"({"asked": "why?", "answer": "Because é", "found": 2, "score": 1})"),
              "data: {\"answer\": \"\"}\n\n");
    EXPECT_TRUE(m_events->isStream());
    EXPECT_FALSE(m_events->areSeveral());
}

TEST_F(OutputEventsTest, waitForFieldsThatAreNotKnown)
{
    begin();
    EXPECT_EQ(piece("answer", "a"), "");
    EXPECT_EQ(piece("answer", "b"), "");
    finishNode("search", json::parse(R"({"count": 3})"));
    EXPECT_EQ(m_events->take(),
              "data: {\"asked\": \"why?\", \"found\": 3}\n\ndata: {\"answer\": \"\"}\n\n"
              "data: {\"answer\": \"a\"}\n\ndata: {\"answer\": \"b\"}\n\n");
}

TEST_F(OutputEventsTest, aWholeAnswerOfAModelThatWouldStreamIsAPiece)
{
    begin();
    EXPECT_EQ(end(R"({"asked": "why?", "answer": "So.", "found": 1, "score": 1})"),
              "data: {\"asked\": \"why?\", \"found\": 1}\n\ndata: {\"answer\": \"\"}\n\n"
              "data: {\"answer\": \"So.\"}\n\ndata: {\"answer\": \"\"}\n\n");
    EXPECT_TRUE(m_events->isStream());
}

TEST_F(OutputEventsTest, severalStreamsAreTold)
{
    std::string text = kFlow;
    text.replace(text.find("${search.output.count}"), 22, "${search.output}");
    begin(text);
    Handle generator;
    generator.isGenerator = true;
    finishNode("search", Value(generator));
    EXPECT_EQ(piece("answer", "a"), "");
    EXPECT_EQ(piece("found", "x"), "");
    end("{}");
    EXPECT_TRUE(m_events->areSeveral());
}

TEST_F(OutputEventsTest, whatIsHiddenOrNoStreamIsNone)
{
    begin();
    EXPECT_EQ(piece("score", "1"), "");
    EXPECT_EQ(
        end(R"({"asked": "why?", "answer": {"role": "assistant"}, "found": 1})"),
        "data: {\"asked\": \"why?\", \"answer\": {\"role\": \"assistant\"}, \"found\": 1}\n\n");
    EXPECT_FALSE(m_events->isStream());
}

TEST_F(OutputEventsTest, functionsTellTheirOnlyOutputAtOnceAndOthersAtTheEnd)
{
    begin("entry: a:b\n", false);
    EXPECT_EQ(piece("output", "1"), "data: {\"output\": \"1\"}\n\n");
    begin("entry: a:b\n", false);
    EXPECT_EQ(piece("answer", "1"), "");
    EXPECT_EQ(end(R"({"answer": "1", "n": 2})"),
              "data: {\"n\": 2}\n\ndata: {\"answer\": \"1\"}\n\n");
}

} // namespace
} // namespace postern::serve
