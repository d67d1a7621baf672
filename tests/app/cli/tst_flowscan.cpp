// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli/command.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

using namespace postern;
using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

namespace {

class FlowScan : public test::CommandTest
{
protected:
    void writeFlow(const std::string &folder) const
    {
        write(folder + "/flow.dag.yaml",
              "environment_variables:\n"
              "  REGION: ${vault.region}\n"
              "inputs:\n"
              "  question: {type: string}\n"
              "outputs:\n"
              "  answer: {type: string, reference: \"${answer.output}\"}\n"
              "nodes:\n"
              "- name: search\n"
              "  type: python\n"
              "  source: {type: code, path: search.py}\n"
              "  inputs: {store: index, question: \"${inputs.question}\"}\n"
              "- name: answer\n"
              "  type: llm\n"
              "  source: {type: code, path: answer.jinja2}\n"
              "  inputs: {deployment_name: chat-big, max_tokens: 9, found: \"${search.output}\"}\n"
              "  connection: azure\n"
              "  api: chat\n");
        write(folder + "/answer.jinja2", "# user:\n{{ found }}\n");
        write(folder + "/search.py",
              "import os\n"
              "import requests, helper\n"
              "from promptflow.core import tool\n"
              "from promptflow.connections import CognitiveSearchConnection\n"
              "# import nothing\n"
              "@tool\n"
              "def search(question: str, store: CognitiveSearchConnection):\n"
              "    \"\"\"from far import away\"\"\"\n"
              "    return requests.get('https://api.example.com:8443/v1', "
              "headers=os.environ['TOKEN'])\n");
        write(folder + "/helper.py", "");
        write(folder + "/requirements.txt",
              "# packages\n--index-url https://mirror.example.org/simple\nrequests==2.31.0  # "
              "pinned\nnumpy\n");
        write(folder + "/.python-version", "3.11\n");
    }

    Value scan(const std::string &root, int exitCode = 0) const
    {
        const auto result = run({"flow", "scan", root, "--format", "json"});
        EXPECT_EQ(result.exitCode, exitCode) << result.error;
        return result.json();
    }

    static std::vector<std::string> names(const Value &object,
                                          const std::string &list,
                                          const std::string &key)
    {
        std::vector<std::string> found;
        for (const Value &item : object.find(list)->asList())
            found.push_back((key.empty() ? item : *item.find(key)).asString());
        return found;
    }
};

} // namespace

TEST_F(FlowScan, saysWhatAFlowNeeds)
{
    writeFlow("team/one");
    const Value report = scan("team");
    ASSERT_EQ(report.find("flows")->asList().size(), 1U);
    const Value &flow = report.find("flows")->asList().front();
    EXPECT_EQ(*flow.find("file"), Value("one/flow.dag.yaml"));
    EXPECT_EQ(*flow.find("kind"), Value("dag"));
    EXPECT_EQ(names(flow, "connections", "name"),
              (std::vector<std::string>{"azure", "index", "vault"}));
    const List &connections = flow.find("connections")->asList();
    EXPECT_EQ(*connections[0].find("types"), Value(List{"azure_open_ai"}));
    EXPECT_EQ(*connections[1].find("types"), Value(List{"cognitive_search"}));
    EXPECT_EQ(names(flow, "deployments", "name"), std::vector<std::string>{"chat-big"});
    EXPECT_EQ(names(flow, "hosts", "host"),
              (std::vector<std::string>{"api.example.com", "mirror.example.org"}));
    EXPECT_EQ(names(flow, "packages", "name"), (std::vector<std::string>{"numpy", "requests"}));
    EXPECT_EQ(names(flow, "imports", ""), std::vector<std::string>{"requests"});
    EXPECT_EQ(names(flow, "environment_variables", ""),
              (std::vector<std::string>{"REGION", "TOKEN"}));
    EXPECT_EQ(*flow.find("python"), Value("3.11"));
}

TEST_F(FlowScan, findsEveryKindAndSaysWhatBreaks)
{
    writeFlow("team/one");
    write("team/flex/flow.flex.yaml", "entry: app:main\n");
    write("team/flex/app.py", "def main(text: str) -> str:\n    return text\n");
    write("team/ask.prompty",
          "---\nname: ask\nmodel:\n  api: chat\n  configuration:\n    type: azure_openai\n"
          "    azure_deployment: chat-small\n    connection: azure\n  parameters: {max_tokens: "
          "9}\n---\nuser:\nHello\n");
    write("team/broken/flow.dag.yaml",
          "nodes:\n- {name: a, type: python, source: {type: code, path: Tool.py}}\n");
    write("team/broken/tool.py", "");
    const Value report = scan("team", 3);
    std::vector<std::string> kinds;
    for (const Value &flow : report.find("flows")->asList())
        kinds.push_back(flow.find("file")->asString() + " " + flow.find("kind")->asString() + " "
                        + flow.find("state")->asString());
    EXPECT_THAT(kinds,
                testing::ElementsAre("ask.prompty prompty ready",
                                     "broken/flow.dag.yaml dag breaks",
                                     "flex/flow.flex.yaml flex ready",
                                     "one/flow.dag.yaml dag ready"));
    const Value &broken = report.find("flows")->asList()[1].find("breaks")->asList().front();
    EXPECT_EQ(*broken.find("code"), Value("missing-file"));
    EXPECT_THAT(broken.find("hint")->asString(), HasSubstr("tool.py"));
    EXPECT_EQ(*report.find("summary")->find("breaks"), Value(1));
}

TEST_F(FlowScan, namesAndSkipsWhatItCannotRead)
{
    writeFlow("team/one");
    fs::create_directory_symlink("..", folder() / "team/one/up");
    fs::create_directory_symlink(folder(), folder() / "team/out");
    fs::create_symlink("loop", folder() / "team/loop");
    ASSERT_EQ(::mkfifo((folder() / "team/pipe").c_str(), 0600), 0);
    fs::create_directories(folder() / "team/pipes");
    ASSERT_EQ(::mkfifo((folder() / "team/pipes/flow.dag.yaml").c_str(), 0600), 0);
    const Value report = scan("team");
    EXPECT_EQ(report.find("flows")->asList().size(), 1U);
    EXPECT_THAT(names(report, "skipped", "path"),
                testing::ElementsAre("loop", "one/up", "out", "pipe", "pipes/flow.dag.yaml"));
}

TEST_F(FlowScan, runsNothing)
{
    writeFlow("team/one");
    write("team/one/search.py", "open('ran', 'w')\n");
    fs::create_directories(folder() / "team/one/.venv/bin");
    static_cast<void>(scan("team"));
    EXPECT_FALSE(fs::exists(folder() / "ran"));
    EXPECT_FALSE(fs::exists(folder() / "team/one/ran"));
}

TEST_F(FlowScan, noCellOfCsvIsAFormula)
{
    writeFlow("team/=cmd, \"x\"");
    const auto result = run({"flow", "scan", "team", "--format", "csv"});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_THAT(result.output, testing::StartsWith("file,kind,state,"));
    EXPECT_THAT(result.output, HasSubstr("\r\n\"'=cmd, \"\"x\"\"/flow.dag.yaml\",dag,"));
    EXPECT_THAT(result.output, testing::EndsWith("\r\n"));
}

TEST_F(FlowScan, whatFlowsSayIsTextInThePage)
{
    writeFlow("team/<img src=x onerror=alert(1)>");
    const auto result = run({"flow", "scan", "team", "--format", "html"});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_THAT(result.output, testing::StartsWith("<!DOCTYPE html>"));
    EXPECT_THAT(result.output, Not(HasSubstr("<img")));
    EXPECT_THAT(result.output, HasSubstr("&lt;img src=x"));
    EXPECT_THAT(result.output, Not(HasSubstr("http://")));
}

TEST_F(FlowScan, thePageCountsOneAsOne)
{
    write("team/flow.dag.yaml",
          "environment_variables: {REGION: west}\n"
          "nodes:\n- {name: a, type: prompt, source: {type: code, path: a.jinja2}}\n");
    write("team/a.jinja2", "Hello\n");
    const auto result = run({"flow", "scan", "team", "--format", "html"});
    EXPECT_THAT(result.output, HasSubstr("<p>1 flow: 1 ready, 0 to be looked at, 0 will break."));
    EXPECT_THAT(result.output, HasSubstr("<dt>Kind</dt><dd>dag, 1 node</dd>"));
    EXPECT_THAT(result.output, HasSubstr("<dt>Environment variables</dt><dd>REGION</dd>"));
}

TEST_F(FlowScan, aFolderThatIsNotThereIsAnError)
{
    const auto result = run({"flow", "scan", "nowhere"});
    EXPECT_EQ(result.exitCode, 3);
    EXPECT_THAT(result.error, HasSubstr("nowhere"));
    EXPECT_EQ(run({"flow", "scan"}).exitCode, 2);
    fs::create_directories(folder() / "empty");
    EXPECT_EQ(run({"flow", "scan", "empty"}).exitCode, 0);
}
