// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/gate.h"
#include "engine/run/noderunner.h"
#include "engine/run/taskgroup.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace postern::run {

/// Runs the nodes of one line: each starts as soon as those it refers to are through.
///
/// Bypassing is prompt flow's (semantics of executor/_dag_manager.py): a node with `activate` runs
/// when the condition holds, whatever became of its inputs; one without is bypassed when all the
/// nodes it refers to are. The first failure fails the line: nothing new starts, what still runs
/// is cancelled.
class Executor
{
public:
    struct Options
    {
        Gates gates;
        std::size_t concurrency = 16;
        /// What runs when a node fails goes on to its end.
        bool letsRunningEnd = false;
    };

    /// All of these must outlive run().
    Executor(const std::vector<PlannedNode> &nodes,
             NodeRunner &runner,
             LineValues &values,
             RunReport &report,
             Options options);

    /// Runs every node. Throws the Error of the first that failed, or Error Cancelled.
    Task<void> run();

private:
    enum class Progress { Waiting, Running, Through };
    class Work;

    Task<void> startReady(TaskGroup &group);
    bool isReady(std::size_t index) const;
    Task<bool> isBypassed(const flow::Node &node);
    bool refersToBypassed(const flow::Binding &binding) const;
    Task<void> runNode(std::size_t index);
    void fail(const std::exception_ptr &failure, const std::string &node);

    const std::vector<PlannedNode> &m_nodes;
    NodeRunner &m_runner;
    LineValues &m_values;
    RunReport &m_report;
    Options m_options;
    std::vector<Progress> m_progress;
    std::vector<std::optional<NodeReport>> m_queued; ///< of those whose turn came near
    std::optional<Error> m_failure;
    std::string m_asked; ///< the node whose condition is looked at
};

} // namespace postern::run
