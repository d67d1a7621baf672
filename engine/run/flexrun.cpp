// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/flow/inputtypes.h"
#include "engine/run/environment.h"
#include "engine/run/flexschema.h"
#include "engine/run/hostcalls.h"
#include "engine/run/inputs.h"
#include "engine/run/nodeturn.h"
#include "engine/run/references.h"
#include "engine/run/simulatedconnections.h"
#include "engine/run/singlerun.h"
#include "engine/run/workingfolder.h"

#include <boost/asio/this_coro.hpp>

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

/// A run of a Python function or class: `entry: module:name`.
class FlexRun final : public SingleRun
{
public:
    using SingleRun::SingleRun;
    ~FlexRun() override = default;

    Task<void> run() override;

private:
    class Work;

    Task<void> start();
    void checkSignature(const python::EntryInfo &info) const;
    void checkConnections() const;
    Task<python::EntryInfo> loadEntry();
    Task<void> makeInstance(const python::EntryInfo &info);
    Error missingConnection(const std::vector<NamedConnection> &named, const Error &error) const;
    flow::Flow signature(const python::EntryInfo &info) const;
    Dict callArguments(const python::EntryInfo &info) const;
    Task<Value> call(const Dict &arguments);
    Task<Value> joined(python::Line &line, Value output, NodeReport *report);
    static Task<Value> attribute(python::Line &line, std::string slot, std::string name);

    Value m_data; ///< of the file, its sample resolved
    std::unique_ptr<WorkingFolder> m_folder;
    Environment m_environment;
    std::optional<http::Client> m_http;
    std::optional<tool::ToolRegistry> m_registry;
    std::optional<HostCalls> m_hostCalls;
    connection::ConnectionSet m_connections = m_request.connections;
    std::optional<SimulatedConnections> m_simulated;
    std::unique_ptr<python::WorkerPool> m_workers;
};

Task<void> FlexRun::run()
{
    // The schema comes before what our reader finds wrong, as long as the file is a mapping.
    if (m_request.document.flow().raw.isDict()) {
        m_data = dataWithSample(m_request.document, m_request.trust, m_request.environment);
        checkFlexSchema(m_data);
    }
    m_request.document.requireLoaded();
    m_report.blame(kEntry); // what stands against the code, or against what it gives
    co_await start();
    const python::EntryInfo info = co_await loadEntry();
    checkSignature(info);
    checkConnections();
    co_await makeInstance(info);
    std::vector<std::string> names;
    names.reserve(info.call.parameters.size());
    for (const python::Parameter &parameter : info.call.parameters)
        names.push_back(parameter.name);
    if (!info.call.acceptsKwargs)
        m_report.unknownInputs(m_request.inputs, names);
    m_report.blame({});
    const Dict arguments = callArguments(info);
    m_report.blame(kEntry);
    m_end.inputs = Value(arguments);
    m_report.started({kEntry}, m_end.inputs);
    m_end.outputs = co_await call(arguments);
    if (!m_end.outputs.isJson())
        throw unserializableOutput("output", m_end.outputs);
}

Task<void> FlexRun::start()
{
    const flow::Flow &flow = m_request.document.flow();
    const flow::FlowLocation &location = m_request.document.location();
    if (m_request.trust == flow::Trust::Restricted) {
        Error error(ErrorCode::Refused,
                    tr("The folder is restricted, so its Python code doesn't run."),
                    tr("Trust the folder to run it."));
        throw std::move(error);
    }
    m_folder = std::make_unique<WorkingFolder>(flow, location, m_request.trust);
    python::WorkerOptions options;
    options.interpreter = m_request.python.empty() ? python::findInterpreter(location.folder)
                                                   : m_request.python;
    options.folder = m_folder->path();
    if (m_request.simulate)
        m_simulated.emplace(co_await boost::asio::this_coro::executor, m_connections, m_report);
    m_environment = m_simulated ? environmentBy(flow, m_request.environment, m_simulated->lookup())
                                : environmentOf(flow, m_request.environment, m_connections);
    m_http.emplace(makeHttp(co_await boost::asio::this_coro::executor, m_request));
    m_registry.emplace(*m_http,
                       m_request.simulate ? tool::Answers::Simulator : tool::Answers::Network);
    options.environment = m_environment;
    options.connections = m_connections;
    addRoute(options.environment, m_request.route);
    if (m_simulated) {
        options.onConnection = m_simulated->lookup();
        exceptLoopbackFromProxy(options.environment);
    }
    const ModelAccess access{m_request.connections, m_environment, *m_http, m_request.simulate};
    m_hostCalls.emplace(access, *m_registry, m_request, options.interpreter);
    options.onHostCall = [this](python::HostCall call) {
        return m_hostCalls->answer(std::move(call));
    };
    options.onEgress = egressCounter(*m_http);
    options.onLog = logKeeper(m_report);
    m_workers = std::make_unique<python::WorkerPool>(co_await boost::asio::this_coro::executor,
                                                     std::move(options));
}

Task<python::EntryInfo> FlexRun::loadEntry()
{
    try {
        co_return co_await m_workers->loadEntry(kEntry, m_request.document.flow().entry);
    } catch (const Error &error) {
        if (error.code() == ErrorCode::Cancelled || error.code() == ErrorCode::EnvironmentFailed)
            throw;
        Error refused = metaError(m_folder->withRealPaths(error));
        if (!refused.place() || refused.place()->file.empty())
            throw std::move(refused).at(m_request.document.flow().entryPlace);
        throw std::move(refused);
    }
}

void FlexRun::checkSignature(const python::EntryInfo &info) const
{
    const auto names = [](const std::vector<python::Parameter> &parameters) {
        std::vector<std::string> list;
        list.reserve(parameters.size());
        for (const python::Parameter &parameter : parameters)
            list.push_back(parameter.name);
        return list;
    };
    const flow::Flow &flow = m_request.document.flow();
    for (const python::Parameter &parameter : info.call.parameters)
        checkInputType(parameter.name, parameter.type);
    checkPorts(flow, "inputs", names(info.call.parameters), !info.call.parameters.empty());
    checkPorts(flow, "outputs", info.outputs);
    checkPorts(flow, "init", names(info.initParameters), !info.initParameters.empty());
}

void FlexRun::checkConnections() const
{
    requireConnections(connectionsOfEnvironment(m_request.document.flow(), m_request.environment),
                       m_request.connections);
}

Task<void> FlexRun::makeInstance(const python::EntryInfo &info)
{
    if (!info.isClass)
        co_return;
    const flow::Flow &flow = m_request.document.flow();
    Dict arguments = m_request.init.empty() ? sampleOf(m_data, "init") : m_request.init;
    for (const python::Parameter &parameter : info.initParameters) {
        const Value *init = flow.raw.find("init");
        const Value *port = init ? init->find(parameter.name) : nullptr;
        const Value *value = port ? port->find("default") : nullptr;
        const bool isEmpty = !value || value->isNull() || *value == Value("");
        if (!isEmpty && !arguments.contains(parameter.name))
            arguments.append(Value(parameter.name), *value);
    }
    const std::vector<NamedConnection> named = connectionsOf(info, arguments);
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
Error FlexRun::missingConnection(const std::vector<NamedConnection> &named, const Error &error) const
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
                     m_request.document.flow().entryPlace)
            .as(error.promptflow()->codes, error.promptflow()->message);
    }
    return error;
}

/// The flow's inputs: those of the code, with what the document says of them.
flow::Flow FlexRun::signature(const python::EntryInfo &info) const
{
    const flow::Flow &declared = m_request.document.flow();
    flow::Flow signature;
    for (const python::Parameter &parameter : info.call.parameters) {
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

Dict FlexRun::callArguments(const python::EntryInfo &info) const
{
    const Dict given = m_request.inputs.empty() ? sampleOf(m_data, "inputs") : m_request.inputs;
    flow::Flow typed = signature(info);
    const std::vector<flow::FlowInput> all = typed.inputs;
    // To prompt flow a parameter whose default is None (or "") is none: it may be left out
    // altogether, and what is given for it isn't converted, unless the file declares it.
    const flow::Flow &declared = m_request.document.flow();
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
Task<Value> FlexRun::joined(python::Line &line, Value output, NodeReport *report)
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
            Value value = co_await joined(line, member, nullptr);
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
        text += piece;
    }
    co_return Value(std::move(text));
}

/// An attribute of the object in a slot; null when it has none of that name.
Task<Value> FlexRun::attribute(python::Line &line, std::string slot, std::string name)
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

/// The one node of a flex flow: a call of its entry.
class FlexRun::Work final : public NodeWork
{
public:
    Work(FlexRun &run, const Dict &arguments)
        : m_run(run)
        , m_arguments(arguments)
    {}

    Task<Dict> inputs() override { co_return m_arguments; }
    Task<Value> run(const Dict &changed, NodeReport &report) override;

private:
    FlexRun &m_run;
    const Dict &m_arguments;
};

Task<Value> FlexRun::Work::run(const Dict &changed, NodeReport &report)
{
    Dict arguments = m_arguments;
    for (const auto &[name, value] : changed)
        arguments.set(name, value);
    python::ToolCall call;
    call.node = kEntry;
    call.toolId = kEntry;
    for (const auto &[name, value] : arguments)
        call.arguments.emplace_back(name.asString(), value);
    python::CallObserver observer;
    observer.onLog = [&report](bool isError, std::string_view text) { report.log(isError, text); };
    observer.onSpan = [&report](const Value &span) { report.span(span); };
    try {
        const std::unique_ptr<python::Line> line = co_await m_run.m_workers->beginLine();
        python::ToolResult result = co_await line->call(std::move(call), std::move(observer));
        co_return co_await m_run.joined(*line, std::move(result.value), &report);
    } catch (const Error &error) {
        throw m_run.m_folder->withRealPaths(error);
    }
}

Task<Value> FlexRun::call(const Dict &arguments)
{
    flow::Node entry;
    entry.name = kEntry;
    entry.type = flow::NodeType::Python;
    entry.typeText = "python";
    Work work(*this, arguments);
    NodeTurn turn(entry, work, m_request.gates, m_report);
    co_return co_await turn.take();
}

} // namespace

std::unique_ptr<SingleRun> makeFlexRun(FlowRunRequest request)
{
    return std::make_unique<FlexRun>(std::move(request));
}

} // namespace postern::run
