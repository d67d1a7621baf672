// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/event.h"
#include "engine/run/flowrun.h"

#include <deque>
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
    void portOpened(std::string url);
    /// Should the run fail, this node is meant; empty: none.
    void blame(std::string node) { m_blamed = std::move(node); }
    /// Completes the result (nodes, usage, elapsed) and tells RunFinished.
    FlowRunResult finished(FlowRunResult result);

private:
    friend class NodeReport;
    void tell(RunEventData data);

    RunObserver *m_observer;
    std::uint64_t m_run;
    Clock::time_point m_start;
    std::deque<NodeRecord> m_records;
    std::deque<Clock::time_point> m_nodeStarts;
    std::vector<std::size_t> m_finishOrder;
    std::string m_blamed;
};

} // namespace postern::run
