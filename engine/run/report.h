// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/event.h"
#include "engine/run/flowrun.h"
#include "engine/run/keptlog.h"

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace postern::run {

class RunReport;

/// The record of one node that is under way.
class NodeReport
{
public:
    void prompt(std::string_view text);
    void chunk(std::string_view text);
    /// One write to standard output or error. Gets prompt flow's time stamp.
    void log(bool isError, std::string_view text);
    void usage(const TokenUsage &usage);
    /// Once, at the end.
    void finished(NodeState state, Value output, std::optional<Error> error);

private:
    friend class RunReport;
    NodeReport(RunReport &report, std::size_t index)
        : m_report(report)
        , m_index(index)
    {}
    NodeRecord &record();

    RunReport &m_report;
    std::size_t m_index;
};

/// Keeps the node records of a run and tells its observer what happens.
class RunReport
{
public:
    explicit RunReport(RunObserver *observer);

    void started(std::vector<std::string> nodes, Value inputs);
    NodeReport nodeStarted(const std::string &node, Value inputs);
    void nodeBypassed(const std::string &node);
    /// What is written outside a node's run: while `node` is made ready, or, it being empty, by
    /// nobody knows whom.
    void log(std::string_view node, bool isError, std::string_view text);
    void portOpened(std::string url);
    void warning(Message text);
    /// Warns of every input that was given and isn't among the known ones.
    void unknownInputs(const Dict &given, const std::vector<std::string> &known);
    /// Should the run fail, this node is meant; empty: none.
    void blame(std::string node) { m_blamed = std::move(node); }
    /// Completes the result (nodes, usage, elapsed) and tells RunFinished.
    FlowRunResult finished(FlowRunResult result);

private:
    friend class NodeReport;
    void tell(RunEventData data);
    void addRecord(NodeRecord record);

    RunObserver *m_observer;
    std::uint64_t m_run;
    Clock::time_point m_start;
    std::deque<NodeRecord> m_records;
    std::deque<Clock::time_point> m_nodeStarts;
    std::deque<KeptLogs> m_logs;
    std::map<std::string, KeptLogs, std::less<>> m_earlyLogs; ///< of nodes that haven't started
    KeptLogs m_runLogs;
    std::vector<std::size_t> m_finishOrder;
    std::string m_blamed;
};

/// For python::WorkerOptions::onLog. The report must outlive the workers.
inline auto logKeeper(RunReport &report)
{
    return [&report](std::string_view node, bool isError, std::string_view text) {
        report.log(node, isError, text);
    };
}

} // namespace postern::run
