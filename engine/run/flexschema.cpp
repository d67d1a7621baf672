// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/flexschema.h"

#include "engine/base/pyrepr.h"

#include <algorithm>
#include <set>
#include <span>

namespace postern::run {

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
                                           "OpenAIConnection",
                                           "AzureOpenAIConnection",
                                           "ServerlessConnection",
                                           "AzureContentSafetyConnection",
                                           "AzureAIServicesConnection",
                                           "CognitiveSearchConnection",
                                           "FormRecognizerConnection",
                                           "SerpConnection",
                                           "WeaviateConnection",
                                           "QdrantConnection",
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

Value textList(const Value &value)
{
    if (!value.isList())
        return problem("Not a valid list.");
    Dict wrong;
    for (std::size_t i = 0; i < value.asList().size(); ++i) {
        if (Value found = text(value.asList()[i]); !found.isNull())
            wrong.append(Value(static_cast<std::int64_t>(i)), std::move(found));
    }
    return wrong.empty() ? Value() : Value(std::move(wrong));
}

/// A mapping whose keys and values are checked one by one.
Value mapping(const Value &value, Check key, Check member)
{
    if (!value.isDict())
        return problem("Not a valid mapping type.");
    Dict wrong;
    for (const auto &[name, item] : value.asDict()) {
        Dict parts;
        if (Value found = key(name); !found.isNull())
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

constexpr Field kFlowFields[] = {{"$schema", text},
                                 {"additional_includes", textList},
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

Error refused(const std::string &what, std::vector<std::string> codes, std::string message)
{
    Error error(ErrorCode::InvalidFlow,
                "The flow file isn't what prompt flow takes: " + what,
                "Correct the file; the names of what is wrong are in the message.");
    return std::move(error).as(std::move(codes), std::move(message));
}

} // namespace

void checkFlexSchema(const flow::Flow &flow)
{
    const Value *entry = flow.raw.find("entry");
    if (!entry || !entry->isString())
        throw refused("the entry is no text.", {"SystemError", "KeyError"}, "'entry'");
    Value found = fields(flow.raw, kFlowFields);
    const Value *spoken = flow.raw.find("language");
    const bool isCsharp = spoken && *spoken == Value("csharp");
    if (!isCsharp && !isEntry(entry->asString())) {
        Dict wrong = found.isDict() ? found.asDict() : Dict();
        wrong.set("entry", problem("Entry function " + entry->asString() + " is not valid."));
        found = Value(std::move(wrong));
    }
    if (!found.isNull())
        throw refused(py::repr(found), {"SystemError", "ValidationError"}, py::repr(found));
}

void checkPorts(const flow::Flow &flow,
                std::string_view section,
                const std::vector<std::string> &ports,
                bool isThere)
{
    const Value *declared = flow.raw.find(section);
    if (!declared || !declared->isDict())
        return;
    const std::string name(section);
    if (!isThere)
        throw refused("the entry takes no " + name + ".",
                      {"UserError"},
                      "Provided signature for " + name
                          + ", which can't be overridden according to the entry.");
    std::set<std::string> own(ports.begin(), ports.end());
    std::string given;
    std::string entry;
    bool isSame = own.size() == declared->asDict().size();
    for (const auto &[key, port] : declared->asDict()) {
        isSame = isSame && own.contains(py::str(key));
        given += (given.empty() ? "" : ", ") + py::str(key);
    }
    for (const std::string &port : ports)
        entry += (entry.empty() ? "" : ", ") + port;
    if (!isSame)
        throw refused("its " + name + " are " + given + ", those of the entry " + entry + ".",
                      {"UserError"},
                      "Provided signature of " + name
                          + " does not match the entry.\nPorts from signature: " + given
                          + "\nPorts from entry: " + entry + "\n");
}

} // namespace postern::run
