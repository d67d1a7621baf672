// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/tool/functioncheck.h"
#include "tests/support/failure.h"

#include <gtest/gtest.h>

#include <functional>

using namespace postern;
using namespace postern::tool;
using namespace postern::test;

namespace {

/// The first of the two sentences with which a check refuses; the second is the same in all.
struct Refused
{
    const char *json;
    const char *sentence;
};

using Check = std::function<void(const Value &)>;

void expectRefusals(const Check &check,
                    const std::vector<Refused> &cases,
                    const std::string &className)
{
    for (const auto &[text, sentence] : cases) {
        const auto error = failureOf([&, json = text] { check(json::parse(json)); });
        ASSERT_TRUE(error) << text;
        ASSERT_TRUE(error->promptflow()) << text;
        EXPECT_EQ(error->promptflow()->path(), "UserError/ToolValidationError/" + className);
        const std::string &whole = error->promptflow()->message;
        EXPECT_EQ(whole.substr(0, whole.find(" Here is a valid ")), sentence) << text;
        // Ours says the same, without the lecture.
        EXPECT_NE(error->message().find(sentence), std::string::npos) << error->message();
        EXPECT_EQ(error->message().find("Here is a valid"), std::string::npos);
    }
}

// The sentences are those of promptflow.tools.common 1.4: validate_functions and its neighbours.

TEST(Functions, areRefusedInTheWordsOfPromptFlow)
{
    expectRefusals(
        checkFunctions,
        {
            {"null", "functions 'None' is not a list."},
            {R"({"name": "f"})", "functions '{'name': 'f'}' is not a list."},
            {"\"text\"", "functions 'text' is not a list."},
            {"[]", "functions cannot be an empty list."},
            {"[7]", "function 0 '7' is not a dict."},
            {R"([{"parameters": {}}])",
             "function 0 '{'parameters': {}}' does not have 'name' property."},
            {R"([{"name": "f"}])",
             "function 0 '{'name': 'f'}' does not have 'parameters' property."},
            {R"([{"name": "f", "parameters": []}])",
             "function 0 'f' parameters '[]' should be described as a JSON Schema object."},
            {R"([{"name": "f", "parameters": {}}])",
             "function 0 'f' parameters '{}' does not have 'type' property."},
            {R"([{"name": "f", "parameters": {"type": "object"}}])",
             "function 0 'f' parameters '{'type': 'object'}' does not have 'properties' property."},
            {R"([{"name": "f", "parameters": {"type": "array", "properties": {}}}])",
             "function 0 'f' parameters 'type' should be 'object'."},
            {R"([{"name": "f", "parameters": {"type": "object", "properties": []}}])",
             "function 0 'f' parameters 'properties' should be described as a JSON Schema object."},
            {R"([{"name": "f", "parameters": {"type": "object", "properties": {}}}, {"name": 1}])",
             "function 1 '{'name': 1}' does not have 'parameters' property."},
        },
        "ChatAPIInvalidFunctions");
}

TEST(Tools, areRefusedInTheWordsOfPromptFlow)
{
    expectRefusals(
        checkTools,
        {
            {"{}", "tools '{}' is not a list."},
            {"[]", "tools cannot be an empty list."},
            {"[null]", "tool 0 'None' is not a dict."},
            {R"([{"function": {}}])", "tool 0 '{'function': {}}' does not have 'type' property."},
            {R"([{"type": "function"}])",
             "tool 0 '{'type': 'function'}' does not have 'function' property."},
            {R"([{"type": "function", "function": 1}])", "function 0 '1' is not a dict."},
            {R"([{"type": "function", "function": {"name": "f", "parameters": {"type": "object", "properties": {}}}}, 2])",
             "tool 1 '2' is not a dict."},
        },
        "ChatAPIInvalidTools");
}

TEST(FunctionCall, isRefusedInTheWordsOfPromptFlow)
{
    expectRefusals(functionCallOf,
                   {
                       {"\"always\"",
                        "function_call parameter 'always' must be a dict, but not <class 'str'>."},
                       {"7", "function_call parameter '7' must be a dict, but not <class 'int'>."},
                       {"[1]",
                        "function_call parameter '[1]' must be a dict, but not <class 'list'>."},
                       {"{}", "function_call parameter {} must contain \"name\" field."},
                       {R"({"a": "\u00e9"})",
                        R"(function_call parameter {"a": "\u00e9"} must contain "name" field.)"},
                   },
                   "ChatAPIInvalidFunctions");
}

TEST(ToolChoice, isRefusedInTheWordsOfPromptFlow)
{
    expectRefusals(
        toolChoiceOf,
        {
            {"\"required\"",
             "tool_choice parameter 'required' must be a dict, but not <class 'str'>."},
            {"true", "tool_choice parameter 'True' must be a dict, but not <class 'bool'>."},
            {R"({"function": {}})",
             R"(tool_choice parameter {"function": {}} must contain "type" field.)"},
            {R"({"type": "function"})",
             R"(tool_choice parameter {"type": "function"} must contain "function" field.)"},
            {R"({"type": "function", "function": "f"})",
             R"(function parameter "f" in tool_choice must be a dict, but not <class 'str'>.)"},
            {R"({"type": "function", "function": {"a": 1}})",
             R"(function parameter "{"a": 1}" in tool_choice must contain "name" field.)"},
        },
        "ChatAPIInvalidTools");
}

TEST(Definitions, thatAreRightPass)
{
    const Value functions = json::parse(
        R"([{"name": "f", "parameters": {"type": "object", "properties": {"x": {}}, "required": ["x"]}}])");
    EXPECT_EQ(messageOf([&] { checkFunctions(functions); }), "no error");
    const Value tools(List{Dict{{"type", "function"}, {"function", functions.asList().front()}}});
    EXPECT_EQ(messageOf([&] { checkTools(tools); }), "no error");
}

TEST(Choices, areSentAsTheyWereGivenAndAutoWithoutOne)
{
    for (const auto &choose : {functionCallOf, toolChoiceOf}) {
        EXPECT_EQ(choose(Value()), Value("auto"));
        EXPECT_EQ(choose(Value("auto")), Value("auto"));
        EXPECT_EQ(choose(Value("none")), Value("none"));
    }
    const Value named = json::parse(R"({"name": "f"})");
    EXPECT_EQ(functionCallOf(named), named);
    const Value choice = json::parse(R"({"type": "function", "function": {"name": "f"}, "x": 1})");
    EXPECT_EQ(toolChoiceOf(choice), choice);
}

} // namespace
