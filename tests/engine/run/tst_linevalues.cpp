// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/run/values.h"
#include "tests/support/failure.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::run;
using postern::test::failureOf;

namespace {

struct PropertyCase
{
    const char *json;
    const char *property;
    const char *result; ///< its repr, "not there", or the TypeError
};

constexpr auto kDict
    = R"({"a": 1, "b c": 2, "x": {"y": [10, {"z": "t"}]}, "1": "one", "": "empty", "가": "k"})";
constexpr auto kList = R"([1, "ab", [3, {"k": 4}]])";
constexpr auto kText = R"("a가😀z")";

// What prompt flow 1.18.5's parse_node_property makes of them, strange spellings included;
// "not there" is its InvalidReferenceProperty.
const std::vector<PropertyCase> kProperties{
    {kDict, "a", "1"},
    {kDict, "x.y", "[10, {'z': 't'}]"},
    {kDict, "x.y[0]", "10"},
    {kDict, "x.y[1].z", "'t'"},
    {kDict, "x['y']", "[10, {'z': 't'}]"},
    {kDict, "x[\"y\"][1][\"z\"]", "'t'"},
    {kDict, "b c", "not there"},
    {kDict, "['b c']", "2"},
    {kDict, "[\"b c\"]", "not there"},
    {kDict, "[1]", "not there"},
    {kDict, "['1']", "'one'"},
    {kDict, "missing", "not there"},
    {kDict, "x.missing", "not there"},
    {kDict, "x.y[5]", "not there"},
    {kDict, "x.y[1].q", "not there"},
    {kDict, "[0]", "not there"},
    {kDict, "[1][1]", "not there"},
    {kDict, "[2][1].k", "not there"},
    {kDict, "[2][1][\"k\"]", "not there"},
    {kDict, "[9]", "not there"},
    {kDict, "[-1]", "'one'"},
    {kDict, "[a]", "1"},
    {kDict,
     "[]",
     "{'a': 1, 'b c': 2, 'x': {'y': [10, {'z': 't'}]}, '1': 'one', '': 'empty', '가': 'k'}"},
    {kDict, "가", "'k'"},
    {kDict, "['가']", "'k'"},
    {kDict, "[3]", "not there"},
    {kDict, "a.b", "not there"},
    {kDict, "a[0]", "TypeError: 'int' object is not subscriptable"},
    {kDict, ".a", "1"},
    {kDict, "a.", "1"},
    {kDict,
     "..",
     "{'a': 1, 'b c': 2, 'x': {'y': [10, {'z': 't'}]}, '1': 'one', '': 'empty', '가': 'k'}"},
    {kDict, "x..y", "[10, {'z': 't'}]"},
    {kDict, "[0", "not there"},
    {kDict, "0]", "not there"},
    {kDict, "[1:2]", "not there"},
    {kDict, "['']", "'empty'"},
    {kDict, "x .y", "[10, {'z': 't'}]"},
    {kDict, " a", "1"},
    {kDict, "x.y.0", "not there"},
    {kDict, "['a'", "1"},
    {kDict, "[\"a']", "1"},
    {kDict, "x.y[0][0]", "TypeError: 'int' object is not subscriptable"},
    {kDict, "x[\"y\"].z", "not there"},
    {kList, "a", "not there"},
    {kList, "x.y", "not there"},
    {kList, "x.y[0]", "not there"},
    {kList, "x.y[1].z", "not there"},
    {kList, "x['y']", "not there"},
    {kList, "x[\"y\"][1][\"z\"]", "not there"},
    {kList, "b c", "not there"},
    {kList, "['b c']", "TypeError: list indices must be integers or slices, not str"},
    {kList, "[\"b c\"]", "not there"},
    {kList, "[1]", "'ab'"},
    {kList, "['1']", "TypeError: list indices must be integers or slices, not str"},
    {kList, "missing", "not there"},
    {kList, "x.missing", "not there"},
    {kList, "x.y[5]", "not there"},
    {kList, "x.y[1].q", "not there"},
    {kList, "[0]", "1"},
    {kList, "[1][1]", "'b'"},
    {kList, "[2][1].k", "4"},
    {kList, "[2][1][\"k\"]", "4"},
    {kList, "[9]", "not there"},
    {kList, "[-1]", "not there"},
    {kList, "[a]", "not there"},
    {kList, "[]", "[1, 'ab', [3, {'k': 4}]]"},
    {kList, "가", "not there"},
    {kList, "['가']", "TypeError: list indices must be integers or slices, not str"},
    {kList, "[3]", "not there"},
    {kList, "a.b", "not there"},
    {kList, "a[0]", "not there"},
    {kList, ".a", "not there"},
    {kList, "a.", "not there"},
    {kList, "..", "[1, 'ab', [3, {'k': 4}]]"},
    {kList, "x..y", "not there"},
    {kList, "[0", "not there"},
    {kList, "0]", "not there"},
    {kList, "[1:2]", "not there"},
    {kList, "['']", "TypeError: list indices must be integers or slices, not str"},
    {kList, "x .y", "not there"},
    {kList, " a", "not there"},
    {kList, "x.y.0", "not there"},
    {kList, "['a'", "not there"},
    {kList, "[\"a']", "not there"},
    {kList, "x.y[0][0]", "not there"},
    {kList, "x[\"y\"].z", "not there"},
    {kText, "a", "not there"},
    {kText, "x.y", "not there"},
    {kText, "x.y[0]", "not there"},
    {kText, "x.y[1].z", "not there"},
    {kText, "x['y']", "not there"},
    {kText, "x[\"y\"][1][\"z\"]", "not there"},
    {kText, "b c", "not there"},
    {kText, "['b c']", "TypeError: string indices must be integers, not 'str'"},
    {kText, "[\"b c\"]", "not there"},
    {kText, "[1]", "'가'"},
    {kText, "['1']", "TypeError: string indices must be integers, not 'str'"},
    {kText, "missing", "not there"},
    {kText, "x.missing", "not there"},
    {kText, "x.y[5]", "not there"},
    {kText, "x.y[1].q", "not there"},
    {kText, "[0]", "'a'"},
    {kText, "[1][1]", "not there"},
    {kText, "[2][1].k", "not there"},
    {kText, "[2][1][\"k\"]", "not there"},
    {kText, "[9]", "not there"},
    {kText, "[-1]", "not there"},
    {kText, "[a]", "not there"},
    {kText, "[]", "'a가😀z'"},
    {kText, "가", "not there"},
    {kText, "['가']", "TypeError: string indices must be integers, not 'str'"},
    {kText, "[3]", "'z'"},
    {kText, "a.b", "not there"},
    {kText, "a[0]", "not there"},
    {kText, ".a", "not there"},
    {kText, "a.", "not there"},
    {kText, "..", "'a가😀z'"},
    {kText, "x..y", "not there"},
    {kText, "[0", "not there"},
    {kText, "0]", "not there"},
    {kText, "[1:2]", "not there"},
    {kText, "['']", "TypeError: string indices must be integers, not 'str'"},
    {kText, "x .y", "not there"},
    {kText, " a", "not there"},
    {kText, "x.y.0", "not there"},
    {kText, "['a'", "not there"},
    {kText, "[\"a']", "not there"},
    {kText, "x.y[0][0]", "not there"},
    {kText, "x[\"y\"].z", "not there"},
};

/// The repr of the part, "unknown" where only the object itself can tell, or the error.
std::string partOf(const Value &value, const char *property)
{
    std::string shown;
    const auto error = failureOf([&] {
        const auto part = propertyOf(value, "n", property);
        shown = part ? py::repr(*part) : "unknown";
    });
    if (!error)
        return shown;
    const std::string &name = error->promptflow()->codes.back();
    return name == "InvalidReferenceProperty" ? "not there"
                                              : name + ": " + error->promptflow()->message;
}

TEST(PropertyOf, isThePartThatPromptFlowTakes)
{
    for (const auto &[json, property, result] : kProperties) {
        const std::string part = partOf(json::parse(json), property);
        // Of what is no dict an attribute may be one of its class: the worker asks the object.
        const bool isLeftToTheObject = part == "unknown" && std::string(result) == "not there";
        if (!isLeftToTheObject)
            EXPECT_EQ(part, result) << json << ' ' << property;
    }
}

TEST(PropertyOf, raisesWhatPromptFlowRaises)
{
    const Value value(
        Dict{{Value("l"), Value(List{Value(1), Value(Dict{{Value("z"), Value("Z")}})})},
             {Value("n"), Value()},
             {Value("s"), Value("abc")},
             {Value(0), Value("zero")}});
    const auto told = [&value](const char *property) {
        const auto error = failureOf([&] { propertyOf(value, "a", property); });
        return error ? error->promptflow()->path() + ": " + error->promptflow()->message : "";
    };
    EXPECT_EQ(partOf(value, "l[1].z"), "'Z'");
    EXPECT_EQ(partOf(value, "s.[1]"), "'b'");
    EXPECT_EQ(partOf(value, "[0]"), "'zero'");
    for (const char *property : {"n.x", "l[-1]"}) // attributes: the object is asked
        EXPECT_EQ(partOf(value, property), "unknown") << property;
    const std::string missing
        = "UserError/NodeReferenceError/InvalidReferenceProperty: Flow execution failed. "
          "Invalid property '";
    const std::string rest
        = "' when accessing the node 'a'. Please check the property and try again.";
    for (const char *property : {"nokey", "l[9]", "0", "s[5]"})
        EXPECT_EQ(told(property), missing + property + rest);
    EXPECT_EQ(told("l['0']"),
              "SystemError/TypeError: list indices must be integers or slices, not str");
    EXPECT_EQ(told("n[0]"), "SystemError/TypeError: 'NoneType' object is not subscriptable");
}

TEST(PropertyOf, aHandleIsLeftToTheWorker)
{
    const Value handle(Handle{"nodes.n", "Frame", "<Frame>", false, nullptr});
    EXPECT_EQ(propertyOf(handle, "n", "columns"), std::nullopt);
    EXPECT_EQ(propertyOf(handle, "n", "[0]"), std::nullopt);
    EXPECT_EQ(propertyOf(Value(Dict{{"f", handle}}), "n", "f.columns"), std::nullopt);
    EXPECT_EQ(propertyOf(Value(Dict{{"f", handle}}), "n", "f"), handle);
    EXPECT_EQ(propertyOf(handle, "n", ""), handle);
}

TEST(PropertyOf, aTupleIsNamedInItsError)
{
    EXPECT_EQ(partOf(Value(Tuple{{1, 2}}), "[1]"), "2");
    EXPECT_EQ(partOf(Value(Tuple{{1, 2}}), "['a']"),
              "TypeError: tuple indices must be integers or slices, not str");
}

TEST(PropertyOf, saysWhichNodeHasNoSuchPart)
{
    const auto error = failureOf([] { propertyOf(Value(Dict()), "ask", "answer.text"); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->message(), "The output of node 'ask' has no 'answer.text'.");
    EXPECT_EQ(error->promptflow()->path(), "UserError/NodeReferenceError/InvalidReferenceProperty");
}

TEST(LineValues, takeTheNewSnapshotOfASlot)
{
    LineValues values;
    values.inputs = Dict{{"x", 1}};
    values.outputs["a"] = "old";
    values.update("inputs.x", 2);
    values.update("inputs.y.z", 3); // an input's name may hold a dot
    values.update("nodes.a", "new");
    values.update("nodes.b", Value());
    values.update("other.a", "lost");
    values.update("inputs", "lost");
    EXPECT_EQ(Value(values.inputs), Value(Dict{{"x", 2}, {"y.z", 3}}));
    EXPECT_EQ(values.outputs.size(), 2U);
    EXPECT_EQ(values.outputs.at("a"), Value("new"));
    EXPECT_TRUE(values.outputs.at("b").isNull());
}

} // namespace
