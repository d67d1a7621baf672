// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/offload.h"
#include "engine/base/pyrepr.h"
#include "engine/flow/inputtypes.h"
#include "engine/prompty/promptycall.h"
#include "engine/run/nodeturn.h"
#include "engine/run/preparedflow.h"

#include <functional>
#include <utility>

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
    /// `readAnew` replaces the prompty of the call.
    using ReadAnew = std::function<Task<void>(const flow::FlowDocument &)>;

    PromptyWork(prompty::PromptyCall &call,
                const flow::Node &node,
                const Dict &inputs,
                bool shows,
                const OutputPieces &onPiece,
                ReadAnew readAnew)
        : m_call(call)
        , m_node(node)
        , m_inputs(inputs)
        , m_shows(shows)
        , m_onPiece(onPiece)
        , m_readAnew(std::move(readAnew))
    {}

    Task<Dict> inputs() override { co_return m_inputs; }

    Task<Value> run(const Dict &changed, NodeReport &report) override
    {
        Dict inputs = m_inputs;
        for (const auto &[name, value] : changed)
            inputs.set(name, value);
        prompty::PromptyObserver observer;
        observer.onPrompt = [&report](const RenderedText &text) { report.prompt(text); };
        observer.atPrompt = [&report] { return report.atPrompt(); };
        observer.onChunk = [this, &report](std::string_view text) {
            report.chunk(text);
            if (m_onPiece && m_call.streams())
                m_onPiece("output", Value(std::string(text)));
        };
        observer.onUsage = [&report](const TokenUsage &usage) { report.usage(usage); };
        observer.watch = report.watch();
        observer.show = m_shows;
        try {
            co_return co_await m_call.call(std::move(inputs), std::move(observer));
        } catch (const Error &error) {
            throw error.code() == ErrorCode::Cancelled ? error : executionError(error);
        }
    }

    Task<const flow::Node *> prepareAnew(const flow::FlowDocument &document) override
    {
        co_await m_readAnew(document);
        co_return &m_node;
    }

private:
    prompty::PromptyCall &m_call;
    const flow::Node &m_node;
    const Dict &m_inputs;
    const bool m_shows;
    const OutputPieces &m_onPiece;
    const ReadAnew m_readAnew;
};

/// A .prompty file: template, model, answer. No Python.
class PromptyFlow final : public PreparedFlow
{
public:
    PromptyFlow(Engine &engine, RunSpec spec)
        : PreparedFlow(engine, std::move(spec))
    {}

protected:
    Task<void> prepare() override;
    Task<void> run(Line &line) override;
    Task<void> aggregate(std::span<const LineRecord>, RunReport &, RunFinished &) override
    {
        co_return;
    }
    bool isTestAggregated(const LineRecord &) const override { return false; }
    bool isAggregated() const override { return false; }
    std::vector<LineInput> lineInputs() const override;

private:
    Task<Dict> givenTo(const Line &line) const;
    Dict takeInputs(const Line &line, Dict given) const;
    Task<void> readAnew(const flow::FlowDocument &document);
    static Error wholeAnswerError();

    connection::Environment m_environment;
    prompty::Prompty m_prompty;
};

Task<void> PromptyFlow::prepare()
{
    m_spec.document.requireLoaded();
    report().blame(prompty::promptyName(m_spec.document));
    m_environment = connection::environmentOf(m_spec.document.flow(),
                                              m_spec.environment,
                                              m_spec.connections);
    m_prompty = co_await offload(
        [document = m_spec.document, environment = m_environment, trust = m_spec.trust] {
            return prompty::readPrompty(document, environment, trust);
        });
    report().blame({});
}

/// Those that it declares, else those of its sample.
std::vector<LineInput> PromptyFlow::lineInputs() const
{
    std::vector<LineInput> inputs = lineInputsOf(m_spec.document.flow().inputs);
    if (!inputs.empty() || !m_prompty.sample.isDict())
        return inputs;
    for (const auto &[name, value] : m_prompty.sample.asDict())
        inputs.push_back({py::str(name), false});
    return inputs;
}

Task<void> PromptyFlow::run(Line &line)
{
    Dict given = co_await givenTo(line);
    const Dict inputs = takeInputs(line, std::move(given));
    line.report.blame(m_prompty.name);
    line.end.inputs = Value(inputs);
    line.report.started({{m_prompty.name}, line.end.inputs, {{}}});
    const prompty::ModelAccess access = m_engine.modelAccess(m_spec,
                                                             m_spec.connections,
                                                             m_environment);
    prompty::PromptyCall call(m_prompty, access);
    flow::Node node;
    node.name = m_prompty.name;
    node.type = flow::NodeType::Llm;
    node.typeText = "llm";
    PromptyWork work(call, node, inputs, m_spec.stream, line.onPiece, [this](const auto &document) {
        return readAnew(document);
    });
    NodeTurn turn(node, work, m_spec.gates, line.report);
    line.end.outputs = co_await turn.take();
    if (!m_prompty.wantsFirst)
        throw wholeAnswerError();
}

/// Its name stays: the run knows it by that.
Task<void> PromptyFlow::readAnew(const flow::FlowDocument &document)
{
    const flow::FlowDocument now = co_await asOfNow(m_spec, document);
    now.requireLoaded();
    prompty::Prompty anew = co_await offload(
        [now, environment = m_environment, trust = m_spec.trust] {
            return prompty::readPrompty(now, environment, trust);
        });
    anew.name = m_prompty.name;
    m_prompty = std::move(anew);
}

Error PromptyFlow::wholeAnswerError()
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

/// What the line is given, or else the sample, which may be a file.
Task<Dict> PromptyFlow::givenTo(const Line &line) const
{
    if (!line.given.empty())
        co_return line.given;
    co_return co_await offload([sample = m_prompty.sample, folder = m_prompty.folder] {
        return prompty::sampleInputs(sample, folder);
    });
}

Dict PromptyFlow::takeInputs(const Line &line, Dict given) const
{
    const flow::Flow &flow = m_spec.document.flow();
    if (flow.inputs.empty())
        return given;
    std::vector<std::string> names;
    names.reserve(flow.inputs.size());
    for (const flow::FlowInput &input : flow.inputs)
        names.push_back(input.name);
    line.report.unknownInputs(line.given, names);
    const Dict resolved = flow::resolveInputs(flow, given, std::nullopt);
    Dict inputs;
    for (const flow::FlowInput &input : flow.inputs)
        inputs.append(Value(input.name), *resolved.find(std::string_view(input.name)));
    return inputs;
}

} // namespace

std::shared_ptr<PreparedFlow> makePromptyFlow(Engine &engine, RunSpec spec)
{
    return std::make_shared<PromptyFlow>(engine, std::move(spec));
}

} // namespace postern::run
