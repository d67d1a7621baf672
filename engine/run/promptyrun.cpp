// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/inputtypes.h"
#include "engine/run/nodeturn.h"
#include "engine/run/promptycall.h"
#include "engine/run/singlerun.h"

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
    Error error(inner.code(), inner.translatableMessage(), inner.translatableHint(), inner.place());
    error.setDetails(inner.details());
    return std::move(error).as({"UserError", "ScriptExecutionError"},
                               "Execution failure in '_traced_sync.<locals>.wrapped': (" + className
                                   + ") " + message);
}

/// The one node of a prompty: a call of its model.
class PromptyWork final : public NodeWork
{
public:
    PromptyWork(PromptyCall &call, const Dict &inputs, bool shows)
        : m_call(call)
        , m_inputs(inputs)
        , m_shows(shows)
    {}

    Task<Dict> inputs() override { co_return m_inputs; }

    Task<Value> run(const Dict &changed, NodeReport &report) override
    {
        Dict inputs = m_inputs;
        for (const auto &[name, value] : changed)
            inputs.set(name, value);
        PromptyObserver observer;
        observer.onPrompt = [&report](std::string_view text) { report.prompt(text); };
        observer.onChunk = [&report](std::string_view text) { report.chunk(text); };
        observer.onUsage = [&report](const TokenUsage &usage) { report.usage(usage); };
        observer.watch = report.watch();
        observer.show = m_shows;
        try {
            co_return co_await m_call.call(std::move(inputs), std::move(observer));
        } catch (const Error &error) {
            throw error.code() == ErrorCode::Cancelled ? error : executionError(error);
        }
    }

private:
    PromptyCall &m_call;
    const Dict &m_inputs;
    const bool m_shows;
};

/// A run of a .prompty file: template, model, answer. No Python.
class PromptyRun final : public SingleRun
{
public:
    using SingleRun::SingleRun;
    ~PromptyRun() override = default;

    Task<void> run() override;

private:
    Dict takeInputs();
    Error wholeAnswerError() const;
    Prompty m_prompty;
};

Task<void> PromptyRun::run()
{
    m_request.document.requireLoaded();
    m_report.blame(promptyName(m_request.document));
    const Environment environment = environmentOf(m_request.document.flow(),
                                                  m_request.environment,
                                                  m_request.connections);
    m_prompty = readPrompty(m_request.document, environment, m_request.trust);
    m_report.blame({});
    const Dict inputs = takeInputs();
    m_report.blame(m_prompty.name);
    m_end.inputs = Value(inputs);
    m_report.started({m_prompty.name}, m_end.inputs);
    http::Client http = makeHttp(co_await boost::asio::this_coro::executor, m_request);
    const ModelAccess access{m_request.connections, environment, http, m_request.simulate};
    PromptyCall call(m_prompty, access);
    PromptyWork work(call, inputs, m_request.stream);
    flow::Node node;
    node.name = m_prompty.name;
    node.type = flow::NodeType::Llm;
    node.typeText = "llm";
    NodeTurn turn(node, work, m_request.gates, m_report);
    m_end.outputs = co_await turn.take();
    if (!m_prompty.wantsFirst)
        throw wholeAnswerError();
}

Error PromptyRun::wholeAnswerError() const
{
    Error error(
        ErrorCode::NodeFailed,
        tr("The prompty's result is the whole answer, which is no plain JSON in prompt flow."),
        tr("Remove `response: all`, or call the prompty from Python."));
    return std::move(error)
        .as({"UserError", "FlowOutputUnserializable"},
            "The output 'output' for flow is incorrect. The output value is not JSON serializable. "
            "JSON dump failed: (TypeError) Object of type ChatCompletion is not JSON serializable. "
            "Please verify your flow output and make sure the value serializable.");
}

Dict PromptyRun::takeInputs()
{
    const flow::Flow &flow = m_request.document.flow();
    Dict given = m_request.inputs.empty() ? sampleInputs(m_prompty.sample, m_prompty.folder)
                                          : m_request.inputs;
    if (flow.inputs.empty())
        return given;
    std::vector<std::string> names;
    names.reserve(flow.inputs.size());
    for (const flow::FlowInput &input : flow.inputs)
        names.push_back(input.name);
    m_report.unknownInputs(m_request.inputs, names);
    const Dict resolved = flow::resolveInputs(flow, given, std::nullopt);
    Dict inputs;
    for (const flow::FlowInput &input : flow.inputs)
        inputs.append(Value(input.name), *resolved.find(std::string_view(input.name)));
    return inputs;
}

} // namespace

std::unique_ptr<SingleRun> makePromptyRun(FlowRunRequest request)
{
    return std::make_unique<PromptyRun>(std::move(request));
}

} // namespace postern::run
