// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/connection/environment.h"
#include "engine/run/inputs.h"
#include "engine/run/values.h"
#include "tests/engine/run/testflow.h"

#include <gmock/gmock.h>

using namespace postern;
using namespace postern::run;

namespace {

const flow::Flow &sampleFlow()
{
    static const flow::Flow flow = flowOf("inputs:\n"
                                          "  q: {type: string}\n"
                                          "  n: {type: int, default: 3}\n"
                                          "  l: {type: list, default: null}\n"
                                          "nodes: []\n");
    return flow;
}

Value property(const Value &value, std::string_view path)
{
    return propertyOf(value, "a", path).value_or(Value("needs the object"));
}

std::vector<python::Parameter> intParameter()
{
    python::Parameter parameter;
    parameter.name = "p";
    parameter.type = "int";
    return {parameter};
}

flow::Node nodeWith(const std::string &inputs)
{
    return flowOf("nodes:\n- {name: a, type: python, source: {type: code, path: a.py}, inputs: {"
                  + inputs + "}}\n")
        .nodes.at(0);
}

} // namespace

TEST(Inputs, fillsInDefaultsWhereAKeyIsAbsent)
{
    const Dict inputs = completeInputs(sampleFlow(), {{"q", "hi"}, {"l", List()}});
    EXPECT_EQ(Value(inputs), Value(Dict{{"q", "hi"}, {"n", 3}, {"l", List()}}));
}

TEST(Inputs, keepsAnExplicitNull)
{
    const Dict inputs = completeInputs(sampleFlow(), {{"q", nullptr}, {"l", List()}});
    EXPECT_EQ(*inputs.find(std::string_view("q")), Value("None"));
}

TEST(Inputs, namesEveryMissingOne)
{
    try {
        completeInputs(sampleFlow(), {});
        FAIL() << "no error";
    } catch (const Error &error) {
        EXPECT_EQ(error.promptflow()->message,
                  "Required input(s) ['q', 'l'] are missing for \"flow\".");
    }
}

TEST(Inputs, givesAChatFlowAnEmptyHistory)
{
    const flow::Flow flow = flowOf("inputs:\n"
                                   "  chat_history: {type: list}\n"
                                   "  question: {type: string, is_chat_input: true}\n"
                                   "outputs:\n"
                                   "  answer: {type: string, reference: x, is_chat_output: true}\n"
                                   "nodes: []\n");
    const Dict inputs = completeInputs(flow, {{"question", "hi"}});
    EXPECT_EQ(*inputs.find(std::string_view("chat_history")), Value(List()));
}

TEST(Inputs, keepsUnknownOnesBehindTheOthers)
{
    const Dict inputs = completeInputs(sampleFlow(), {{"z", 1}, {"q", "hi"}, {"l", List()}});
    EXPECT_EQ((inputs.end() - 1)->first, Value("z"));
}

TEST(Inputs, parsesByType)
{
    const Dict inputs = completeInputs(sampleFlow(), {{"q", 1.0}, {"n", " 1_000 "}, {"l", "[1]"}});
    EXPECT_EQ(Value(inputs), Value(Dict{{"q", "1.0"}, {"n", 1000}, {"l", List{1}}}));
}

TEST(Inputs, tellsWrongTypesFromWrongJson)
{
    const auto classOf = [](const Value &n, const Value &l) {
        return promptflowClass(
            [&] { completeInputs(sampleFlow(), {{"q", ""}, {"n", n}, {"l", l}}); });
    };
    EXPECT_EQ(classOf("x", List()), "InputTypeError");
    EXPECT_EQ(classOf(1, "[1"), "InputParseError");
    EXPECT_EQ(classOf(1, "{}"), "InputTypeError");
}

TEST(Literals, areConvertedToTheParametersType)
{
    const flow::Node node = withLiteralsConverted(nodeWith("p: '5', other: '5'"),
                                                  intParameter(),
                                                  {});
    EXPECT_EQ(node.inputs.at(0).second.literal.kind(), Value::Kind::Int);
    EXPECT_EQ(node.inputs.at(1).second.literal, Value("5"));
}

TEST(Literals, areDroppedWhenNullOrEmpty)
{
    const flow::Node node = withLiteralsConverted(nodeWith("p: '', q: , r: '${inputs.x}'"),
                                                  intParameter(),
                                                  {});
    ASSERT_EQ(node.inputs.size(), 1U);
    EXPECT_EQ(node.inputs[0].first, "r");
}

TEST(Literals, ofTheWrongTypeAreAnErrorWithTheirPlace)
{
    try {
        withLiteralsConverted(nodeWith("p: abc"), intParameter(), {});
        FAIL() << "no error";
    } catch (const Error &error) {
        EXPECT_EQ(error.promptflow()->message,
                  "Input 'p' for node 'a' of value 'abc' is not type int.");
        EXPECT_EQ(error.place()->line, 2);
        EXPECT_EQ(toolLoadError(nodeWith(""), error).promptflow()->message,
                  "Tool load failed in 'a': (NodeInputValidationError) Input 'p' for node 'a' of "
                  "value 'abc' is not type int.");
    }
}

TEST(Properties, followKeysIndexesAndNames)
{
    const Value value(Dict{{"k", Dict{{"l", List{1, "text"}}}}});
    EXPECT_EQ(property(value, "k.l[1]"), Value("text"));
    EXPECT_EQ(property(value, "['k']['l'][0]"), Value(1));
    EXPECT_EQ(property(value, "k.l[1][2]"), Value("x"));
    EXPECT_EQ(property(value, "k.l.append"), Value("needs the object"));
}

TEST(Properties, thatAreAbsentAreNamedAsPromptFlowDoes)
{
    const auto classOf = [](const Value &value, std::string_view path) {
        return promptflowClass([&] { propertyOf(value, "a", path); });
    };
    EXPECT_EQ(classOf(Dict{{"k", 1}}, "z"), "InvalidReferenceProperty");
    EXPECT_EQ(classOf(List{1}, "[1]"), "InvalidReferenceProperty");
    EXPECT_EQ(classOf(List{1}, "['x']"), "TypeError");
    EXPECT_EQ(classOf({}, "[0]"), "TypeError");
}

TEST(Environment, turnsValuesToTextAndTakesOverrides)
{
    const flow::Flow flow = flowOf("environment_variables:\n"
                                   "  T: true\n  N: 5\n  Z:\n  L: [1, 'a']\n  O: old\n"
                                   "nodes: []\n");
    const connection::Environment environment
        = connection::environmentOf(flow, {{"O", "new"}, {"X", "1"}}, {});
    EXPECT_THAT(environment,
                testing::ElementsAre(testing::Pair("T", "True"),
                                     testing::Pair("N", "5"),
                                     testing::Pair("Z", "None"),
                                     testing::Pair("L", "[1, \"a\"]"),
                                     testing::Pair("O", "new"),
                                     testing::Pair("X", "1")));
}

TEST(Environment, readsConnections)
{
    connection::Connection known;
    known.name = "c";
    known.type = "custom";
    known.secrets["key"] = "secret-value";
    connection::ConnectionSet connections;
    connections.add(known);
    const flow::Flow flow = flowOf("environment_variables:\n"
                                   "  A: ${c.key}\n  B: ${c.nope}\n  C: ${d.key}\n"
                                   "nodes: []\n");
    EXPECT_THAT(connection::environmentOf(flow, {}, connections),
                testing::ElementsAre(testing::Pair("A", "secret-value"),
                                     testing::Pair("B", "${c.nope}"),
                                     testing::Pair("C", "${d.key}")));
    EXPECT_THAT(connection::connectionsOfEnvironment(flow, {{"C", "x"}}),
                testing::ElementsAre("c", "c"));
}
