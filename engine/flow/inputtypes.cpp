// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/inputtypes.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/flow/flowwords.h"
#include "engine/pyobject/pythonnumber.h"

#include <algorithm>

namespace postern::flow {

namespace {

Error pythonError(const std::string &pythonClass, const std::string &message)
{
    return Error(ErrorCode::InvalidInput,
                 tr("The value can't be converted: %1.", message),
                 tr("Give a value of the declared type."))
        .as({"SystemError", pythonClass}, message);
}

Value parseBool(const Value &value)
{
    if (value.isBool())
        return value;
    if (value.isString()) {
        std::string lower = value.asString();
        for (char &c : lower) {
            if (c >= 'A' && c <= 'Z')
                c = static_cast<char>(c + ('a' - 'A'));
        }
        if (lower == "true" || lower == "false")
            return Value(lower == "true");
    }
    throw pythonError("ValueError", "Invalid boolean value " + py::repr(value));
}

Value parseList(const Value &value)
{
    Value result = value;
    if (value.isString()) {
        try {
            result = json::parse(value.asString());
        } catch (const Error &error) {
            const bool isSyntax = error.code() == ErrorCode::InvalidInput && error.promptflow();
            throw pythonError(isSyntax ? "JSONDecodeError" : "RecursionError",
                              isSyntax ? error.promptflow()->message : error.message());
        }
    }
    if (!result.isList())
        throw pythonError("ValueError", "Invalid list value " + py::repr(result));
    return result;
}

Value parseObject(const Value &value)
{
    if (!value.isString())
        return value;
    try {
        return json::parse(value.asString());
    } catch (const Error &) {
        return value; // it may really be a text
    }
}

/// "'x'" or "'x' in line 0 of input data"
std::string inputInfo(const std::string &name, std::optional<std::size_t> line)
{
    return "'" + name + "'"
           + (line ? " in line " + std::to_string(*line) + " of input data" : std::string());
}

std::vector<std::string> inputCodes(std::string last)
{
    return {"UserError", "ValidationError", "InvalidFlowRequest", std::move(last)};
}

Error inputError(const FlowInput &input, Message message)
{
    return Error(ErrorCode::InvalidInput,
                 std::move(message),
                 tr("Change the value, or the input's type in the flow."),
                 input.place);
}

} // namespace

std::optional<ValueType> valueType(std::string_view name)
{
    const auto found = std::ranges::find(valueTypes(), name);
    if (found == valueTypes().end())
        return {};
    return static_cast<ValueType>(found - valueTypes().begin());
}

std::string_view toString(ValueType type)
{
    return valueTypes().at(static_cast<std::size_t>(type));
}

Value parseAs(ValueType type, const Value &value)
{
    switch (type) {
    case ValueType::Int:
        return pyobject::pythonInt(value);
    case ValueType::Double:
        return pyobject::pythonFloat(value);
    case ValueType::Bool:
        return parseBool(value);
    case ValueType::String:
        // ruamel's time stamps print as they were written, with "T" or a blank.
        if (value.kind() == Value::Kind::DateTime)
            return Value(value.asDateTime().iso);
        return value.isString() ? value : Value(py::str(value));
    case ValueType::List:
        return parseList(value);
    case ValueType::Object:
        return parseObject(value);
    default:
        return value;
    }
}

Value parseFlowInput(const FlowInput &input, const Value &value, std::optional<std::size_t> line)
{
    const std::optional<ValueType> type = valueType(input.type);
    if (!type)
        return value;
    try {
        return parseAs(*type, value);
    } catch (const Error &error) {
        const std::string info = inputInfo(input.name, line);
        const bool isJson = error.promptflow()
                            && error.promptflow()->codes.back() == "JSONDecodeError";
        if (isJson)
            throw inputError(input,
                             tr("The value of the input '%1' isn't the JSON of a list: %2.",
                                input.name,
                                error.promptflow()->message))
                .as(inputCodes("InputParseError"),
                    "Failed to parse the flow input. The value for flow input " + info
                        + " was interpreted as JSON string since its type is '" + input.type
                        + "'. However, the value '" + py::str(value)
                        + "' is invalid for JSON parsing. Error details: (JSONDecodeError) "
                        + error.promptflow()->message
                        + ". Please make sure your inputs are properly formatted.");
        throw inputError(input, tr("The value of the input '%1' is no %2.", input.name, input.type))
            .as(inputCodes("InputTypeError"),
                "The input for flow is incorrect. The value for flow input " + info
                    + " does not match the expected type '" + input.type
                    + "'. Please change flow input type or adjust the input value in your input "
                      "data.");
    }
}

Dict resolveInputs(const Flow &flow, const Dict &given, std::optional<std::size_t> line)
{
    Dict result = given;
    for (const FlowInput &input : flow.inputs) {
        if (!given.contains(input.name) && input.defaultValue)
            result.set(Value(input.name), *input.defaultValue);
    }
    for (const FlowInput &input : flow.inputs) {
        if (result.contains(input.name))
            continue;
        const std::string where = line ? "in line " + std::to_string(*line) + " of input data"
                                       : std::string("in input data");
        throw Error(ErrorCode::InvalidInput,
                    tr("The input '%1' has no value.", input.name),
                    tr("Give it one, or a default in the flow."),
                    input.place)
            .as(inputCodes("InputNotFound"),
                "The input for flow is incorrect. The value for flow input '" + input.name
                    + "' is not provided " + where
                    + ". Please review your input data or remove this input in your flow if it's "
                      "no "
                      "longer needed.");
    }
    for (const FlowInput &input : flow.inputs)
        result.set(Value(input.name),
                   parseFlowInput(input, *result.find(std::string_view(input.name)), line));
    return result;
}

std::vector<std::string> missingInputs(const Flow &flow, const Dict &given)
{
    const FlowInput *history = flow.chatHistory();
    std::vector<std::string> missing;
    for (const FlowInput &input : flow.inputs) {
        if (!given.contains(input.name) && !input.defaultValue && &input != history)
            missing.push_back(input.name);
    }
    return missing;
}

void requireInputs(const Flow &flow, const Dict &given)
{
    const std::vector<std::string> missing = missingInputs(flow, given);
    if (missing.empty())
        return;
    List names;
    std::string shown;
    for (const std::string &name : missing) {
        names.emplace_back(name);
        shown += (shown.empty() ? "'" : ", '") + name + "'";
    }
    throw Error(ErrorCode::InvalidInput,
                missing.size() == 1 ? tr("The input %1 has no value.", shown)
                                    : tr("The inputs %1 have no value.", shown),
                tr("Give values, or defaults in the flow."))
        .as({"UserError"},
            "Required input(s) " + py::repr(Value(std::move(names))) + " are missing for \"flow\".");
}

} // namespace postern::flow
