// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/plan.h"
#include "tests/engine/run/testflow.h"

#include <gmock/gmock.h>

using namespace postern;
using namespace postern::run;

namespace {

std::vector<std::string> names(const std::vector<PlannedNode> &nodes)
{
    std::vector<std::string> result;
    for (const PlannedNode &planned : nodes)
        result.push_back(planned.node.name);
    return result;
}

std::string node(const std::string &name, const std::string &inputs, const std::string &more = "")
{
    return "- {name: " + name + ", type: prompt, source: {type: code, path: p.jinja2}, inputs: {"
           + inputs + "}" + more + "}\n";
}

std::string faultOf(const std::string &text)
{
    return promptflowClass([&] { Plan::make(flowOf(text)); });
}

} // namespace

TEST(Plan, putsNodesBehindThoseTheyReferTo)
{
    const Plan plan = Plan::make(flowOf("nodes:\n" + node("c", "x: '${b.output}'")
                                        + node("a", "x: 1") + node("b", "x: '${a.output}'")
                                        + node("d", "x: 1")));
    EXPECT_THAT(names(plan.nodes), testing::ElementsAre("a", "b", "c", "d"));
    EXPECT_THAT(plan.nodes[2].dependencies, testing::ElementsAre(1U));
}

TEST(Plan, waitsForTheNodeThatActivateRefersTo)
{
    const Plan plan = Plan::make(
        flowOf("nodes:\n" + node("b", "x: 1", ", activate: {when: '${a.output}', is: 1}")
               + node("a", "x: 1")));
    EXPECT_THAT(names(plan.nodes), testing::ElementsAre("a", "b"));
    EXPECT_THAT(plan.nodes[1].dependencies, testing::ElementsAre(0U));
}

TEST(Plan, splitsAggregationOffAndDropsItsOutputs)
{
    const Plan plan = Plan::make(flowOf(
        "outputs: {o: {type: string, reference: '${a.output}'}, g: {type: string, reference: "
        "'${g.output}'}}\nnodes:\n"
        + node("g", "x: '${a.output}'", ", aggregation: true") + node("a", "x: 1")));
    EXPECT_THAT(names(plan.nodes), testing::ElementsAre("a"));
    EXPECT_THAT(names(plan.aggregation), testing::ElementsAre("g"));
    ASSERT_EQ(plan.outputs.size(), 1U);
    EXPECT_EQ(plan.outputs[0].name, "o");
    EXPECT_EQ(plan.aggregationInputs().size(), 1U);
}

TEST(Plan, streamsOnlyAnLlmNodeThatOutputsAloneReferTo)
{
    const std::string llm
        = "  source: {type: code, path: p.jinja2}\n  connection: c\n  api: chat\n";
    const Plan plan = Plan::make(
        flowOf("outputs:\n  a: {type: string, reference: '${a.output}'}\n  b: {type: string, "
               "reference: '${b.output}'}\nnodes:\n- name: a\n  type: llm\n"
               + llm + "- name: b\n  type: llm\n" + llm + node("c", "x: '${b.output}'")));
    EXPECT_TRUE(plan.nodes[0].stream);
    EXPECT_FALSE(plan.nodes[1].stream);
    EXPECT_FALSE(plan.nodes[2].stream);
}

TEST(Plan, namesWhatIsWrongAsPromptFlowDoes)
{
    EXPECT_EQ(faultOf("nodes:\n" + node("a", "x: 1") + node("a", "x: 1")), "DuplicateNodeName");
    EXPECT_EQ(faultOf("nodes:\n" + node("a", "x: '${inputs.y}'")), "InputReferenceNotFound");
    EXPECT_EQ(faultOf("nodes:\n" + node("a", "x: '${b.output}'")), "NodeReferenceNotFound");
    EXPECT_EQ(faultOf("nodes:\n" + node("a", "x: '${b.output}'") + node("b", "x: '${a.output}'")),
              "NodeCircularDependency");
    EXPECT_EQ(faultOf("nodes:\n" + node("a", "x: '${a.output}'")), "NodeCircularDependency");
    EXPECT_EQ(faultOf("nodes:\n" + node("a", "x: '${g.output}'")
                      + node("g", "x: 1", ", aggregation: true")),
              "InvalidNodeReference");
    EXPECT_EQ(faultOf("nodes:\n" + node("a", "x: 1")
                      + node("g",
                             "x: 1",
                             ", aggregation: true, activate: {when: '${a.output}', is: 1}")),
              "InvalidNodeReference");
    EXPECT_EQ(faultOf("outputs: {o: {type: string, reference: '${b.output}'}}\nnodes:\n"
                      + node("a", "x: 1")),
              "OutputReferenceNotFound");
}

TEST(Plan, reportsTheCycleWithThePlaceOfItsFirstNode)
{
    try {
        Plan::make(flowOf("nodes:\n" + node("ok", "x: 1") + node("a", "x: '${b.output}'")
                          + node("b", "x: '${a.output}'")));
        FAIL() << "no error";
    } catch (const Error &error) {
        EXPECT_EQ(error.code(), ErrorCode::InvalidFlow);
        ASSERT_TRUE(error.place());
        EXPECT_EQ(error.place()->line, 3);
        EXPECT_THAT(error.promptflow()->message, testing::HasSubstr("for the nodes ['a', 'b']"));
    }
}

TEST(Plan, sortsTenThousandNodesInAChain)
{
    std::string text = "nodes:\n";
    for (int i = 9999; i >= 0; --i) {
        text += node("n" + std::to_string(i),
                     i == 0 ? "x: 1" : "x: '${n" + std::to_string(i - 1) + ".output}'");
    }
    const Plan plan = Plan::make(flowOf(text));
    ASSERT_EQ(plan.nodes.size(), 10'000U);
    EXPECT_EQ(plan.nodes.front().node.name, "n0");
    EXPECT_EQ(plan.nodes.back().node.name, "n9999");
}
