// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/flowrun.h"

#include "engine/base/json.h"
#include "engine/run/executor.h"
#include "engine/run/inputs.h"
#include "engine/run/nodeinputs.h"
#include "engine/run/preparation.h"

#include <boost/asio/this_coro.hpp>

namespace asio = boost::asio;

namespace postern::run {

namespace {

Error unserializable(const std::string &output, const Value &value)
{
    std::string type = value.typeName();
    try {
        json::write(value);
    } catch (const Error &error) {
        type = error.message();
    }
    Error error(ErrorCode::NodeFailed,
                "The flow output '" + output + "' is a " + value.typeName()
                    + ", which JSON has no form for.",
                "Return text, numbers, lists or dicts from the node it refers to.");
    return std::move(error).as({"UserError", "FlowOutputUnserializable"},
                               "The output '" + output
                                   + "' for flow is incorrect. The output value is not JSON "
                                     "serializable. JSON dump failed: (TypeError) "
                                   + type
                                   + ". Please verify your flow output and make sure the value "
                                     "serializable.");
}

/// One run of a flow: a line and, behind it, its aggregation.
class FlowRun
{
public:
    FlowRun(FlowRunRequest request, RunObserver *observer)
        : m_request(std::move(request))
        , m_report(observer)
    {}

    Task<void> run();
    FlowRunResult takeResult(const std::exception_ptr &failure);

private:
    Task<void> runLoneNode();
    Task<void> runLine();
    Task<void> collectOutputs();
    Task<void> runAggregation();
    Task<std::vector<PlannedNode>> aggregationNodes();
    Executor::Options executorOptions() const;

    FlowRunRequest m_request;
    RunReport m_report;
    std::unique_ptr<Preparation> m_preparation;
    std::unique_ptr<LineRunner> m_runner;
    LineValues m_values;
    FlowRunResult m_result;
    Dict m_outputs;
};

Executor::Options FlowRun::executorOptions() const
{
    Executor::Options options;
    options.gates = m_request.gates;
    return options;
}

Task<void> FlowRun::run()
{
    m_preparation = co_await Preparation::make(m_request);
    if (!m_request.node.empty()) {
        co_await runLoneNode();
        co_return;
    }
    const flow::Flow &flow = m_preparation->flow();
    m_values.inputs = completeInputs(flow, m_request.inputs);
    std::vector<std::string> names;
    for (const PlannedNode &planned : m_preparation->plan().nodes)
        names.push_back(planned.node.name);
    m_report.started(std::move(names), Value(m_values.inputs));
    m_runner = co_await m_preparation->beginLine();
    co_await runLine();
    co_await collectOutputs();
    co_await runAggregation();
}

Task<void> FlowRun::runLoneNode()
{
    const flow::Flow &flow = m_preparation->flow();
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
    m_result.outputs = output.isHandle() ? Value(output.asHandle().repr) : output;
}

Task<void> FlowRun::runLine()
{
    Executor executor(m_preparation->plan().nodes, *m_runner, m_values, m_report, executorOptions());
    co_await executor.run();
}

Task<void> FlowRun::collectOutputs()
{
    for (const flow::FlowOutput &output : m_preparation->plan().outputs) {
        const ResolvedValue resolved = co_await resolveOutput(output.reference, m_values, *m_runner);
        Value value = resolved.value;
        if (value.isHandle() && value.asHandle().isGenerator)
            value = co_await m_runner->join(value.asHandle());
        if (!value.isJson())
            throw unserializable(output.name, value);
        m_outputs.set(Value(output.name), std::move(value));
    }
    m_result.outputs = Value(m_outputs);
}

/// The aggregation nodes with what they read of the line in place of the references: lists of one.
Task<std::vector<PlannedNode>> FlowRun::aggregationNodes()
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

Task<void> FlowRun::runAggregation()
{
    if (m_preparation->plan().aggregationInputs().empty())
        co_return;
    const std::vector<PlannedNode> nodes = co_await aggregationNodes();
    LineValues values;
    for (const auto &[name, value] : m_values.inputs)
        values.inputs.append(name, Value(List{value}));
    m_runner->beginAggregation();
    Executor executor(nodes, *m_runner, values, m_report, executorOptions());
    try {
        co_await executor.run();
    } catch (const Error &error) {
        // As in prompt flow the run stays completed; the failed node's record tells.
        if (error.code() == ErrorCode::Cancelled)
            throw;
    }
}

FlowRunResult FlowRun::takeResult(const std::exception_ptr &failure)
{
    if (m_runner)
        m_result.metrics = m_runner->metrics();
    m_result.inputs = Value(m_values.inputs);
    if (failure) {
        m_result.error = toError(failure);
        m_result.state = m_result.error->code() == ErrorCode::Cancelled ? NodeState::Cancelled
                                                                        : NodeState::Failed;
    }
    return m_report.finished(std::move(m_result));
}

} // namespace

Task<FlowRunResult> runFlow(FlowRunRequest request, RunObserver *observer)
{
    co_await asio::this_coro::reset_cancellation_state(asio::enable_total_cancellation());
    co_await asio::this_coro::throw_if_cancelled(false);
    FlowRun run(std::move(request), observer);
    std::exception_ptr failure;
    TaskGroup group(co_await asio::this_coro::executor);
    group.spawn(run.run(), [&failure](const std::exception_ptr &error) { failure = error; });
    while (group.running() > 0)
        co_await group.waitForAny();
    co_return run.takeResult(failure);
}

} // namespace postern::run
