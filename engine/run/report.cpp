// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/report.h"

#include "engine/python/worker.h"

#include <atomic>

namespace postern::run {

namespace {

std::uint64_t nextRun()
{
    static std::atomic<std::uint64_t> last = 0;
    return ++last;
}

std::chrono::microseconds since(Clock::time_point start)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
}

} // namespace

NodeRecord &NodeReport::record()
{
    return m_report.m_records[m_index];
}

void NodeReport::prompt(std::string_view text)
{
    record().prompt = text;
    m_report.tell(NodePrompt{record().node, std::string(text)});
}

void NodeReport::chunk(std::string_view text)
{
    m_report.tell(NodeChunk{record().node, std::string(text)});
}

void NodeReport::log(bool isError, std::string_view text)
{
    const std::string stamped = python::stampLog(text);
    record().logs += stamped;
    (isError ? record().errorLog : record().outputLog) += stamped;
    m_report.tell(NodeLog{record().node, isError, std::string(text)});
}

void NodeReport::usage(const TokenUsage &usage)
{
    record().usage += usage;
}

void NodeReport::finished(NodeState state, Value output, std::optional<Error> error)
{
    NodeRecord &node = record();
    node.state = state;
    node.output = std::move(output);
    node.error = std::move(error);
    node.elapsed = since(m_report.m_nodeStarts[m_index]);
    m_report.m_finishOrder.push_back(m_index);
    NodeFinished event;
    event.node = node.node;
    event.state = state;
    event.output = node.output;
    event.error = node.error;
    event.logs = node.logs;
    event.usage = node.usage;
    event.elapsed = node.elapsed;
    m_report.tell(std::move(event));
}

RunReport::RunReport(RunObserver *observer)
    : m_observer(observer)
    , m_run(nextRun())
    , m_start(Clock::now())
{}

void RunReport::tell(RunEventData data)
{
    if (!m_observer)
        return;
    RunEvent event;
    event.run = m_run;
    event.time = Clock::now();
    event.data = std::move(data);
    m_observer->onEvent(event);
}

void RunReport::started(std::vector<std::string> nodes, Value inputs)
{
    tell(RunStarted{std::move(nodes), std::move(inputs)});
}

NodeReport RunReport::nodeStarted(const std::string &node, Value inputs)
{
    NodeRecord record;
    record.node = node;
    record.state = NodeState::Running;
    record.inputs = std::move(inputs);
    m_records.push_back(std::move(record));
    m_nodeStarts.push_back(Clock::now());
    tell(NodeStarted{node, m_records.back().inputs});
    return {*this, m_records.size() - 1};
}

void RunReport::nodeBypassed(const std::string &node)
{
    NodeRecord record;
    record.node = node;
    m_records.push_back(std::move(record));
    m_nodeStarts.push_back(Clock::now());
    NodeReport(*this, m_records.size() - 1).finished(NodeState::Bypassed, {}, std::nullopt);
}

void RunReport::portOpened(std::string url)
{
    tell(PortOpened{std::move(url)});
}

FlowRunResult RunReport::finished(FlowRunResult result)
{
    for (const std::size_t index : m_finishOrder) {
        result.usage += m_records[index].usage;
        result.nodes.push_back(std::move(m_records[index]));
    }
    result.elapsed = since(m_start);
    RunFinished event;
    event.state = result.state;
    event.outputs = result.outputs;
    event.error = result.error;
    if (result.state == NodeState::Failed)
        event.failedNode = m_blamed;
    event.usage = result.usage;
    event.elapsed = result.elapsed;
    tell(std::move(event));
    return result;
}

} // namespace postern::run
