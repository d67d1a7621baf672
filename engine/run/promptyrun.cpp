// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/azure/openaiclient.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/flow/inputtypes.h"
#include "engine/http/curltransport.h"
#include "engine/jinja/template.h"
#include "engine/run/prompty.h"
#include "engine/run/singlerun.h"
#include "engine/simulator/simulatortransport.h"
#include "engine/tool/chatprompt.h"
#include "engine/tool/functioncheck.h"
#include "engine/tool/llmanswer.h"

#include <boost/asio/this_coro.hpp>

namespace postern::run {

namespace {

/// How prompt flow names an error of a prompty's call, whatever it was.
Error executionError(const Error &inner)
{
    std::string className = "Exception";
    std::string message = inner.message();
    if (inner.promptflow()) {
        className = inner.promptflow()->codes.back();
        if (!inner.promptflow()->message.empty())
            message = inner.promptflow()->message;
    }
    Error error(inner.code(), inner.message(), inner.hint(), inner.place());
    error.setDetails(inner.details());
    return std::move(error).as({"UserError", "ScriptExecutionError"},
                               "Execution failure in '_traced_sync.<locals>.wrapped': (" + className
                                   + ") " + message);
}

/// A run of a .prompty file: template, model, answer. No Python.
class PromptyRun final : public SingleRun
{
public:
    using SingleRun::SingleRun;
    ~PromptyRun() override = default;

    Task<void> run() override;

private:
    Dict takeInputs(const Environment &environment) const;
    Value requestBody(const Dict &inputs, NodeReport &report) const;
    connection::Connection connection(const Environment &environment) const;
    Task<Value> call(const Dict &inputs, const Environment &environment, NodeReport &report);
    Task<Value> ask(azure::OpenAiClient &client, Value body, NodeReport &report);
    Value answerOf(const Value &answer) const;
    Value textResult(const Value &content) const;
    bool isJson() const;

    Prompty m_prompty;
};

Task<void> PromptyRun::run()
{
    m_request.document.requireLoaded();
    const Environment environment = environmentOf(m_request.document.flow(),
                                                  m_request.environment,
                                                  m_request.connections);
    m_prompty = readPrompty(m_request.document, environment, m_request.trust);
    const Dict inputs = takeInputs(environment);
    m_result.inputs = Value(inputs);
    m_report.started({m_prompty.name}, m_result.inputs);
    NodeReport report = m_report.nodeStarted(m_prompty.name, m_result.inputs);
    try {
        m_result.outputs = co_await call(inputs, environment, report);
        report.finished(NodeState::Done, m_result.outputs, std::nullopt);
    } catch (const Error &error) {
        const Error wrapped = error.code() == ErrorCode::Cancelled ? error : executionError(error);
        report.finished(NodeState::Failed, {}, wrapped);
        throw wrapped;
    }
    if (!m_prompty.wantsFirst) {
        Error error(
            ErrorCode::NodeFailed,
            "The prompty's result is the whole answer, which is no plain JSON in prompt flow.",
            "Remove `response: all`, or call the prompty from Python.",
            std::nullopt);
        throw std::move(error)
            .as({"UserError", "FlowOutputUnserializable"},
                "The output 'output' for flow is incorrect. The output value is not JSON "
                "serializable. JSON dump failed: (TypeError) Object of type ChatCompletion is not "
                "JSON serializable. Please verify your flow output and make sure the value "
                "serializable.");
    }
}

Dict PromptyRun::takeInputs(const Environment &) const
{
    const flow::Flow &flow = m_request.document.flow();
    const Dict given = m_request.inputs.empty()
                           ? sampleInputs(m_prompty, m_request.document.location().folder)
                           : m_request.inputs;
    if (flow.inputs.empty())
        return given;
    const Dict resolved = flow::resolveInputs(flow, given, std::nullopt);
    Dict inputs;
    for (const flow::FlowInput &input : flow.inputs)
        inputs.append(Value(input.name), *resolved.find(std::string_view(input.name)));
    return inputs;
}

Value PromptyRun::requestBody(const Dict &inputs, NodeReport &report) const
{
    jinja::Template compiled = jinja::Template::compile(m_prompty.templateText,
                                                        jinja::Options::promptflow(),
                                                        m_prompty.name);
    const std::string text = compiled.render(inputs);
    report.prompt(text);
    Dict body = m_prompty.parameters;
    body.set("model", m_prompty.deployment);
    if (m_prompty.api == "completion")
        body.set("prompt", text);
    else
        body.set("messages", tool::messagesOf(text));
    if (const Value *tools = body.find(std::string_view("tools"))) {
        tool::checkTools(*tools);
        const Value *choice = body.find(std::string_view("tool_choice"));
        body.set("tool_choice", tool::toolChoiceOf(choice ? *choice : Value()));
    } else if (const Value *functions = body.find(std::string_view("functions"))) {
        tool::checkFunctions(*functions);
        const Value *functionCall = body.find(std::string_view("function_call"));
        body.set("function_call", tool::functionCallOf(functionCall ? *functionCall : Value()));
    }
    return body;
}

connection::Connection PromptyRun::connection(const Environment &environment) const
{
    if (!m_request.simulate)
        return connectionOf(m_prompty, m_request.connections, environment);
    connection::Connection simulated;
    simulated.name = m_prompty.name;
    simulated.type = m_prompty.configuration.contains("azure_deployment") ? "azure_open_ai"
                                                                          : "open_ai";
    const bool isAzure = simulated.type == "azure_open_ai";
    simulated.configs[isAzure ? "api_base" : "base_url"] = "http://simulator.invalid/";
    simulated.configs["api_version"] = "2024-06-01";
    simulated.secrets["api_key"] = "simulated";
    return simulated;
}

Task<Value> PromptyRun::call(const Dict &inputs, const Environment &environment, NodeReport &report)
{
    Value body = requestBody(inputs, report);
    const connection::Connection target = connection(environment);
    std::shared_ptr<http::Transport> transport;
    if (m_request.simulate)
        transport = std::make_shared<simulator::SimulatorTransport>();
    else
        transport = std::make_shared<http::CurlTransport>(co_await boost::asio::this_coro::executor);
    http::Client http(std::move(transport));
    azure::OpenAiClient client(http, target);
    client.setRetryPolicy(http::RetryPolicy::promptflow(10));
    if (target.type == "azure_open_ai")
        client.addHeader("ms-azure-ai-promptflow-called-from", "promptflow-core");
    co_return co_await ask(client, std::move(body), report);
}

Task<Value> PromptyRun::ask(azure::OpenAiClient &client, Value body, NodeReport &report)
{
    const auto operation = m_prompty.api == "completion" ? azure::OpenAiOperation::Completion
                                                         : azure::OpenAiOperation::Chat;
    const Value *stream = body.find("stream");
    if (!stream || !stream->truthy()) {
        const Value answer = co_await client.send(operation, std::move(body));
        if (const std::optional<TokenUsage> usage = azure::usageOf(answer))
            report.usage(*usage);
        co_return answerOf(answer);
    }
    const std::unique_ptr<azure::OpenAiStream> chunks = co_await client.open(operation,
                                                                             std::move(body));
    std::string text;
    while (const std::optional<Value> chunk = co_await chunks->next()) {
        const std::string piece = tool::chunkText(*chunk, m_prompty.api != "completion");
        if (!piece.empty())
            report.chunk(piece);
        text += piece;
    }
    co_return textResult(Value(text));
}

bool PromptyRun::isJson() const
{
    const Value *format = m_prompty.parameters.find(std::string_view("response_format"));
    const Value *type = format ? format->find("type") : nullptr;
    return type && *type == Value("json_object");
}

Value PromptyRun::answerOf(const Value &answer) const
{
    if (!m_prompty.wantsFirst)
        return answer;
    if (m_prompty.api == "completion")
        return textResult(tool::completionResult(answer));
    const Value *choices = answer.find("choices");
    const bool hasChoice = choices && choices->isList() && !choices->asList().empty();
    const Value *reason = hasChoice ? choices->asList().front().find("finish_reason") : nullptr;
    const bool wantsMessage = reason
                              && (*reason == Value("tool_calls")
                                  || *reason == Value("function_calls"));
    const Value result = tool::chatResult(answer, wantsMessage);
    return wantsMessage ? result : textResult(result);
}

/// The text itself, or what it holds when the model was asked for JSON.
Value PromptyRun::textResult(const Value &content) const
{
    if (!isJson() || !content.isString())
        return content;
    const Value parsed = json::parse(content.asString());
    if (m_prompty.outputs.empty())
        return parsed;
    Dict chosen;
    for (const std::string &key : m_prompty.outputs) {
        const Value *member = parsed.find(key);
        if (!member) {
            List keys;
            if (parsed.isDict()) {
                for (const auto &[name, value] : parsed.asDict())
                    keys.push_back(name);
            }
            Error error(ErrorCode::NodeFailed,
                        "The model's answer has no '" + key + "'.",
                        "Ask for it in the prompt, or correct the prompty's outputs.");
            throw std::move(error).as({"UserError", "CoreError", "InvalidOutputKeyError"},
                                      "Cannot find " + key + " in response "
                                          + py::repr(Value(std::move(keys))));
        }
        chosen.append(Value(key), *member);
    }
    return chosen;
}

} // namespace

std::unique_ptr<SingleRun> makePromptyRun(FlowRunRequest request, RunObserver *observer)
{
    return std::make_unique<PromptyRun>(std::move(request), observer);
}

} // namespace postern::run
