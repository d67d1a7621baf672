// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli/command.h"

#include <gmock/gmock.h>

using namespace postern;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace fs = std::filesystem;

namespace {

constexpr auto kEcho = "from promptflow.core import tool\n"
                       "\n"
                       "@tool\n"
                       "def echo(text: str, times: int = 1):\n"
                       "    print('echoing')\n"
                       "    return text * times\n";

constexpr auto kFlow = "inputs:\n"
                       "  text: {type: string}\n"
                       "  times: {type: int, default: 2}\n"
                       "outputs:\n"
                       "  result: {type: string, reference: '${echo.output}'}\n"
                       "nodes:\n"
                       "- name: echo\n"
                       "  type: python\n"
                       "  source: {type: code, path: echo.py}\n"
                       "  inputs: {text: '${inputs.text}', times: '${inputs.times}'}\n";

constexpr auto kChat = "inputs:\n"
                       "  question: {type: string}\n"
                       "outputs:\n"
                       "  answer: {type: string, reference: '${chat.output}'}\n"
                       "nodes:\n"
                       "- name: chat\n"
                       "  type: llm\n"
                       "  source: {type: code, path: chat.jinja2}\n"
                       "  inputs: {deployment_name: gpt, question: '${inputs.question}'}\n"
                       "  connection: aoai\n"
                       "  api: chat\n";

class FlowTest : public test::CommandTest
{
protected:
    FlowTest()
    {
        write("flow/flow.dag.yaml", kFlow);
        write("flow/echo.py", kEcho);
        write("chat/flow.dag.yaml", kChat);
        write("chat/chat.jinja2", "user:\n{{question}}\n");
    }
};

} // namespace

TEST_F(FlowTest, printsOutputsAsIndentedJson)
{
    const auto result = run({"flow", "test", "--flow", "flow", "--inputs", "text=hé"});
    EXPECT_EQ(result.exitCode, 0) << result.error;
    EXPECT_EQ(result.output, "{\n    \"result\": \"héhé\"\n}\n");
    EXPECT_THAT(result.error, HasSubstr("echoing"));
    EXPECT_THAT(result.error, HasSubstr("echo: done"));
}

TEST_F(FlowTest, leavesNothingInTheFolder)
{
    run({"flow", "test", "--flow", "flow", "--inputs", "text=a"});
    std::vector<std::string> names;
    for (const fs::directory_entry &entry : fs::recursive_directory_iterator(folder() / "flow"))
        names.push_back(entry.path().filename());
    EXPECT_THAT(names, testing::UnorderedElementsAre("flow.dag.yaml", "echo.py"));
}

TEST_F(FlowTest, keepsTheWorkersOwnCodeCompiledInItsHome)
{
    EXPECT_EQ(run({"flow", "test", "--flow", "flow", "--inputs", "text=a"}).exitCode, 0);
    int compiled = 0;
    for (const auto &entry : fs::recursive_directory_iterator(folder() / ".home" / "cache"))
        compiled += entry.path().extension() == ".pyc" ? 1 : 0;
    EXPECT_GT(compiled, 5);
    fs::remove_all(folder() / ".home" / "cache");
    write(".home/cache", "no folder");
    EXPECT_EQ(run({"flow", "test", "--flow", "flow", "--inputs", "text=a"}).exitCode, 0);
}

TEST_F(FlowTest, takesInputsFromAFile)
{
    write("inputs.json", "{\"text\": \"b\", \"times\": 3}");
    EXPECT_EQ(run({"flow", "test", "--flow", "flow", "--inputs", "inputs.json"}).json(),
              Value(Dict{{"result", "bbb"}}));
}

TEST_F(FlowTest, runsOneNode)
{
    const auto result = run(
        {"flow", "test", "--flow", "flow", "--node", "echo", "--inputs", "text=c", "times=4"});
    EXPECT_EQ(result.exitCode, 0) << result.error;
    EXPECT_EQ(result.output, "cccc\n");
}

TEST_F(FlowTest, writesOneRecordFile)
{
    run({"flow", "test", "--flow", "flow", "--inputs", "text=a", "--detail", "detail.json"});
    EXPECT_THAT(read("detail.json"), HasSubstr("\"status\": \"Completed\""));
    EXPECT_THAT(read("detail.json"), HasSubstr("\"node\": \"echo\""));
    EXPECT_THAT(read("detail.json"), HasSubstr("echoing\\n"));
}

TEST_F(FlowTest, writesPromptFlowsFilesIntoAFolder)
{
    run({"flow", "test", "--flow", "flow", "--inputs", "text=a", "--detail", "detail/"});
    EXPECT_THAT(read("detail/flow.detail.json"), HasSubstr("flow_runs"));
    EXPECT_THAT(read("detail/flow.output.json"), HasSubstr("\"result\": \"aa\""));
    EXPECT_THAT(read("detail/flow.log"), HasSubstr("echoing"));
}

TEST_F(FlowTest, answersFromTheSimulatorWithoutConnectionOrPython)
{
    const auto result = run({"flow",
                             "test",
                             "--flow",
                             "chat",
                             "--inputs",
                             "question=What is this?",
                             "--simulate",
                             "--python",
                             "/nonexistent"});
    EXPECT_EQ(result.exitCode, 0) << result.error;
    EXPECT_THAT(result.json().find("answer")->asString(), Not(IsEmpty()));
}

TEST_F(FlowTest, saysWhichConnectionIsMissing)
{
    const auto result = run({"flow", "test", "--flow", "chat", "--inputs", "question=a"});
    EXPECT_EQ(result.exitCode, 4);
    EXPECT_THAT(result.output, IsEmpty());
    EXPECT_THAT(result.error, HasSubstr("'aoai'"));
    EXPECT_THAT(result.error, HasSubstr("--simulate"));
}

TEST_F(FlowTest, tellsErrorsAsJson)
{
    const auto result = run({"flow", "test", "--flow", "flow", "--format", "json"});
    EXPECT_EQ(result.exitCode, 3);
    const Value error = *result.json().find("error");
    EXPECT_EQ(*error.find("code"), Value("InvalidInput"));
    EXPECT_EQ(*error.find("promptflow_code"), Value("UserError"));
    EXPECT_EQ(*error.find("promptflow_message"),
              Value("Required input(s) ['text'] are missing for \"flow\"."));
}

TEST_F(FlowTest, refusesCodeOfARestrictedFolder)
{
    const auto result = run(
        {"flow", "test", "--flow", "flow", "--inputs", "text=a", "--restricted"});
    EXPECT_EQ(result.exitCode, 5);
    EXPECT_THAT(result.error, HasSubstr("restricted"));
}

TEST_F(FlowTest, validatesWithoutRunning)
{
    const auto result = run({"flow", "validate", "--source", "flow"});
    EXPECT_EQ(result.exitCode, 0) << result.error;
    EXPECT_EQ(result.json(), Value(Dict{{"result", "Succeeded"}}));
}

TEST_F(FlowTest, handsInitToTheClassOfAFlexFlow)
{
    write("flex/flow.flex.yaml", "entry: talk:Talk\nsample: {init: {word: sample}}\n");
    write("flex/talk.py",
          "class Talk:\n"
          "    def __init__(self, word: str):\n"
          "        self.word = word\n"
          "    def __call__(self, text: str = 'x') -> str:\n"
          "        return self.word + text\n");
    EXPECT_EQ(run({"flow", "test", "--flow", "flex"}).output, "samplex\n");
    EXPECT_EQ(run({"flow", "test", "--flow", "flex", "--init", "word=a"}).output, "ax\n");
    write("init.json", "{\"word\": \"b\"}");
    EXPECT_EQ(run({"flow", "test", "--flow", "flex", "--init", "init.json", "--inputs", "text=c"})
                  .output,
              "bc\n");
}

TEST_F(FlowTest, runsCodeOfThisFolderByItsName)
{
    write("talk.py", "def say(text: str = 'x') -> str:\n    return text * 2\n");
    EXPECT_EQ(run({"flow", "test", "--flow", "talk:say", "--inputs", "text=a"}).output, "aa\n");
    EXPECT_EQ(run({"flow", "test", "--flow", "talk:nothing"}).exitCode, 1);
}

TEST_F(FlowTest, takesVariablesFromADotenvFile)
{
    write("show.py",
          "import os\n"
          "def show() -> str:\n"
          "    return os.environ.get('POSTERN_TEST_A', '-') + os.environ.get('POSTERN_TEST_B', "
          "'-')\n");
    write(".env", "POSTERN_TEST_A=1\n");
    write("other.env", "POSTERN_TEST_A=2\nPOSTERN_TEST_B='3'\n");
    const auto output = [this](std::vector<std::string> more) {
        std::vector<std::string> words{"flow", "test", "--flow", "show:show"};
        words.insert(words.end(), more.begin(), more.end());
        return run(words).output;
    };
    EXPECT_EQ(output({}), "--\n");
    EXPECT_EQ(output({"--env"}), "1-\n");
    EXPECT_EQ(output({"--environment-variables", "other.env"}), "23\n");
    EXPECT_EQ(output({"--environment-variables", "other.env", "POSTERN_TEST_A='4'"}), "43\n");
    EXPECT_EQ(run({"flow", "test", "--flow", "show:show", "--env", "none.env"}).exitCode, 3);
}

TEST_F(FlowTest, saysItsVersionAndHelps)
{
    EXPECT_THAT(run({"--version"}).output, testing::StartsWith("postern "));
    const auto help = run({"flow", "test", "--help"});
    EXPECT_EQ(help.exitCode, 0);
    EXPECT_THAT(help.output, HasSubstr("Examples:"));
}

TEST_F(FlowTest, explainsAWrongCommandLine)
{
    for (const std::vector<std::string> &arguments : std::vector<std::vector<std::string>>{
             {"flow", "test"},
             {"flow", "nope"},
             {"flow", "test", "--flow", "flow", "--nope"},
             {"flow", "test", "--flow", "flow", "--inputs", "a=1", "b"},
             {"flow", "test", "--flow", "flow", "--node", "nope"},
             {}}) {
        const auto result = run(arguments);
        EXPECT_EQ(result.exitCode, 2) << testing::PrintToString(arguments) << result.error;
        EXPECT_THAT(result.error, testing::StartsWith("error: "));
    }
}
