// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "tests/app/cli/command.h"

#include <gmock/gmock.h>

using namespace postern;
using testing::HasSubstr;

namespace {

/// A flow that can't halve odd numbers, and data for it.
class BatchCommands : public test::CommandTest
{
protected:
    BatchCommands()
    {
        write(
            "halve/flow.dag.yaml",
            "inputs:\n  x: {type: int}\noutputs:\n  half: {type: int, reference: "
            "\"${halve.output}\"}\nnodes:\n- {name: halve, type: python, source: {type: code, "
            "path: "
            "halve.py}, inputs: {x: \"${inputs.x}\"}}\n- {name: sum, type: python, aggregation: "
            "true, source: {type: code, path: total.py}, inputs: {halves: \"${halve.output}\"}}\n");
        write("halve/halve.py",
              "from promptflow.core import tool\n@tool\ndef halve(x: int):\n    if x % 2:\n"
              "        raise ValueError('%d is odd' % x)\n    return x // 2\n");
        write("halve/total.py",
              "from promptflow.core import tool, log_metric\n@tool\ndef total(halves: list):\n"
              "    log_metric('total', sum(halves))\n");
        write("data.jsonl", "{\"x\": 2}\n{\"x\": 3}\n{\"x\": 8}\n");
    }

    test::CommandResult create(const std::string &name, std::vector<std::string> more = {}) const
    {
        std::vector<std::string> words{"run", "create", "--flow", "halve", "--data", "data.jsonl"};
        words.insert(words.end(), {"--name", name});
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }

    Value named(const std::string &command, const std::string &name) const
    {
        return run({"run", command, "--name", name, "--format", "json"}).json();
    }
};

TEST_F(BatchCommands, TellARunAsPromptFlowDoes)
{
    const test::CommandResult result = create("first");
    EXPECT_EQ(result.exitCode, 0) << result.error;
    const Value run = result.json();
    EXPECT_EQ(*run.find("name"), Value("first"));
    EXPECT_EQ(*run.find("status"), Value("Completed"));
    EXPECT_EQ(*run.find("flow_name"), Value("halve"));
    EXPECT_EQ(*run.find("data"), Value((folder() / "data.jsonl").string()));
    EXPECT_THAT(run.find("error")->find("message")->asString(),
                HasSubstr("Failed to run 1/3 lines. First error message is: Execution failure in "
                          "'halve': (ValueError) 3 is odd"));
    EXPECT_THAT(result.error, HasSubstr("Line 1 failed"));
    EXPECT_EQ(named("show-metrics", "first"), Value(Dict{{"total", 5}}));
    const List rows = named("show-details", "first").asList();
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[1],
              Value(Dict{{"inputs.x", 3}, {"inputs.line_number", 1}, {"outputs.half", "(Failed)"}}));
    EXPECT_THAT(this->run({"run", "show-details", "--name", "first", "-r", "1"}).output,
                HasSubstr("| 0 | 2        | 0                  | 1            |\n"));
    EXPECT_EQ(*named("show", "first").find("status"), Value("Completed"));
}

TEST_F(BatchCommands, GateAPipelineOnFailedLinesWhenAskedTo)
{
    EXPECT_EQ(create("gate", {"--fail-on-error"}).exitCode, 1);
    write("data.jsonl", "{\"x\": 2}\n");
    EXPECT_EQ(create("passes", {"--fail-on-error"}).exitCode, 0);
}

TEST_F(BatchCommands, SayWhatIsWrongWithTheRunAsAWhole)
{
    const test::CommandResult wrong = create("wrong", {"--column-mapping", "x=${data.nope}"});
    EXPECT_EQ(wrong.exitCode, 1);
    EXPECT_EQ(*wrong.json().find("status"), Value("Failed"));
    EXPECT_THAT(wrong.error, HasSubstr("${data.nope}"));
    EXPECT_THAT(wrong.error, HasSubstr("there are the columns x"));
    EXPECT_EQ(create("wrong").exitCode, 2) << "the name is taken";
    EXPECT_EQ(run({"run", "create", "--flow", "halve"}).exitCode, 2) << "no data";
    EXPECT_EQ(run({"run", "create", "--flow", "halve", "--data", "none.jsonl"}).exitCode, 3);
    EXPECT_EQ(create("static", {"--column-mapping", "x=1"}).exitCode, 2);
    EXPECT_EQ(run({"run", "show-metrics", "--name", "nobody"}).exitCode, 2);
}

TEST_F(BatchCommands, ShowLinesBeforeTheyRun)
{
    const Value lines = create("none", {"--preview", "2"}).json();
    EXPECT_EQ(lines,
              Value(List{Value(Dict{{"line_number", 0}, {"inputs", Dict{{"x", 2}}}}),
                         Value(Dict{{"line_number", 1}, {"inputs", Dict{{"x", 3}}}})}));
    EXPECT_EQ(run({"run", "show-metrics", "--name", "none"}).exitCode, 2);
}

TEST_F(BatchCommands, TakeARunsOutputsAsData)
{
    create("first");
    const test::CommandResult second = run({"run",
                                            "create",
                                            "--flow",
                                            "halve",
                                            "--run",
                                            "first",
                                            "--name",
                                            "second",
                                            "--column-mapping",
                                            "x=${run.outputs.half}"});
    EXPECT_EQ(second.exitCode, 0) << second.error;
    EXPECT_EQ(*second.json().find("run"), Value("first"));
    EXPECT_EQ(named("show-metrics", "second"), Value(Dict{{"total", 2}})); // 4, and 1 is odd
    const Value both = run({"run",
                            "create",
                            "--flow",
                            "halve",
                            "--run",
                            "first",
                            "--data",
                            "data.jsonl",
                            "--name",
                            "both",
                            "--column-mapping",
                            "x=${data.x}"})
                           .json();
    EXPECT_EQ(*both.find("lines"), Value(2)) << "the line that failed isn't there";
}

TEST_F(BatchCommands, ReadARunsFile)
{
    write("runs/run.yaml",
          "name: filed\nflow: ../halve\ndata: ../data.jsonl\ncolumn_mapping:\n  x: ${data.x}\n"
          "tags: {team: search}\ndescription: of a file\n");
    const Value run = this->run({"run", "create", "-f", "runs/run.yaml"}).json();
    EXPECT_EQ(*run.find("name"), Value("filed"));
    EXPECT_EQ(*run.find("tags"), Value(Dict{{"team", "search"}}));
    EXPECT_EQ(*run.find("description"), Value("of a file"));
    const Value updated
        = this->run({"run", "update", "--name", "filed", "--set", "display_name=shown"}).json();
    EXPECT_EQ(*updated.find("display_name"), Value("shown"));
    EXPECT_EQ(this->run({"run", "update", "--name", "filed", "--set", "status=Done"}).exitCode, 2);
}

TEST_F(BatchCommands, GoOnWithARun)
{
    create("first");
    write("halve/halve.py",
          "from promptflow.core import tool\n@tool\ndef halve(x: int):\n    return x // 2\n");
    const test::CommandResult again = run({"run", "resume", "first", "--rerun-failed"});
    EXPECT_EQ(again.exitCode, 0) << again.error;
    EXPECT_THAT(again.error, HasSubstr("(2 from before)"));
    EXPECT_EQ(named("show-metrics", "first"), Value(Dict{{"total", 6}}));
    const Value from = run({"run", "create", "--resume-from", "first", "--name", "copy"}).json();
    EXPECT_EQ(*from.find("resume_from"), Value("first"));
    EXPECT_EQ(*from.find("lines"), Value(3));
}

TEST_F(BatchCommands, WriteAPageThatNeedsNothingElse)
{
    write("data.jsonl", "{\"x\": 2, \"note\": \"<script>\"}\n{\"x\": 3}\n");
    create("a");
    create("b");
    EXPECT_EQ(run({"run", "visualize", "--names", "a,b", "--html-path", "page.html"}).exitCode, 0);
    const std::string page = read("page.html");
    EXPECT_THAT(page, HasSubstr("3 is odd"));
    EXPECT_THAT(page, testing::Not(HasSubstr("<script")));
    EXPECT_THAT(page, testing::Not(HasSubstr("src=")));
}

TEST_F(BatchCommands, AreOutOfTheListWhileTheyAreArchived)
{
    create("first");
    create("second");
    const auto listed = [this](const std::vector<std::string> &more) {
        std::vector<std::string> words{"run", "list", "--kind", "batch", "--format", "json"};
        words.insert(words.end(), more.begin(), more.end());
        std::vector<std::string> names;
        const Value runs = run(words).json();
        for (const Value &one : runs.asList())
            names.push_back(one.find("name")->asString());
        return names;
    };
    EXPECT_EQ(run({"run", "archive", "--name", "second"}).exitCode, 0);
    EXPECT_THAT(listed({}), testing::ElementsAre("first"));
    EXPECT_THAT(listed({"-r", "1"}), testing::ElementsAre("first"));
    EXPECT_THAT(listed({"--archived-only"}), testing::ElementsAre("second"));
    EXPECT_THAT(listed({"--include-archived"}), testing::ElementsAre("second", "first"));
    EXPECT_EQ(run({"run", "restore", "--name", "second"}).exitCode, 0);
    EXPECT_THAT(listed({}), testing::ElementsAre("second", "first"));
    EXPECT_THAT(listed({"--archived-only"}), testing::IsEmpty());
}

TEST_F(BatchCommands, AreListedAndGoAway)
{
    create("first");
    EXPECT_THAT(run({"run", "list", "--kind", "batch"}).output, HasSubstr("first"));
    EXPECT_THAT(run({"run", "stream", "--name", "first"}).output,
                HasSubstr("Run status: \"Completed\""));
    EXPECT_EQ(run({"run", "delete", "--name", "first", "-y"}).exitCode, 0);
    EXPECT_EQ(run({"run", "show-metrics", "--name", "first"}).exitCode, 2);
    EXPECT_EQ(create("first").exitCode, 0) << "the name is free again";
}

} // namespace
