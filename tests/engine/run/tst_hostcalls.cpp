// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// What Python code asks of the engine counts in the run it belongs to.

#include "tests/engine/run/flowfolder.h"
#include "tests/support/httpserver.h"

#include <gmock/gmock.h>

#include <algorithm>

using namespace postern;
using namespace postern::run;
using testing::HasSubstr;

namespace {

constexpr std::string_view kAnswer
    = R"({"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [{"index": 0,
 "finish_reason": "stop", "message": {"role": "assistant", "content": "Fine."}}],
 "usage": {"prompt_tokens": 11, "completion_tokens": 3, "total_tokens": 14}})";

class HostCallsTest : public FlowFolder
{
protected:
    HostCallsTest()
        : m_models(m_loop, [](test::HttpServer::Peer &peer, const test::HttpServer::Received &) {
            return answer(peer);
        })
    {
        write("chat.prompty",
              "---\nname: chat\nmodel:\n  api: chat\n  configuration:\n    connection: team\n"
              "    type: azure_openai\n    azure_deployment: gpt-4o\n  parameters: {max_tokens: "
              "9}\n---\n"
              "user:\nHow is {{what}}?\n");
        write("inner/flow.dag.yaml",
              "inputs:\n  what: {type: string}\noutputs:\n"
              "  text: {type: string, reference: '${ask.output}'}\nnodes:\n"
              "- {name: ask, type: llm, source: {type: code, path: ask.jinja2}, connection: team, "
              "api: chat, inputs: {deployment_name: gpt-4o, what: '${inputs.what}'}}\n");
        write("inner/ask.jinja2", "user:\nHow is {{what}}?\n");
    }

    static Task<> answer(test::HttpServer::Peer &peer)
    {
        http::Headers headers{{"Content-Type", "application/json"}};
        co_await peer.answer(200, std::string(kAnswer), std::move(headers));
    }

    /// Runs a flow of one Python node, whose function gets the connection `c` and has this body.
    FlowRunResult run(const std::string &body, RunObservers observers = {})
    {
        write("node.py",
              "from promptflow.core import tool, Prompty, Flow\n"
              "from promptflow.connections import AzureOpenAIConnection\n"
              "from promptflow.tools import aoai\n"
              "@tool\ndef node(c: AzureOpenAIConnection):\n"
                  + body);
        write("flow.dag.yaml",
              "inputs: {}\noutputs:\n  text: {type: string, reference: '${node.output}'}\n"
              "nodes:\n- {name: node, type: python, source: {type: code, path: node.py}, "
              "inputs: {c: team}}\n");
        RunSpec spec = specOf();
        spec.simulate = false;
        connection::Connection team;
        team.name = "team";
        team.type = "azure_open_ai";
        team.module = "promptflow.connections";
        team.configs = {{"api_base", m_models.url("")}, {"api_version", "2024-02-01"}};
        team.secrets = {{"api_key", "k"}};
        spec.connections.add(std::move(team));
        spec.observers = std::move(observers);
        return test::run(m_loop, runFlow(m_engine, std::move(spec)));
    }

    /// That it counts as `calls` calls of the model.
    void expectCounted(const FlowRunResult &result, int calls)
    {
        ASSERT_FALSE(result.error) << result.error->message();
        ASSERT_EQ(result.nodes.size(), 1U);
        EXPECT_EQ(result.nodes[0].usage.total, 14 * calls);
        EXPECT_EQ(result.usage.total, 14 * calls);
        EXPECT_THAT(result.nodes[0].prompt, HasSubstr("How is"));
        const auto entries = m_engine.ledger()->entries();
        const auto isModels = [this](const http::EgressLedger::Entry &entry) {
            return entry.port == m_models.port() && entry.purpose != http::Purpose::Python;
        };
        const auto found = std::ranges::find_if(entries, isModels);
        ASSERT_NE(found, entries.end());
        EXPECT_EQ(found->requests, static_cast<std::uint64_t>(calls));
    }

    test::HttpServer m_models;
};

/// Counts what is told of a run and of the flows in it.
struct Listener final : RunObserver
{
    void onEvent(const RunEvent &event) override
    {
        if (event.isNested())
            nested.push_back(event);
        if (const auto *prompt = std::get_if<NodePrompt>(&event.data); prompt && !event.isNested())
            prompts.push_back(prompt->text);
        if (std::holds_alternative<Request>(event.data) && !event.isNested())
            ++requests;
    }
    std::vector<RunEvent> nested;
    std::vector<std::string> prompts;
    int requests = 0;
};

} // namespace

TEST_F(HostCallsTest, aPromptysTokensPromptAndHostAreTheNodes)
{
    Listener listener;
    const FlowRunResult result = run("    return Prompty.load('chat.prompty')(what='it')\n",
                                     {&listener});
    expectCounted(result, 1);
    EXPECT_EQ(result.outputs, Value(Dict{{"text", "Fine."}}));
    ASSERT_EQ(listener.prompts.size(), 1U);
    EXPECT_THAT(listener.prompts[0], HasSubstr("How is it?"));
    EXPECT_EQ(listener.requests, 1);
}

TEST_F(HostCallsTest, aToolsTokensPromptAndHostAreTheNodes)
{
    const FlowRunResult result = run(
        "    return aoai.chat(connection=c, prompt='user:\\nHow is {{what}}?', "
        "deployment_name='gpt-4o', what='it')\n");
    expectCounted(result, 1);
    EXPECT_EQ(result.outputs, Value(Dict{{"text", "Fine."}}));
}

TEST_F(HostCallsTest, aFlowsTokensPromptAndHostAreTheNodes)
{
    Listener listener;
    const FlowRunResult result
        = run("    flow = Flow.load('inner')\n"
              "    return flow(what='it')['text'] + flow(what='that')['text']\n",
              {&listener});
    expectCounted(result, 2);
    EXPECT_EQ(result.outputs, Value(Dict{{"text", "Fine.Fine."}}));
    const auto isAsked = [](const RunEvent &event) {
        return event.origin.node == "ask" && std::holds_alternative<NodeFinished>(event.data);
    };
    ASSERT_EQ(std::ranges::count_if(listener.nested, isAsked), 2);
    const auto told = std::ranges::find_if(listener.nested, isAsked);
    EXPECT_EQ(told->origin.parent->node, "node");
    EXPECT_EQ(told->origin.parent->parent, nullptr);
}

TEST_F(HostCallsTest, aPromptReachesTheModelAsTextWithoutAnyFile)
{
    const std::filesystem::path scratch = m_root / "tmp";
    std::filesystem::create_directory(scratch);
    ASSERT_EQ(::setenv("TMPDIR", scratch.c_str(), 1), 0);
    const FlowRunResult result = run(
        "    from os import listdir\n"
        "    texts = [aoai.chat(connection=c, prompt='user:\\nHow is {{what}} %d?' % i, "
        "deployment_name='gpt-4o', what='it') for i in range(3)]\n"
        "    return ''.join(texts)\n");
    ::unsetenv("TMPDIR");
    expectCounted(result, 3);
    EXPECT_TRUE(std::filesystem::is_empty(scratch));
    EXPECT_THAT(result.nodes[0].prompt, HasSubstr("How is it 2?"));
}

TEST_F(HostCallsTest, differentPromptsAreKeptWithinABound)
{
    const FlowRunResult result = run(
        "    for i in range(100):\n"
        "        aoai.chat(connection=c, prompt='user:\\nHow is %d?' % i + 'x' * 36000, "
        "deployment_name='gpt-4o')\n"
        "    return ''\n");
    expectCounted(result, 100);
    EXPECT_EQ(m_engine.templates().compiledCount(), 100U);
    EXPECT_LE(m_engine.templates().keptText(), tool::Templates::kMostText);
}

TEST_F(HostCallsTest, aFlowThatIsCalledAgainKeepsItsWorker)
{
    write("inner/flow.dag.yaml",
          "inputs:\n  n: {type: int}\noutputs:\n"
          "  id: {type: string, reference: '${who.output}'}\nnodes:\n"
          "- {name: who, type: python, source: {type: code, path: who.py}, "
          "inputs: {n: '${inputs.n}'}}\n");
    write("inner/who.py",
          "import os\nfrom promptflow.core import tool\n@tool\n"
          "def who(n: int):\n    print('in', n)\n    return f'{n}:{os.getpid()}'\n");
    const FlowRunResult result = run(
        "    flow = Flow.load('inner')\n"
        "    ids = [flow(n=i)['id'].split(':') for i in range(20)]\n"
        "    assert [n for n, _ in ids] == [str(i) for i in range(20)]\n"
        "    return len({worker for _, worker in ids})\n");
    ASSERT_FALSE(result.error) << result.error->message();
    EXPECT_EQ(result.outputs, Value(Dict{{"text", 1}}));
    EXPECT_THAT(result.nodes[0].logs, HasSubstr("in 19"));
}

TEST_F(HostCallsTest, aFlowWhoseTextHasChangedIsReadAnew)
{
    write("inner/flow.dag.yaml",
          "inputs: {}\noutputs:\n  t: {type: string, reference: '${say.output}'}\nnodes:\n"
          "- {name: say, type: prompt, source: {type: code, path: one.jinja2}, inputs: {}}\n");
    write("inner/one.jinja2", "one");
    write("inner/two.jinja2", "two");
    const FlowRunResult result = run(
        "    flow = Flow.load('inner')\n"
        "    first = flow()['t']\n"
        "    text = open('inner/flow.dag.yaml').read()\n"
        "    open('inner/flow.dag.yaml', 'w').write(text.replace('one.jinja2', 'two.jinja2'))\n"
        "    return first + flow()['t']\n");
    ASSERT_FALSE(result.error) << result.error->message();
    EXPECT_EQ(result.outputs, Value(Dict{{"text", "onetwo"}}));
}
