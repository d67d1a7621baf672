// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "tests/app/cli/command.h"

#include <gmock/gmock.h>

using namespace postern;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

class BadFlows : public test::CommandTest
{
protected:
    test::CommandResult testFlow(const std::vector<std::string> &more = {}) const
    {
        std::vector<std::string> arguments{"flow", "test", "--flow", "flow"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments);
    }

    /// The flow's error: exit code 3, two lines, these words.
    void expectInvalid(const std::string &text, const std::vector<std::string> &words) const
    {
        write("flow/flow.dag.yaml", text);
        const test::CommandResult result = testFlow();
        EXPECT_EQ(result.exitCode, 3) << result.error;
        EXPECT_EQ(result.output, "");
        EXPECT_THAT(result.error, StartsWith("error: "));
        EXPECT_LE(std::ranges::count(result.error, '\n'), 2) << result.error;
        for (const std::string &word : words)
            EXPECT_THAT(result.error, HasSubstr(word));
    }

    /// A flow of one python node with this body.
    void writeTool(const std::string &body) const
    {
        write("flow/flow.dag.yaml",
              "outputs:\n  o: {type: string, reference: '${t.output}'}\n"
              "nodes:\n- name: t\n  type: python\n  source: {type: code, path: t.py}\n");
        write("flow/t.py", "from promptflow.core import tool\n\n@tool\ndef t():\n" + body);
    }
};

constexpr auto kNode = "nodes:\n- name: a\n  type: python\n  source: {type: code, path: a.py}\n";

} // namespace

TEST_F(BadFlows, aFolderWithoutAFlow)
{
    write("flow/other.txt", "");
    const auto result = testFlow();
    EXPECT_EQ(result.exitCode, 3);
    EXPECT_THAT(result.error, HasSubstr("flow.dag.yaml"));
}

TEST_F(BadFlows, aFolderThatIsNotThere)
{
    const auto result = testFlow();
    EXPECT_EQ(result.exitCode, 3);
    EXPECT_THAT(result.error, StartsWith("error: "));
}

TEST_F(BadFlows, twoFlowFiles)
{
    write("flow/flow.dag.yaml", "nodes: []\n");
    write("flow/flow.flex.yaml", "entry: a:b\n");
    const auto result = testFlow();
    EXPECT_EQ(result.exitCode, 3);
    EXPECT_THAT(result.error, HasSubstr("flow.flex.yaml"));
}

TEST_F(BadFlows, brokenYaml)
{
    expectInvalid("inputs:\n  x: {type: string\nnodes: [\n", {"flow.dag.yaml:"});
}

TEST_F(BadFlows, duplicateKeys)
{
    expectInvalid("inputs:\n  x: {type: string}\n  x: {type: int}\nnodes: []\n",
                  {"flow.dag.yaml:3:", "x"});
}

TEST_F(BadFlows, unknownTypes)
{
    expectInvalid("inputs:\n  x: {type: strin, default: a}\nnodes: []\n",
                  {"flow.dag.yaml:2:", "strin"});
    expectInvalid("nodes:\n- name: a\n  type: foo\n  source: {type: code, path: a.py}\n",
                  {"flow.dag.yaml:3:", "foo"});
}

TEST_F(BadFlows, referencesToNothing)
{
    write("flow/a.py", "from promptflow.core import tool\n\n@tool\ndef a(x=1):\n    return x\n");
    expectInvalid(std::string(kNode) + "  inputs: {x: '${nope.output}'}\n",
                  {"flow.dag.yaml:5:", "nope"});
    expectInvalid(std::string(kNode) + "  inputs: {x: '${inputs.nope}'}\n",
                  {"flow.dag.yaml:5:", "nope"});
    expectInvalid("outputs:\n  o: {type: string, reference: '${nope.output}'}\n"
                      + std::string(kNode),
                  {"flow.dag.yaml:2:", "nope"});
}

TEST_F(BadFlows, aCycle)
{
    write("flow/a.py", "from promptflow.core import tool\n\n@tool\ndef a(x=1):\n    return x\n");
    expectInvalid(std::string(kNode) + "  inputs: {x: '${a.output}'}\n", {"flow.dag.yaml:", "a"});
}

TEST_F(BadFlows, missingFiles)
{
    expectInvalid(kNode, {"a.py", "flow.dag.yaml:"});
    expectInvalid("nodes:\n- name: p\n  type: prompt\n  source: {type: code, path: p.jinja2}\n",
                  {"p.jinja2"});
    expectInvalid("additional_includes: [../nope]\nnodes: []\n", {"../nope"});
}

TEST_F(BadFlows, aPythonSyntaxError)
{
    write("flow/flow.dag.yaml", kNode);
    write("flow/a.py", "def broken(:\n    pass\n");
    const auto result = testFlow();
    EXPECT_EQ(result.exitCode, 1) << result.error;
    EXPECT_THAT(result.error, HasSubstr("a.py"));
    EXPECT_THAT(result.error, HasSubstr("SyntaxError"));
}

TEST_F(BadFlows, aTemplateSyntaxError)
{
    write("flow/flow.dag.yaml",
          "nodes:\n- name: p\n  type: prompt\n  source: {type: code, path: p.jinja2}\n");
    write("flow/p.jinja2", "one\n{% if %}\n");
    const auto result = testFlow();
    EXPECT_EQ(result.exitCode, 3) << result.error;
    EXPECT_THAT(result.error, HasSubstr("p.jinja2:2"));
}

TEST_F(BadFlows, aToolThatRaises)
{
    writeTool("    raise ValueError('boom')\n");
    const auto result = testFlow();
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_THAT(result.error, HasSubstr("ValueError: boom"));
    EXPECT_THAT(result.error, HasSubstr("t.py"));
    EXPECT_THAT(result.error, testing::Not(HasSubstr("Traceback")));
    EXPECT_THAT(testFlow({"-v"}).error, HasSubstr("Traceback"));
}

TEST_F(BadFlows, aToolThatPrintsAMegabyte)
{
    writeTool("    print('x' * 1000000)\n    return 'done'\n");
    const auto result = testFlow();
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_EQ(result.json(), Value(Dict{{"o", "done"}}));
    EXPECT_THAT(result.error, HasSubstr(std::string(1000000, 'x')));
}

TEST_F(BadFlows, aToolThatKillsItsProcess)
{
    writeTool("    import os, signal\n    os.kill(os.getpid(), signal.SIGKILL)\n");
    const auto result = testFlow();
    EXPECT_EQ(result.exitCode, 1) << result.error;
    EXPECT_THAT(result.error, StartsWith("t: failed"));
    EXPECT_THAT(result.error, HasSubstr("error: "));
}

TEST_F(BadFlows, aToolThatNeverReturnsIsStoppedByCtrlC)
{
    writeTool("    print('waiting', flush=True)\n    while True:\n        pass\n");
    const auto result = run({"flow", "test", "--flow", "flow"}, "waiting");
    EXPECT_EQ(result.exitCode, 130) << result.error;
    EXPECT_THAT(result.error, HasSubstr("t: cancelled"));
}

TEST_F(BadFlows, anOutputThatIsNoJson)
{
    writeTool("    return {1, 2}\n");
    const auto result = testFlow();
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_THAT(result.error, HasSubstr("set"));
}

TEST_F(BadFlows, anOutputThatContainsItself)
{
    writeTool("    v = []\n    v.append(v)\n    return v\n");
    const auto result = testFlow();
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_THAT(result.error, HasSubstr("The node 't' failed: RecursionError"));
}

TEST_F(BadFlows, anInterpreterThatIsNotThere)
{
    writeTool("    return 1\n");
    const auto result = testFlow({"--python", "/nonexistent/python"});
    EXPECT_EQ(result.exitCode, 1) << result.error;
    EXPECT_THAT(result.error, HasSubstr("/nonexistent/python"));
}

TEST_F(BadFlows, connectionsThatCannotBeRead)
{
    writeTool("    return 1\n");
    write("c.yaml", "name: [\n");
    EXPECT_EQ(testFlow({"--connections", "c.yaml"}).exitCode, 3);
    EXPECT_EQ(testFlow({"--connections", "nope.yaml"}).exitCode, 3);
}

TEST_F(BadFlows, validateNamesEveryFault)
{
    write("flow/flow.dag.yaml",
          "outputs:\n  o: {type: string, reference: '${nope.output}'}\n" + std::string(kNode)
              + "  inputs: {x: '${inputs.gone}'}\n");
    const auto result = run({"flow", "validate", "--source", "flow", "--format", "json"});
    EXPECT_EQ(result.exitCode, 3);
    EXPECT_THAT(result.error,
                testing::AllOf(HasSubstr("nope"), HasSubstr("gone"), HasSubstr("a.py")));
    EXPECT_EQ(*result.json().find("result"), Value("Failed"));
    EXPECT_GE(result.json().find("diagnostics")->asList().size(), 3U);
}

TEST_F(BadFlows, validateTellsABrokenTemplateOnceWithItsPlace)
{
    write("flow/flow.dag.yaml",
          "nodes:\n- name: p\n  type: prompt\n  source: {type: code, path: p.jinja2}\n");
    write("flow/p.jinja2", "first\n{% if %}\n");
    const auto result = run({"flow", "validate", "--source", "flow"});
    EXPECT_EQ(result.exitCode, 3);
    EXPECT_THAT(result.error, HasSubstr("p.jinja2:2"));
    const Value report = json::parse(result.output);
    EXPECT_EQ(report.find("errors")->asList().size(), 1U) << result.output;
}

TEST_F(BadFlows, validateImportsPythonFilesUnlessRestricted)
{
    writeTool("    return 1\n");
    write("flow/t.py", "import a_package_that_is_not_there\n");
    const std::vector<std::string> validate{"flow", "validate", "--source", "flow"};
    const auto result = run(validate);
    EXPECT_EQ(result.exitCode, 3) << result.error;
    EXPECT_THAT(result.output, HasSubstr("No module named 'a_package_that_is_not_there'"));
    const auto restricted = run({"flow", "validate", "--source", "flow", "--restricted"});
    EXPECT_EQ(restricted.exitCode, 0) << restricted.output;
}
