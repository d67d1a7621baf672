// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/flow/flowdocument.h"
#include "engine/serve/swagger.h"

#include <gtest/gtest.h>

namespace postern::serve {
namespace {

const Value *at(const Value &value, std::initializer_list<const char *> path)
{
    const Value *part = &value;
    for (const char *step : path)
        part = part ? part->find(step) : nullptr;
    return part;
}

TEST(Swagger, describesAChatFlowAsPromptFlowDoes)
{
    const flow::Flow flow = flow::FlowDocument::fromText({}, R"(
inputs:
  chat_history: {type: list, is_chat_history: true, default: []}
  question: {type: string, is_chat_input: true, description: What to ask, default: hello}
  count: {type: int}
outputs:
  answer: {type: string, reference: "${inputs.question}", is_chat_output: true}
  parts: {type: list, reference: "${inputs.chat_history}"}
  grade: {type: double, reference: "${inputs.count}", evaluation_only: true}
  inner: {type: object, reference: "${inputs.count}"}
nodes: []
)")
                                .flow();
    const Value swagger = swaggerOf(flow,
                                    "talk",
                                    json::parse(R"([{"question": "a"}, {"question": "b"}])"),
                                    {"inner"});
    EXPECT_EQ(json::write(*swagger.find("info")),
              R"({"title": "Promptflow[talk] API", "version": "1.0.0", "x-flow-name": "talk", )"
              R"("x-chat-history": "chat_history", "x-chat-input": "question", )"
              R"("x-flow-type": "chat", "x-chat-output": "answer"})");
    const Value *request = at(swagger, {"paths", "/score", "post", "requestBody", "content"});
    ASSERT_TRUE(request);
    EXPECT_EQ(json::write(*at(*request, {"application/json", "schema"})),
              R"({"type": "object", "properties": {"chat_history": {"type": "array", "items": )"
              R"({"type": "object", "additionalProperties": {}}}, "question": {"type": "string", )"
              R"("description": "What to ask", "default": "hello"}, "count": {"type": "integer"}}, )"
              R"("required": ["chat_history", "question", "count"]})");
    EXPECT_EQ(json::write(*at(*request, {"application/json", "example"})), R"({"question": "a"})");
    const Value *answer = at(swagger, {"paths", "/score", "post", "responses", "200", "content"});
    ASSERT_TRUE(answer);
    EXPECT_EQ(json::write(*at(*answer, {"application/json", "schema", "properties"})),
              R"({"answer": {"type": "string"}, "parts": {"type": "array", "items": )"
              R"({"type": "object", "additionalProperties": {}}}})");
    EXPECT_TRUE(at(swagger, {"paths", "/feedback", "post"}));
}

TEST(Swagger, ofAFlowWithoutInputsNeedsNoBody)
{
    const Value swagger = swaggerOf(flow::Flow(), "empty", Value(), {});
    const Value *request = at(swagger, {"paths", "/score", "post", "requestBody"});
    ASSERT_TRUE(request);
    EXPECT_EQ(*request->find("required"), Value(false));
    EXPECT_EQ(json::write(*at(*request, {"content", "application/json"})),
              R"({"schema": {"type": "object"}, "example": {}})");
}

} // namespace
} // namespace postern::serve
