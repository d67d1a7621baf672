// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "tests/app/cli/command.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <sstream>

namespace fs = std::filesystem;
using namespace postern;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

namespace {

/// `flow test --events`: what happens in a run, a JSON object a line.
class Events : public test::CommandTest
{
protected:
    Events()
    {
        write("flow/flow.dag.yaml",
              "inputs: {text: {type: string}}\n"
              "outputs: {o: {type: string, reference: '${ask.output}'}}\n"
              "nodes:\n"
              "- {name: shout, type: python, source: {type: code, path: shout.py},\n"
              "   inputs: {text: '${inputs.text}'}}\n"
              "- {name: ask, type: llm, source: {type: code, path: ask.jinja2},\n"
              "   inputs: {deployment_name: m, word: '${shout.output}'}, connection: c, api: "
              "chat}\n");
        write("flow/ask.jinja2", "user:\nWhat is {{word}}?\n");
        write("flow/shout.py",
              "from promptflow.core import tool\nfrom promptflow.tracing import trace\n"
              "@trace\ndef up(t):\n    return t.upper()\n"
              "@tool\ndef shout(text: str):\n    print('shouting ' + text)\n    return up(text)\n");
    }

    test::CommandResult test(const std::vector<std::string> &more = {}) const
    {
        std::vector<std::string> words{"flow", "test", "--flow", "flow", "--simulate"};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }

    std::vector<Value> events(const std::string &file = "events.jsonl") const
    {
        std::vector<Value> list;
        std::istringstream text(read(file));
        for (std::string line; std::getline(text, line);)
            list.push_back(json::parse(line));
        return list;
    }

    /// "run_started", "node_queued shout": what happened and at which node, in order.
    static std::vector<std::string> words(const std::vector<Value> &events)
    {
        std::vector<std::string> words;
        for (const Value &event : events) {
            const Value *node = event.find("node");
            words.push_back(event.find("event")->asString() + (node ? " " + node->asString() : ""));
        }
        return words;
    }

    static Value only(const std::vector<Value> &events, std::string_view kind)
    {
        for (const Value &event : events) {
            if (*event.find("event") == Value(kind))
                return event;
        }
        ADD_FAILURE() << "no " << kind;
        return {};
    }
};

} // namespace

TEST_F(Events, areWrittenInTheOrderTheyHappened)
{
    const auto result = test({"--inputs", "text=a", "--events", "events.jsonl"});
    ASSERT_EQ(result.exitCode, 0) << result.error;
    const std::vector<Value> list = events();
    EXPECT_THAT(words(list),
                ElementsAre("run_started",
                            "node_queued shout",
                            "node_started shout",
                            "node_log shout",
                            "node_log shout",
                            "span shout",
                            "node_finished shout",
                            "node_queued ask",
                            "node_started ask",
                            "node_prompt ask",
                            "request ask",
                            "node_finished ask",
                            "run_finished"));
    for (const Value &event : list) {
        EXPECT_EQ(*event.find("run"), *list[0].find("run"));
        EXPECT_EQ(*event.find("line"), Value(0));
        EXPECT_THAT(event.find("time")->asString(),
                    testing::MatchesRegex("20..-..-..T..:..:..[.]......Z"));
    }
    EXPECT_EQ(*only(list, "span").find("output"), Value("A"));
    const Value request = only(list, "request");
    EXPECT_EQ(*request.find("host"), Value("simulator"));
    EXPECT_EQ(*request.find("status"), Value(200));
    EXPECT_EQ(*request.find("usage"), *list.back().find("usage"));
    EXPECT_THAT(only(list, "node_prompt").find("text")->asString(), HasSubstr("What is A?"));
    EXPECT_EQ(json::write(*list.back().find("outputs")), json::write(result.json()));
    EXPECT_EQ(*list.back().find("status"), Value("Completed"));
}

TEST_F(Events, endWithTheErrorOfARunThatFails)
{
    write("flow/shout.py",
          "from promptflow.core import tool\n@tool\ndef shout(text: str):\n    raise "
          "ValueError('no')\n");
    EXPECT_EQ(test({"--inputs", "text=a", "--events", "events.jsonl"}).exitCode, 1);
    const std::vector<Value> list = events();
    EXPECT_EQ(*list.back().find("event"), Value("run_finished"));
    EXPECT_EQ(*list.back().find("failed_node"), Value("shout"));
    EXPECT_THAT(list.back().find("error")->find("message")->asString(), HasSubstr("ValueError"));
    EXPECT_EQ(*only(list, "node_finished").find("status"), Value("Failed"));

    write("flow/ask.jinja2", "{% if %}"); // nothing of it starts
    EXPECT_EQ(test({"--inputs", "text=a", "--events", "events.jsonl"}).exitCode, 3);
    EXPECT_EQ(words(events()).back(), "run_finished");
}

TEST_F(Events, holdNoSecret)
{
    write("connections.yaml",
          "name: c\ntype: azure_open_ai\napi_base: http://127.0.0.1:9\napi_key: sesame-of-mine\n");
    write("flow/shout.py",
          "from promptflow.core import tool\n@tool\ndef shout(text: str):\n"
          "    print('sesame-of-mine')\n    return 'sesame-of-mine'\n");
    test({"--inputs", "text=a", "--connections", "connections.yaml", "--events", "events.jsonl"});
    EXPECT_THAT(read("events.jsonl"), HasSubstr("node_log"));
    EXPECT_THAT(read("events.jsonl"), Not(HasSubstr("sesame")));
}

TEST_F(Events, replaceALinkAndNeverFollowIt)
{
    write("precious", "kept");
    fs::create_symlink("precious", folder() / "events.jsonl");
    EXPECT_EQ(test({"--inputs", "text=a", "--events", "events.jsonl"}).exitCode, 0);
    EXPECT_EQ(read("precious"), "kept");
    EXPECT_THAT(words(events()), testing::Contains("run_finished"));
}

TEST_F(Events, thatCannotBeWrittenAreAnErrorBeforeTheRun)
{
    const auto result = test({"--inputs", "text=a", "--events", "no/such\n/../../x/"});
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_EQ(result.output, "");
    EXPECT_THAT(result.error, HasSubstr("error: "));
}
