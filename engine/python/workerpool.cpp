// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/python/poolstate.h"
#include "engine/python/spareworkers.h"
#include "engine/python/workererror.h"

#include <algorithm>

namespace postern::python {
namespace {

namespace asio = boost::asio;

Parameter readParameter(const Value &value)
{
    Parameter parameter;
    parameter.name = value.find("name")->asString();
    parameter.type = value.find("type")->asString();
    parameter.hasDefault = value.find("hasDefault")->asBool();
    parameter.defaultValue = *value.find("default");
    parameter.isConnection = value.find("isConnection")->asBool();
    for (const Value &type : value.find("connectionTypes")->asList()) {
        parameter.connectionTypes.push_back(type.asString());
    }
    return parameter;
}

std::vector<Parameter> readParameters(const Value &list)
{
    std::vector<Parameter> parameters;
    for (const Value &item : list.asList()) {
        parameters.push_back(readParameter(item));
    }
    return parameters;
}

ToolInfo readTool(const Value &value)
{
    ToolInfo info;
    info.function = value.find("function")->asString();
    info.name = value.find("name")->asString();
    info.initParameters = static_cast<std::size_t>(value.find("initCount")->asInt());
    info.parameters = readParameters(*value.find("parameters"));
    info.acceptsKwargs = value.find("acceptsKwargs")->asBool();
    info.isAsync = value.find("isAsync")->asBool();
    info.isGenerator = value.find("isGenerator")->asBool();
    return info;
}

std::vector<Parameter> connectionsOf(const std::vector<Parameter> &parameters)
{
    std::vector<Parameter> found;
    std::copy_if(parameters.begin(),
                 parameters.end(),
                 std::back_inserter(found),
                 [](const Parameter &parameter) { return parameter.isConnection; });
    return found;
}

/// For the loading of a tool: what is written then comes from its import.
CallObserver loadingObserver(const WorkerOptions &options, const std::string &toolId)
{
    CallObserver observer;
    if (options.onLog) {
        observer.onLog = [onLog = options.onLog, toolId](bool isError, std::string_view text) {
            onLog(toolId, isError, text);
        };
    }
    return observer;
}

/// Loads a tool in the first worker, which answers, and in the others.
Task<Value> load(std::shared_ptr<WorkerPool::State> state, std::string toolId, LoadedTool tool)
{
    const std::shared_ptr<WorkerProcess> first = state->firstWorker();
    Frame frame;
    const std::uint32_t id = state->composeLoad(frame, *first, toolId, tool);
    auto answer = first->ask(id, frame.finish(), loadingObserver(state->options, toolId));
    const Reply reply = co_await std::move(answer);
    throwIfFailed(reply, *first, toolId, state->options.folder);
    for (const auto &worker : state->workers) {
        if (worker != first && worker->alive()) {
            Frame copy;
            state->composeLoad(copy, *worker, toolId, tool);
            worker->tell(copy);
        }
    }
    state->tools.insert_or_assign(toolId, std::move(tool));
    co_return readPickle(reply.payload, first->number(), 0);
}

Task<Value> answerFor(std::shared_ptr<WorkerPool::State> state,
                      std::shared_ptr<WorkerProcess> worker,
                      HostCall call)
{
    if (!state || !worker) {
        throw Error(ErrorCode::Cancelled, tr("The run has ended."));
    }
    auto answer = state->answer(*worker, std::move(call));
    co_return co_await std::move(answer);
}

} // namespace

WorkerPool::State::State(asio::any_io_executor e, WorkerOptions o, std::size_t max)
    : executor(std::move(e))
    , options(std::move(o))
    , unsaved(options.unsaved)
    , maxWorkers(std::max<std::size_t>(max, 1))
{}

Task<Value> WorkerPool::State::answer(WorkerProcess &worker, HostCall call)
{
    if (call.kind == "connection") {
        const Value *name = call.arguments.find("name");
        if (name != nullptr && name->isString()) {
            giveConnection(worker, name->asString());
        }
        co_return Value();
    }
    if (!options.onHostCall) {
        throw Error(ErrorCode::NodeFailed,
                    tr("This run can't answer '%1' requests of Python code.", call.kind),
                    tr("Use the packages jinja2 and openai in the node instead."));
    }
    auto answering = options.onHostCall(std::move(call));
    co_return co_await std::move(answering);
}

void WorkerPool::State::forgetDead()
{
    std::erase_if(workers, [](const auto &worker) { return !worker->alive(); });
}

std::shared_ptr<WorkerProcess> WorkerPool::State::startWorker()
{
    std::shared_ptr<WorkerProcess> worker;
    if (const auto known = spares.lock())
        worker = known->take(options, ++started);
    if (!worker)
        worker = WorkerProcess::start(executor, options, ++started);
    workers.push_back(worker);
    worker->onHostCall([weak = weak_from_this(), process = std::weak_ptr(worker)](HostCall call) {
        return answerFor(weak.lock(), process.lock(), std::move(call));
    });
    if (unsaved && !unsaved->isEmpty())
        giveUnsaved(*worker, Operation::Unsaved);
    if (options.debugging && options.debugging->wantsCode())
        worker->attach(*options.debugging);
    for (const auto &[toolId, tool] : tools) {
        Frame frame;
        composeLoad(frame, *worker, toolId, tool);
        worker->tell(frame);
        if (tool.initialised) {
            Frame init;
            composeInit(init, *worker, toolId, tool);
            worker->tell(init);
        }
    }
    return worker;
}

/// Texts that aren't saved, before the flow's code, or some of it, is loaded.
void WorkerPool::State::giveUnsaved(WorkerProcess &worker, Operation operation) const
{
    List files;
    if (unsaved) {
        files.reserve(unsaved->files().size());
        for (const auto &[path, text] : unsaved->files())
            files.emplace_back(List{Value(Bytes{path.string()}), Value(Bytes{*text})});
    }
    Frame frame;
    frame.writer.integer(static_cast<int>(operation));
    frame.writer.value(Value(std::move(files)), worker.number());
    worker.tell(frame);
}

std::shared_ptr<WorkerProcess> WorkerPool::State::firstWorker()
{
    if (const std::exception_ptr error = std::exchange(startError, nullptr)) {
        std::rethrow_exception(error);
    }
    forgetDead();
    return workers.empty() ? startWorker() : workers.front();
}

std::shared_ptr<WorkerProcess> WorkerPool::State::chooseWorker()
{
    firstWorker(); // forgets the dead and tells of a failed start
    std::shared_ptr<WorkerProcess> best;
    std::size_t usable = 0;
    for (const auto &worker : workers) {
        if (worker->acceptsLines()) {
            ++usable;
            best = !best || worker->lines() < best->lines() ? worker : best;
        }
    }
    return !best || (best->lines() > 0 && usable < maxWorkers) ? startWorker() : best;
}

std::uint32_t WorkerPool::State::composeLoad(Frame &frame,
                                             WorkerProcess &worker,
                                             const std::string &toolId,
                                             const LoadedTool &tool) const
{
    const std::uint32_t id = worker.nextId();
    const Operation operation = tool.isEntry ? Operation::LoadEntry : Operation::LoadTool;
    frame.writer.integer(static_cast<int>(operation));
    frame.writer.integer(id);
    frame.writer.text(toolId);
    frame.writer.text(tool.source);
    if (!tool.isEntry) {
        frame.writer.boolean(tool.isPackageTool);
        if (tool.prompt)
            frame.writer.text(*tool.prompt);
        else
            frame.writer.none();
    }
    return id;
}

std::uint32_t WorkerPool::State::composeInit(Frame &frame,
                                             WorkerProcess &worker,
                                             const std::string &toolId,
                                             const LoadedTool &tool)
{
    for (const auto &[name, value] : tool.initArguments) {
        if (value.isString()) {
            giveConnection(worker, value.asString());
        } else if (const Value *named = value.find("connection"); named && named->isString()) {
            giveConnection(worker, named->asString());
        }
    }
    const std::uint32_t id = worker.nextId();
    frame.writer.integer(static_cast<int>(Operation::InitEntry));
    frame.writer.integer(id);
    frame.writer.text(toolId);
    frame.writer.value(Value(tool.initArguments), worker.number());
    return id;
}

void WorkerPool::State::giveConnection(WorkerProcess &worker, const std::string &name)
{
    if (worker.connections.contains(name)) {
        return;
    }
    std::optional<connection::Connection> connection;
    if (options.onConnection) {
        connection = options.onConnection(name);
    } else if (const connection::Connection *known = options.connections.find(name)) {
        connection = *known;
    }
    if (!connection) {
        return;
    }
    worker.connections.insert(name);
    Frame frame;
    PickleWriter &writer = frame.writer;
    writer.integer(static_cast<int>(Operation::Connection));
    writer.beginDict();
    writer.text("name");
    writer.text(connection->name);
    writer.text("type");
    writer.text(connection->className());
    writer.text("module");
    writer.text(connection->module);
    writer.text("custom_type");
    writer.text(connection->customType);
    for (const bool secret : {false, true}) {
        writer.text(secret ? "secrets" : "configs");
        writer.beginDict();
        for (const auto &[key, value] : secret ? connection->secrets : connection->configs) {
            writer.text(key);
            writer.text(value);
        }
        writer.endDict();
    }
    writer.endDict();
    worker.tell(frame);
}

WorkerPool::WorkerPool(asio::any_io_executor executor,
                       WorkerOptions options,
                       std::size_t maxWorkers,
                       const std::shared_ptr<SpareWorkers> &spares)
    : m_state(std::make_shared<State>(std::move(executor), std::move(options), maxWorkers))
{
    m_state->spares = spares;
    try {
        m_state->startWorker();
    } catch (...) {
        m_state->startError = std::current_exception(); // told to whom needs the worker
    }
}

WorkerPool::~WorkerPool()
{
    kill();
    if (const auto spares = m_state->spares.lock())
        spares->prepare(m_state->options);
}

void WorkerPool::kill()
{
    for (const auto &worker : m_state->workers) {
        worker->abandon();
    }
}

Task<ToolInfo> WorkerPool::loadTool(std::string toolId,
                                    std::string source,
                                    bool isPackageTool,
                                    std::optional<std::string> prompt)
{
    LoadedTool tool;
    tool.source = std::move(source);
    tool.isPackageTool = isPackageTool;
    tool.prompt = std::move(prompt);
    auto loading = load(m_state, toolId, std::move(tool));
    const ToolInfo info = readTool(co_await std::move(loading));
    m_state->tools[toolId].connectionParameters = connectionsOf(info.parameters);
    co_return info;
}

void WorkerPool::readAnew(flow::UnsavedSnapshot unsaved)
{
    m_state->unsaved = std::move(unsaved);
    for (const auto &worker : m_state->workers) {
        if (worker->alive())
            m_state->giveUnsaved(*worker, Operation::ReadAnew);
    }
}

Task<Value> WorkerPool::askToolbox(std::string question, Dict arguments)
{
    const std::shared_ptr<State> state = m_state;
    const std::shared_ptr<WorkerProcess> first = state->firstWorker();
    const std::uint32_t id = first->nextId();
    Frame frame;
    frame.writer.integer(static_cast<int>(Operation::AskToolbox));
    frame.writer.integer(id);
    frame.writer.text(question);
    frame.writer.value(Value(std::move(arguments)), first->number());
    auto answer = first->ask(id, frame.finish(), CallObserver());
    const Reply reply = co_await std::move(answer);
    throwIfFailed(reply, *first, question, state->options.folder);
    co_return readPickle(reply.payload, first->number(), 0);
}

Task<EntryInfo> WorkerPool::loadEntry(std::string toolId, std::string entry)
{
    LoadedTool tool;
    tool.source = std::move(entry);
    tool.isEntry = true;
    auto loading = load(m_state, toolId, std::move(tool));
    const Value value = co_await std::move(loading);
    EntryInfo info;
    info.call = readTool(value);
    info.initParameters = readParameters(*value.find("initParameters"));
    info.isClass = value.find("isClass")->asBool();
    info.hasAggregate = value.find("hasAggregate")->asBool();
    for (const Value &name : value.find("outputs")->asList())
        info.outputs.push_back(name.asString());
    m_state->tools[toolId].connectionParameters = connectionsOf(info.call.parameters);
    co_return info;
}

Task<void> WorkerPool::initEntry(std::string toolId, Dict arguments)
{
    const std::shared_ptr<State> state = m_state;
    const std::shared_ptr<WorkerProcess> first = state->firstWorker();
    LoadedTool &tool = state->tools[toolId];
    tool.initArguments = std::move(arguments);
    Frame frame;
    const std::uint32_t id = state->composeInit(frame, *first, toolId, tool);
    auto answer = first->ask(id, frame.finish(), loadingObserver(state->options, toolId));
    const Reply reply = co_await std::move(answer);
    throwIfFailed(reply, *first, toolId, state->options.folder);
    tool.initialised = true;
    for (const auto &worker : state->workers) {
        if (worker != first && worker->alive()) {
            Frame copy;
            state->composeInit(copy, *worker, toolId, tool);
            worker->tell(copy);
        }
    }
}

Task<std::unique_ptr<Line>> WorkerPool::beginLine()
{
    co_return makeLine(m_state, m_state->chooseWorker());
}

} // namespace postern::python
