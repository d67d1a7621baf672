// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/pyrepr.h"
#include "engine/flow/loader.h"
#include "engine/run/conversation.h"

#include <gtest/gtest.h>

namespace postern::run {

namespace {

flow::Flow dagFlow(const std::string &question, const std::string &history)
{
    return *flow::loadFlow("inputs:\n"
                           "  question: {type: "
                               + question
                               + ", is_chat_input: true}\n"
                                 "  chat_history: {type: list"
                               + history
                               + "}\n"
                                 "outputs:\n"
                                 "  answer: {type: string, reference: '${say.output}', "
                                 "is_chat_output: true}\n"
                                 "  more: {type: string, reference: '${say.output.x}'}\n"
                                 "nodes: []\n",
                           flow::FlowKind::Dag,
                           "flow.dag.yaml")
                .flow;
}

std::string historyOf(const Conversation &conversation)
{
    return py::repr(*conversation.inputs("next").find(conversation.shape().history));
}

} // namespace

TEST(Conversation, aDagRemembersInputsAndAllOutputs)
{
    Conversation conversation(dagFlow("string", ""), {});
    EXPECT_EQ(conversation.shape().node, "say");
    EXPECT_EQ(historyOf(conversation), "[]");
    const Value outputs = Dict{{"answer", "Hi"}, {"more", 1}};
    EXPECT_EQ(conversation.answer(outputs), Value("Hi"));
    conversation.remember("Hello", outputs);
    EXPECT_EQ(historyOf(conversation),
              "[{'inputs': {'question': 'Hello'}, 'outputs': {'answer': 'Hi', 'more': 1}}]");
    EXPECT_EQ(*conversation.inputs("next").find("question"), Value("next"));
}

TEST(Conversation, goingBackForgetsTurnsButNotTheFirstHistory)
{
    Conversation conversation(dagFlow("string", ", default: [{a: 1}]"), {});
    conversation.remember("one", Dict{{"answer", "1"}});
    conversation.remember("two", Dict{{"answer", "2"}});
    conversation.goBackTo(1);
    EXPECT_EQ(conversation.turns(), 1U);
    EXPECT_EQ(historyOf(conversation),
              "[{'a': 1}, {'inputs': {'question': 'one'}, 'outputs': {'answer': '1'}}]");
    conversation.goBackTo(0);
    EXPECT_EQ(historyOf(conversation), "[{'a': 1}]");
}

TEST(Conversation, anInputOfPartsGetsTheTextAsOne)
{
    const Conversation conversation(dagFlow("list", ""), {});
    EXPECT_EQ(py::repr(conversation.question("What is this?")), "['What is this?']");
}

TEST(Conversation, codeRemembersByRoleAndItsOnlyOpenInputIsTheQuestion)
{
    const flow::Flow flow = *flow::loadFlow("---\ninputs:\n"
                                            "  name: {type: string}\n"
                                            "  question: {type: string}\n"
                                            "  chat_history: {type: list}\n---\nuser:\n",
                                            flow::FlowKind::Prompty,
                                            "ask.prompty")
                                 .flow;
    EXPECT_THROW(Conversation(flow, {}), Error);
    Conversation conversation(flow, Dict{{"name", "Kim"}});
    conversation.remember("Hello", "Hi");
    EXPECT_EQ(historyOf(conversation),
              "[{'role': 'user', 'content': 'Hello'}, {'role': 'assistant', 'content': 'Hi'}]");
    conversation.goBackTo(0);
    EXPECT_EQ(historyOf(conversation), "[]");
}

} // namespace postern::run
