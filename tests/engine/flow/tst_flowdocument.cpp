// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/flowdocument.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace postern::flow {

namespace {

namespace fs = std::filesystem;

const std::string kFlow = R"(# a flow
inputs:
  question:
    type: string
    default: hello
    is_chat_input: true
  chat_history:
    type: list
outputs:
  answer:
    type: string
    reference: ${ask.output.text}
    is_chat_output: true
nodes:
- name: ask
  type: llm
  source: {type: code, path: ask.jinja2}
  inputs:
    question: ${inputs.question}
    temperature: 0.2
  connection: open
  api: chat
  use_variants: true
- name: sum
  type: python
  source:
    type: code
    path: sum.py
  inputs:
    all: ${ask.output}
  aggregation: true
  activate:
    when: ${inputs.question}
    is: yes
node_variants:
  ask:
    default_variant_id: v0
    variants:
      v0:
        node:
          type: llm
          source: {type: code, path: v0.jinja2}
          inputs: {question: "${inputs.question}"}
      v1:
        node:
          type: llm
          source: {type: code, path: v1.jinja2}
environment_variables:
  A: 5
additional_includes:
- ../shared/a.py
)";

FlowDocument document(std::string text)
{
    return FlowDocument::fromText({"/flow", "/flow/flow.dag.yaml", FlowKind::Dag}, std::move(text));
}

TEST(FlowDocument, readsAWholeFlow)
{
    const FlowDocument flow = document(kFlow);
    EXPECT_TRUE(flow.isCurrent());
    EXPECT_TRUE(flow.diagnostics().empty());
    EXPECT_FALSE(flow.loadError().has_value());
    ASSERT_EQ(flow.flow().nodes.size(), 2U);
    const Node &ask = flow.flow().nodes[0];
    EXPECT_EQ(ask.type, NodeType::Llm);
    EXPECT_EQ(ask.source.path, "ask.jinja2");
    EXPECT_EQ(ask.input("question")->name, "question");
    EXPECT_EQ(ask.input("temperature")->literal, Value(0.2));
    const TextSpan span = ask.input("temperature")->span;
    EXPECT_EQ(flow.text().substr(span.begin, span.end - span.begin), "0.2");
    EXPECT_EQ(ask.place.line, 15);
    EXPECT_TRUE(flow.flow().nodes[1].aggregation);
    EXPECT_EQ(flow.flow().nodes[1].activate->is, Value("yes"));
    EXPECT_EQ(flow.flow().chatInput()->name, "question");
    EXPECT_EQ(flow.flow().chatHistory()->name, "chat_history");
    EXPECT_EQ(flow.flow().output("answer")->reference.property, "text");
    EXPECT_EQ(flow.flow().environmentVariables.front().second, Value(5));
    EXPECT_EQ(flow.flow().additionalIncludes.front(), "../shared/a.py");
}

TEST(FlowDocument, keepsTheLastGoodFlowWhileTheTextDoesNotParse)
{
    FlowDocument flow = document(kFlow);
    const TextEdit back = flow.apply({0, 0, "x: [\n"});
    EXPECT_FALSE(flow.isCurrent());
    EXPECT_EQ(flow.flow().nodes.size(), 2U);
    ASSERT_FALSE(flow.diagnostics().empty());
    EXPECT_THROW(flow.requireLoaded(), Error);
    flow.apply(back);
    EXPECT_TRUE(flow.isCurrent());
    EXPECT_EQ(flow.text(), kFlow);
}

TEST(Variants, replaceTheNodeByDefaultOrByChoice)
{
    const FlowDocument flow = document(kFlow);
    EXPECT_EQ(withVariant(flow.flow(), {}).nodes[0].source.path, "v0.jinja2");
    const Flow chosen = withVariant(flow.flow(), "${ask.v1}");
    EXPECT_EQ(chosen.nodes[0].source.path, "v1.jinja2");
    EXPECT_EQ(chosen.nodes[0].name, "ask");
    const auto message = [&](std::string_view choice) -> std::string {
        try {
            withVariant(flow.flow(), choice);
        } catch (const Error &error) {
            return error.promptflow()->message;
        }
        return "none";
    };
    EXPECT_EQ(message("${ask.v9}"), "Variant v9 not found for node ask");
    EXPECT_EQ(message("${nope.v0}"), "Node nope not found in flow");
    EXPECT_EQ(message("bad"),
              "Invalid variant format: bad, variant should be in format of ${TUNING_NODE.VARIANT}");
}

TEST(FlowDocument, readsAPromptysFrontMatterWhereItStands)
{
    const std::string text = "---\r\nname: x\nmodel: {configuration: {}, parameters: "
                             "{}}\ninputs:\n  q:\n    type: string\n"
                             "  r: {default: 5}\nsample: {q: hi}\n---\nsystem:\n{{q}} --- [\n";
    const FlowDocument document = FlowDocument::fromText({"/f", "/f/a.prompty", FlowKind::Prompty},
                                                         text);
    EXPECT_TRUE(document.isCurrent());
    EXPECT_TRUE(document.diagnostics().empty());
    EXPECT_EQ(document.flow().kind, FlowKind::Prompty);
    ASSERT_EQ(document.flow().inputs.size(), 2U);
    EXPECT_EQ(document.flow().inputs[0].place.line, 5);
    EXPECT_EQ(document.flow().inputs[1].defaultValue, Value(5));
    EXPECT_EQ(document.flow().raw.find("sample")->find("q")->asString(), "hi");
    for (const char *odd :
         {"", "---", "---\n", "---\n---\n", "no front matter", "------\na: 1\n-----\n"})
        FlowDocument::fromText({"/f", "/f/a.prompty", FlowKind::Prompty}, odd);
}

TEST(FlowDocument, saysWhatKeepsAPromptyFromBeingTakenApart)
{
    const auto problemOf = [](const std::string &text) {
        return FlowDocument::fromText({"/f", "/f/a.prompty", FlowKind::Prompty}, text).loadError();
    };
    struct Case
    {
        std::string text;
        int line;
        std::string words;
    };
    const std::string model = "model: {configuration: {}, parameters: {}}\n";
    const std::vector<Case>
        cases{{"---\n" + model + "---  \nuser:\n", 3, "Blanks stand after"},
              {"--- \r\n" + model + "---\r\nuser:\r\n", 1, "Blanks stand after"},
              {"---\n" + model + "user:\n", 1, "no end"},
              {"---\n" + model + "---", 3, "last line"},
              {"user:\nhi\n", 1, "no settings"},
              {std::string("\xFF\xFE-\0-\0-\0", 8), 1, "UTF-16"},
              {"---\n" + model + "---\nuser:\nabove\n\n---\n\nbelow\n", 7, "end the settings"},
              {"---\n" + model + "---\nuser: [\n-----\nbelow\n", 5, "end the settings"},
              {"---\n---\nuser:\n", 1, "no mapping"}};
    for (const Case &expected : cases) {
        const std::optional<Diagnostic> problem = problemOf(expected.text);
        ASSERT_TRUE(problem) << expected.text;
        EXPECT_EQ(problem->place.line, expected.line) << expected.text;
        EXPECT_NE(problem->message.english().find(expected.words), std::string::npos)
            << problem->message;
        EXPECT_FALSE(problem->hint.isEmpty());
    }
    EXPECT_EQ(problemOf("---\na: b: c\n---\nb\n---\n")->place.line, 2) << "wrong before any rule";
    EXPECT_FALSE(problemOf("---\n" + model + "---\nuser:\na --- b\n--- \n"));
}

TEST(FlowDocument, knowsAFlexFlowByItsEntry)
{
    const FlowDocument document
        = FlowDocument::fromText({"/f", "/f/flow.flex.yaml", FlowKind::Dag},
                                 "entry: a.b:run\ninputs:\n  q: {type: string}\n");
    EXPECT_EQ(document.flow().kind, FlowKind::Flex);
    EXPECT_EQ(document.flow().entry, "a.b:run");
    EXPECT_FALSE(document.loadError().has_value());
    EXPECT_EQ(document.flow().inputs.size(), 1U);
}

TEST(FlowDocument, namesPromptFlowsErrorForEachWayNotToLoad)
{
    const auto error = [](const std::string &text) -> std::string {
        const FlowDocument broken = document(text);
        return broken.loadError() ? broken.loadError()->promptflow->path() + ": "
                                        + broken.loadError()->promptflow->message
                                  : "none";
    };
    EXPECT_EQ(error("nodes: []\n"), "none");
    EXPECT_EQ(error("inputs: {}\n"), "SystemError/KeyError: 'nodes'");
    EXPECT_EQ(error("nodes:\n- type: foo\n  name: a\n"),
              "SystemError/ValueError: 'foo' is not a valid ToolType");
    EXPECT_EQ(error("inputs:\n  x: {}\nnodes: []\n"), "SystemError/KeyError: 'type'");
    EXPECT_EQ(error("inputs:\n  x: {type: 5}\nnodes: []\n"),
              "SystemError/ValueError: 5 is not a valid ValueType");
    EXPECT_EQ(
        error("inputs:\n  x: {type: x}\nnodes:\n- name: a\n  activate: {is: 1}\n"),
        "UserError/FlowDefinitionError: The definition of activate config for node a is incorrect. "
        "Please check your flow yaml and resubmit.");
    EXPECT_EQ(error("nodes: []\nnodes: []\n").substr(0, 29), "SystemError/DuplicateKeyError");
    for (const char *text : {"",
                             "5",
                             "- a",
                             "nodes: x",
                             "nodes: [5]",
                             "inputs: [a]\nnodes: []",
                             "nodes:\n- name: a\n  source: x",
                             "nodes: []\nnode_variants: {a: {}}"})
        EXPECT_NE(error(text), "none") << text;
}

TEST(FlowDocument, loadsEveryFlowOfTheTestsAndTheSamples)
{
    const fs::path root(POSTERN_SOURCE_DIR);
    std::size_t count = 0;
    for (const fs::path &folder : {root / "tests/conformance/flows", root / "resources/samples"}) {
        for (const auto &entry : fs::recursive_directory_iterator(folder)) {
            const std::string suffix = entry.path().extension().string();
            if (suffix != ".yaml" && suffix != ".yml" && suffix != ".prompty")
                continue;
            const FlowDocument flow = FlowDocument::load(
                {entry.path().parent_path(),
                 entry.path(),
                 suffix == ".prompty" ? FlowKind::Prompty : FlowKind::Dag});
            ++count;
            const std::string path = entry.path().string();
            const bool isValid = path.find("own__validate_") == std::string::npos
                                 && (entry.path().filename() == "flow.dag.yaml"
                                     || entry.path().filename() == "flow.flex.yaml");
            if (isValid) {
                EXPECT_TRUE(flow.isCurrent()) << path;
                EXPECT_FALSE(flow.loadError().has_value())
                    << path << ": " << flow.loadError()->message << flow.loadError()->place.line;
            }
        }
    }
    EXPECT_GT(count, 30U);
}

} // namespace

} // namespace postern::flow
