// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "tests/app/cli/command.h"
#include "tests/support/httpserver.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>

#include <atomic>
#include <thread>

using namespace postern;
using testing::HasSubstr;
using testing::Not;

namespace {

constexpr auto kKey = "key-that-must-not-show";

/// The answer of a model that says what it was asked, and the key it was asked with.
std::string answerTo(const test::HttpServer::Received &request)
{
    const Value body = json::parse(request.body);
    const Value *messages = body.find("messages");
    const std::string asked = messages->asList().back().find("content")->asString();
    const Value message(Dict{{"role", "assistant"}, {"content", "You said " + asked + kKey}});
    Dict answer{{"id", "1"}, {"model", "gpt-test"}, {"object", "chat.completion"}};
    answer.append("choices", List{Value(Dict{{"index", 0}, {"message", message}})});
    answer.append("usage",
                  Dict{{"prompt_tokens", 1}, {"completion_tokens", 2}, {"total_tokens", 3}});
    return json::write(Value(std::move(answer)));
}

/// A flow that asks a model twice at the same time, once from Python, and puts the answers together.
class Recordings : public test::CommandTest
{
protected:
    Recordings()
    {
        write("flow/flow.dag.yaml",
              "inputs:\n  name: {type: string, default: Ada}\n"
              "outputs:\n  text: {type: string, reference: '${join.output}'}\n"
              "nodes:\n"
              "- name: greet\n  type: llm\n  source: {type: code, path: greet.jinja2}\n"
              "  inputs: {deployment_name: gpt, name: '${inputs.name}'}\n"
              "  connection: aoai\n  api: chat\n"
              "- name: ask\n  type: python\n  source: {type: code, path: ask.py}\n"
              "  inputs: {name: '${inputs.name}'}\n"
              "- name: join\n  type: python\n  source: {type: code, path: join.py}\n"
              "  inputs: {a: '${greet.output}', b: '${ask.output}'}\n");
        write("flow/greet.jinja2", "system:\nYou are kind.\nuser:\nHello {{name}}\n");
        write("flow/ask.prompty",
              "---\nname: ask\nmodel:\n  api: chat\n  configuration:\n    type: azure_openai\n"
              "    azure_deployment: gpt\n    connection: aoai\n  parameters: {}\ninputs:\n  name: "
              "{type: string}\n"
              "---\nuser:\nWho is {{name}}?\n");
        write("flow/ask.py",
              "from promptflow.core import tool, Prompty\n@tool\ndef ask(name: str) -> str:\n"
              "    return Prompty.load('ask.prompty')(name=name)\n");
        write("flow/join.py",
              "from promptflow.core import tool\n@tool\ndef join(a: str, b: str) -> str:\n"
              "    return a + ' | ' + b\n");
        m_server = std::make_unique<test::HttpServer>(
            m_loop,
            [this](test::HttpServer::Peer &peer,
                   const test::HttpServer::Received &request) -> Task<> {
                ++m_asked;
                std::string answer = answerTo(request);
                http::Headers headers{{"Content-Type", "application/json"}};
                co_await peer.answer(200, std::move(answer), std::move(headers));
            });
        m_thread = std::thread([this] { m_loop.run(); });
        write("c.yaml",
              "name: aoai\ntype: azure_open_ai\napi_base: " + m_server->url("/gate")
                  + "\napi_key: " + kKey + "\n");
    }
    ~Recordings() override
    {
        m_work.reset();
        m_loop.stop();
        m_thread.join();
    }

    test::CommandResult test(std::vector<std::string> more) const
    {
        std::vector<std::string> words{"flow", "test", "--flow", "flow"};
        words.insert(words.end(), more.begin(), more.end());
        return run(std::move(words));
    }

    void record()
    {
        const auto result = test(
            {"--connections", "c.yaml", "--record", "run.jsonl", "--inputs", "name=Bob"});
        ASSERT_EQ(result.exitCode, 0) << result.error;
        ASSERT_EQ(m_asked, 2);
        m_output = result.output;
    }

    boost::asio::io_context m_loop{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> m_work{
        m_loop.get_executor()};
    std::unique_ptr<test::HttpServer> m_server;
    std::thread m_thread;
    std::atomic<int> m_asked = 0;
    std::string m_output;
};

TEST_F(Recordings, answerWithoutNetworkConnectionOrKey)
{
    record();
    EXPECT_THAT(read("run.jsonl"), HasSubstr("You said Hello Bob"));
    EXPECT_THAT(read("run.jsonl"), Not(HasSubstr(kKey)));
    EXPECT_THAT(read("run.jsonl"), HasSubstr("\"ask\""));
    const auto result = test({"--replay", "run.jsonl"});
    EXPECT_EQ(result.exitCode, 0) << result.error;
    EXPECT_THAT(result.output, HasSubstr("You said Hello Bob****** | You said Who is Bob?******"));
    EXPECT_EQ(m_asked, 2);
    EXPECT_THAT(result.error, Not(HasSubstr("weren't asked")));
}

TEST_F(Recordings, sayWhereAnEditedFlowDeparts)
{
    record();
    write("flow/greet.jinja2", "system:\nYou are rude.\nuser:\nHello {{name}}\n");
    const auto result = test({"--replay", "run.jsonl"});
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_THAT(result.error, HasSubstr("'greet'"));
    EXPECT_THAT(result.error, HasSubstr("messages[0].content"));
    EXPECT_THAT(result.error, HasSubstr("- You are kind."));
    EXPECT_THAT(result.error, HasSubstr("+ You are rude."));
    EXPECT_THAT(result.error, HasSubstr("--record"));
    EXPECT_EQ(m_asked, 2);
}

TEST_F(Recordings, keepPythonFromTheNetwork)
{
    record();
    write("flow/join.py",
          "import urllib.request\nfrom promptflow.core import tool\n@tool\n"
          "def join(a: str, b: str) -> str:\n"
          "    try:\n        urllib.request.urlopen('"
              + m_server->url()
              + "')\n    except OSError as error:\n        return 'refused: ' + str(error)\n"
                "    return 'reached'\n");
    const auto result = test({"--replay", "run.jsonl"});
    EXPECT_EQ(result.exitCode, 0) << result.error;
    EXPECT_THAT(result.output, HasSubstr("refused: "));
    EXPECT_THAT(result.error, HasSubstr("played from a recording"));
    EXPECT_EQ(m_asked, 2);
}

TEST_F(Recordings, tellADepartureThatTheCodeHid)
{
    record();
    write("flow/ask.py",
          "from promptflow.core import tool, Prompty\n@tool\ndef ask(name: str) -> str:\n"
          "    try:\n        return Prompty.load('ask.prompty')(name=name + '!')\n"
          "    except Exception:\n        return 'nobody'\n");
    const auto result = test({"--replay", "run.jsonl"});
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_THAT(result.error, HasSubstr("Who is Bob!?"));
    EXPECT_THAT(result.error, HasSubstr("weren't asked for: those of ask"));
}

TEST_F(Recordings, areRefusedWhenTheyAreNone)
{
    write("notes.txt", "precious");
    const auto over = test({"--simulate", "--record", "notes.txt"});
    EXPECT_EQ(over.exitCode, 5);
    EXPECT_EQ(read("notes.txt"), "precious");
    EXPECT_EQ(test({"--replay", "notes.txt"}).exitCode, 3);
    EXPECT_EQ(test({"--replay", "none.jsonl"}).exitCode, 3);
    write("newer.jsonl", "{\"cassette\": 99}\n");
    const auto newer = test({"--replay", "newer.jsonl"});
    EXPECT_EQ(newer.exitCode, 3);
    EXPECT_THAT(newer.error, HasSubstr("newer Postern"));
    const auto unwritable = test({"--simulate", "--record", "no/such\n/../x/f"});
    EXPECT_NE(unwritable.exitCode, 0);
    EXPECT_THAT(unwritable.error, HasSubstr("error: "));
}

TEST_F(Recordings, ofASimulatedRunArePlayedToo)
{
    const auto recorded = test({"--simulate", "--record", "s.jsonl", "--inputs", "name=Eve"});
    ASSERT_EQ(recorded.exitCode, 0) << recorded.error;
    const auto played = test({"--replay", "s.jsonl"});
    EXPECT_EQ(played.exitCode, 0) << played.error;
    EXPECT_EQ(played.output, recorded.output);
}

TEST_F(Recordings, letAFlowRunFromANode)
{
    record();
    const auto result = test({"--from", "join", "--reuse", "run.jsonl"});
    EXPECT_EQ(result.exitCode, 0) << result.error;
    EXPECT_THAT(result.error, HasSubstr("Taken from run.jsonl, not run: ask, greet"));
    EXPECT_THAT(result.error, HasSubstr("greet: cached"));
    EXPECT_THAT(result.output, HasSubstr("You said Hello Bob"));
    EXPECT_EQ(m_asked, 2);
    write("flow/ask.py",
          "from promptflow.core import tool\n@tool\ndef ask(name: str):\n    return object()\n");
    const auto odd = test({"--simulate", "--until", "ask", "--detail", "odd.json"});
    ASSERT_EQ(odd.exitCode, 0) << odd.error;
    const auto refused = test({"--from", "join", "--reuse", "odd.json"});
    EXPECT_EQ(refused.exitCode, 3);
    EXPECT_THAT(refused.error, HasSubstr("node '"));
}

TEST_F(Recordings, letAFlowRunUntilANode)
{
    const auto result = test({"--simulate", "--until", "ask", "--inputs", "name=Eve"});
    EXPECT_EQ(result.exitCode, 0) << result.error;
    EXPECT_THAT(result.error, Not(HasSubstr("greet:")));
    EXPECT_THAT(result.error, Not(HasSubstr("join:")));
    EXPECT_EQ(test({"--simulate", "--until", "nobody"}).exitCode, 2);
}

TEST_F(Recordings, areWhatTestCasesRunWith)
{
    record();
    write("flow/tests/greet.yaml",
          "cases:\n"
          "- name: greets\n  inputs: {name: Bob}\n  cassette: ../../run.jsonl\n"
          "  expect:\n    that: \"'Hello Bob' in outputs.text\"\n"
          "    nodes: {join: {status: Completed}}\n"
          "- name: fails\n  inputs: {name: Bob}\n  cassette: ../../run.jsonl\n"
          "  expect:\n    outputs:\n      text: another\n");
    const auto result = test({"--cases", "--junit", "r.xml"});
    EXPECT_EQ(result.exitCode, 1) << result.error;
    EXPECT_THAT(result.output, HasSubstr("passed greets"));
    EXPECT_THAT(result.output, HasSubstr("FAILED fails"));
    EXPECT_THAT(result.output, HasSubstr("- another"));
    EXPECT_THAT(result.output, HasSubstr("greet.yaml:13: "));
    EXPECT_THAT(result.output, HasSubstr("1 passed, 1 failed"));
    EXPECT_THAT(read("r.xml"), HasSubstr("failures=\"1\""));
    const auto json = test({"--cases", "flow/tests/greet.yaml", "--format", "json"});
    EXPECT_EQ(*json.json().find("failed"), Value(1));
    EXPECT_EQ(m_asked, 2);

    write("flow/tests/wrong.yaml", "inputs: {}\nexpct: {}\n");
    const auto wrong = test({"--cases"});
    EXPECT_EQ(wrong.exitCode, 3);
    EXPECT_THAT(wrong.error, HasSubstr("wrong.yaml:2:1"));
    EXPECT_EQ(wrong.output, "");
}

TEST_F(Recordings, areComparedWithWhatIsExpected)
{
    record();
    write("good.yaml", "that: outputs.text | length > 3\n");
    write("bad.json", "{\"text\": \"no\"}");
    EXPECT_EQ(test({"--replay", "run.jsonl", "--expect", "good.yaml"}).exitCode, 0);
    const auto bad = test({"--replay", "run.jsonl", "--expect", "bad.json"});
    EXPECT_EQ(bad.exitCode, 1);
    EXPECT_THAT(bad.error, HasSubstr("bad.json:1: "));
    EXPECT_THAT(bad.error, HasSubstr("- no"));
    write("wrong.yaml", "outputs: 3\n");
    EXPECT_EQ(test({"--replay", "run.jsonl", "--expect", "wrong.yaml"}).exitCode, 3);
}

TEST_F(Recordings, andOtherRecordsAreCompared)
{
    record();
    ASSERT_EQ(test({"--replay", "run.jsonl", "--detail", "a.json", "--events", "a.jsonl"}).exitCode,
              0);
    write("flow/join.py",
          "from promptflow.core import tool\n@tool\ndef join(a: str, b: str) -> str:\n"
          "    return a + ' & ' + b\n");
    ASSERT_EQ(test({"--replay", "run.jsonl", "--detail", "b.json"}).exitCode, 0);
    const auto same = run({"run", "compare", "a.json", "a.json"});
    EXPECT_THAT(same.output, HasSubstr("Both runs are the same"));
    const auto text = run({"run", "compare", "a.json", "b.json"});
    EXPECT_EQ(text.exitCode, 0) << text.error;
    EXPECT_THAT(text.output, HasSubstr("First difference: join, output"));
    EXPECT_THAT(text.output, HasSubstr("greet: same"));
    const Value json = run({"run", "compare", "a.jsonl", "b.json", "--format", "json"}).json();
    EXPECT_EQ(*json.find("first_difference")->find("node"), Value("join"));
    EXPECT_THAT(run({"run", "compare", "a.json", "b.json", "--format", "html"}).output,
                HasSubstr("<!DOCTYPE html>"));
    EXPECT_EQ(run({"run", "compare", "a.json", "c.yaml"}).exitCode, 3);
}

TEST_F(Recordings, letACacheGiveWhatHasNotChanged)
{
    record();
    const auto first = test({"--replay", "run.jsonl", "--cache", "kept"});
    ASSERT_EQ(first.exitCode, 0) << first.error;
    EXPECT_THAT(first.error, HasSubstr("greet: runs: nothing is kept"));
    EXPECT_THAT(first.error, HasSubstr("ask: runs: it isn't repeatable: it uses 'Prompty'"));
    const auto second = test({"--replay", "run.jsonl", "--cache", "kept", "--cache-all"});
    EXPECT_EQ(second.output, first.output);
    EXPECT_THAT(second.error, HasSubstr("greet: taken from kept"));
    EXPECT_THAT(second.error, HasSubstr("ask: cached"));
    EXPECT_THAT(second.error, HasSubstr("join: cached"));
    write("flow/greet.jinja2", "system:\nYou are kind.\nuser:\nHello {{ name }}\n");
    const auto third = test({"--replay", "run.jsonl", "--cache", "kept"});
    EXPECT_EQ(third.exitCode, 0) << third.error;
    EXPECT_THAT(third.error, HasSubstr("greet: done"));
}

TEST_F(Recordings, areWrittenOverNothingElse)
{
    write("notes.txt", "precious");
    write("flow/tests/a.yaml", "simulate: true\nexpect: {status: Completed}\n");
    for (const std::vector<std::string> &words :
         {std::vector<std::string>{"--simulate", "--cache", "notes.txt"},
          {"--simulate", "--trace", "notes.txt"},
          {"--simulate", "--record", "notes.txt"},
          {"--cases", "--junit", "notes.txt"}}) {
        EXPECT_EQ(test(words).exitCode, 5) << words[1];
        EXPECT_EQ(read("notes.txt"), "precious");
    }
}

TEST_F(Recordings, areRunsOfTheHistoryToo)
{
    write(".home/prices.json", R"({"models": {"gpt-test": {"input": 1000000, "output": 0}}})");
    record();
    const Value runs = run({"run", "list", "--format", "json"}).json();
    ASSERT_EQ(runs.asList().size(), 1U);
    EXPECT_EQ(*runs.asList()[0].find("cost"), Value(2)); // two requests of a token each
    const auto replayed = run({"run", "replay", "last"});
    EXPECT_EQ(replayed.exitCode, 0) << replayed.error;
    EXPECT_THAT(replayed.output, HasSubstr("You said Hello Bob"));
    EXPECT_EQ(m_asked, 2);

    const auto from = test({"--from", "join"});
    EXPECT_EQ(from.exitCode, 0) << from.error;
    EXPECT_THAT(from.error, HasSubstr("not run: ask, greet"));
    EXPECT_EQ(m_asked, 2);

    const auto again = run({"run", "replay", "last"}); // of which two nodes were given
    EXPECT_EQ(again.exitCode, 0) << again.error;
    EXPECT_EQ(again.output, from.output);

    write("flow/greet.jinja2", "system:\nYou are rude.\nuser:\nHello {{name}}\n");
    const std::string id = runs.asList()[0].find("name")->asString();
    EXPECT_EQ(run({"run", "replay", id}).exitCode, 1);
    ASSERT_EQ(test({"--connections", "c.yaml", "--inputs", "name=Bob"}).exitCode, 0);
    const auto compared = run({"run", "compare", id, "last"});
    EXPECT_THAT(compared.output, HasSubstr("First difference: greet, prompt"));
    EXPECT_THAT(compared.output, HasSubstr("flow source: differs"));
    EXPECT_THAT(compared.output, HasSubstr("- You are kind."));
}

TEST_F(Recordings, theLastRunThatHasWhatIsNeededIsTaken)
{
    record();
    const std::string whole
        = run({"run", "list", "--format", "json"}).json().asList()[0].find("name")->asString();
    ASSERT_EQ(test({"--connections", "c.yaml", "--until", "greet"}).exitCode, 0);
    const int asked = m_asked;
    const auto from = test({"--from", "join"});
    EXPECT_EQ(from.exitCode, 0) << from.error;
    EXPECT_THAT(from.output, HasSubstr("You said Who is Bob?")); // the history masks the key in it
    EXPECT_THAT(from.error, HasSubstr(whole));
    EXPECT_EQ(m_asked, asked);
}

TEST_F(Recordings, ofAPartAloneTellWhatTheyLack)
{
    ASSERT_EQ(test({"--connections", "c.yaml", "--until", "greet"}).exitCode, 0);
    const auto from = test({"--from", "join"});
    EXPECT_EQ(from.exitCode, 3);
    EXPECT_THAT(from.error, HasSubstr("the run didn't come to it"));
}

TEST_F(Recordings, areTracedAsSpans)
{
    record();
    ASSERT_EQ(test({"--replay", "run.jsonl", "--trace", "spans.json"}).exitCode, 0);
    const std::string spans = read("spans.json");
    EXPECT_THAT(spans, HasSubstr("\"gen_ai.operation.name\""));
    EXPECT_THAT(spans, HasSubstr("chat gpt"));
    EXPECT_THAT(spans, Not(HasSubstr(kKey)));
}

TEST_F(Recordings, tellThatAFlowHasNoCases)
{
    const auto result = test({"--cases"});
    EXPECT_EQ(result.exitCode, 3);
    EXPECT_THAT(result.error, HasSubstr("no test cases"));
}

} // namespace
