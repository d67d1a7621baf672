// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/pyrepr.h"
#include "engine/flow/flow.h"

#include <gtest/gtest.h>

namespace postern::flow {

namespace {

std::string shown(const Value &value)
{
    const Binding binding = parseBinding(value);
    switch (binding.kind) {
    case Binding::Kind::Literal:
        return "literal " + py::repr(binding.literal);
    case Binding::Kind::FlowInput:
        return "input " + binding.name;
    case Binding::Kind::NodeOutput:
        return "node " + binding.name + "|" + binding.section + "|" + binding.property;
    }
    return {};
}

TEST(Binding, isAReferenceOnlyWhenTheWholeTextIs)
{
    EXPECT_EQ(shown("${inputs.x}"), "input x");
    EXPECT_EQ(shown("${flow.x}"), "input x");
    EXPECT_EQ(shown("${inputs.x.k}"), "input x.k");
    EXPECT_EQ(shown("${a.output}"), "node a|output|");
    EXPECT_EQ(shown("${a}"), "node a|output|");
    EXPECT_EQ(shown("${a.output.l[1].z}"), "node a|output|l[1].z");
    EXPECT_EQ(shown("${a.output[0]}"), "node a|output[0]|");
    EXPECT_EQ(shown("${}"), "node |output|");
    EXPECT_EQ(shown("${ inputs.x }"), "node  inputs|x |");
    for (const char *text :
         {"$", "$inputs.x", "${inputs.x}.k", "pre ${inputs.x}", "${inputs.x} post", "", "${"})
        EXPECT_EQ(shown(text), "literal " + py::repr(Value(text)));
    EXPECT_EQ(shown(Value(5)), "literal 5");
}

std::string steps(std::string_view property)
{
    std::string result;
    for (const PropertyStep &step : parseProperty(property)) {
        const auto *name = std::get_if<std::string>(&step.key);
        result += (step.subscript ? "[" : "<")
                  + (name != nullptr ? *name
                                     : "#" + std::to_string(std::get<std::int64_t>(step.key)))
                  + (step.subscript ? "]" : ">");
    }
    return result;
}

TEST(Property, followsPromptFlowsExpression)
{
    EXPECT_EQ(steps("l[1].z"), "<l>[#1]<z>");
    EXPECT_EQ(steps("['a b']['c']"), "[a b][c]");
    EXPECT_EQ(steps("[\"k\"]"), "<k>");
    EXPECT_EQ(steps("[-1]"), "<1>");
    EXPECT_EQ(steps("[ 1 ]"), "<1>");
    EXPECT_EQ(steps("가.é_1"), "<가><é_1>");
    EXPECT_EQ(steps("['']"), "[]");
    EXPECT_EQ(steps("['a"), "<a>");
    EXPECT_EQ(steps("$.-"), "");
}

} // namespace

} // namespace postern::flow
