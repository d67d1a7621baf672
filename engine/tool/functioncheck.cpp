// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/functioncheck.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"

#include <array>
#include <string>
#include <string_view>

namespace postern::tool {

namespace {

/// What prompt flow's sentences of one kind of definition have in common.
struct Definition
{
    std::string_view what; ///< "function"
    std::string_view className;
    std::string_view guide; ///< its closing sentences
};

constexpr Definition kFunction{
    "function",
    "ChatAPIInvalidFunctions",
    R"(Here is a valid function example: {"name": "function_name", "parameters": {"type": "object", )"
    R"("properties": {"parameter_name": {"type": "integer", "description": "parameter_description"}}}, )"
    R"("description": "function_description"}. See more details at )"
    "https://platform.openai.com/docs/api-reference/chat/create#chat/create-functions or view "
    "sample "
    "'How to use functions with chat models' in our gallery."};

constexpr Definition kTool{
    "tool",
    "ChatAPIInvalidTools",
    R"(Here is a valid tool example: {"type": "function", "function": {"name": "get_current_weather", )"
    R"("description": "Get the current weather in a given location", "parameters": {"type": "object", )"
    R"("properties": {"location": {"type": "string", "description": "The city and state, e.g. San )"
    R"(Francisco, CA"}, "unit": {"type": "string", "enum": ["celsius", "fahrenheit"]}}, "required": )"
    R"(["location"]}}}. See more details at )"
    "https://platform.openai.com/docs/api-reference/chat/create"};

constexpr Definition kFunctionCall{
    "function_call",
    "ChatAPIInvalidFunctions",
    R"(Here is a valid example: {"name": "function_name"}. See the guide at )"
    "https://platform.openai.com/docs/api-reference/chat/create#chat/create-function_call or view "
    "sample 'How to call functions with chat models' in our gallery."};

constexpr Definition kToolChoice{
    "tool_choice",
    "ChatAPIInvalidTools",
    R"(Here is a valid example: {"type": "function", "function": {"name": "my_function"}}. See the )"
    "guide at https://platform.openai.com/docs/api-reference/chat/create."};

[[noreturn]] void fail(const Definition &definition, const std::string &sentence)
{
    throw Error(ErrorCode::NodeFailed,
                tr("The %1 input of the node isn't valid: %2",
                   std::string(definition.what),
                   sentence),
                tr("Write it as the chat API takes it: a name, a description and a JSON schema."))
        .as({"UserError", "ToolValidationError", std::string(definition.className)},
            sentence + " " + std::string(definition.guide));
}

void checkFunction(const Definition &definition, std::size_t index, const Value &function)
{
    const std::string prefix = "function " + std::to_string(index) + " '";
    if (!function.isDict())
        fail(definition, prefix + py::str(function) + "' is not a dict.");
    for (const std::string_view key : {"name", "parameters"}) {
        if (!function.find(key))
            fail(definition,
                 prefix + py::str(function) + "' does not have '" + std::string(key)
                     + "' property.");
    }
    const Value &parameters = *function.find("parameters");
    const std::string named = prefix + py::str(*function.find("name")) + "' parameters '";
    if (!parameters.isDict())
        fail(definition,
             named + py::str(parameters) + "' should be described as a JSON Schema object.");
    for (const std::string_view key : {"type", "properties"}) {
        if (!parameters.find(key))
            fail(definition,
                 named + py::str(parameters) + "' does not have '" + std::string(key)
                     + "' property.");
    }
    if (*parameters.find("type") != Value("object"))
        fail(definition, named + "type' should be 'object'.");
    if (!parameters.find("properties")->isDict())
        fail(definition, named + "properties' should be described as a JSON Schema object.");
}

bool isAutoOrNone(const Value &value)
{
    return value == Value("auto") || value == Value("none");
}

void requireDict(const Definition &definition, const Value &value)
{
    if (!value.isDict())
        fail(definition,
             std::string(definition.what) + " parameter '" + py::str(value)
                 + "' must be a dict, but not <class '" + value.typeName() + "'>.");
}

void requireField(const Definition &definition, const Value &value, std::string_view field)
{
    if (!value.find(field))
        fail(definition,
             std::string(definition.what) + " parameter " + json::write(value) + " must contain \""
                 + std::string(field) + "\" field.");
}

} // namespace

void checkFunctions(const Value &functions)
{
    if (!functions.isList())
        fail(kFunction, "functions '" + py::str(functions) + "' is not a list.");
    if (functions.asList().empty())
        fail(kFunction, "functions cannot be an empty list.");
    for (std::size_t i = 0; i < functions.asList().size(); ++i)
        checkFunction(kFunction, i, functions.asList()[i]);
}

void checkTools(const Value &tools)
{
    if (!tools.isList())
        fail(kTool, "tools '" + py::str(tools) + "' is not a list.");
    if (tools.asList().empty())
        fail(kTool, "tools cannot be an empty list.");
    for (std::size_t i = 0; i < tools.asList().size(); ++i) {
        const Value &tool = tools.asList()[i];
        const std::string prefix = "tool " + std::to_string(i) + " '" + py::str(tool);
        if (!tool.isDict())
            fail(kTool, prefix + "' is not a dict.");
        for (const std::string_view key : {"type", "function"}) {
            if (!tool.find(key))
                fail(kTool, prefix + "' does not have '" + std::string(key) + "' property.");
        }
        checkFunction(kTool, i, *tool.find("function"));
    }
}

Value functionCallOf(const Value &functionCall)
{
    if (functionCall.isNull())
        return "auto";
    if (isAutoOrNone(functionCall))
        return functionCall;
    requireDict(kFunctionCall, functionCall);
    requireField(kFunctionCall, functionCall, "name");
    return functionCall;
}

Value toolChoiceOf(const Value &toolChoice)
{
    if (toolChoice.isNull())
        return "auto";
    if (isAutoOrNone(toolChoice))
        return toolChoice;
    requireDict(kToolChoice, toolChoice);
    requireField(kToolChoice, toolChoice, "type");
    requireField(kToolChoice, toolChoice, "function");
    const Value &function = *toolChoice.find("function");
    if (!function.isDict())
        fail(kToolChoice,
             "function parameter \"" + py::str(function)
                 + "\" in tool_choice must be a dict, but not <class '" + function.typeName()
                 + "'>.");
    if (!function.find("name"))
        fail(kToolChoice,
             "function parameter \"" + json::write(function)
                 + "\" in tool_choice must contain \"name\" field.");
    return toolChoice;
}

} // namespace postern::tool
