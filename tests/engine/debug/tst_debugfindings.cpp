// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// What a breakpoint finds in a value: types, schemas, empty searches.

#include "engine/base/json.h"
#include "engine/debug/findings.h"
#include "engine/debug/jsonschema.h"
#include "tests/engine/run/testflow.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::debug;

namespace {

bool isEmpty(std::string_view text)
{
    return isEmptyResult(json::parse(text));
}

std::string mismatch(std::string_view schema, std::string_view value)
{
    const auto found = schemaMismatch(json::parse(schema), json::parse(value));
    return found ? found->english() : "";
}

} // namespace

TEST(Findings, anEmptySearch)
{
    for (const char *text : {"null",
                             "[]",
                             "{}",
                             "\"\"",
                             "\" \\n\"",
                             "[[], \"\"]",
                             "{\"value\": [], \"count\": 0}",
                             "{\"query\": \"what\", \"documents\": []}",
                             "{\"r\": {\"value\": []}, \"ms\": 3}"})
        EXPECT_TRUE(isEmpty(text)) << text;
    for (const char *text : {"0",
                             "false",
                             "\"x\"",
                             "[0]",
                             "{\"text\": \"x\"}",
                             "{\"value\": [{\"id\": 1}]}",
                             "{\"a\": [], \"b\": [1]}"})
        EXPECT_FALSE(isEmpty(text)) << text;
}

TEST(Findings, aSchema)
{
    constexpr auto kSchema
        = R"({"type": "object", "required": ["name"], "additionalProperties": false, "properties": {
        "name": {"type": "string"}, "age": {"type": ["integer", "null"]}, "kind": {"enum": ["a", "b"]},
        "tags": {"type": "array", "items": {"$ref": "#/$defs/tag"}}}, "$defs": {"tag": {"anyOf": [{"type": "string"}, {"const": 1}]}}})";
    EXPECT_EQ(mismatch(kSchema, R"({"name": "x", "age": null, "kind": "b", "tags": ["t", 1]})"), "");
    EXPECT_EQ(mismatch(kSchema, R"({"age": 1})"), "output lacks 'name'.");
    EXPECT_EQ(mismatch(kSchema, R"({"name": 1})"),
              "output.name should be of type \"string\" and is of type int.");
    EXPECT_NE(mismatch(kSchema, R"({"name": "x", "more": 1})"), "");
    EXPECT_NE(mismatch(kSchema, R"({"name": "x", "tags": [2]})"), "");
    EXPECT_NE(mismatch(kSchema, R"({"name": "x", "kind": "c"})"), "");
    EXPECT_EQ(mismatch(R"({"$ref": "#"})", "1"), ""); // of itself: nothing is said
}

TEST(Findings, whatAModelWasAskedFor)
{
    const flow::Flow flow = run::flowOf(
        "inputs: {n: {type: int}}\noutputs: {o: {type: int, reference: '${ask.output}'}}\nnodes:\n"
        "- {name: ask, type: llm, source: {type: code, path: a}, inputs: {response_format: {type: "
        "json_object}, n: '${inputs.n}'}}\n"
        "- {name: py, type: python, source: {type: code, path: search.py}, inputs: {}}\n");
    const flow::Node &ask = flow.nodes.at(0);
    EXPECT_TRUE(outputMismatch(nullptr, ask, Value("no json")));
    EXPECT_TRUE(outputMismatch(nullptr, ask, Value("[1]")));
    EXPECT_FALSE(outputMismatch(nullptr, ask, Value("{}")));
    EXPECT_TRUE(outputMismatch(&flow, ask, Value("{}"))); // the flow's output is an int
    EXPECT_TRUE(inputMismatch(&flow, ask, Value(Dict{{"n", "1"}})));
    EXPECT_FALSE(inputMismatch(&flow, ask, Value(Dict{{"n", 1}})));
    EXPECT_TRUE(isRetrieval(flow.nodes.at(1)));
    EXPECT_FALSE(isRetrieval(ask));
}
