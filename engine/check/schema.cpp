// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/check/schema.h"

#include <algorithm>
#include <set>
#include <span>
#include <string>

namespace postern::check {

namespace {

using Names = std::span<const std::string_view>;
/// What is wrong with a value, as marshmallow says it; null: nothing.
using Check = Value (*)(const Value &);

struct Field
{
    std::string_view name;
    Check check;
    bool isRequired = false;
};

constexpr std::string_view kTypes[] = {"string", "int", "double", "bool", "list", "object"};
constexpr std::string_view kInitTypes[] = {"string",
                                           "int",
                                           "double",
                                           "bool",
                                           "list",
                                           "object",
                                           "AzureOpenAIConnection",
                                           "OpenAIConnection",
                                           "QdrantConnection",
                                           "CognitiveSearchConnection",
                                           "SerpConnection",
                                           "AzureContentSafetyConnection",
                                           "AzureAIServicesConnection",
                                           "FormRecognizerConnection",
                                           "WeaviateConnection",
                                           "ServerlessConnection",
                                           "CustomConnection",
                                           "AzureOpenAIModelConfiguration",
                                           "OpenAIModelConfiguration"};
constexpr std::string_view kFlowTypes[] = {"standard", "evaluation", "chat"};
constexpr std::string_view kLanguages[] = {"python", "csharp"};
constexpr std::string_view kSampleKeys[] = {"init", "inputs"};

Value problem(std::string_view text)
{
    return Value(List{Value(text)});
}

Value oneOf(const Value &value, Names names)
{
    if (!value.isString())
        return problem("Not a valid string.");
    if (std::ranges::find(names, value.asString()) != names.end())
        return {};
    std::string text;
    for (const std::string_view name : names)
        text += (text.empty() ? "Must be one of: " : ", ") + std::string(name);
    return problem(text + ".");
}

Value text(const Value &value)
{
    return oneOf(value, {}).isNull() || value.isString() ? Value() : problem("Not a valid string.");
}

Value anything(const Value &)
{
    return {};
}

Value truth(const Value &value)
{
    static const std::set<std::string, std::less<>> kWords
        = {"t",   "T",   "true", "True", "TRUE", "on", "On",    "ON",    "y",     "Y",
           "yes", "Yes", "YES",  "1",    "f",    "F",  "false", "False", "FALSE", "off",
           "Off", "OFF", "n",    "N",    "no",   "No", "NO",    "0"};
    const bool isFine = value.isBool() || value == Value(0) || value == Value(1)
                        || (value.isString() && kWords.contains(value.asString()));
    return isFine ? Value() : problem("Not a valid boolean.");
}

Value items(const Value &value, Check check)
{
    if (!value.isList())
        return problem("Not a valid list.");
    Dict wrong;
    for (std::size_t i = 0; i < value.asList().size(); ++i) {
        const Value &item = value.asList()[i];
        Value found = item.isNull() ? problem("Field may not be null.") : check(item);
        if (!found.isNull())
            wrong.append(Value(static_cast<std::int64_t>(i)), std::move(found));
    }
    return wrong.empty() ? Value() : Value(std::move(wrong));
}

Value textList(const Value &value)
{
    return items(value, text);
}

/// A mapping whose keys and values are checked one by one.
Value mapping(const Value &value, Check key, Check member)
{
    if (!value.isDict())
        return problem("Not a valid mapping type.");
    Dict wrong;
    for (const auto &[name, item] : value.asDict()) {
        Dict parts;
        const bool isChecked = key != anything;
        if (Value found = name.isNull() && isChecked ? problem("Field may not be null.") : key(name);
            !found.isNull())
            parts.append("key", std::move(found));
        Value found = item.isNull() && member != anything ? problem("Field may not be null.")
                                                          : member(item);
        if (!found.isNull())
            parts.append("value", std::move(found));
        if (!parts.empty())
            wrong.append(name, std::move(parts));
    }
    return wrong.empty() ? Value() : Value(std::move(wrong));
}

Value fields(const Value &value, std::span<const Field> known)
{
    if (!value.isDict())
        return Dict{{"_schema", problem("Invalid input type.")}};
    Dict wrong;
    for (const Field &field : known) {
        const Value *member = value.find(field.name);
        Value found;
        if (!member && field.isRequired)
            found = problem("Missing data for required field.");
        else if (member)
            found = member->isNull() ? problem("Field may not be null.") : field.check(*member);
        if (!found.isNull())
            wrong.append(Value(field.name), std::move(found));
    }
    for (const auto &[name, member] : value.asDict()) {
        const auto isIt = [&name](const Field &field) { return Value(field.name) == name; };
        if (std::ranges::none_of(known, isIt))
            wrong.append(name, problem("Unknown field."));
    }
    return wrong.empty() ? Value() : Value(std::move(wrong));
}

template<Check Type>
Value port(const Value &value)
{
    static constexpr Field kFields[] = {{"type", Type, true},
                                        {"description", text},
                                        {"default", anything},
                                        {"is_chat_input", truth},
                                        {"is_chat_history", truth}};
    return fields(value, kFields);
}

Value valueType(const Value &value)
{
    return oneOf(value, kTypes);
}

Value outputPort(const Value &value)
{
    static constexpr Field kFields[] = {{"type", valueType, true},
                                        {"reference", text},
                                        {"description", text},
                                        {"is_chat_output", truth}};
    return fields(value, kFields);
}

Value initType(const Value &value)
{
    return oneOf(value, kInitTypes);
}

Value inputPorts(const Value &value)
{
    return mapping(value, text, port<valueType>);
}

Value outputPorts(const Value &value)
{
    return mapping(value, text, outputPort);
}

Value initPorts(const Value &value)
{
    return mapping(value, text, port<initType>);
}

Value anyMapping(const Value &value)
{
    return mapping(value, anything, anything);
}

Value textMapping(const Value &value)
{
    return mapping(value, text, text);
}

Value flowType(const Value &value)
{
    return oneOf(value, kFlowTypes);
}

Value language(const Value &value)
{
    return oneOf(value, kLanguages);
}

Value sampleKey(const Value &value)
{
    return oneOf(value, kSampleKeys);
}

Value sample(const Value &value)
{
    return mapping(value, sampleKey, anything);
}

Value dagOutput(const Value &value)
{
    static constexpr Field kFields[] = {{"type", text, true},
                                        {"reference", text},
                                        {"description", text},
                                        {"is_chat_output", truth}};
    return fields(value, kFields);
}

Value dagInputs(const Value &value)
{
    return mapping(value, text, port<text>);
}

Value dagOutputs(const Value &value)
{
    return mapping(value, text, dagOutput);
}

Value nodes(const Value &value)
{
    return items(value, anyMapping);
}

Value nodeVariants(const Value &value)
{
    return mapping(value, text, anyMapping);
}

constexpr Field kFlexFields[] = {{"additional_includes", textList},
                                 {"environment", anyMapping},
                                 {"environment_variables", anyMapping},
                                 {"type", flowType},
                                 {"language", language},
                                 {"description", text},
                                 {"display_name", text},
                                 {"tags", textMapping},
                                 {"entry", text, true},
                                 {"inputs", inputPorts},
                                 {"outputs", outputPorts},
                                 {"init", initPorts},
                                 {"sample", sample},
                                 {"code", text}};

constexpr Field kDagFields[] = {{"additional_includes", textList},
                                {"environment", anyMapping},
                                {"environment_variables", anyMapping},
                                {"type", flowType},
                                {"language", language},
                                {"description", text},
                                {"display_name", text},
                                {"tags", textMapping},
                                {"inputs", dagInputs},
                                {"outputs", dagOutputs},
                                {"nodes", nodes},
                                {"node_variants", nodeVariants}};

/// The file without its $schema, which may be anything but null.
Value withoutSchema(const Value &flow)
{
    if (!flow.isDict())
        return flow;
    Dict kept;
    for (const auto &[key, value] : flow.asDict()) {
        if (key != Value("$schema") || value.isNull())
            kept.append(key, value);
    }
    return kept;
}

/// [a-zA-Z0-9_.]+:[a-zA-Z0-9_]+
bool isEntry(std::string_view entry)
{
    constexpr std::string_view kLetters
        = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    const std::size_t colon = entry.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == entry.size())
        return false;
    const std::string module(entry.substr(0, colon));
    return module.find_first_not_of(std::string(kLetters) + ".") == std::string::npos
           && entry.find_first_not_of(kLetters, colon + 1) == std::string_view::npos;
}

} // namespace

Value dagProblems(const Value &flow)
{
    return fields(withoutSchema(flow), kDagFields);
}

Value flexProblems(const Value &flow)
{
    Value found = fields(withoutSchema(flow), kFlexFields);
    const Value *entry = flow.find("entry");
    const Value *spoken = flow.find("language");
    const bool isCsharp = spoken && *spoken == Value("csharp");
    if (isCsharp || !entry || !entry->isString() || isEntry(entry->asString()))
        return found;
    Dict wrong = found.isDict() ? found.asDict() : Dict();
    wrong.set("entry", problem("Entry function " + entry->asString() + " is not valid."));
    return wrong;
}

Value inputTypeProblem(const Value &type)
{
    return oneOf(type, kTypes);
}

} // namespace postern::check
