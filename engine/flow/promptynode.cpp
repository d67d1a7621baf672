// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/promptynode.h"

#include "engine/flow/promptyoutline.h"
#include "engine/yaml/content.h"
#include "engine/yaml/document.h"

#include <algorithm>
#include <array>
#include <utility>

namespace postern::flow {

namespace {

/// What of an llm node's inputs goes with the request, rather than into the template.
bool isRequestParameter(std::string_view name)
{
    static constexpr std::array<std::string_view, 17> kNames{"temperature",
                                                             "top_p",
                                                             "max_tokens",
                                                             "max_completion_tokens",
                                                             "stop",
                                                             "presence_penalty",
                                                             "frequency_penalty",
                                                             "logit_bias",
                                                             "user",
                                                             "n",
                                                             "best_of",
                                                             "seed",
                                                             "response_format",
                                                             "tools",
                                                             "tool_choice",
                                                             "functions",
                                                             "function_call"};
    return std::ranges::find(kNames, name) != kNames.end();
}

bool namesModel(std::string_view name)
{
    return name == "deployment_name" || name == "model";
}

std::string typeOfValue(const Value &value)
{
    if (value.isBool())
        return "bool";
    if (value.isInt())
        return "int";
    if (value.isDouble())
        return "double";
    if (value.isList())
        return "list";
    return value.isDict() ? "object" : "string";
}

/// A mapping as the lines of a block, without indentation.
std::string blockLines(const Dict &members)
{
    const yaml::TextStyle style;
    std::string text;
    for (const auto &[key, value] : members) {
        const yaml::Rendered rendered = yaml::Content(value).block(0, false, style);
        text += yaml::Content(key).flow(style) + ':'
                + (rendered.head.empty() ? "" : ' ' + rendered.head) + '\n';
        for (const std::string &line : rendered.body)
            text += line + '\n';
    }
    return text;
}

const Value *memberOf(const Value *value, std::string_view name)
{
    return value != nullptr && value->isDict() ? value->find(name) : nullptr;
}

std::string textMember(const Value *value, std::string_view name)
{
    const Value *const member = memberOf(value, name);
    return member != nullptr && member->isString() ? member->asString() : std::string();
}

/// Type and value of an input, as far as the flow says them.
std::pair<std::string, Value> knownInput(const Flow &flow, const Binding &binding)
{
    if (binding.kind == Binding::Kind::Literal)
        return {typeOfValue(binding.literal), binding.literal};
    const FlowInput *const input = binding.kind == Binding::Kind::FlowInput
                                       ? flow.input(binding.name)
                                       : nullptr;
    if (input == nullptr)
        return {"string", Value()};
    return {input->type.empty() ? "string" : input->type, input->defaultValue.value_or(Value())};
}

} // namespace

std::string promptyOfNode(const Flow &flow, const Node &node, std::string_view templateText)
{
    Dict parameters;
    Dict inputs;
    Dict sample;
    Dict configuration;
    configuration.set("type", node.input("model") != nullptr ? "openai" : "azure_openai");
    if (!node.connection.empty())
        configuration.set("connection", node.connection);
    for (const auto &[name, binding] : node.inputs) {
        const bool isKnown = binding.kind == Binding::Kind::Literal && !binding.literal.isNull();
        if (namesModel(name)) {
            if (isKnown)
                configuration.set(name == "model" ? "model" : "azure_deployment", binding.literal);
        } else if (isRequestParameter(name)) {
            if (isKnown)
                parameters.set(name, binding.literal);
        } else {
            auto [type, value] = knownInput(flow, binding);
            inputs.set(name, Dict{{"type", std::move(type)}});
            if (!value.isNull())
                sample.set(name, std::move(value));
        }
    }
    Dict model{{"api", node.api.empty() ? "chat" : node.api},
               {"configuration", std::move(configuration)}};
    if (!parameters.empty())
        model.set("parameters", std::move(parameters));
    Dict front{{"name", node.name}, {"model", std::move(model)}};
    if (!inputs.empty())
        front.set("inputs", std::move(inputs));
    if (!sample.empty())
        front.set("sample", std::move(sample));
    return "---\n" + blockLines(front) + "---\n" + std::string(templateText);
}

NodeOfPrompty nodeOfPrompty(std::string_view prompty,
                            const Flow &flow,
                            const std::string &name,
                            const std::string &source)
{
    PromptyOutline outline = outlineOf(prompty, source);
    if (outline.problem)
        throw Error(ErrorCode::InvalidFlow, outline.problem->message, outline.problem->hint);
    const yaml::Document document = yaml::Document::parse(outline.settings);
    const Value front = document.root() != nullptr ? yaml::toValue(*document.root()) : Value();
    const Value *const model = memberOf(&front, "model");
    const Value *const configuration = memberOf(model, "configuration");
    Dict inputs;
    for (const auto &[from, to] :
         {std::pair("azure_deployment", "deployment_name"), std::pair("model", "model")}) {
        if (const Value *const deployment = memberOf(configuration, from))
            inputs.set(to, *deployment);
    }
    if (const Value *const parameters = memberOf(model, "parameters");
        parameters != nullptr && parameters->isDict()) {
        for (const auto &[key, value] : parameters->asDict())
            inputs.set(key, value);
    }
    const Value *const sample = memberOf(&front, "sample");
    if (const Value *const own = memberOf(&front, "inputs"); own != nullptr && own->isDict()) {
        for (const auto &[key, ignored] : own->asDict()) {
            const Value *const value = memberOf(sample, key.asString());
            const bool isOfFlow = flow.input(key.asString()) != nullptr;
            inputs.set(key,
                       isOfFlow ? Value("${inputs." + key.asString() + '}')
                       : value  ? *value
                                : Value(""));
        }
    }
    Dict node{{"name", name},
              {"type", "llm"},
              {"source", Dict{{"type", "code"}, {"path", source}}},
              {"inputs", std::move(inputs)}};
    if (const std::string connection = textMember(configuration, "connection"); !connection.empty())
        node.set("connection", connection);
    const std::string api = textMember(model, "api");
    node.set("api", api.empty() ? "chat" : api);
    return {blockLines(node), std::move(outline.prompt)};
}

} // namespace postern::flow
