// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/base/offload.h"
#include "engine/base/pyrepr.h"
#include "engine/check/flexschema.h"
#include "engine/connection/environment.h"
#include "engine/flow/inputtypes.h"
#include "engine/flow/workingfolder.h"
#include "engine/prompty/references.h"
#include "engine/run/inputs.h"
#include "engine/run/nodeturn.h"
#include "engine/run/outputerror.h"
#include "engine/run/preparedflow.h"
#include "engine/run/runworkers.h"
#include "engine/store/atomicfile.h"

#include <algorithm>

namespace postern::run {

namespace {

constexpr auto kEntry = "entry";

/// A member of the `sample` of a document's data, when it is a mapping.
Dict sampleOf(const Value &data, std::string_view member)
{
    const Value *sample = data.find("sample");
    const Value *values = sample ? sample->find(member) : nullptr;
    return values && values->isDict() ? values->asDict() : Dict();
}

/// What `pf` says of an entry it can't read the signature of.
Error metaError(const Error &inner)
{
    const std::string message = inner.promptflow() && !inner.promptflow()->message.empty()
                                    ? inner.promptflow()->message
                                    : inner.message();
    Error error(inner.code(), inner.translatableMessage(), inner.translatableHint(), inner.place());
    error.setDetails(inner.details());
    return std::move(error).as({"UserError", "CoreError", "GenerateFlowMetaJsonError"},
                               "Generate meta failed, detail error:\n"
                                   + json::write(Value(List{Value(message)})));
}

/// A connection that an argument of the class names.
struct NamedConnection
{
    std::string name;
    python::Parameter parameter; ///< with the types that will do
};

/// Those named by an argument itself, or in a model configuration.
std::vector<NamedConnection> connectionsOf(const python::EntryInfo &info, const Dict &arguments)
{
    std::vector<NamedConnection> named;
    for (const python::Parameter &parameter : info.initParameters) {
        const Value *argument = arguments.find(Value(parameter.name));
        if (argument && argument->isString() && !parameter.connectionTypes.empty())
            named.push_back({argument->asString(), parameter});
        const Value *name = argument && parameter.type.ends_with("ModelConfiguration")
                                ? argument->find("connection")
                                : nullptr;
        if (!name || !name->isString() || name->asString().empty())
            continue;
        NamedConnection &found = named.emplace_back(name->asString(), parameter);
        found.parameter.connectionTypes = {
            parameter.type.starts_with("Azure") ? "AzureOpenAIConnection" : "OpenAIConnection"};
    }
    return named;
}

/// A Python function or class: `entry: module:name`.
class FlexFlow final : public PreparedFlow
{
public:
    FlexFlow(Engine &engine, RunSpec spec)
        : PreparedFlow(engine, std::move(spec))
    {}

protected:
    Task<void> prepare() override;
    Task<void> run(Line &line) override;
    Task<void> aggregate(std::span<const LineRecord> lines,
                         RunReport &report,
                         RunFinished &end) override;
    /// __aggregate__ is for the lines of a batch.
    bool isTestAggregated(const LineRecord &) const override { return false; }
    bool isAggregated() const override { return m_info.hasAggregate; }
    std::vector<LineInput> lineInputs() const override;
    flow::Flow signature() const override;

private:
    class Work;

    Task<void> start();
    void checkConnections() const;
    Task<python::EntryInfo> loadEntry();
    Task<void> makeInstance();
    Task<void> readAnew(const flow::FlowDocument &document);
    Error missingConnection(const std::vector<NamedConnection> &named, const Error &error) const;
    Dict callArguments(const Dict &inputs) const;
    Task<Value> call(bool aggregates,
                     const Dict &arguments,
                     RunReport &report,
                     const bool *isLate,
                     const OutputPieces &onPiece);
    Task<Value> joined(python::Line &line,
                       Value output,
                       std::string name,
                       NodeReport *report,
                       const OutputPieces &onPiece);
    static Task<Value> attribute(python::Line &line, std::string slot, std::string name);

    Value m_data; ///< of the file, its sample resolved
    std::unique_ptr<flow::WorkingFolder> m_folder;
    connection::Environment m_environment;
    tool::ToolRegistry m_registry{m_engine.templates(), Engine::answersOf(m_spec), m_engine.tools()};
    connection::ConnectionSet m_connections = m_spec.connections;
    std::optional<SimulatedConnections> m_simulated;
    std::unique_ptr<python::WorkerPool> m_workers;
    python::EntryInfo m_info;
};

Task<void> FlexFlow::prepare()
{
    // The schema comes before what our reader finds wrong, as long as the file is a mapping.
    if (m_spec.document.flow().raw.isDict()) {
        m_data = co_await offload(
            [document = m_spec.document, trust = m_spec.trust, environment = m_spec.environment] {
                return prompty::dataWithSample(document, trust, environment);
            });
        check::checkFlexSchema(m_data);
    }
    m_spec.document.requireLoaded();
    report().blame(kEntry); // what stands against the code, or against what it gives
    co_await start();
    m_info = co_await loadEntry();
    check::checkEntry(m_spec.document.flow(), m_info);
    checkConnections();
    co_await makeInstance();
}

/// What the file declares counts, else what the code takes.
std::vector<LineInput> FlexFlow::lineInputs() const
{
    const std::vector<flow::FlowInput> &declared = m_spec.document.flow().inputs;
    return lineInputsOf(declared.empty() ? signature().inputs : declared);
}

Task<void> FlexFlow::run(Line &line)
{
    std::vector<std::string> names;
    names.reserve(m_info.call.parameters.size());
    for (const python::Parameter &parameter : m_info.call.parameters)
        names.push_back(parameter.name);
    if (!m_info.call.acceptsKwargs)
        line.report.unknownInputs(line.given, names);
    line.report.blame({});
    const Dict arguments = callArguments(line.given);
    line.report.blame(kEntry);
    line.end.inputs = Value(arguments);
    line.report.started({{kEntry}, line.end.inputs, {{}}});
    line.end.outputs = co_await call(false, arguments, line.report, line.isLate, line.onPiece);
    if (!line.end.outputs.isJson())
        throw unserializableOutput("output", line.end.outputs);
}

Task<void> FlexFlow::aggregate(std::span<const LineRecord> lines,
                               RunReport &report,
                               RunFinished &end)
{
    if (!m_info.hasAggregate)
        co_return;
    List outputs;
    for (const LineRecord &line : lines)
        outputs.push_back(line.outputs);
    Dict arguments;
    arguments.append("line_results", Value(std::move(outputs)));
    try {
        const OutputPieces nobody;
        end.outputs = co_await call(true, arguments, report, nullptr, nobody);
    } catch (const Error &error) {
        // As in prompt flow there are no metrics then; the node's record tells why.
        if (error.code() == ErrorCode::Cancelled)
            throw;
    }
    if (!end.outputs.isDict())
        co_return;
    for (const auto &[key, value] : end.outputs.asDict())
        end.metrics.emplace_back(py::str(key), value);
}

Task<void> FlexFlow::start()
{
    requireTrusted(m_spec);
    const flow::Flow &flow = m_spec.document.flow();
    m_folder = co_await flow::WorkingFolder::make(flow, m_spec.document.sources(m_spec.trust));
    if (m_spec.inventsConnections())
        m_simulated.emplace(m_engine.loop(), m_connections, report(), opening(m_spec));
    SimulatedConnections *const simulated = m_simulated ? &*m_simulated : nullptr;
    m_environment = variablesOf(flow, m_spec, m_connections, simulated);
    m_workers = openWorkers(
        {m_engine, m_spec, *m_folder, m_connections, m_environment, m_registry, simulated, report()});
}

Task<python::EntryInfo> FlexFlow::loadEntry()
{
    try {
        co_return co_await m_workers->loadEntry(kEntry, m_spec.document.flow().entry);
    } catch (const Error &error) {
        if (error.code() == ErrorCode::Cancelled || error.code() == ErrorCode::EnvironmentFailed)
            throw;
        Error refused = metaError(m_folder->withRealPaths(error));
        if (!refused.place() || refused.place()->file.empty())
            throw std::move(refused).at(m_spec.document.flow().entryPlace);
        throw std::move(refused);
    }
}

/// The entry's code as it is by now, and for a class a new instance of it.
Task<void> FlexFlow::readAnew(const flow::FlowDocument &document)
{
    const flow::FlowDocument now = co_await asOfNow(m_spec, document);
    const std::string &entry = now.flow().entry;
    std::string file = entry.substr(0, entry.find(':'));
    std::ranges::replace(file, '.', '/');
    flow::SourceFolder sources = now.sources(m_spec.trust);
    sources = co_await offload([sources = std::move(sources), file = file + ".py"] {
        return flow::readAhead(sources, {file}, store::kMostRead);
    });
    m_workers->readAnew(sources.unsaved);
    m_info = co_await loadEntry();
    co_await makeInstance();
}

void FlexFlow::checkConnections() const
{
    connection::requireConnections(connection::connectionsOfEnvironment(m_spec.document.flow(),
                                                                        m_spec.environment),
                                   m_spec.connections);
}

Task<void> FlexFlow::makeInstance()
{
    if (!m_info.isClass)
        co_return;
    const flow::Flow &flow = m_spec.document.flow();
    Dict arguments = m_spec.init.empty() ? sampleOf(m_data, "init") : m_spec.init;
    for (const python::Parameter &parameter : m_info.initParameters) {
        const Value *init = flow.raw.find("init");
        const Value *port = init ? init->find(parameter.name) : nullptr;
        const Value *value = port ? port->find("default") : nullptr;
        const bool isEmpty = !value || value->isNull() || *value == Value("");
        if (!isEmpty && !arguments.contains(parameter.name))
            arguments.append(Value(parameter.name), *value);
    }
    const std::vector<NamedConnection> named = connectionsOf(m_info, arguments);
    if (m_simulated) {
        flow::Node entry;
        entry.name = kEntry;
        for (const NamedConnection &connection : named)
            m_simulated->invent(connection.name, entry, connection.parameter);
    }
    std::optional<Error> failure;
    try {
        co_await m_workers->initEntry(kEntry, std::move(arguments));
    } catch (const Error &error) {
        failure = error;
    }
    if (failure)
        throw missingConnection(named, *failure);
}

/// The initialisation's error in words of the connection that it lacks, if that is why.
Error FlexFlow::missingConnection(const std::vector<NamedConnection> &named,
                                  const Error &error) const
{
    const auto missing = std::ranges::find_if(named, [this](const NamedConnection &connection) {
        return m_connections.find(connection.name) == nullptr;
    });
    if (missing == named.end() || !error.promptflow()
        || error.promptflow()->codes.back() != "FlowEntryInitializationError")
        return error;
    try {
        m_connections.get(missing->name);
    } catch (const Error &unknown) {
        return Error(unknown.code(),
                     unknown.translatableMessage(),
                     unknown.translatableHint(),
                     m_spec.document.flow().entryPlace)
            .as(error.promptflow()->codes, error.promptflow()->message);
    }
    return error;
}

/// The flow's inputs: those of the code, with what the document says of them.
flow::Flow FlexFlow::signature() const
{
    const flow::Flow &declared = m_spec.document.flow();
    flow::Flow signature;
    signature.outputs = declared.outputs;
    for (const python::Parameter &parameter : m_info.call.parameters) {
        flow::FlowInput input;
        input.name = parameter.name;
        input.type = parameter.type;
        if (const flow::FlowInput *own = declared.input(parameter.name))
            input = *own; // its default, or having none, hides the code's
        else if (parameter.hasDefault)
            input.defaultValue = parameter.defaultValue;
        signature.inputs.push_back(std::move(input));
    }
    return signature;
}

Dict FlexFlow::callArguments(const Dict &inputs) const
{
    const Dict given = inputs.empty() ? sampleOf(m_data, "inputs") : inputs;
    flow::Flow typed = signature();
    const std::vector<flow::FlowInput> all = typed.inputs;
    // To prompt flow a parameter whose default is None (or "") is none: it may be left out
    // altogether, and what is given for it isn't converted, unless the file declares it.
    const flow::Flow &declared = m_spec.document.flow();
    std::erase_if(typed.inputs, [&](const flow::FlowInput &input) {
        if (!input.defaultValue)
            return false;
        const bool isNull = input.defaultValue->isNull();
        const bool isTyped = isNull && declared.input(input.name) && given.contains(input.name);
        return !isTyped && (isNull || *input.defaultValue == Value(""));
    });
    const Dict resolved = flow::resolveInputs(typed, given, std::nullopt);
    Dict arguments;
    for (const flow::FlowInput &input : all) {
        const Value *value = resolved.find(std::string_view(input.name));
        if (!value)
            value = given.find(std::string_view(input.name));
        if (value)
            arguments.append(Value(input.name), *value);
    }
    return arguments;
}

/// Generators, also those in a dict, become the text of their items; a dataclass becomes a dict.
/// The items of the output itself are told to `report`, as they come.
Task<Value> FlexFlow::joined(python::Line &line,
                             Value output,
                             std::string name,
                             NodeReport *report,
                             const OutputPieces &onPiece)
{
    if (output.isHandle() && !output.asHandle().isGenerator) {
        const std::string slot = output.asHandle().slot;
        const Value fields = co_await attribute(line, slot, "__dataclass_fields__");
        if (!fields.isNull())
            output = co_await attribute(line, slot, "__dict__");
    }
    if (output.isDict()) {
        Dict dict;
        for (const auto &[key, member] : output.asDict()) {
            Value value = co_await joined(line, member, py::str(key), nullptr, onPiece);
            dict.append(key, std::move(value));
        }
        co_return Value(std::move(dict));
    }
    if (!output.isHandle() || !output.asHandle().isGenerator)
        co_return output;
    std::string text;
    while (const std::optional<Value> item = co_await line.next(output.asHandle().slot)) {
        const std::string piece = py::str(*item);
        if (report)
            report->chunk(piece);
        if (onPiece)
            onPiece(name, *item);
        text += piece;
    }
    co_return Value(std::move(text));
}

/// An attribute of the object in a slot; null when it has none of that name.
Task<Value> FlexFlow::attribute(python::Line &line, std::string slot, std::string name)
{
    python::SlotReference reference{std::move(slot), std::move(name)};
    try {
        co_return co_await line.resolve(std::move(reference));
    } catch (const Error &error) {
        if (error.code() == ErrorCode::Cancelled)
            throw;
    }
    co_return Value();
}

/// Gives up the worker of a line that took too long, however that ends.
struct RetiresLate
{
    const std::unique_ptr<python::Line> &line;
    const bool *isLate;

    RetiresLate(const std::unique_ptr<python::Line> &of, const bool *late)
        : line(of)
        , isLate(late)
    {}
    RetiresLate(const RetiresLate &) = delete;
    RetiresLate &operator=(const RetiresLate &) = delete;
    ~RetiresLate()
    {
        if (line && isLate && *isLate)
            line->retire();
    }
};

/// The one node of a flex flow: a call of its entry.
class FlexFlow::Work final : public NodeWork
{
public:
    Work(FlexFlow &flow,
         const flow::Node &entry,
         bool aggregates,
         const Dict &arguments,
         const bool *isLate,
         const OutputPieces &onPiece)
        : m_flow(flow)
        , m_entry(entry)
        , m_aggregates(aggregates)
        , m_arguments(arguments)
        , m_isLate(isLate)
        , m_onPiece(onPiece)
    {}

    Task<Dict> inputs() override { co_return m_arguments; }
    Task<Value> run(const Dict &changed, NodeReport &report) override;
    Task<const flow::Node *> prepareAnew(const flow::FlowDocument &document) override
    {
        co_await m_flow.readAnew(document);
        co_return &m_entry;
    }

private:
    FlexFlow &m_flow;
    const flow::Node &m_entry;
    const bool m_aggregates;
    const Dict &m_arguments;
    const bool *const m_isLate;
    const OutputPieces &m_onPiece;
};

Task<Value> FlexFlow::Work::run(const Dict &changed, NodeReport &report)
{
    Dict arguments = m_arguments;
    for (const auto &[name, value] : changed)
        arguments.set(name, value);
    python::ToolCall call;
    call.node = kEntry;
    call.toolId = kEntry;
    call.aggregateEntry = m_aggregates;
    for (const auto &[name, value] : arguments)
        call.arguments.emplace_back(name.asString(), value);
    std::unique_ptr<python::Line> line;
    const RetiresLate retires{line, m_isLate};
    try {
        line = co_await m_flow.m_workers->beginLine();
        python::ToolResult result = co_await line->call(std::move(call), report.callObserver());
        co_return co_await m_flow.joined(*line,
                                         std::move(result.value),
                                         "output",
                                         &report,
                                         m_onPiece);
    } catch (const Error &error) {
        throw m_flow.m_folder->withRealPaths(error);
    }
}

Task<Value> FlexFlow::call(bool aggregates,
                           const Dict &arguments,
                           RunReport &report,
                           const bool *isLate,
                           const OutputPieces &onPiece)
{
    flow::Node entry;
    entry.name = kEntry;
    entry.type = flow::NodeType::Python;
    entry.typeText = "python";
    Work work(*this, entry, aggregates, arguments, isLate, onPiece);
    NodeTurn turn(entry, work, m_spec.gates, report);
    co_return co_await turn.take();
}

} // namespace

std::shared_ptr<PreparedFlow> makeFlexFlow(Engine &engine, RunSpec spec)
{
    return std::make_shared<FlexFlow>(engine, std::move(spec));
}

} // namespace postern::run
