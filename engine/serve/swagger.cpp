// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/serve/swagger.h"

#include <array>
#include <string_view>
#include <utility>

namespace postern::serve {

namespace {

std::string_view schemaType(std::string_view type)
{
    using Row = std::pair<std::string_view, std::string_view>;
    static constexpr std::array<Row, 5> kTypes{{{"int", "integer"},
                                                {"double", "number"},
                                                {"bool", "boolean"},
                                                {"string", "string"},
                                                {"list", "array"}}};
    for (const auto &[name, schema] : kTypes) {
        if (name == type)
            return schema;
    }
    return "object";
}

Dict fieldSchema(const std::string &type, const std::string &description, const Value *byDefault)
{
    const std::string_view schema = schemaType(type);
    Dict field;
    field.append("type", std::string(schema));
    if (!description.empty())
        field.append("description", description);
    if (byDefault && byDefault->truthy())
        field.append("default", *byDefault);
    if (type == "object")
        field.append("additionalProperties", Value(Dict()));
    if (schema == "array")
        field.append("items",
                     Value(Dict{{"type", "object"}, {"additionalProperties", Value(Dict())}}));
    return field;
}

Dict inputSchema(const flow::Flow &flow)
{
    Dict schema;
    schema.append("type", "object");
    if (flow.inputs.empty())
        return schema;
    Dict properties;
    List required;
    for (const flow::FlowInput &input : flow.inputs) {
        const Value *byDefault = input.defaultValue ? &*input.defaultValue : nullptr;
        properties.append(input.name, Value(fieldSchema(input.type, input.description, byDefault)));
        required.emplace_back(input.name);
    }
    schema.append("properties", Value(std::move(properties)));
    schema.append("required", Value(std::move(required)));
    return schema;
}

Dict outputSchema(const flow::Flow &flow, const std::set<std::string> &hidden)
{
    Dict schema;
    schema.append("type", "object");
    if (flow.outputs.empty())
        return schema;
    Dict properties;
    for (const flow::FlowOutput &output : flow.outputs) {
        if (!output.evaluationOnly && !hidden.contains(output.name))
            properties.append(output.name, Value(fieldSchema(output.type, {}, nullptr)));
    }
    schema.append("properties", Value(std::move(properties)));
    return schema;
}

Dict infoOf(const flow::Flow &flow, const std::string &name)
{
    Dict info;
    info.append("title", "Promptflow[" + name + "] API");
    info.append("version", "1.0.0");
    info.append("x-flow-name", name);
    for (const flow::FlowInput &input : flow.inputs) {
        if (input.isChatInput) {
            info.set("x-chat-input", input.name);
            info.set("x-flow-type", "chat");
        }
        if (input.isChatHistory.value_or(false))
            info.set("x-chat-history", input.name);
    }
    for (const flow::FlowOutput &output : flow.outputs) {
        if (output.isChatOutput && !output.evaluationOnly)
            info.set("x-chat-output", output.name);
    }
    return info;
}

Value jsonContent(Dict content)
{
    return Value(Dict{{"application/json", Value(std::move(content))}});
}

Dict answers(Value good)
{
    return Dict{{"200", std::move(good)},
                {"400", Value(Dict{{"description", "Invalid input"}})},
                {"default", Value(Dict{{"description", "unexpected error"}})}};
}

Value scorePath(const flow::Flow &flow,
                const std::string &name,
                const Value &samples,
                const std::set<std::string> &hidden)
{
    const bool hasSample = samples.isList() && !samples.asList().empty();
    Dict request{{"description", "promptflow input data"}, {"required", !flow.inputs.empty()}};
    request.append("content",
                   jsonContent({{"schema", Value(inputSchema(flow))},
                                {"example", hasSample ? samples.asList().front() : Value(Dict())}}));
    const Value good(
        Dict{{"description", "successful operation"},
             {"content", jsonContent({{"schema", Value(outputSchema(flow, hidden))}})}});
    const Value post(Dict{{"summary", "run promptflow: " + name + " with an given input"},
                          {"requestBody", Value(std::move(request))},
                          {"responses", Value(answers(good))}});
    return Value(Dict{{"post", post}});
}

Value feedbackPath()
{
    const Value any(Dict{{"type", "object"}, {"additionalProperties", Value(Dict())}});
    const Value content = jsonContent({{"schema", any}});
    const Value request(
        Dict{{"description", "promptflow feedback data"}, {"required", true}, {"content", content}});
    const Value good(Dict{{"description", "successful operation"}, {"content", content}});
    const Value post(Dict{{"summary", "collect promptflow feedback"},
                          {"requestBody", request},
                          {"responses", Value(answers(good))}});
    const Value flatten(Dict{{"name", "flatten"},
                             {"in", "query"},
                             {"description", "flatten the feedback data into traced data"},
                             {"required", false},
                             {"schema", Value(Dict{{"type", "boolean"}})}});
    return Value(Dict{{"post", post}, {"parameters", Value(List{flatten})}});
}

} // namespace

Value swaggerOf(const flow::Flow &flow,
                const std::string &name,
                const Value &samples,
                const std::set<std::string> &hidden)
{
    const Value bearer(Dict{{"bearerAuth", Value(Dict{{"type", "http"}, {"scheme", "bearer"}})}});
    return Value(Dict{{"openapi", "3.0.0"},
                      {"info", Value(infoOf(flow, name))},
                      {"components", Value(Dict{{"securitySchemes", bearer}})},
                      {"security", Value(List{Value(Dict{{"bearerAuth", Value(List())}})})},
                      {"paths",
                       Value(Dict{{"/score", scorePath(flow, name, samples, hidden)},
                                  {"/feedback", feedbackPath()}})}});
}

} // namespace postern::serve
