// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/llmapi.h"

#include "engine/base/pyrepr.h"
#include "engine/flow/inputtypes.h"
#include "engine/tool/toolerror.h"

#include <algorithm>
#include <array>
#include <utility>

namespace postern::tool {

namespace {

constexpr std::array kAzureChat{LlmParameter{"connection", "connection", false},
                                LlmParameter{"prompt", "prompt_template", false},
                                LlmParameter{"deployment_name", "string", false},
                                LlmParameter{"temperature", "double"},
                                LlmParameter{"top_p", "double"},
                                LlmParameter{"n", "int"},
                                LlmParameter{"stream", "bool"},
                                LlmParameter{"stop", "list"},
                                LlmParameter{"max_tokens", "int"},
                                LlmParameter{"presence_penalty", "double"},
                                LlmParameter{"frequency_penalty", "double"},
                                LlmParameter{"logit_bias", "object"},
                                LlmParameter{"user", "string"},
                                LlmParameter{"function_call", "object"},
                                LlmParameter{"functions", "list"},
                                LlmParameter{"tool_choice", "object"},
                                LlmParameter{"tools", "list"},
                                LlmParameter{"response_format", "object"},
                                LlmParameter{"seed", "int"}};

constexpr std::array kOpenAiChat{LlmParameter{"connection", "connection", false},
                                 LlmParameter{"prompt", "prompt_template", false},
                                 LlmParameter{"model", "string"},
                                 LlmParameter{"temperature", "double"},
                                 LlmParameter{"top_p", "double"},
                                 LlmParameter{"stream", "bool"},
                                 LlmParameter{"stop", "list"},
                                 LlmParameter{"max_tokens", "int"},
                                 LlmParameter{"presence_penalty", "double"},
                                 LlmParameter{"frequency_penalty", "double"},
                                 LlmParameter{"logit_bias", "object"},
                                 LlmParameter{"user", "string"},
                                 LlmParameter{"function_call", "object"},
                                 LlmParameter{"functions", "list"},
                                 LlmParameter{"tool_choice", "object"},
                                 LlmParameter{"tools", "list"},
                                 LlmParameter{"response_format", "object"},
                                 LlmParameter{"seed", "int"}};

constexpr std::array kAzureCompletion{LlmParameter{"connection", "connection", false},
                                      LlmParameter{"prompt", "prompt_template", false},
                                      LlmParameter{"deployment_name", "string", false},
                                      LlmParameter{"suffix", "string"},
                                      LlmParameter{"max_tokens", "int"},
                                      LlmParameter{"temperature", "double"},
                                      LlmParameter{"top_p", "double"},
                                      LlmParameter{"n", "int"},
                                      LlmParameter{"stream", "bool"},
                                      LlmParameter{"logprobs", "int"},
                                      LlmParameter{"echo", "bool"},
                                      LlmParameter{"stop", "list"},
                                      LlmParameter{"presence_penalty", "double"},
                                      LlmParameter{"frequency_penalty", "double"},
                                      LlmParameter{"best_of", "int"},
                                      LlmParameter{"logit_bias", "object"},
                                      LlmParameter{"user", "string"}};

/// Azure's, with a model instead of a deployment.
constexpr auto kOpenAiCompletion = [] {
    auto parameters = kAzureCompletion;
    parameters[2] = {"model", "string"};
    return parameters;
}();

constexpr std::array kApis{LlmApi{"AzureOpenAI", "chat", kAzureChat},
                           LlmApi{"AzureOpenAI", "completion", kAzureCompletion},
                           LlmApi{"OpenAI", "chat", kOpenAiChat},
                           LlmApi{"OpenAI", "completion", kOpenAiCompletion}};

[[noreturn]] void throwWrongConnection(const flow::Node &node,
                                       const connection::Connection &connection)
{
    ResolveProblem problem;
    problem.message = tr("Connection '%1' of node '%2' has no language models: it is of type %3.",
                         connection.name,
                         node.name,
                         connection.type);
    problem.hint = tr("Name a connection of type azure_open_ai, open_ai or serverless.");
    problem.codes = invalidRequestCodes("InvalidConnectionType");
    problem.promptflowMessage = "Connection type " + connection.className()
                                + " is not supported for LLM.";
    throw resolveError(node, std::move(problem));
}

[[noreturn]] void throwUnknownApi(const flow::Node &node, std::string_view provider)
{
    ResolveProblem problem;
    problem.message = tr("Node '%1' asks for the api '%2', which there isn't.", node.name, node.api);
    problem.hint = tr("Set api to chat or completion.");
    problem.codes = {"UserError", "ValidationError", "APINotFound"};
    problem.promptflowMessage = "The API '" + std::string(provider) + "."
                                + (node.api.empty() ? "None" : node.api) + "' is not found.";
    throw resolveError(node, std::move(problem));
}

} // namespace

const LlmParameter *LlmApi::parameter(std::string_view name) const
{
    const auto found = std::find_if(parameters.begin(), parameters.end(), [name](const auto &p) {
        return p.name == name;
    });
    return found == parameters.end() ? nullptr : &*found;
}

const LlmApi *findLlmApi(std::string_view provider, std::string_view api)
{
    const auto found = std::find_if(kApis.begin(), kApis.end(), [&](const LlmApi &candidate) {
        return candidate.provider == provider && candidate.api == api;
    });
    return found == kApis.end() ? nullptr : &*found;
}

const LlmApi &llmApiOf(const flow::Node &node, const connection::Connection &connection)
{
    using connection::ConnectionKind;
    const ConnectionKind kind = connection.kind();
    if (kind != ConnectionKind::AzureOpenAi && kind != ConnectionKind::OpenAi
        && kind != ConnectionKind::Serverless)
        throwWrongConnection(node, connection);
    const std::string_view provider = kind == ConnectionKind::AzureOpenAi ? "AzureOpenAI"
                                                                          : "OpenAI";
    const LlmApi *api = findLlmApi(provider, node.api);
    if (!api)
        throwUnknownApi(node, provider);
    return *api;
}

std::vector<std::pair<std::string, flow::Binding>> convertLiterals(const flow::Node &node,
                                                                   const LlmApi &api)
{
    std::vector<std::pair<std::string, flow::Binding>> inputs;
    for (const auto &[name, binding] : node.inputs) {
        const bool isLiteral = binding.kind == flow::Binding::Kind::Literal;
        const Value &literal = binding.literal;
        if (isLiteral && (literal.isNull() || (literal.isString() && literal.asString().empty())))
            continue;
        if (name == "connection")
            continue; // prompt flow puts the node's own in its place
        inputs.emplace_back(name, binding);
        const LlmParameter *parameter = api.parameter(name);
        if (!isLiteral || !parameter)
            continue;
        try {
            inputs.back().second.literal = flow::parseAs(flow::valueType(parameter->type).value(),
                                                         literal);
        } catch (const Error &) {
            throw literalError(node, name, binding, parameter->type);
        }
    }
    return inputs;
}

} // namespace postern::tool
