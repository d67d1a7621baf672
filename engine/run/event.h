// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/tokenusage.h"
#include "engine/base/value.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace postern::run {

enum class NodeState {
    Idle,
    Queued,
    Running,
    Streaming,
    Done,
    Cached,
    Bypassed,
    Failed,
    Paused,
    Cancelled
};

using Clock = std::chrono::steady_clock;

/// What is told of a run, in the order it happened. Nodes are meant by name.
struct RunStarted
{
    std::vector<std::string> nodes; ///< those that will be looked at, in topological order
    Value inputs;                   ///< dict
};
struct NodeStarted
{
    std::string node;
    Value inputs; ///< dict: the resolved inputs at this moment
};
/// What an llm or prompt node made of its template, before the model is asked.
struct NodePrompt
{
    std::string node;
    std::string text;
};
struct NodeChunk
{
    std::string node;
    std::string text;
};
/// What a node's code wrote: a write() of Python's, or what a child process or native code wrote.
/// While its source is imported it comes before NodeStarted, and before RunStarted.
struct NodeLog
{
    std::string node;
    bool isError = false; ///< standard error
    std::string text;
};
/// What the flow's Python wrote when it can't be told of which node it is.
struct RunOutput
{
    bool isError = false; ///< standard error
    std::string text;
};
struct NodeFinished
{
    std::string node;
    NodeState state = NodeState::Done; ///< Done, Cached, Bypassed, Failed or Cancelled
    Value output;
    std::optional<Error> error;
    /// All it wrote, a time at the start of each line; of very much the beginning and the end.
    std::string logs;
    TokenUsage usage;
    std::chrono::microseconds elapsed{0};
};
/// Something that is no error and that the user should know.
struct RunWarning
{
    Message text; ///< one or two sentences
};
/// A port of this machine that was opened for the run's Python code, till the run's end. May come
/// before RunStarted.
struct PortOpened
{
    std::string url;
};
struct RunFinished
{
    NodeState state = NodeState::Done; ///< Done, Failed or Cancelled
    Value outputs;                     ///< dict
    std::optional<Error> error;
    /// The node that the error is about, if it is one's: perhaps it never started.
    std::string failedNode;
    TokenUsage usage;
    std::chrono::microseconds elapsed{0};
};

using RunEventData = std::variant<RunStarted,
                                  NodeStarted,
                                  NodePrompt,
                                  NodeChunk,
                                  NodeLog,
                                  RunOutput,
                                  NodeFinished,
                                  RunWarning,
                                  PortOpened,
                                  RunFinished>;

struct RunEvent
{
    std::uint64_t run = 0; ///< number of the run within this process
    Clock::time_point time;
    RunEventData data;
};

/// Is told of a run; called on the engine's loop, must not block it.
class RunObserver
{
public:
    virtual ~RunObserver() = default;
    virtual void onEvent(const RunEvent &event) = 0;
};

} // namespace postern::run
