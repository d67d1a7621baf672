// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/base/value.h"
#include "engine/run/event.h"
#include "engine/run/runspec.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace postern::run {

class Engine;

/// A node's record, with prompt flow's words for its state.
struct NodeRecord
{
    std::string node;
    int attempt = 1;
    NodeState state = NodeState::Idle;
    Value inputs;
    Value output;
    std::string prompt;
    std::optional<Error> error;
    /// All it wrote, a time at the start of each line; of very much the beginning and the end.
    std::string logs;
    std::string outputLog; ///< what went to standard output, each write with prompt flow's stamp
    std::string errorLog;  ///< and to standard error
    TokenUsage usage;
    std::chrono::microseconds elapsed{0};
};

struct FlowRunResult
{
    NodeState state = NodeState::Done; ///< Done, Failed, Cancelled
    Value inputs;                      ///< parsed by type, defaults filled in
    image::ImageFormat imageFormat = image::ImageFormat::Basic; ///< how the flow writes images
    Value outputs; ///< dict, in the file's order; of a single node: what it gave
    Dict pieces;   ///< of the outputs that are a generator's, what it gave: lists by name
    std::vector<NodeRecord> nodes; ///< those that were looked at, in the order they finished
    std::vector<std::pair<std::string, Value>> metrics;
    std::string logs;      ///< what was written and isn't in a node's record, stamped as there
    std::string outputLog; ///< of these, what went to standard output
    std::string errorLog;  ///< and to standard error
    std::optional<Error> error;
    TokenUsage usage;
    std::chrono::microseconds elapsed{0};
};

/// Runs a flow and its aggregation nodes as `pf flow test` does.
///
/// What goes wrong in the flow is in the result, never thrown; every step is told to the run's
/// observers, and RunFinished is the last of them whatever happens. Cancelling the coroutine
/// (asio's cancellation) stops transfers and kills workers within 100 ms.
Task<FlowRunResult> runFlow(Engine &engine, RunSpec spec);

/// The run of a request that couldn't be completed, or isn't wanted any more: its observers are
/// told RunFinished with the error, and the result is that of a run that ended so.
FlowRunResult refuseRun(const RunSpec &spec, Error error);

} // namespace postern::run
