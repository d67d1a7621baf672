// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/pyrepr.h"
#include "engine/git/flowdiff.h"

#include <gmock/gmock.h>

using namespace postern;
using namespace postern::git;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

const std::string kFlow = R"(inputs:
  question: {type: string}
outputs:
  answer: {type: string, reference: "${answer.output}"}
nodes:
- name: search
  type: python
  source: {type: code, path: search.py}
  inputs:
    query: ${inputs.question}
    top: 3
- name: rank
  type: python
  source: {type: code, path: rank.py}
  inputs: {found: "${search.output}"}
- name: answer
  type: llm
  source: {type: code, path: answer.jinja2}
  inputs:
    deployment_name: chat
    temperature: 0
    found: ${rank.output}
  connection: azure
  api: chat
)";

std::string replaced(std::string text, const std::string &from, const std::string &to)
{
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

std::vector<std::string> fieldsOf(const PartsDiff &parts)
{
    std::vector<std::string> fields;
    for (const ChangedPart &part : parts.changed) {
        for (const FieldChange &field : part.fields)
            fields.push_back(part.name + ": " + field.path + ": "
                             + (field.before ? py::repr(*field.before) : "-") + " -> "
                             + (field.after ? py::repr(*field.after) : "-"));
    }
    return fields;
}

} // namespace

TEST(FlowDiff, dressIsNoDifference)
{
    std::string other = replaced(kFlow, "type: string", "type: 'string'");
    other = replaced(other, "  type: python\n", "  # runs code\n  type: python\n\n");
    other = replaced(other,
                     "    deployment_name: chat\n    temperature: 0\n",
                     "    temperature: 0\n    deployment_name: \"chat\"\n");
    other = replaced(other, "\n", "\r\n");
    EXPECT_TRUE(diffFlows(kFlow, "\xEF\xBB\xBF" + other).isEmpty());
}

TEST(FlowDiff, fieldsTellWhatTheyWereAndAre)
{
    std::string other = replaced(kFlow, "temperature: 0", "temperature: '0'");
    other = replaced(other, "    top: 3\n", "");
    other = replaced(other,
                     "  api: chat\n",
                     "  api: chat\n  activate: {when: \"${inputs.question}\", is: x}\n");
    const FlowDiff diff = diffFlows(kFlow, other);
    EXPECT_THAT(fieldsOf(diff.nodes),
                ElementsAre("search: inputs.top: 3 -> -",
                            "answer: inputs.temperature: 0 -> '0'",
                            "answer: activate.when: - -> '${inputs.question}'",
                            "answer: activate.is: - -> 'x'"));
    EXPECT_THAT(diff.addedEdges,
                ElementsAre(FlowEdge{"inputs.question", "answer", "activate.when"}));
    EXPECT_THAT(diff.removedEdges, IsEmpty());
}

TEST(FlowDiff, oneTrueAndOnePointNothingAreThree)
{
    for (const auto &[before, after] : {std::pair("1", "true"),
                                        std::pair("1", "1.0"),
                                        std::pair("true", "1.0"),
                                        std::pair("null", "''")}) {
        const std::string flow = "inputs:\n  a: {type: string, default: ";
        EXPECT_FALSE(diffFlows(flow + before + "}\n", flow + after + "}\n").isEmpty())
            << before << after;
    }
}

TEST(FlowDiff, addedAndRemoved)
{
    const std::string other
        = replaced(kFlow,
                   "- name: rank\n  type: python\n  source: {type: code, path: rank.py}\n  inputs: "
                   "{found: \"${search.output}\"}\n",
                   "- name: check\n  type: prompt\n  source: {type: code, path: check.jinja2}\n");
    const FlowDiff diff = diffFlows(kFlow, other);
    EXPECT_THAT(diff.nodes.added, ElementsAre("check"));
    EXPECT_THAT(diff.nodes.removed, ElementsAre("rank"));
    EXPECT_THAT(diff.nodes.renamed, IsEmpty());
}

TEST(FlowDiff, aRenameIsNoOtherChange)
{
    std::string other = replaced(kFlow, "rank", "order");
    const FlowDiff diff = diffFlows(kFlow, other); // with its file
    EXPECT_THAT(diff.nodes.renamed, ElementsAre(Renamed{"rank", "order"}));
    EXPECT_THAT(fieldsOf(diff.nodes), ElementsAre("order: source.path: 'rank.py' -> 'order.py'"));
    EXPECT_THAT(diff.addedEdges, IsEmpty());
    const FlowDiff bare
        = diffFlows(kFlow,
                    replaced(replaced(kFlow, "name: rank", "name: order"), "${rank.", "${order."));
    EXPECT_THAT(bare.nodes.renamed, ElementsAre(Renamed{"rank", "order"}));
    EXPECT_THAT(bare.nodes.changed, IsEmpty());
    EXPECT_THAT(bare.nodes.moved, IsEmpty());
}

TEST(FlowDiff, aChainOfRenames)
{
    std::string other = kFlow;
    for (const auto &[from, to] : {std::pair("search", "find"), std::pair("rank", "order")}) {
        other = replaced(other, std::string("name: ") + from, std::string("name: ") + to);
        other = replaced(other, std::string("${") + from + ".", std::string("${") + to + ".");
    }
    const FlowDiff diff = diffFlows(kFlow, other);
    EXPECT_THAT(diff.nodes.renamed,
                ElementsAre(Renamed{"search", "find"}, Renamed{"rank", "order"}));
    EXPECT_THAT(diff.nodes.changed, IsEmpty());
}

TEST(FlowDiff, inputsAreRenamedWithWhatTakesThem)
{
    const FlowDiff diff = diffFlows(kFlow,
                                    replaced(replaced(kFlow, "  question:", "  frage:"),
                                             "inputs.question",
                                             "inputs.frage"));
    EXPECT_THAT(diff.inputs.renamed, ElementsAre(Renamed{"question", "frage"}));
    EXPECT_THAT(diff.nodes.changed, IsEmpty());
}

TEST(FlowDiff, theFewestNodesMoved)
{
    const std::string one = "nodes:\n- {name: a, type: prompt}\n- {name: b, type: prompt}\n- "
                            "{name: c, type: prompt}\n- {name: d, type: prompt}\n";
    const std::string other = "nodes:\n- {name: d, type: prompt}\n- {name: a, type: prompt}\n- "
                              "{name: b, type: prompt}\n- {name: c, type: prompt}\n";
    const FlowDiff diff = diffFlows(one, other);
    EXPECT_THAT(diff.nodes.moved, ElementsAre("d"));
    EXPECT_THAT(diff.nodes.changed, IsEmpty());
}

TEST(FlowDiff, variantsBelongToTheirNode)
{
    const std::string variants
        = "node_variants:\n  answer:\n    default_variant_id: v0\n    variants:\n"
          "      v0:\n        node: {type: llm, inputs: {temperature: 0.1}}\n";
    const FlowDiff diff = diffFlows(kFlow + variants, kFlow + replaced(variants, "0.1", "0.9"));
    EXPECT_THAT(fieldsOf(diff.nodes),
                ElementsAre("answer: variants.v0.node.inputs.temperature: 0.1 -> 0.9"));
    EXPECT_THAT(diff.settings, IsEmpty());
}

TEST(FlowDiff, settingsOfTheFlow)
{
    const FlowDiff diff = diffFlows(
        kFlow, kFlow + "environment_variables: {REGION: west}\nadditional_includes: [../shared]\n");
    ASSERT_EQ(diff.settings.size(), 2U);
    EXPECT_EQ(diff.settings[0].path, "environment_variables.REGION");
    EXPECT_EQ(diff.settings[1].path, "additional_includes");
}

TEST(FlowDiff, nothingAndAFlow)
{
    EXPECT_THAT(diffFlows("", kFlow).nodes.added, ElementsAre("search", "rank", "answer"));
    EXPECT_THAT(diffFlows(kFlow, "# gone\n").nodes.removed, ElementsAre("search", "rank", "answer"));
    EXPECT_THROW(diffFlows(kFlow, "nodes: [\n"), Error);
    EXPECT_THROW(diffFlows("- a\n", kFlow), Error);
}

TEST(FlowDiff, namesTwiceAndNone)
{
    const std::string odd
        = "nodes:\n- {name: a, type: prompt}\n- {name: a, type: llm}\n- {type: python}\n- 3\n";
    EXPECT_TRUE(diffFlows(odd, odd).isEmpty());
    EXPECT_FALSE(diffFlows(odd, replaced(odd, "llm", "python")).isEmpty());
}
