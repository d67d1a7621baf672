// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/flowdocument.h"
#include "engine/flow/reach.h"

#include <gmock/gmock.h>

#include <string>

namespace postern::flow {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Flow flowOfText(std::string text)
{
    const FlowLocation location{"/flow", "/flow/flow.dag.yaml", FlowKind::Dag};
    return FlowDocument::fromText(location, std::move(text)).flow();
}

Flow diamond()
{
    return flowOfText("nodes:\n"
                      "- {name: a, type: python, inputs: {x: '${inputs.q}'}}\n"
                      "- {name: b, type: python, inputs: {x: '${a.output}'}}\n"
                      "- {name: c, type: python, inputs: {x: '${a.output.k}'}}\n"
                      "- name: d\n  type: python\n  inputs: {x: '${b.output}'}\n"
                      "  activate: {when: '${c.output}', is: 1}\n"
                      "- {name: alone, type: python, inputs: {x: a}}\n");
}

TEST(Reach, goesUpByInputsAndConditions)
{
    EXPECT_THAT(neededBy(diamond(), "d"), ElementsAre("a", "b", "c", "d"));
    EXPECT_THAT(neededBy(diamond(), "b"), ElementsAre("a", "b"));
    EXPECT_THAT(neededBy(diamond(), "alone"), ElementsAre("alone"));
}

TEST(Reach, goesDownTheSameWay)
{
    EXPECT_THAT(reachedFrom(diamond(), "a"), ElementsAre("a", "b", "c", "d"));
    EXPECT_THAT(reachedFrom(diamond(), "c"), ElementsAre("c", "d"));
}

TEST(Reach, endsOnCyclesAndAtNodesThatAreNotThere)
{
    const Flow cycle = flowOfText(
        "nodes:\n"
        "- {name: a, type: python, inputs: {x: '${b.output}'}}\n"
        "- {name: b, type: python, inputs: {x: '${a.output}', y: '${no.output}'}}\n");
    EXPECT_THAT(neededBy(cycle, "a"), ElementsAre("a", "b"));
    EXPECT_THAT(reachedFrom(cycle, "a"), ElementsAre("a", "b"));
    EXPECT_THAT(neededBy(cycle, "no"), IsEmpty());
}

} // namespace

} // namespace postern::flow
