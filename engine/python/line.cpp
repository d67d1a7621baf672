// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/python/poolstate.h"
#include "engine/python/workererror.h"

#include <ctime>

namespace postern::python {
namespace {

/// The value that crosses itself; null for a reference.
const Value *valueOf(const Argument &argument)
{
    if (const auto *literal = std::get_if<Literal>(&argument))
        return &literal->value;
    return std::get_if<Value>(&argument);
}

class WorkerLine final : public Line
{
public:
    WorkerLine(std::shared_ptr<WorkerPool::State> pool, std::shared_ptr<WorkerProcess> worker)
        : m_pool(std::move(pool))
        , m_worker(std::move(worker))
        , m_number(m_worker->nextLine())
    {
        m_worker->addLine();
    }
    ~WorkerLine() override;
    WorkerLine(const WorkerLine &) = delete;
    WorkerLine &operator=(const WorkerLine &) = delete;

    Task<void> setSlot(std::string slot, Value value) override;
    Task<ToolResult> call(ToolCall call, CallObserver observer) override;
    Task<std::optional<Value>> next(std::string slot) override;
    Task<Value> resolve(SlotReference reference) override;
    Task<Value> serialize(std::string slot) override;
    Task<Value> view(SlotReference reference, std::string names) override;
    void retire() override { m_worker->retire(); }

private:
    void composeCall(Frame &frame, const ToolCall &call, std::uint32_t id);
    int stepFlag(const std::string &node) const;
    void giveConnections(const ToolCall &call);
    ToolResult readResult(const Reply &reply) const;
    /// What the worker answers to an operation on a slot. `property` may be null.
    Task<Reply> askAbout(Operation operation, std::string slot, const std::string *property);
    /// The line and slot that a name means: one of this line, or a handle's of any.
    void composeSlot(Frame &frame, const std::string &slot) const;

    const std::shared_ptr<WorkerPool::State> m_pool;
    const std::shared_ptr<WorkerProcess> m_worker;
    const std::int64_t m_number;
};

WorkerLine::~WorkerLine()
{
    m_worker->removeLine();
    Frame frame;
    frame.writer.integer(static_cast<int>(Operation::EndLine));
    frame.writer.integer(m_number);
    m_worker->tell(frame);
}

Task<void> WorkerLine::setSlot(std::string slot, Value value)
{
    Frame frame;
    frame.writer.integer(static_cast<int>(Operation::SetSlot));
    frame.writer.integer(m_number);
    frame.writer.text(slot);
    frame.writer.value(value, m_worker->number());
    m_worker->tell(frame);
    co_return;
}

void WorkerLine::giveConnections(const ToolCall &call)
{
    const auto tool = m_pool->tools.find(call.toolId);
    if (tool == m_pool->tools.end()) {
        throw Error(ErrorCode::Internal, tr("Tool '%1' was not loaded.", call.toolId));
    }
    for (const Parameter &parameter : tool->second.connectionParameters) {
        for (const auto &[name, argument] : call.arguments) {
            const Value *value = valueOf(argument);
            if (name == parameter.name && value != nullptr && value->isString()) {
                m_pool->giveConnection(*m_worker, value->asString());
            }
        }
    }
}

/// Whether the call is to stop at its first line; what stops it is attached by then.
int WorkerLine::stepFlag(const std::string &node) const
{
    LineDebugging *const debugging = m_pool->options.debugging.get();
    if (!debugging)
        return 0;
    const bool isStepped = debugging->stepsInto(node);
    if (isStepped || debugging->wantsCode())
        m_worker->attach(*debugging);
    return isStepped ? kStepInto : 0;
}

void WorkerLine::composeCall(Frame &frame, const ToolCall &call, std::uint32_t id)
{
    PickleWriter &writer = frame.writer;
    writer.integer(static_cast<int>(Operation::Call));
    writer.integer(id);
    writer.integer(m_number);
    writer.text(call.toolId);
    writer.text(call.node);
    writer.beginDict();
    bool references = false;
    Dict classes;
    for (const auto &[name, argument] : call.arguments) {
        if (const Value *value = valueOf(argument)) {
            writer.text(name);
            writer.value(*value, m_worker->number());
        } else {
            references = true;
        }
        if (const auto *literal = std::get_if<Literal>(&argument))
            classes.append(Value(name), literal->classes);
    }
    writer.endDict();
    if (!references) {
        writer.none();
    } else {
        writer.beginTuple();
        for (const auto &[name, argument] : call.arguments) {
            if (const auto *reference = std::get_if<SlotReference>(&argument)) {
                writer.beginTuple();
                writer.text(name);
                writer.text(reference->slot);
                writer.text(reference->property);
                writer.endTuple();
            }
        }
        writer.endTuple();
    }
    writer.integer((call.aggregation ? kAggregation : 0)
                   | (call.aggregateEntry ? kAggregateEntry : 0) | stepFlag(call.node));
    writer.value(classes.empty() ? Value() : Value(std::move(classes)), m_worker->number());
}

Task<ToolResult> WorkerLine::call(ToolCall call, CallObserver observer)
{
    giveConnections(call);
    const std::uint32_t id = m_worker->nextId();
    Frame frame;
    composeCall(frame, call, id);
    auto answer = m_worker->ask(id, frame.finish(), std::move(observer));
    const Reply reply = co_await std::move(answer);
    throwIfFailed(reply, *m_worker, call.node, m_pool->options.folder);
    co_return readResult(reply);
}

ToolResult WorkerLine::readResult(const Reply &reply) const
{
    const int worker = m_worker->number();
    ToolResult result;
    if (reply.kind == ReplyKind::Result) {
        result.value = readPickle(reply.payload, worker, m_number);
        return result;
    }
    // Values are pickles of their own inside: (value, [(slot, snapshot)], [(metric, value)]).
    const Value parts = readPickle(reply.payload, worker, m_number);
    const auto readPairs = [&](const Value &list) {
        std::vector<std::pair<std::string, Value>> pairs;
        for (const Value &pair : list.asList()) {
            pairs.emplace_back(pair.asList().at(0).asString(),
                               readPickle(pair.asList().at(1).asBytes().data, worker, m_number));
        }
        return pairs;
    };
    result.value = readPickle(parts.asList().at(0).asBytes().data, worker, m_number);
    result.changed = readPairs(parts.asList().at(1));
    result.metrics = readPairs(parts.asList().at(2));
    return result;
}

void WorkerLine::composeSlot(Frame &frame, const std::string &slot) const
{
    const ObjectPlace place = parseHandleSlot(slot);
    if (place.worker != 0 && place.worker != m_worker->number()) {
        throw Error(ErrorCode::NodeFailed,
                    tr("An object of another Python worker can't be used here."),
                    tr("Return plain data from the node, or run with one worker."));
    }
    frame.writer.integer(place.worker == 0 ? m_number : place.line);
    frame.writer.text(place.slot);
}

Task<Reply> WorkerLine::askAbout(Operation operation, std::string slot, const std::string *property)
{
    const std::uint32_t id = m_worker->nextId();
    Frame frame;
    frame.writer.integer(static_cast<int>(operation));
    frame.writer.integer(id);
    composeSlot(frame, slot);
    if (property)
        frame.writer.text(*property);
    auto answer = m_worker->ask(id, frame.finish(), CallObserver());
    Reply reply = co_await std::move(answer);
    const std::string held = parseHandleSlot(slot).slot; // "nodes.NAME"
    throwIfFailed(reply, *m_worker, held.substr(held.find('.') + 1), m_pool->options.folder);
    co_return reply;
}

Task<std::optional<Value>> WorkerLine::next(std::string slot)
{
    const Reply reply = co_await askAbout(Operation::Next, std::move(slot), nullptr);
    if (reply.kind == ReplyKind::End) {
        co_return std::nullopt;
    }
    co_return readPickle(reply.payload, m_worker->number(), m_number);
}

Task<Value> WorkerLine::resolve(SlotReference reference)
{
    const Reply reply = co_await askAbout(Operation::Resolve,
                                          std::move(reference.slot),
                                          &reference.property);
    co_return readPickle(reply.payload, m_worker->number(), m_number);
}

Task<Value> WorkerLine::serialize(std::string slot)
{
    const Reply reply = co_await askAbout(Operation::Serialize, std::move(slot), nullptr);
    co_return readPickle(reply.payload, m_worker->number(), m_number);
}

Task<Value> WorkerLine::view(SlotReference reference, std::string names)
{
    const std::string wanted = std::move(names) + '\n' + reference.property;
    const Reply reply = co_await askAbout(Operation::View, std::move(reference.slot), &wanted);
    co_return readPickle(reply.payload, m_worker->number(), m_number);
}

} // namespace

std::unique_ptr<Line> makeLine(std::shared_ptr<WorkerPool::State> pool,
                               std::shared_ptr<WorkerProcess> worker)
{
    return std::make_unique<WorkerLine>(std::move(pool), std::move(worker));
}

std::string stampLog(std::string_view text, std::chrono::system_clock::time_point time)
{
    if (text == "\n") {
        return "\n";
    }
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char stamp[40];
    std::strftime(stamp, sizeof stamp, "[%Y-%m-%dT%H:%M:%S+0000] ", &parts);
    return stamp + std::string(text);
}

} // namespace postern::python
