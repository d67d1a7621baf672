// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/pyrepr.h"
#include "engine/flow/inputtypes.h"
#include "engine/run/executor.h"
#include "engine/run/inputs.h"
#include "engine/run/nodeinputs.h"
#include "engine/run/preparation.h"
#include "engine/run/singlerun.h"

namespace postern::run {

namespace {

/// Each item as str(), joined: how prompt flow ends a streamed output.
Value joined(const List &items)
{
    std::string text;
    for (const Value &item : items)
        text += py::str(item);
    return {std::move(text)};
}

std::vector<std::string> namesOf(const std::vector<flow::FlowInput> &inputs)
{
    std::vector<std::string> names;
    names.reserve(inputs.size());
    for (const flow::FlowInput &input : inputs)
        names.push_back(input.name);
    return names;
}

/// One run of a flow: a line and, behind it, its aggregation.
class DagRun final : public SingleRun
{
public:
    using SingleRun::SingleRun;
    ~DagRun() override = default;

    Task<void> run() override;

private:
    Task<void> runAll();
    Task<void> runLoneNode();
    Task<void> runLine();
    Task<void> collectOutputs();
    Task<void> runAggregation();
    Task<std::vector<PlannedNode>> aggregationNodes();
    Executor::Options executorOptions() const;

    std::unique_ptr<Preparation> m_preparation;
    std::unique_ptr<LineRunner> m_runner;
    LineValues m_values;
    Dict m_outputs;
};

Executor::Options DagRun::executorOptions() const
{
    Executor::Options options;
    options.gates = m_request.gates;
    return options;
}

Task<void> DagRun::runAll()
{
    m_preparation = co_await Preparation::make(m_request, m_report);
    m_end.imageFormat = imageFormatOf(m_preparation->flow());
    if (!m_request.node.empty()) {
        co_await runLoneNode();
        co_return;
    }
    const flow::Flow &flow = m_preparation->flow();
    m_report.unknownInputs(m_request.inputs, namesOf(flow.inputs));
    // From here on prompt flow's line has an output, were it an empty one.
    flow::requireInputs(flow, m_request.inputs);
    m_end.outputs = Value(Dict());
    m_values.inputs = completeInputs(flow, m_request.inputs);
    ImageLoader images = m_preparation->imageLoader();
    m_values.inputs = co_await images.loadInputs(flow, m_values.inputs);
    std::vector<std::string> names;
    for (const PlannedNode &planned : m_preparation->plan().nodes)
        names.push_back(planned.node.name);
    m_report.started(std::move(names), Value(m_values.inputs));
    m_runner = co_await m_preparation->beginLine();
    co_await runLine();
    co_await collectOutputs();
    co_await runAggregation();
}

Task<void> DagRun::runLoneNode()
{
    const flow::Flow &flow = m_preparation->flow();
    m_report.unknownInputs(m_request.inputs, inputNamesOf(flow, flow.nodes.front()));
    LoneNode lone = loneNode(flow, flow.nodes.front(), m_request.inputs);
    const std::string name = lone.planned.node.name;
    const std::vector<PlannedNode> nodes{std::move(lone.planned)};
    m_values.inputs = std::move(lone.flowInputs);
    m_report.started({name}, Value(m_values.inputs));
    m_runner = co_await m_preparation->beginLine();
    if (nodes.front().node.aggregation)
        m_runner->beginAggregation();
    Executor executor(nodes, *m_runner, m_values, m_report, executorOptions());
    co_await executor.run();
    const Value &output = m_values.outputs.at(name);
    m_end.outputs = output.isHandle() ? Value(output.asHandle().repr) : output;
}

Task<void> DagRun::runLine()
{
    Executor executor(m_preparation->plan().nodes, *m_runner, m_values, m_report, executorOptions());
    co_await executor.run();
}

Task<void> DagRun::collectOutputs()
{
    for (const flow::FlowOutput &output : m_preparation->plan().outputs) {
        const ResolvedValue resolved = co_await resolveOutput(output.reference, m_values, *m_runner);
        Value value = resolved.value;
        if (value.isHandle() && value.asHandle().isGenerator) {
            List items = co_await m_runner->itemsOf(value.asHandle());
            value = joined(items);
            m_end.pieces.set(Value(output.name), Value(std::move(items)));
        }
        if (value.isHandle() && value.asHandle().typeName.ends_with("Connection"))
            value = co_await m_runner->serialized(value);
        if (!m_request.keepImages)
            value = withImagesSaved(value, {m_request.imageFolder, {}, m_end.imageFormat});
        m_outputs.set(Value(output.name), std::move(value));
    }
    m_end.outputs = Value(m_outputs);
    for (const auto &[name, value] : m_outputs) {
        if (value.isJson() || (m_request.keepImages && withImagesSaved(value, {}).isJson()))
            continue;
        Error error = unserializableOutput(name.asString(), value);
        m_end.outputs = co_await m_runner->serialized(m_end.outputs);
        throw Error(std::move(error));
    }
}

/// The aggregation nodes with what they read of the line in place of the references: lists of one.
Task<std::vector<PlannedNode>> DagRun::aggregationNodes()
{
    std::vector<PlannedNode> nodes = m_preparation->plan().aggregation;
    for (PlannedNode &planned : nodes) {
        for (auto &[name, binding] : planned.node.inputs) {
            if (binding.kind != flow::Binding::Kind::NodeOutput)
                continue;
            const flow::Node *referred = m_preparation->flow().node(binding.name);
            if (referred && referred->aggregation)
                continue;
            const ResolvedValue resolved = co_await resolve(binding, m_values, *m_runner);
            binding.kind = flow::Binding::Kind::Literal;
            binding.literal = Value(List{resolved.value});
        }
    }
    co_return nodes;
}

Task<void> DagRun::runAggregation()
{
    if (m_preparation->plan().aggregationInputs().empty())
        co_return;
    // Until these are known prompt flow's line has no outputs either.
    m_end.outputs = Value(Dict());
    const std::vector<PlannedNode> nodes = co_await aggregationNodes();
    m_end.outputs = Value(m_outputs);
    LineValues values;
    for (const auto &[name, value] : m_values.inputs)
        values.inputs.append(name, Value(List{value}));
    m_runner->beginAggregation();
    Executor::Options options = executorOptions();
    options.letsRunningEnd = true; // their metrics count, as in prompt flow
    Executor executor(nodes, *m_runner, values, m_report, std::move(options));
    try {
        co_await executor.run();
    } catch (const Error &error) {
        // As in prompt flow the run stays completed; the failed node's record tells.
        if (error.code() == ErrorCode::Cancelled)
            throw;
    }
}

Task<void> DagRun::run()
{
    std::exception_ptr failure;
    try {
        co_await runAll();
    } catch (...) {
        failure = std::current_exception();
    }
    if (m_runner)
        m_end.metrics = m_runner->metrics();
    // Last, since a tool may have changed an input in place.
    m_end.inputs = Value(m_values.inputs);
    if (failure)
        std::rethrow_exception(failure);
}

} // namespace

std::unique_ptr<SingleRun> makeDagRun(FlowRunRequest request)
{
    return std::make_unique<DagRun>(std::move(request));
}

} // namespace postern::run
