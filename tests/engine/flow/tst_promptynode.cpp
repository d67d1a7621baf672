// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/flowdocument.h"
#include "engine/flow/floweditor.h"
#include "engine/flow/promptynode.h"
#include "tests/support/failure.h"
#include "tests/support/temporaryfolder.h"

#include <gmock/gmock.h>

using namespace postern;
using namespace postern::flow;
using testing::HasSubstr;
using testing::Not;

namespace {

constexpr const char *kFlow = R"(inputs:
  question:
    type: string
    default: What is a postern?
  count:
    type: int
outputs: {}
nodes:
- name: answer
  type: llm
  source:
    type: code
    path: answer.jinja2
  inputs:
    deployment_name: gpt-4o
    temperature: 0.2
    max_tokens: ${inputs.count}
    response_format:
      type: json_object
    question: ${inputs.question}
    tone: "yes: kind"
  connection: aoai
  api: chat
)";

constexpr const char *kTemplate = "system:\nBe {{tone}}.\n\nuser:\n{{question}}\n";

class PromptyNode : public testing::Test
{
protected:
    FlowDocument load(const std::string &name, const std::string &text) const
    {
        return FlowDocument::load(locateFlow(m_folder.write(name, text)), Trust::Trusted);
    }

    test::TemporaryFolder m_folder;
};

} // namespace

TEST_F(PromptyNode, aNodeBecomesAPromptyThatAPersonWouldHaveWritten)
{
    const FlowDocument document = load("flow.dag.yaml", kFlow);
    const std::string text = promptyOfNode(document.flow(), document.flow().nodes[0], kTemplate);
    EXPECT_EQ(text, R"(---
name: answer
model:
  api: chat
  configuration:
    type: azure_openai
    connection: aoai
    azure_deployment: gpt-4o
  parameters:
    temperature: 0.2
    response_format:
      type: json_object
inputs:
  question:
    type: string
  tone:
    type: string
sample:
  question: What is a postern?
  tone: 'yes: kind'
---
system:
Be {{tone}}.

user:
{{question}}
)");
    const FlowDocument prompty = load("answer.prompty", text);
    EXPECT_TRUE(prompty.isCurrent());
}

TEST_F(PromptyNode, andBack)
{
    const FlowDocument document = load("flow.dag.yaml", kFlow);
    const std::string text = promptyOfNode(document.flow(), document.flow().nodes[0], kTemplate);
    const NodeOfPrompty made = nodeOfPrompty(text, document.flow(), "again", "again.jinja2");
    EXPECT_EQ(made.templateText, kTemplate);
    FlowEditor editor(document);
    editor.addNodes(made.yaml);
    std::string changed = document.text();
    editor.edit().files.begin()->second.applyTo(changed);
    const FlowDocument after = load("flow.dag.yaml", changed);
    const Node *const node = after.flow().node("again");
    ASSERT_NE(node, nullptr);
    EXPECT_EQ(node->connection, "aoai");
    EXPECT_EQ(node->api, "chat");
    EXPECT_EQ(node->source.path, "again.jinja2");
    EXPECT_EQ(node->input("deployment_name")->literal, Value("gpt-4o"));
    EXPECT_EQ(node->input("temperature")->literal, Value(0.2));
    EXPECT_EQ(node->input("question")->text, "${inputs.question}"); // the flow has one of that name
    EXPECT_EQ(node->input("tone")->literal, Value("yes: kind"));
}

TEST_F(PromptyNode, whatCannotBeReadIsSaid)
{
    const Flow flow;
    EXPECT_TRUE(test::failureOf([&] { nodeOfPrompty("no fences", flow, "a", "a.jinja2"); }));
    const NodeOfPrompty bare
        = nodeOfPrompty("---\nname: x\n---\nuser:\nhi\n", flow, "a", "a.jinja2");
    EXPECT_THAT(bare.yaml, HasSubstr("api: chat"));
    EXPECT_THAT(bare.yaml, Not(HasSubstr("connection")));
}
