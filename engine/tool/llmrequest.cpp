// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/llmrequest.h"

#include "engine/base/pyrepr.h"
#include "engine/flow/inputtypes.h"
#include "engine/pyobject/text.h"
#include "engine/tool/functioncheck.h"
#include "engine/tool/toolerror.h"

#include <utility>

namespace postern::tool {

namespace {

/// Python's int(value) or float(value).
Value number(std::string_view type, std::string_view name, const Value &value)
{
    try {
        return flow::parseAs(flow::valueType(type).value(), value);
    } catch (const Error &error) {
        const auto &python = error.promptflow();
        throw llmError(tr("The input '%1' is '%2', which is no number.",
                          std::string(name),
                          py::str(value)),
                       tr("Give it a number."),
                       python && !python->codes.empty() ? python->codes.back() : "ValueError",
                       python ? python->message : error.message());
    }
}

bool isTrueText(const Value &value)
{
    return pyobject::asciiLower(py::str(value)) == "true";
}

Value orNull(const Value &value)
{
    return value.truthy() ? value : Value();
}

void addFunctions(const LlmArguments &arguments, Dict &body)
{
    const Value tools = arguments.get("tools");
    const Value functions = arguments.get("functions");
    if (tools.truthy()) {
        const Value choice = arguments.get("tool_choice");
        if (arguments.api().isAzure())
            checkTools(tools);
        body.append("tools", tools);
        body.append("tool_choice", arguments.api().isAzure() ? toolChoiceOf(choice) : choice);
    } else if (functions.truthy()) {
        checkFunctions(functions);
        body.append("functions", functions);
        body.append("function_call", functionCallOf(arguments.get("function_call")));
    }
}

void addWhenTruthy(const LlmArguments &arguments, std::string_view name, Dict &body)
{
    if (const Value value = arguments.get(name); value.truthy())
        body.append(name, value);
}

void addWhenGiven(const LlmArguments &arguments, std::string_view name, Dict &body)
{
    if (const Value value = arguments.get(name); !value.isNull())
        body.append(name, value);
}

} // namespace

Value modelOf(const LlmArguments &arguments)
{
    const LlmApi &api = arguments.api();
    if (!api.isAzure())
        return arguments.get("model", api.isChat() ? "" : "text-davinci-003");
    Value deployment = arguments.get("deployment_name");
    if (deployment.isNull())
        throw llmError(tr("The node has no deployment_name."),
                       tr("Set %1 to a deployment of the connection's resource.",
                          tr("deployment_name")),
                       "TypeError",
                       api.name() + "() missing 1 required positional argument: 'deployment_name'");
    return deployment;
}

LlmArguments::LlmArguments(const LlmApi &api, const Dict &inputs)
    : m_api(api)
{
    for (const auto &[name, value] : inputs) {
        if (name.isString() && api.parameter(name.asString()))
            m_parameters.append(name, value);
        else
            m_variables.append(name, value);
    }
}

Value LlmArguments::get(std::string_view name, const Value &fallback) const
{
    const Value *value = m_parameters.find(name);
    return value ? *value : fallback;
}

bool LlmArguments::wantsMessage() const
{
    return m_api.isChat() && (get("functions").truthy() || get("tools").truthy());
}

Dict chatBody(const LlmArguments &arguments, List messages, bool stream)
{
    Dict body;
    body.append("model", modelOf(arguments));
    body.append("messages", std::move(messages));
    body.append("temperature", arguments.get("temperature", 1.0));
    body.append("top_p", arguments.get("top_p", 1.0));
    if (arguments.api().isAzure())
        body.append("n", arguments.get("n", 1));
    body.append("stream", stream);
    addFunctions(arguments, body);
    addWhenTruthy(arguments, "stop", body);
    const Value maxTokens = arguments.get("max_tokens");
    if (!maxTokens.isNull() && pyobject::asciiLower(py::str(maxTokens)) != "inf")
        body.append("max_tokens", number("int", "max_tokens", maxTokens));
    addWhenTruthy(arguments, "logit_bias", body);
    addWhenTruthy(arguments, "response_format", body);
    addWhenGiven(arguments, "seed", body);
    addWhenGiven(arguments, "presence_penalty", body);
    addWhenGiven(arguments, "frequency_penalty", body);
    addWhenTruthy(arguments, "user", body);
    return body;
}

Dict completionBody(const LlmArguments &arguments, std::string prompt, bool stream)
{
    const bool isAzure = arguments.api().isAzure();
    const auto numberOf =
        [&arguments](std::string_view type, std::string_view name, const Value &fallback) {
            return number(type, name, arguments.get(name, fallback));
        };
    const auto penaltyOf = [&arguments](std::string_view name) {
        const Value penalty = arguments.get(name);
        return penalty.isNull() ? Value() : number("double", name, penalty);
    };
    Dict body;
    body.append("prompt", std::move(prompt));
    body.append("model", modelOf(arguments));
    body.append("suffix", orNull(arguments.get("suffix")));
    const Value maxTokens = arguments.get("max_tokens", 16);
    body.append("max_tokens", maxTokens.isNull() ? Value() : number("int", "max_tokens", maxTokens));
    body.append("temperature", numberOf("double", "temperature", 1.0));
    body.append("top_p", numberOf("double", "top_p", 1.0));
    body.append("n", numberOf("int", "n", 1));
    body.append("stream", stream);
    const Value logprobs = arguments.get("logprobs");
    body.append("logprobs", logprobs.truthy() ? number("int", "logprobs", logprobs) : Value());
    body.append("echo", isTrueText(arguments.get("echo", false)));
    body.append("stop", orNull(arguments.get("stop")));
    if (!isAzure) {
        body.append("presence_penalty", penaltyOf("presence_penalty"));
        body.append("frequency_penalty", penaltyOf("frequency_penalty"));
    }
    body.append("best_of", numberOf("int", "best_of", 1));
    const Value bias = arguments.get("logit_bias");
    body.append("logit_bias", bias.truthy() ? bias : Value(Dict()));
    body.append("user", arguments.get("user", ""));
    if (isAzure) {
        addWhenGiven(arguments, "presence_penalty", body);
        addWhenGiven(arguments, "frequency_penalty", body);
    }
    return body;
}

} // namespace postern::tool
