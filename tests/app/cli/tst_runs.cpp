// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli/command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace postern::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class Runs : public CommandTest
{
protected:
    Runs()
    {
        write("gate/flow.dag.yaml",
              "inputs:\n  question: {type: string}\n"
              "outputs:\n  answer: {type: string, reference: '${answer.output}'}\n"
              "nodes:\n"
              "- name: answer\n  type: prompt\n  source: {type: code, path: answer.jinja2}\n"
              "  inputs: {question: '${inputs.question}'}\n");
        write("gate/answer.jinja2", "Answer to {{question}}");
        write("odd/flow.dag.yaml",
              "inputs: {}\noutputs: {}\n"
              "nodes:\n- name: trip\n  type: prompt\n  source: {type: code, path: trip.jinja2}\n  "
              "inputs: {}\n");
        write("odd/trip.jinja2", "{{ nothing.at.all }}");
    }

    CommandResult ask(const std::string &question) const
    {
        return run({"flow", "test", "--flow", "gate", "--inputs", "question=" + question});
    }
    Value listed(std::vector<std::string> words = {}) const
    {
        std::vector<std::string> arguments{"run", "list", "--format", "json"};
        arguments.insert(arguments.end(), words.begin(), words.end());
        return run(arguments).json();
    }
    Value shown(const std::string &name = "last") const
    {
        return run({"run", "show", name, "--format", "json"}).json();
    }
};

TEST_F(Runs, AreRecordedAndListed)
{
    EXPECT_EQ(ask("moat").exitCode, 0);
    EXPECT_NE(run({"flow", "test", "--flow", "odd"}).exitCode, 0);
    const Value runs = listed();
    ASSERT_EQ(runs.asList().size(), 2U);
    EXPECT_EQ(*runs.asList()[0].find("status"), Value("Failed"));
    EXPECT_EQ(*runs.asList()[0].find("failed_node"), Value("trip"));
    EXPECT_EQ(*runs.asList()[1].find("status"), Value("Completed"));
    EXPECT_EQ(*runs.asList()[1].find("flow_name"), Value("gate"));
    EXPECT_EQ(listed({"moat"}).asList().size(), 1U);
    EXPECT_EQ(listed({"state:failed", "node:trip"}).asList().size(), 1U);
    EXPECT_EQ(listed({"--kind", "batch"}).asList().size(), 0U);
    EXPECT_EQ(listed({"--max-results", "1"}).asList().size(), 1U);
    const CommandResult table = run({"run", "list"});
    EXPECT_THAT(table.output, HasSubstr("moat"));
    EXPECT_THAT(run({"run", "list", "--max-results", "1"}).error, HasSubstr("1 more"));
    EXPECT_EQ(run({"run", "list", "colour:red"}).exitCode, 2);
}

TEST_F(Runs, AreShownWithTheirNodes)
{
    ask("moat");
    const Value run = shown();
    EXPECT_EQ(*run.find("inputs")->find("question"), Value("moat"));
    EXPECT_EQ(*run.find("outputs")->find("answer"), Value("Answer to moat"));
    const List &nodes = run.find("nodes")->asList();
    ASSERT_EQ(nodes.size(), 1U);
    EXPECT_EQ(*nodes[0].find("node"), Value("answer"));
    EXPECT_EQ(*nodes[0].find("output"), Value("Answer to moat"));
    const std::string id = run.find("name")->asString();
    EXPECT_EQ(shown(id), run);
    EXPECT_EQ(this->run({"run", "show", "--name", id, "--format", "json"}).json(), run)
        << "as pf has it";
    EXPECT_THAT(this->run({"run", "show", "last"}).output, HasSubstr("Answer to moat"));
    EXPECT_THAT(this->run({"run", "show", "last", "--events"}).output,
                HasSubstr("\"event\": \"node_finished\""));
    EXPECT_EQ(this->run({"run", "show", "nobody"}).exitCode, 2);
}

TEST_F(Runs, AreTaggedPinnedAndDeleted)
{
    ask("one");
    ask("two");
    EXPECT_EQ(run({"run", "tag", "last", "baseline", "v=2"}).exitCode, 0);
    EXPECT_EQ(*shown().find("tags"), Value(Dict{{"baseline", ""}, {"v", "2"}}));
    EXPECT_EQ(run({"run", "tag", "last", "--", "-baseline"}).exitCode, 0);
    EXPECT_EQ(*shown().find("tags"), Value(Dict{{"v", "2"}}));
    EXPECT_EQ(run({"run", "pin", "last"}).exitCode, 0);
    EXPECT_EQ(run({"run", "prune", "--size", "1"}).json(), Value(Dict{{"deleted", 0}}));
    EXPECT_EQ(run({"run", "delete", "last"}).exitCode, 2) << "nobody is asked in a script";
    EXPECT_EQ(run({"run", "delete", "last", "-y"}).exitCode, 0);
    EXPECT_EQ(listed().asList().size(), 1U);
    EXPECT_EQ(run({"run", "prune"}).exitCode, 2);
}

TEST_F(Runs, GoFromOneHistoryToAnother)
{
    ask("moat");
    const Value before = shown();
    EXPECT_EQ(run({"run", "export", "last", "moat.postern-run"}).exitCode, 0);
    EXPECT_EQ(run({"run", "export", "last", "moat.postern-run"}).exitCode, 2) << "it is there";
    EXPECT_EQ(run({"run", "export", "last", "as/pf", "--layout", "promptflow"}).exitCode, 0);
    std::filesystem::rename(folder() / ".home", folder() / ".other");
    const Value imported = run({"run", "import", "moat.postern-run"}).json();
    EXPECT_EQ(*imported.find("imported"), Value(List{*before.find("name")}));
    const Value after = shown();
    for (const char *key : {"name", "status", "inputs", "outputs", "created_on", "kind", "input"})
        EXPECT_EQ(*after.find(key), *before.find(key)) << key;
    EXPECT_EQ(*run({"run", "import", "moat.postern-run"}).json().find("known"),
              Value(List{*before.find("name")}));
    EXPECT_EQ(*run({"run", "import", "as/pf"}).json().find("imported"), Value(List{"pf"}));
    EXPECT_EQ(*shown("pf").find("outputs"), *before.find("outputs"));
    write("junk", "postern-run-1\njunk");
    EXPECT_EQ(run({"run", "import", "junk"}).exitCode, 3);
}

TEST_F(Runs, ArentRecordedWhereTheUserWantsNone)
{
    EXPECT_EQ(run({"config", "set", "history.enabled=false"}).exitCode, 0);
    EXPECT_EQ(ask("moat").exitCode, 0);
    EXPECT_FALSE(std::filesystem::exists(folder() / ".home" / "history.sqlite"));
    EXPECT_EQ(run({"config", "set", "history.enabled="}).exitCode, 0);
    for (const char *setting : {"history.enabled=maybe",
                                "history.days=0",
                                "history.size=-1",
                                "history.redact=(",
                                "history.encrypt=1"})
        EXPECT_EQ(run({"config", "set", setting}).exitCode, 2) << setting;
    EXPECT_EQ(run({"config", "set", "history.redact=moat\\d"}).exitCode, 0);
    ask("moat7");
    EXPECT_EQ(*shown().find("inputs")->find("question"), Value("******"));
}

TEST_F(Runs, GoOnWhenTheyCantBeRecorded)
{
    ask("moat");
    write(".home/history.sqlite", std::string(10'000, 'j'));
    std::filesystem::remove(folder() / ".home" / "history.sqlite-wal");
    const CommandResult result = ask("drawbridge");
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_THAT(result.output, HasSubstr("Answer to drawbridge"));
    EXPECT_THAT(result.error, HasSubstr("set aside"));
    EXPECT_THAT(ask("tower").error, Not(HasSubstr("warning")));
    std::filesystem::remove_all(folder() / ".home");
    write(".home", "no folder");
    const CommandResult nowhere = ask("keep");
    EXPECT_THAT(nowhere.output, HasSubstr("Answer to keep"));
    EXPECT_THAT(nowhere.error, HasSubstr("This run isn't recorded."));
}

} // namespace
} // namespace postern::test
