// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "tests/app/cli/command.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

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

TEST_F(Events, areNotWrittenOverFilesThatAreNoRecords)
{
    write("notes.txt", "precious\n");
    write("flow/own.json", "{\"a\": 1}\n");
    const std::string flow = read("flow/flow.dag.yaml");
    for (const std::string file :
         {"flow/flow.dag.yaml", "flow/shout.py", "flow/ask.jinja2", "notes.txt", "flow/own.json"}) {
        for (const std::string option : {"--events", "--detail"}) {
            const std::string before = read(file);
            const auto result = test({"--inputs", "text=hi", option, file});
            EXPECT_EQ(result.exitCode, 5) << option << " " << file;
            EXPECT_THAT(result.error, HasSubstr(option + " would write over '" + file + "'"));
            EXPECT_THAT(result.error, HasSubstr("Name another file"));
            EXPECT_EQ(result.output, "");
            EXPECT_EQ(read(file), before);
        }
    }
    fs::rename(folder() / "flow/ask.jinja2", folder() / "shared.jinja2");
    fs::create_symlink("../shared.jinja2", folder() / "flow/ask.jinja2");
    EXPECT_EQ(test({"--inputs", "text=hi", "--events", "flow/ask.jinja2"}).exitCode, 5);
    EXPECT_TRUE(fs::is_symlink(folder() / "flow/ask.jinja2"));
}

TEST_F(Events, takeThePlaceOfOlderRecords)
{
    write("empty.jsonl", "");
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(test({"--inputs", "text=hi", "--events", "empty.jsonl"}).exitCode, 0);
        EXPECT_EQ(test({"--inputs", "text=hi", "--events", "flow/events.jsonl"}).exitCode, 0);
        EXPECT_EQ(test({"--inputs", "text=hi", "--detail", "flow/detail.json"}).exitCode, 0);
    }
    EXPECT_EQ(test({"--inputs", "text=hi", "--detail", "flow/events.jsonl"}).exitCode, 0);
}

TEST_F(Events, goIntoAPipeThatIsRead)
{
    const std::string pipe = (folder() / "pipe").string();
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    for (const std::string option : {"--events", "--detail"}) {
        const auto unread = test({"--inputs", "text=hi", option, pipe});
        EXPECT_EQ(unread.exitCode, 1);
        EXPECT_THAT(unread.error, HasSubstr("Nobody reads the pipe"));
    }
    std::string text;
    std::thread reader([&] {
        std::ifstream stream(pipe);
        text.assign(std::istreambuf_iterator<char>(stream), {});
    });
    // Whoever comes first waits for the other.
    const int writer = ::open(pipe.c_str(), O_WRONLY | O_CLOEXEC);
    EXPECT_EQ(test({"--inputs", "text=hi", "--events", pipe}).exitCode, 0);
    ::close(writer);
    reader.join();
    EXPECT_THAT(text, HasSubstr("run_started"));
    EXPECT_THAT(text, HasSubstr("run_finished"));
}

TEST_F(Events, ofAReaderThatGoesAwayDoNotEndTheRun)
{
    const std::string pipe = (folder() / "pipe").string();
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    // One byte is read, and then nobody reads.
    std::thread reader([&] {
        const int descriptor = ::open(pipe.c_str(), O_RDONLY | O_CLOEXEC);
        char byte = 0;
        EXPECT_EQ(::read(descriptor, &byte, 1), 1);
        ::close(descriptor);
    });
    const int writer = ::open(pipe.c_str(), O_WRONLY | O_CLOEXEC);
    write("flow/shout.py",
          "from promptflow.core import tool\nimport os, stat\n"
          "@tool\ndef shout(text: str):\n"
          "    while True:\n"
          "        try:\n"
          "            os.close(os.open(os.environ['PIPE'], os.O_WRONLY | os.O_NONBLOCK))\n"
          "        except OSError:\n"
          "            return text\n");
    const auto result = test({"--inputs", "text=hi", "--events", pipe, "--env", "PIPE=" + pipe});
    ::close(writer);
    reader.join();
    EXPECT_THAT(result.output, HasSubstr("\"o\""));
    EXPECT_THAT(result.error, HasSubstr("The events can't be written"));
}
