// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/flow/flowdocument.h"
#include "engine/flow/graph.h"

#include <gtest/gtest.h>

namespace postern::flow {

namespace {

/// A flow of python nodes: "a: ${b.output}" on each line is a node with one input x.
Flow flowOf(const std::vector<std::pair<std::string, std::string>> &nodes,
            const std::string &more = {})
{
    std::string text = "inputs:\n  q: {type: string}\n" + more + "nodes:\n";
    for (const auto &[name, reference] : nodes)
        text += "- name: " + name + "\n  type: python\n  inputs:\n    x: " + reference + "\n";
    return FlowDocument::fromText({}, text).flow();
}

std::string firstError(const Flow &flow)
{
    try {
        checkNodes(flow);
        checkOutputs(flow);
    } catch (const Error &error) {
        return error.promptflow()->codes.back();
    }
    return "none";
}

TEST(NodeOrder, takesTheFirstReadyNodeOfTheFile)
{
    const Flow flow = flowOf(
        {{"c", "${b.output}"}, {"b", "${a.output}"}, {"z", "1"}, {"a", "${inputs.q}"}});
    EXPECT_EQ(nodeOrder(flow), (std::vector<std::size_t>{2, 3, 1, 0}));
    EXPECT_TRUE(findCycle(flow).empty());
    EXPECT_EQ(firstError(flow), "none");
}

TEST(Cycle, isNamedWithItsPathAndPromptFlowsRest)
{
    const Flow flow = flowOf(
        {{"d", "${a.output}"}, {"a", "${b.output}"}, {"b", "${c.output}"}, {"c", "${a.output}"}});
    EXPECT_EQ(findCycle(flow), (std::vector<std::string>{"a", "b", "c", "a"}));
    const std::vector<Diagnostic> found = nodeProblems(flow);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NE(found[0].message.english().find("a -> b -> c -> a"), std::string::npos);
    EXPECT_NE(found[0].promptflow->message.find("['a', 'b', 'c', 'd']"), std::string::npos);
    EXPECT_EQ(findCycle(flowOf({{"a", "${a.output}"}})), (std::vector<std::string>{"a", "a"}));
}

TEST(NodeProblems, comeInPromptFlowsOrder)
{
    EXPECT_EQ(firstError(flowOf({{"a", "${nope.output}"}, {"a", "1"}})), "DuplicateNodeName");
    EXPECT_EQ(firstError(flowOf({{"a", "${nope.output}"}, {"b", "${inputs.nope}"}})),
              "InputReferenceNotFound");
    EXPECT_EQ(firstError(flowOf({{"a", "${nope.output}"}, {"b", "${b.output}"}})),
              "NodeReferenceNotFound");
    EXPECT_EQ(firstError(flowOf({{"a", "1"}}, "outputs:\n  o: {type: string}\n")),
              "EmptyOutputReference");
    EXPECT_EQ(firstError(flowOf({{"a", "1"}},
                                "outputs:\n  o: {type: string, reference: \"${b.output}\"}\n")),
              "OutputReferenceNotFound");
    EXPECT_EQ(firstError(flowOf({{"a", "1"}},
                                "outputs:\n  o: {type: string, reference: \"${inputs.b}\"}\n")),
              "OutputReferenceNotFound");
    EXPECT_EQ(firstError(flowOf({{"a", "1"}}, "outputs:\n  o: {type: string, reference: 5}\n")),
              "none");
}

TEST(NodeProblems, knowTheAggregationRules)
{
    const Flow bad = flowOf({{"a", "1\n  aggregation: true"}, {"b", "${a.output}"}});
    EXPECT_EQ(firstError(bad), "InvalidNodeReference");
    const Flow activate = flowOf(
        {{"a", "1"},
         {"b", "${a.output}\n  aggregation: true\n  activate:\n    when: ${a.output}\n    is: 1"}});
    EXPECT_EQ(firstError(activate), "InvalidNodeReference");
    const Flow good = flowOf({{"a", "1"},
                              {"b", "${a.output}\n  reduce: true"},
                              {"c", "${b.output}\n  aggregation: true"}},
                             "outputs:\n  o: {type: string, reference: \"${b.output}\"}\n");
    EXPECT_EQ(firstError(good), "none");
    ASSERT_EQ(outputProblems(good).size(), 1U);
    EXPECT_EQ(outputProblems(good)[0].severity, Severity::Warning);
}

TEST(NodeProblems, offerTheNearestName)
{
    FlowDocument document = FlowDocument::fromText(
        {},
        "inputs:\n  question: {type: string}\nnodes:\n"
        "- name: ask\n  inputs: {q: \"${inputs.qestion}\", r: '${aks.output.k}'}\n");
    std::vector<Diagnostic> found = nodeProblems(document.flow(), document.text());
    ASSERT_EQ(found.size(), 2U);
    ASSERT_TRUE(found[0].fix && found[1].fix);
    document.apply(found[1].fix->edit);
    document.apply(found[0].fix->edit);
    EXPECT_EQ(document.flow().nodes[0].input("q")->text, "${inputs.question}");
    EXPECT_EQ(document.flow().nodes[0].input("r")->text, "${ask.output.k}");
}

} // namespace

} // namespace postern::flow
