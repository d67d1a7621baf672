// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli/command.h"

#include <gmock/gmock.h>

using namespace postern;
using testing::HasSubstr;

namespace fs = std::filesystem;

namespace {

class FlowInit : public test::CommandTest
{
protected:
    /// A new flow of this type is valid and runs; returns what it puts out.
    Value made(const std::string &type, const std::vector<std::string> &more = {}) const
    {
        const auto init = run({"flow", "init", "--flow", type, "--type", type});
        EXPECT_EQ(init.exitCode, 0) << init.error;
        EXPECT_THAT(init.error, HasSubstr(type + "/flow.dag.yaml"));
        const auto validated = run({"flow", "validate", "--source", type});
        EXPECT_EQ(validated.exitCode, 0) << validated.error;
        EXPECT_EQ(*validated.json().find("result"), Value("Succeeded"));
        std::vector<std::string> arguments{"flow", "test", "--flow", type};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const auto tested = run(arguments);
        EXPECT_EQ(tested.exitCode, 0) << tested.error;
        return tested.exitCode == 0 ? tested.json() : Value();
    }
};

} // namespace

TEST_F(FlowInit, aStandardFlowIsValidAndRuns)
{
    EXPECT_TRUE(made("standard", {"--inputs", "text=Postern"}).isDict());
    const auto withoutType = run({"flow", "init", "--flow", "other"});
    EXPECT_EQ(withoutType.exitCode, 0);
    EXPECT_EQ(read("other/flow.dag.yaml"), read("standard/flow.dag.yaml"));
}

TEST_F(FlowInit, aChatFlowIsValidAndRunsOnTheSimulator)
{
    const Value outputs = made("chat", {"--inputs", "question=hello", "--simulate"});
    ASSERT_NE(outputs.find("answer"), nullptr);
    EXPECT_FALSE(outputs.find("answer")->asString().empty());
    // Its connection file is good for the vault once it has a key.
    EXPECT_EQ(run({"connection", "create", "--file", "chat/aoai.yaml", "--set", "api_key=a-key"})
                  .exitCode,
              0);
}

TEST_F(FlowInit, anEvaluationFlowIsValidAndRuns)
{
    EXPECT_NE(made("evaluation").find("grade"), nullptr);
}

TEST_F(FlowInit, theOtherTypesAreValidAndRunOnTheSimulator)
{
    EXPECT_NE(made("rag", {"--simulate"}).find("answer"), nullptr);
    EXPECT_EQ(*made("classification", {"--simulate"}).find("category"), Value("other"));
    const auto flex = run({"flow", "init", "--flow", "flex", "--type", "flex"});
    EXPECT_EQ(flex.exitCode, 0) << flex.error;
    for (const std::string flow : {"flex", "flex/answer.prompty"}) {
        const auto validated = run({"flow", "validate", "--source", flow});
        EXPECT_EQ(validated.exitCode, 0) << flow << validated.error;
        EXPECT_EQ(validated.json(), Value(Dict{{"result", "Succeeded"}})) << flow;
        EXPECT_EQ(run({"flow", "test", "--flow", flow, "--simulate"}).exitCode, 0) << flow;
    }
    EXPECT_EQ(run({"flow", "init", "--flow", "prompty", "--type", "prompty"}).exitCode, 0);
    EXPECT_EQ(run({"flow", "test", "--flow", "prompty/answer.prompty", "--simulate"}).exitCode, 0);
}

TEST_F(FlowInit, takesTheNamesOfConnectionAndDeployment)
{
    ASSERT_EQ(run({"flow",
                   "init",
                   "--flow",
                   "chat",
                   "--type",
                   "chat",
                   "--connection",
                   "mine",
                   "--deployment",
                   "big"})
                  .exitCode,
              0);
    EXPECT_THAT(read("chat/flow.dag.yaml"), HasSubstr("connection: \"mine\"\n"));
    EXPECT_THAT(read("chat/flow.dag.yaml"), HasSubstr("deployment_name: \"big\"\n"));
    EXPECT_THAT(read("chat/aoai.yaml"), HasSubstr("name: \"mine\"\n"));
}

TEST_F(FlowInit, makesAFlowOfCodeThatIsThere)
{
    const std::vector<std::string> init{"flow",
                                        "init",
                                        "--flow",
                                        "own",
                                        "--entry",
                                        "hello.py",
                                        "--function",
                                        "hello",
                                        "--prompt-template",
                                        "prompt=hello.jinja2"};
    EXPECT_EQ(run(init).exitCode, 3); // there is no such file yet
    write("own/hello.py",
          "from promptflow.core import tool\n"
          "@tool\n"
          "def hello(prompt: str, times: int, end: str = '!') -> str:\n"
          "    return prompt * times + end\n");
    write("own/hello.jinja2", "Hi {{ name }}. ");
    const auto result = run(init);
    EXPECT_EQ(result.exitCode, 0) << result.error;
    EXPECT_EQ(run({"flow", "validate", "--source", "own"}).exitCode, 0);
    const auto tested = run({"flow", "test", "--flow", "own", "--inputs", "name=Bo", "times=2"});
    EXPECT_EQ(*tested.json().find("output"), Value("Hi Bo. Hi Bo. !"));
    EXPECT_EQ(run(init).exitCode, 1); // only with -y a second time
    EXPECT_EQ(run({"flow", "init", "--flow", "own", "--entry", "hello.py", "--function", "bye", "-y"})
                  .exitCode,
              3);
    EXPECT_EQ(run({"flow", "init", "--flow", "own", "--entry", "hello.py"}).exitCode, 2);
}

TEST_F(FlowInit, eachLineOfTheDataRuns)
{
    made("evaluation");
    EXPECT_EQ(run({"flow", "test", "--flow", "evaluation", "--inputs", "evaluation/data.jsonl"})
                  .exitCode,
              0);
}

TEST_F(FlowInit, overwritesOnlyWithAYes)
{
    write("mine/shout.py", "# mine\n");
    const auto refused = run({"flow", "init", "--flow", "mine"});
    EXPECT_EQ(refused.exitCode, 1);
    EXPECT_THAT(refused.error, testing::AllOf(HasSubstr("mine/shout.py"), HasSubstr("-y")));
    EXPECT_EQ(read("mine/shout.py"), "# mine\n");
    EXPECT_FALSE(fs::exists(folder() / "mine/flow.dag.yaml"));
    EXPECT_EQ(run({"flow", "init", "--flow", "mine", "-y"}).exitCode, 0);
    EXPECT_NE(read("mine/shout.py"), "# mine\n");
}

TEST_F(FlowInit, aTypeThatIsUnknownAndAFolderThatCannotBeMade)
{
    EXPECT_EQ(run({"flow", "init", "--flow", "x", "--type", "magic"}).exitCode, 2);
    EXPECT_EQ(run({"flow", "init"}).exitCode, 2);
    write("file", "");
    const auto result = run({"flow", "init", "--flow", "file/x"});
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_THAT(result.error, testing::StartsWith("error: "));
}
