// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/replay/spans.h"
#include "tests/engine/run/flowfolder.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <string>

namespace postern::replay {

namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char *kFlow = R"(inputs:
  x: {type: string, default: a}
outputs:
  o: {type: string, reference: '${ask.output}'}
nodes:
- {name: shout, type: python, source: {type: code, path: shout.py}, inputs: {t: '${inputs.x}'}}
- name: ask
  type: llm
  source: {type: code, path: ask.jinja2}
  inputs: {deployment_name: gpt, temperature: 0.5, t: '${shout.output}'}
  connection: c
  api: chat
)";

class Spans : public run::FlowFolder
{
protected:
    Spans()
    {
        write("flow.dag.yaml", kFlow);
        write("ask.jinja2", "user:\nWhat is {{t}}?\n");
        write("shout.py",
              "from promptflow.core import tool\nfrom promptflow.tracing import trace\n"
              "@trace\ndef inner(t):\n    return t.upper()\n"
              "@tool\ndef shout(t: str):\n    return inner(t)\n");
    }

    List spansOfRun(const std::string &input)
    {
        run::RunSpec spec = specOf();
        SpanCollector collector;
        spec.observers = {&collector};
        spec.keepBodies = true;
        spec.inputs = Dict{{"x", input}};
        test::run(m_loop, run::runFlow(m_engine, std::move(spec)));
        m_written = json::write(collector.spans("myflow"));
        const Value whole = json::parse(m_written);
        return whole.find("resourceSpans")
            ->asList()
            .front()
            .find("scopeSpans")
            ->asList()
            .front()
            .find("spans")
            ->asList();
    }

    std::string m_written;
};

Value named(const List &spans, const std::string &name)
{
    const auto found = std::ranges::find_if(spans, [&name](const Value &span) {
        return *span.find("name") == Value(name);
    });
    return found == spans.end() ? Value() : *found;
}

std::map<std::string, std::string> attributesOf(const Value &span)
{
    std::map<std::string, std::string> found;
    for (const Value &attribute : span.find("attributes")->asList()) {
        const Value &value = attribute.find("value")->asDict().begin()->second;
        found[attribute.find("key")->asString()] = value.isString() ? value.asString()
                                                                    : json::write(value);
    }
    return found;
}

TEST_F(Spans, standOneBelowTheOther)
{
    const List spans = spansOfRun("b");
    const Value root = named(spans, "myflow");
    const Value shout = named(spans, "shout");
    const Value inner = named(spans, "inner");
    const Value ask = named(spans, "ask");
    const Value chat = named(spans, "chat gpt");
    ASSERT_TRUE(root.isDict() && shout.isDict() && inner.isDict() && ask.isDict() && chat.isDict())
        << m_written;
    EXPECT_EQ(root.find("parentSpanId"), nullptr);
    EXPECT_EQ(*shout.find("parentSpanId"), *root.find("spanId"));
    EXPECT_EQ(*ask.find("parentSpanId"), *root.find("spanId"));
    EXPECT_EQ(*chat.find("parentSpanId"), *ask.find("spanId"));
    for (const Value &span : spans) {
        EXPECT_EQ(*span.find("traceId"), *root.find("traceId"));
        EXPECT_EQ(span.find("traceId")->asString().size(), 32U);
        EXPECT_EQ(span.find("spanId")->asString().size(), 16U);
        EXPECT_LE(std::stoll(span.find("startTimeUnixNano")->asString()),
                  std::stoll(span.find("endTimeUnixNano")->asString()));
        const Value *parent = span.find("parentSpanId");
        EXPECT_TRUE(!parent || std::ranges::any_of(spans, [&](const Value &other) {
            return *other.find("spanId") == *parent;
        }));
    }
}

TEST_F(Spans, haveTheAttributesOfBothConventions)
{
    const List spans = spansOfRun("b");
    auto chat = attributesOf(named(spans, "chat gpt"));
    EXPECT_EQ(chat["gen_ai.operation.name"], "chat");
    EXPECT_EQ(chat["gen_ai.provider.name"], "azure.ai.openai");
    EXPECT_EQ(chat["gen_ai.request.temperature"], "0.5");
    EXPECT_EQ(chat["gen_ai.usage.input_tokens"], chat["llm.usage.prompt_tokens"]);
    EXPECT_GT(std::stoi(chat["llm.usage.total_tokens"]), 0);
    EXPECT_EQ(chat["http.response.status_code"], "200");
    EXPECT_EQ(*named(spans, "chat gpt").find("kind"), Value(3));
    auto ask = attributesOf(named(spans, "ask"));
    EXPECT_EQ(ask["framework"], "promptflow");
    EXPECT_EQ(ask["span_type"], "LLM");
    EXPECT_EQ(ask["node_name"], "ask");
    EXPECT_EQ(ask["__computed__.cumulative_token_count.total"], chat["llm.usage.total_tokens"]);
    EXPECT_THAT(ask["inputs"], HasSubstr("\"t\": \"B\""));
    EXPECT_EQ(attributesOf(named(spans, "myflow"))["span_type"], "Flow");
    EXPECT_EQ(attributesOf(named(spans, "inner"))["span_type"], "Function");
}

TEST_F(Spans, sayWhatFailed)
{
    write("shout.py",
          "from promptflow.core import tool\n@tool\ndef shout(t: str):\n    raise "
          "ValueError('no')\n");
    const List spans = spansOfRun("b");
    const Value status = *named(spans, "shout").find("status");
    EXPECT_EQ(*status.find("code"), Value(2));
    EXPECT_THAT(status.find("message")->asString(), HasSubstr("ValueError"));
    EXPECT_EQ(*named(spans, "myflow").find("status")->find("code"), Value(2));
}

TEST_F(Spans, holdNoSecret)
{
    log::registerSecret("sesame-in-a-span");
    spansOfRun("sesame-in-a-span");
    EXPECT_THAT(m_written, Not(HasSubstr("sesame-in-a-span")));
}

} // namespace

} // namespace postern::replay
