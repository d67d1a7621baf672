// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "workerfixture.h"

#include <gmock/gmock.h>

using namespace postern;
using python::SlotReference;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

class WorkerValues : public test::WorkerTest
{};

const char *const kIdentity = "@tool\ndef f(x):\n    return x\n";

} // namespace
TEST_F(WorkerValues, ValuesSurviveBothWays)
{
    writeTool("t.py", kIdentity);
    load("t.py");
    const char *const texts[] = {
        "null",
        "true",
        "0",
        "255",
        "256",
        "-1",
        "65536",
        "2147483648",
        "-2147483649",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "-9223372036854775809",
        "123456789012345678901234567890123456789012345678901234567890",
        "-340282366920938463463374607431768211456",
        "0.1",
        "1e+22",
        "-0.0",
        "NaN",
        "-Infinity",
        R"("")",
        R"("h\u00e9llo \ud83d\ude00 \ud800 \u0000")",
        "[]",
        "{}",
        R"([[], {}, [null, [false]]])",
        R"({"b": 1, "a": {"z": [1, 2, 3], "\u00e9": "x"}})",
    };
    for (const char *text : texts) {
        EXPECT_EQ(json::write(call("t.py", {{"x", json::parse(text)}}).value), text);
    }
}

TEST_F(WorkerValues, WhatPythonAddsToJsonSurvivesToo)
{
    Dict keys;
    keys.set(Value(1), Value("one"));
    keys.set(Value(nullptr), Value("none"));
    keys.set(Value(Tuple{{Value(1), Value("t")}}), Value("tuple"));
    const List values = {Value(Tuple{{Value(1), Value(Tuple{})}}),
                         Value(Bytes{std::string("\0\xff", 2)}),
                         Value(DateTime{"2020-01-02", true}),
                         Value(DateTime{"2020-01-02 03:04:05.678900", false}),
                         Value(Image{"image/png", "data", "http://x/y.png"}),
                         Value(keys)};
    writeTool("t.py",
              "@tool\ndef f(x, types):\n"
              "    assert [type(v).__name__ for v in x] == types, [type(v) for v in x]\n"
              "    return x\n");
    load("t.py");
    const List types = {Value("tuple"),
                        Value("bytes"),
                        Value("date"),
                        Value("datetime"),
                        Value("Image"),
                        Value("dict")};
    const Value result = call("t.py", {{"x", Value(values)}, {"types", Value(types)}}).value;
    EXPECT_EQ(result, Value(values));
    EXPECT_EQ(result.asList()[0].kind(), Value::Kind::Tuple);
    EXPECT_EQ(result.asList()[4].asImage().sourceUrl, "http://x/y.png");
}

TEST_F(WorkerValues, SubclassesOfPlainTypesLookPlain)
{
    const Value value = result("from enum import Enum, IntEnum\n"
                               "from collections import OrderedDict, namedtuple, defaultdict\n"
                               "class S(str, Enum):\n    A = 'a'\n"
                               "class I(IntEnum):\n    A = 7\n"
                               "class L(list):\n    pass\n"
                               "P = namedtuple('P', 'x y')\n"
                               "@tool\ndef f():\n"
                               "    return [S.A, I.A, OrderedDict(b=1, a=2), L([1]), P(1, 2),\n"
                               "            defaultdict(list, k=[3]), True]\n");
    EXPECT_EQ(json::write(value), R"(["a", 7, {"b": 1, "a": 2}, [1], [1, 2], {"k": [3]}, true])");
}

TEST_F(WorkerValues, OtherObjectsStayAsHandles)
{
    const Value value = result("class C:\n    def __repr__(self):\n        return 'C!'\n"
                               "@tool\ndef f():\n"
                               "    return {'c': C(), 's': {1}, 'b': bytearray(b'x'), 't': int}\n");
    EXPECT_EQ(value.find("c")->asHandle().typeName, "C");
    EXPECT_EQ(value.find("c")->asHandle().repr, "C!");
    EXPECT_EQ(value.find("s")->asHandle().repr, "{1}");
    EXPECT_EQ(value.find("b")->asHandle().typeName, "bytearray");
    EXPECT_EQ(value.find("t")->asHandle().typeName, "type");
}

TEST_F(WorkerValues, AnObjectWithABrokenReprIsNoFailure)
{
    const Value value = result("class C:\n    def __repr__(self):\n        raise ValueError('no')\n"
                               "@tool\ndef f():\n    return C()\n");
    EXPECT_THAT(value.asHandle().repr, HasSubstr("unprintable C"));
}

TEST_F(WorkerValues, CyclesAndDepthBecomeHandles)
{
    writeTool("cycle.py", "@tool\ndef f():\n    x = []\n    x.append(x)\n    return x\n");
    writeTool("deep.py",
              "@tool\ndef f():\n    x = []\n    for _ in range(100000):\n        x = [x]\n"
              "    return x\n");
    load("cycle.py");
    load("deep.py");
    EXPECT_EQ(call("cycle.py").value.asHandle().typeName, "list");
    EXPECT_EQ(call("deep.py").value.asHandle().typeName, "list");
    EXPECT_EQ(call("cycle.py").value.asHandle().repr, "[[...]]");
}

TEST_F(WorkerValues, HandlesGoBackAsTheVeryObject)
{
    writeTool("make.py",
              "class C:\n    pass\nkept = C()\n"
              "@tool\ndef f():\n    return [kept, 1]\n");
    writeTool("check.py", "@tool\ndef f(x, y):\n    return [type(x).__name__, x is y[0]]\n");
    load("make.py");
    load("check.py");
    const Value made = call("make.py", {}, "made").value;
    const Value checked
        = call("check.py", {{"x", made.asList()[0]}, {"y", SlotReference{"nodes.made", {}}}}).value;
    EXPECT_EQ(json::write(checked), R"(["C", true])");
}

TEST_F(WorkerValues, PropertiesAreTakenOfTheObject)
{
    writeTool("make.py",
              "from dataclasses import dataclass\n"
              "@dataclass\nclass D:\n    v: object\n"
              "@tool\ndef f():\n    return D({'k': [1, {'z': 'deep'}], \"it's\": 2})\n");
    writeTool("t.py", kIdentity);
    load("make.py");
    load("t.py");
    call("make.py", {}, "m");
    const auto get = [&](const char *path) {
        return call("t.py", {{"x", SlotReference{"nodes.m", path}}}).value;
    };
    EXPECT_EQ(get("v.k[1].z"), Value("deep"));
    EXPECT_EQ(get("v['k'][0]"), Value(1));
    EXPECT_EQ(run(line().resolve({"nodes.m", "v.k[1].z"})), Value("deep"));
    try {
        get("v.nope");
        FAIL() << "no error";
    } catch (const Error &error) {
        EXPECT_EQ(error.promptflow()->path(),
                  "UserError/NodeReferenceError/InvalidReferenceProperty");
        EXPECT_EQ(error.promptflow()->message,
                  "Flow execution failed. Invalid property 'v.nope' when accessing the node 'm'. "
                  "Please check the property and try again.");
    }
    try {
        get("v.k['0']");
        FAIL() << "no error";
    } catch (const Error &error) {
        EXPECT_EQ(error.promptflow()->path(), "SystemError/TypeError");
        EXPECT_EQ(error.promptflow()->message, "list indices must be integers or slices, not str");
    }
}

TEST_F(WorkerValues, AToolThatChangesItsInputChangesItForAll)
{
    writeTool("same.py", kIdentity);
    writeTool("change.py", "@tool\ndef f(x):\n    x['added'] = 1\n    return dict(x)\n");
    load("same.py");
    load("change.py");
    run(line().setSlot("inputs.x", json::parse(R"({"k": 1})")));
    EXPECT_TRUE(call("same.py", {{"x", SlotReference{"inputs.x", {}}}}, "a").changed.empty());
    const python::ToolResult changed = call("change.py", {{"x", SlotReference{"nodes.a", {}}}}, "b");
    std::vector<std::string> slots;
    for (const auto &[slot, value] : changed.changed) {
        slots.push_back(slot);
        EXPECT_EQ(json::write(value), R"({"k": 1, "added": 1})");
    }
    EXPECT_THAT(slots, testing::UnorderedElementsAre("inputs.x", "nodes.a"));
    EXPECT_EQ(json::write(run(line().resolve({"inputs.x", {}}))), R"({"k": 1, "added": 1})");
}

TEST_F(WorkerValues, AChangeReachedThroughAPropertyIsSeen)
{
    writeTool("change.py", "@tool\ndef f(x):\n    x.append(2)\n");
    load("change.py");
    run(line().setSlot("inputs.x", json::parse(R"({"k": {"l": [1]}})")));
    const python::ToolResult result = call("change.py", {{"x", SlotReference{"inputs.x", "k.l"}}});
    ASSERT_EQ(result.changed.size(), 1U);
    EXPECT_EQ(json::write(result.changed[0].second), R"({"k": {"l": [1, 2]}})");
}
