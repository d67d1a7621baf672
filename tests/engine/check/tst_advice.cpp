// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/check/advice.h"
#include "engine/check/pythontext.h"
#include "engine/check/requirements.h"
#include "tests/support/temporaryfolder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

using namespace postern;
using namespace postern::check;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

const RetiredModels kRetired(
    "models:\n- {name: old-1, date: 2020-01-01, instead: new-1}\n- {name: gpt-3.5-x}\n");

/// A flow of a chat model and what is said to it.
std::string chat(const std::string &inputs, const std::string &more = {})
{
    return "inputs:\n"
           "  question: {type: string}\n"
           "outputs:\n"
           "  answer: {type: string, reference: \"${answer.output}\"}\n"
           "nodes:\n"
           "- name: answer\n"
           "  type: llm\n"
           "  source: {type: code, path: answer.jinja2}\n"
           "  inputs: {question: \"${inputs.question}\", "
           + inputs
           + "}\n"
             "  connection: azure\n"
             "  api: chat\n"
           + more;
}

class AdviceGiven : public testing::Test
{
protected:
    void write(const std::string &name, const std::string &text) const
    {
        std::ofstream(m_folder.path() / name) << text;
    }

    std::vector<flow::Diagnostic> advice(const std::string &yaml) const
    {
        const flow::FlowLocation location{m_folder.path(),
                                          m_folder.path() / "flow.dag.yaml",
                                          flow::FlowKind::Dag};
        const auto document = flow::FlowDocument::fromText(location, yaml);
        std::vector<flow::Diagnostic> found;
        adviceChecker(document,
                      kRetired)(document.flow(), document.sources(flow::Trust::Restricted), found);
        for (const flow::Diagnostic &problem : found)
            EXPECT_NE(problem.severity, flow::Severity::Error) << problem.code;
        return found;
    }

    /// "code node line" of each.
    std::vector<std::string> said(const std::string &yaml) const
    {
        std::vector<std::string> all;
        for (const flow::Diagnostic &problem : advice(yaml))
            all.push_back(problem.code + " " + std::to_string(problem.place.line));
        return all;
    }

private:
    test::TemporaryFolder m_folder;
};

} // namespace

TEST_F(AdviceGiven, nothingOfASoundFlow)
{
    EXPECT_THAT(said(chat("deployment_name: big, max_tokens: 9")), IsEmpty());
}

TEST_F(AdviceGiven, limitsAndParametersThatDoNothing)
{
    EXPECT_THAT(said(chat("deployment_name: big")), ElementsAre("no-max-tokens 6"));
    EXPECT_THAT(said(chat("deployment_name: big, max_tokens: 9, stop: \"\"")),
                ElementsAre("idle-parameter 9"));
    EXPECT_THAT(said(chat("deployment_name: big, max_tokens: 9, tool_choice: auto, best_of: 2")),
                ElementsAre("idle-parameter 9", "idle-parameter 9"));
    EXPECT_THAT(said(chat("deployment_name: big, max_tokens: 9, tool_choice: auto, tools: []")),
                IsEmpty());
    EXPECT_THAT(said(chat("deployment_name: big, max_completion_tokens: 9")), IsEmpty());
}

TEST_F(AdviceGiven, retiredModels)
{
    const auto deployment = advice(chat("deployment_name: Old-1, max_tokens: 9"));
    ASSERT_EQ(deployment.size(), 1U);
    EXPECT_EQ(deployment[0].code, "retired-model");
    EXPECT_EQ(deployment[0].severity, flow::Severity::Hint); // it may be called what it likes
    EXPECT_EQ(advice(chat("model: old-1, max_tokens: 9"))[0].severity, flow::Severity::Warning);
    EXPECT_THAT(said(chat("model: gpt-35-x, max_tokens: 9")), ElementsAre("retired-model 9"));
    EXPECT_THAT(said(chat("model: old-10, max_tokens: 9")), IsEmpty());
    EXPECT_EQ(RetiredModels("a: [").find("a"), nullptr);
    EXPECT_NE(RetiredModels::installed().find("gpt-4-32k"), nullptr);
}

TEST_F(AdviceGiven, whatNothingTakes)
{
    const std::string more = "- name: lost\n"
                             "  type: python\n"
                             "  source: {type: code, path: lost.py}\n"
                             "  inputs: {}\n"
                             "  connection: azure\n"
                             "- name: sum\n"
                             "  type: python\n"
                             "  aggregation: true\n"
                             "  source: {type: code, path: sum.py}\n"
                             "  inputs: {all: \"${answer.output}\"}\n";
    std::string yaml = chat("deployment_name: big, max_tokens: 9", more);
    EXPECT_THAT(said(yaml), ElementsAre("unused-node 12", "idle-parameter 12"));
    yaml.insert(yaml.find("outputs:"), "  extra: {type: int}\n");
    EXPECT_THAT(said(yaml), testing::Contains("unused-flow-input 3"));
}

TEST_F(AdviceGiven, branchesThatNeverRun)
{
    const std::string more = "- name: a\n"
                             "  type: python\n"
                             "  source: {type: code, path: a.py}\n"
                             "  inputs: {text: \"${answer.output}\"}\n"
                             "  activate: {when: \"${inputs.question}\", is: true}\n"
                             "- name: b\n"
                             "  type: python\n"
                             "  source: {type: code, path: b.py}\n"
                             "  inputs: {text: \"${a.output}\"}\n"
                             "- name: c\n"
                             "  type: python\n"
                             "  source: {type: code, path: c.py}\n"
                             "  inputs: {one: \"${b.output}\", two: \"${answer.output}\"}\n";
    std::string yaml = chat("deployment_name: big, max_tokens: 9", more);
    EXPECT_THAT(said(yaml),
                ElementsAre("unreachable-node 12", "unreachable-node 17", "unused-node 21"));
    yaml.replace(yaml.find("is: true"), 8, "is: 'x'");
    EXPECT_THAT(said(yaml), ElementsAre("unused-node 21"));
}

TEST_F(AdviceGiven, namesThatOnlyLookRight)
{
    const auto found = advice(chat("deployment_name: big, max_tokens: 9, c\xD0\xBEntext: 1"));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].code, "look-alike-name");
    EXPECT_EQ(asciiTwin("c\xD0\xBEntext"), "context");
    EXPECT_EQ(asciiTwin("\xEF\xBC\xA1"
                        "1"),
              "A1"); // full width
    EXPECT_EQ(asciiTwin("\xED\x95\x9C\xEA\xB5\xAD"), "");
    EXPECT_EQ(asciiTwin("plain"), "");
}

TEST_F(AdviceGiven, requirementsWithoutAVersion)
{
    write("requirements.txt",
          "# a comment\nrequests==2.31.0\nnumpy>=1\npandas\nx @ https://a.example/x.whl\n");
    const auto found = advice(chat("deployment_name: big, max_tokens: 9"));
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].place, (Place{"requirements.txt", 3, 1}));
    EXPECT_EQ(found[1].place, (Place{"requirements.txt", 4, 1}));
}

TEST(RequirementsText, isReadAsPipReadsIt)
{
    const Requirements read = readRequirements(
        "-r other.txt\n"
        "--extra-index-url=https://u:p@mirror.example.org:8080/simple\n"
        "Pillow[jpeg, webp] ~= 10.0 ; python_version > '3.8'  # why\n"
        "git+https://git.example.com/x/y.git@v1#egg=y\n"
        "./local\n"
        "a==1.*\n");
    ASSERT_EQ(read.packages.size(), 2U);
    EXPECT_EQ(read.packages[0].name, "Pillow");
    EXPECT_EQ(read.packages[0].specifier, "~= 10.0");
    EXPECT_EQ(read.packages[0].line, 3);
    EXPECT_FALSE(read.packages[1].isPinned);
    ASSERT_EQ(read.addresses.size(), 2U);
    EXPECT_EQ(hostOf(read.addresses[0]), "mirror.example.org");
    EXPECT_EQ(hostOf(read.addresses[1]), "git.example.com");
}

TEST(PythonText, isReadByItsWordsAndNotRun)
{
    const PythonText read = readPythonText(
        "import os, numpy.linalg as la\n"
        "try:\n"
        "    from openai.types import Chat\n"
        "except ImportError: pass\n"
        "from . import near\n"
        "'''\nimport quoted\n'''\n"
        "# import said\n"
        "KEY = os.getenv('KEY', \"import inside\")\n"
        "def f(c: Optional[promptflow.connections.CustomConnection]): ...\n"
        "URL = f'https://a.example/{x}'\n");
    std::vector<std::string> modules;
    for (const PythonText::Import &import : read.imports)
        modules.push_back(import.module);
    EXPECT_THAT(modules, ElementsAre("os", "numpy", "openai"));
    EXPECT_EQ(read.imports[2].line, 3);
    EXPECT_THAT(read.environmentVariables, ElementsAre("KEY"));
    EXPECT_EQ(read.connectionTypes.at("c"), "CustomConnection");
    EXPECT_THAT(read.addresses, ElementsAre("https://a.example/{x}"));
    EXPECT_TRUE(isStandardModule("json"));
    EXPECT_FALSE(isStandardModule("openai"));
}
