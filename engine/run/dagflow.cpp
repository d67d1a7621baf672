// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/pyrepr.h"
#include "engine/flow/inputtypes.h"
#include "engine/run/executor.h"
#include "engine/run/inputs.h"
#include "engine/run/nodeinputs.h"
#include "engine/run/outputerror.h"
#include "engine/run/preparation.h"
#include "engine/run/preparedflow.h"

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

/// What a node gave, as the result of a run.
Value resultOf(const LineValues &values, const std::string &node)
{
    const Value &output = values.outputs.at(node);
    return output.isHandle() ? Value(output.asHandle().repr) : output;
}

/// A flow of nodes.
class DagFlow final : public PreparedFlow
{
public:
    DagFlow(Engine &engine, RunSpec spec)
        : PreparedFlow(engine, std::move(spec))
    {}

protected:
    Task<void> prepare() override;
    Task<void> run(Line &line) override;
    Task<void> aggregate(std::span<const LineRecord> lines,
                         RunReport &report,
                         RunFinished &end) override;
    bool isTestAggregated(const LineRecord &line) const override;
    bool isAggregated() const override;
    std::vector<LineInput> lineInputs() const override;
    flow::Flow signature() const override { return m_preparation->flow(); }

private:
    class LineRun;

    Executor::Options executorOptions() const;
    std::vector<PlannedNode> aggregationNodes(std::span<const LineRecord> lines) const;

    std::unique_ptr<Preparation> m_preparation;
};

/// A line of it under way.
class DagFlow::LineRun
{
public:
    LineRun(DagFlow &flow, Line &line)
        : m_flow(flow)
        , m_line(line)
    {}

    Task<void> run();
    /// What is known of it at its end, whatever that is.
    void complete();
    void retire() const
    {
        if (m_runner)
            m_runner->retire();
    }

private:
    Task<void> runLoneNode();
    Task<void> runNodes(const std::vector<PlannedNode> &nodes);
    Task<void> collectOutputs();
    Task<void> collectReferences();
    void tellPiece(const std::string &node, std::string_view text) const;

    DagFlow &m_flow;
    Line &m_line;
    std::shared_ptr<LineRunner> m_runner;
    LineValues m_values;
    Dict m_outputs;
};

Executor::Options DagFlow::executorOptions() const
{
    Executor::Options options;
    options.gates = m_spec.gates;
    return options;
}

Task<void> DagFlow::prepare()
{
    m_preparation = co_await Preparation::make(m_engine, m_spec, report());
}

Task<void> DagFlow::LineRun::run()
{
    const flow::Flow &flow = m_flow.m_preparation->flow();
    m_line.end.imageFormat = image::imageFormatOf(flow);
    if (!m_flow.m_spec.node.empty()) {
        co_await runLoneNode();
        co_return;
    }
    m_line.report.unknownInputs(m_line.given, namesOf(flow.inputs));
    // From here on prompt flow's line has an output, were it an empty one.
    flow::requireInputs(flow, m_line.given);
    m_line.end.outputs = Value(Dict());
    m_values.inputs = completeInputs(flow,
                                     m_line.given,
                                     m_line.isCounted ? std::optional<std::size_t>(0)
                                                      : std::nullopt);
    image::ImageLoader images = m_flow.m_preparation->imageLoader();
    m_values.inputs = co_await images.loadInputs(flow, m_values.inputs);
    const std::vector<PlannedNode> &nodes = m_flow.m_preparation->plan().nodes;
    RunStarted start{{}, Value(m_values.inputs), {}};
    start.nodes.reserve(nodes.size());
    start.dependencies.reserve(nodes.size());
    for (const PlannedNode &planned : nodes) {
        start.nodes.push_back(planned.node.name);
        start.dependencies.push_back(planned.dependencies);
    }
    m_line.report.started(std::move(start));
    m_runner = co_await m_flow.m_preparation->beginLine();
    if (m_line.onPiece)
        m_runner->setPieces(
            [this](const std::string &node, std::string_view text) { tellPiece(node, text); });
    co_await runNodes(nodes);
    co_await collectOutputs();
    if (m_values.outputs.contains(m_flow.m_spec.until))
        m_line.end.outputs = resultOf(m_values, m_flow.m_spec.until);
    co_await collectReferences();
}

Task<void> DagFlow::LineRun::runLoneNode()
{
    const flow::Flow &flow = m_flow.m_preparation->flow();
    m_line.report.unknownInputs(m_line.given, inputNamesOf(flow, flow.nodes.front()));
    LoneNode lone = loneNode(flow, flow.nodes.front(), m_line.given);
    const std::string name = lone.planned.node.name;
    const std::vector<PlannedNode> nodes{std::move(lone.planned)};
    m_values.inputs = std::move(lone.flowInputs);
    m_line.report.started({{name}, Value(m_values.inputs), {{}}});
    m_runner = co_await m_flow.m_preparation->beginLine();
    if (nodes.front().node.aggregation)
        m_runner->beginAggregation();
    co_await runNodes(nodes);
    m_line.end.outputs = resultOf(m_values, name);
}

void DagFlow::LineRun::tellPiece(const std::string &node, std::string_view text) const
{
    for (const flow::FlowOutput &output : m_flow.m_preparation->plan().outputs) {
        const flow::Binding &reference = output.reference;
        if (reference.kind == flow::Binding::Kind::NodeOutput && reference.name == node
            && reference.property.empty())
            m_line.onPiece(output.name, Value(std::string(text)));
    }
}

Task<void> DagFlow::LineRun::runNodes(const std::vector<PlannedNode> &nodes)
{
    Executor executor(nodes, *m_runner, m_values, m_line.report, m_flow.executorOptions());
    co_await executor.run();
}

Task<void> DagFlow::LineRun::collectOutputs()
{
    const RunSpec &spec = m_flow.m_spec;
    RunFinished &end = m_line.end;
    for (const flow::FlowOutput &output : m_flow.m_preparation->plan().outputs) {
        const ResolvedValue resolved = co_await resolveOutput(output.reference, m_values, *m_runner);
        Value value = resolved.value;
        if (value.isHandle() && value.asHandle().isGenerator) {
            std::function<void(const Value &)> onItem;
            if (m_line.onPiece)
                onItem = [this, &output](const Value &item) { m_line.onPiece(output.name, item); };
            List items = co_await m_runner->itemsOf(value.asHandle(), onItem);
            value = joined(items);
            end.pieces.set(Value(output.name), Value(std::move(items)));
        }
        if (value.isHandle() && value.asHandle().typeName.ends_with("Connection"))
            value = co_await m_runner->serialized(value);
        if (!spec.keepImages) {
            image::ImagePlace place{spec.imageFolder, {}, end.imageFormat};
            value = co_await image::saveImages(std::move(value), std::move(place));
        }
        m_outputs.set(Value(output.name), std::move(value));
    }
    end.outputs = Value(m_outputs);
    for (const auto &[name, value] : m_outputs) {
        if (value.isJson() || (spec.keepImages && image::withImagesSaved(value, {}).isJson()))
            continue;
        Error error = unserializableOutput(name.asString(), value);
        end.outputs = co_await m_runner->serialized(end.outputs);
        throw Error(std::move(error));
    }
}

/// What aggregation nodes refer to of the line.
Task<void> DagFlow::LineRun::collectReferences()
{
    const std::vector<const flow::Binding *> inputs
        = m_flow.m_preparation->plan().aggregationInputs();
    if (inputs.empty())
        co_return;
    // Until these are known prompt flow's line has no outputs either.
    m_line.end.outputs = Value(Dict());
    for (const flow::Binding *binding : inputs) {
        ResolvedValue resolved = co_await resolve(*binding, m_values, *m_runner);
        m_line.record.references.insert_or_assign(binding->text, std::move(resolved.value));
    }
    m_line.end.outputs = Value(m_outputs);
    m_line.record.objects = m_runner;
}

void DagFlow::LineRun::complete()
{
    if (m_runner)
        m_line.end.metrics = m_runner->metrics();
    // Last, since a tool may have changed an input in place.
    m_line.end.inputs = Value(m_values.inputs);
}

Task<void> DagFlow::run(Line &line)
{
    LineRun run(*this, line);
    std::exception_ptr failure;
    try {
        co_await run.run();
    } catch (...) {
        failure = std::current_exception();
    }
    run.complete();
    if (line.tookTooLong())
        run.retire();
    if (failure)
        std::rethrow_exception(failure);
}

bool DagFlow::isTestAggregated(const LineRecord &line) const
{
    return !line.references.empty();
}

bool DagFlow::isAggregated() const
{
    return !m_preparation->plan().aggregation.empty();
}

std::vector<LineInput> DagFlow::lineInputs() const
{
    return lineInputsOf(m_preparation->flow().inputs);
}

/// The aggregation nodes with what they read of the lines in place of the references: lists.
std::vector<PlannedNode> DagFlow::aggregationNodes(std::span<const LineRecord> lines) const
{
    std::vector<PlannedNode> nodes = m_preparation->plan().aggregation;
    for (PlannedNode &planned : nodes) {
        for (auto &[name, binding] : planned.node.inputs) {
            if (binding.kind != flow::Binding::Kind::NodeOutput)
                continue;
            const flow::Node *referred = m_preparation->flow().node(binding.name);
            if (referred && referred->aggregation)
                continue;
            List values;
            for (const LineRecord &line : lines) {
                const auto found = line.references.find(binding.text);
                values.push_back(found == line.references.end() ? Value() : found->second);
            }
            binding.kind = flow::Binding::Kind::Literal;
            binding.literal = Value(std::move(values));
        }
    }
    return nodes;
}

Task<void> DagFlow::aggregate(std::span<const LineRecord> lines, RunReport &report, RunFinished &end)
{
    const std::vector<PlannedNode> nodes = aggregationNodes(lines);
    LineValues values;
    // By the flow's inputs and not by the lines': perhaps there is no line that went well.
    for (const flow::FlowInput &input : m_preparation->flow().inputs) {
        List ofLines;
        ofLines.reserve(lines.size());
        for (const LineRecord &line : lines) {
            const Value *value = line.inputs.find(input.name);
            ofLines.push_back(value ? *value : Value());
        }
        values.inputs.append(Value(input.name), Value(std::move(ofLines)));
    }
    const std::unique_ptr<LineRunner> runner = co_await m_preparation->beginLine();
    runner->beginAggregation();
    Executor::Options options = executorOptions();
    options.letsRunningEnd = true; // their metrics count, as in prompt flow
    Executor executor(nodes, *runner, values, report, std::move(options));
    std::optional<Error> failure;
    try {
        co_await executor.run();
    } catch (const Error &error) {
        // As in prompt flow the run stays completed; the failed node's record tells.
        if (error.code() == ErrorCode::Cancelled || !m_spec.until.empty())
            failure = error;
    }
    end.metrics = runner->metrics();
    if (values.outputs.contains(m_spec.until))
        end.outputs = resultOf(values, m_spec.until);
    if (failure)
        throw Error(*failure);
}

} // namespace

std::shared_ptr<PreparedFlow> makeDagFlow(Engine &engine, RunSpec spec)
{
    return std::make_shared<DagFlow>(engine, std::move(spec));
}

} // namespace postern::run
