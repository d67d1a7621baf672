// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/debug/findings.h"

#include "engine/base/json.h"
#include "engine/debug/jsonschema.h"
#include "engine/flow/inputtypes.h"
#include "engine/pyobject/text.h"
#include "engine/tool/retiredtools.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace postern::debug {

namespace {

/// Whether a value is already of a type, as nobody converts it here.
bool isOfType(flow::ValueType type, const Value &value)
{
    using flow::ValueType;
    const bool isInteger = value.isInt() || value.kind() == Value::Kind::BigInt;
    switch (type) {
    case ValueType::Int:
        return isInteger;
    case ValueType::Double:
        return isInteger || value.isDouble();
    case ValueType::Bool:
        return value.isBool();
    case ValueType::String:
        return value.isString();
    case ValueType::List:
        return value.isList() || value.kind() == Value::Kind::Tuple;
    case ValueType::Object:
        return value.isDict();
    case ValueType::Image:
        return value.kind() == Value::Kind::Image;
    case ValueType::Secret:
    case ValueType::PromptTemplate:
    case ValueType::FilePath:
    case ValueType::AssistantDefinition:
        break;
    }
    return true;
}

std::optional<Message> typeMismatch(const std::string &what,
                                    const std::string &typeName,
                                    const Value &value)
{
    const std::optional<flow::ValueType> type = flow::valueType(typeName);
    if (!type || value.isNull() || value.isHandle() || isOfType(*type, value))
        return std::nullopt;
    return tr("%1 should be of type %2 and is of type %3.", what, typeName, value.typeName());
}

/// What an llm node's `response_format` asks for: "json_object", "json_schema" or nothing.
Value responseFormat(const flow::Node &node)
{
    const flow::Binding *format = node.input("response_format");
    return format && format->kind == flow::Binding::Kind::Literal ? format->literal : Value();
}

std::optional<Message> answerMismatch(const flow::Node &node, const Value &output)
{
    const Value format = responseFormat(node);
    const Value *type = format.find("type");
    if (!type || !type->isString() || !type->asString().starts_with("json_") || !output.isString())
        return std::nullopt;
    Value answer;
    try {
        answer = json::parse(output.asString());
    } catch (const Error &error) {
        return tr("The answer should be JSON and isn't: %1", error.message());
    }
    if (type->asString() == "json_object" && !answer.isDict())
        return tr("The answer should be a JSON object and is of type %1.", answer.typeName());
    const Value *described = format.find("json_schema");
    const Value *schema = described ? described->find("schema") : nullptr;
    if (!schema)
        return std::nullopt;
    return schemaMismatch(*schema, answer);
}

/// The lists of a dict, in dicts within it too.
void findLists(const Value &dict, std::vector<const Value *> &lists)
{
    for (const auto &[key, member] : dict.asDict()) {
        if (member.isList())
            lists.push_back(&member);
        else if (member.isDict())
            findLists(member, lists);
    }
}

} // namespace

std::optional<Message> inputMismatch(const flow::Flow *flow,
                                     const flow::Node &node,
                                     const Value &inputs)
{
    if (!flow)
        return std::nullopt;
    for (const auto &[name, binding] : node.inputs) {
        const flow::FlowInput *declared = binding.kind == flow::Binding::Kind::FlowInput
                                              ? flow->input(binding.name)
                                              : nullptr;
        const Value *value = inputs.find(name);
        if (!declared || !value || !binding.property.empty())
            continue;
        if (std::optional<Message> found = typeMismatch(name, declared->type, *value))
            return found;
    }
    return std::nullopt;
}

std::optional<Message> outputMismatch(const flow::Flow *flow,
                                      const flow::Node &node,
                                      const Value &output)
{
    if (node.type == flow::NodeType::Llm) {
        if (std::optional<Message> found = answerMismatch(node, output))
            return found;
    }
    if (!flow)
        return std::nullopt;
    for (const flow::FlowOutput &declared : flow->outputs) {
        const flow::Binding &reference = declared.reference;
        if (reference.kind != flow::Binding::Kind::NodeOutput || reference.name != node.name
            || !reference.property.empty())
            continue;
        if (std::optional<Message> found = typeMismatch(declared.name, declared.type, output))
            return found;
    }
    return std::nullopt;
}

bool isRetrieval(const flow::Node &node)
{
    const tool::RetiredTool *retired = tool::findRetiredTool(node.source.tool);
    if (retired)
        return retired->isLookup;
    constexpr std::array<std::string_view, 4> kWords{"search", "retriev", "lookup", "vector"};
    for (const std::string &text : {node.name, node.source.path, node.source.tool}) {
        const std::string lower = pyobject::asciiLower(text);
        const bool says = std::ranges::any_of(kWords, [&lower](std::string_view word) {
            return lower.find(word) != std::string::npos;
        });
        if (says)
            return true;
    }
    return false;
}

bool isEmptyResult(const Value &output)
{
    switch (output.kind()) {
    case Value::Kind::Null:
        return true;
    case Value::Kind::String:
        return output.asString().find_first_not_of(" \t\r\n") == std::string::npos;
    case Value::Kind::List:
    case Value::Kind::Tuple:
        return std::ranges::all_of(output.asList(), isEmptyResult);
    case Value::Kind::Dict: {
        // Beside the passages a result may say how long it took, how many there are, and what was
        // asked for.
        std::vector<const Value *> lists;
        findLists(output, lists);
        if (!lists.empty())
            return std::ranges::all_of(lists,
                                       [](const Value *list) { return isEmptyResult(*list); });
        return std::ranges::all_of(output.asDict(), [](const Dict::Member &member) {
            return isEmptyResult(member.second);
        });
    }
    default:
        return false;
    }
}

} // namespace postern::debug
