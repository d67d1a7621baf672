// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/report.h"

#include "engine/base/pyrepr.h"
#include "engine/flow/nearest.h"

#include <algorithm>
#include <atomic>
#include <utility>

namespace postern::run {

namespace {

std::uint64_t nextRun()
{
    static std::atomic<std::uint64_t> last = 0;
    return ++last;
}

/// Which input may be meant by a name that is none's.
Message inputAdvice(const std::string &name, const std::vector<std::string> &known)
{
    const std::size_t begin = name.find_first_not_of(" \t");
    const std::size_t end = name.find_last_not_of(" \t");
    const std::string trimmed = begin == std::string::npos ? std::string()
                                                           : name.substr(begin, end - begin + 1);
    if (trimmed != name && std::ranges::find(known, trimmed) != known.end())
        return tr("Write %1=VALUE, without blanks around the name.", trimmed);
    const std::string near = flow::nearest(trimmed, {known.begin(), known.end()});
    if (!near.empty())
        return tr("Did you mean '%1'?", near);
    if (known.empty())
        return tr("There are no inputs here.");
    std::string names;
    for (const std::string &one : known)
        names += (names.empty() ? "" : ", ") + one;
    return tr("The inputs are %1.", names);
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
    m_report.m_logs[m_index].append(isError, text);
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
    const KeptLogs logs = std::exchange(m_report.m_logs[m_index], {});
    node.logs = logs.all.text();
    node.outputLog = logs.output.text();
    node.errorLog = logs.errors.text();
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

void RunReport::log(std::string_view node, bool isError, std::string_view text)
{
    if (node.empty()) {
        m_runLogs.append(isError, text);
        tell(RunOutput{isError, std::string(text)});
    } else {
        m_earlyLogs[std::string(node)].append(isError, text);
        tell(NodeLog{std::string(node), isError, std::string(text)});
    }
}

void RunReport::addRecord(NodeRecord record)
{
    auto early = m_earlyLogs.extract(record.node);
    m_logs.push_back(early.empty() ? KeptLogs() : std::move(early.mapped()));
    m_records.push_back(std::move(record));
    m_nodeStarts.push_back(Clock::now());
}

NodeReport RunReport::nodeStarted(const std::string &node, Value inputs)
{
    NodeRecord record;
    record.node = node;
    record.state = NodeState::Running;
    record.inputs = std::move(inputs);
    addRecord(std::move(record));
    tell(NodeStarted{node, m_records.back().inputs});
    return {*this, m_records.size() - 1};
}

void RunReport::nodeBypassed(const std::string &node)
{
    NodeRecord record;
    record.node = node;
    addRecord(std::move(record));
    NodeReport(*this, m_records.size() - 1).finished(NodeState::Bypassed, {}, std::nullopt);
}

void RunReport::warning(Message text)
{
    tell(RunWarning{std::move(text)});
}

void RunReport::unknownInputs(const Dict &given, const std::vector<std::string> &known)
{
    for (const auto &[key, value] : given) {
        const std::string name = py::str(key);
        if (std::ranges::find(known, name) != known.end())
            continue;
        warning(tr("There is no input '%1', so the value given for it is ignored. %2",
                   name,
                   inputAdvice(name, known)));
    }
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
    for (const auto &[node, logs] : m_earlyLogs) { // of those that never started
        result.logs += logs.all.text();
        result.outputLog += logs.output.text();
        result.errorLog += logs.errors.text();
    }
    result.logs += m_runLogs.all.text();
    result.outputLog += m_runLogs.output.text();
    result.errorLog += m_runLogs.errors.text();
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
