// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/renderedtext.h"
#include "engine/base/tokenusage.h"
#include "engine/base/value.h"
#include "engine/http/watch.h"
#include "engine/image/imageformat.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
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
using WallClock = std::chrono::system_clock;

/// Where something happens: in which run, in which line of it, at which node, at which attempt.
struct Origin
{
    std::string run;      ///< unlike any other run's, of any process
    std::size_t line = 0; ///< counted from 0
    std::string node;     ///< empty: the line as a whole
    int attempt = 1;      ///< of the node; counted from 1
    /// The node whose code called this flow; null for a flow that nobody's code called.
    std::shared_ptr<const Origin> parent;
};

/// What is told of a run, in the order it happened.
///
/// A line as a whole: RunStarted, RunWarning, PortOpened, RunOutput, RunFinished. Everything else
/// is a node's, whose name is in the event's origin. A node's attempt goes through NodeQueued,
/// NodePaused and NodeResumed where a gate holds it, NodeStarted, and NodeFinished. One that gets
/// its value from a gate never starts, and of a bypassed one only the end is told.
struct RunStarted
{
    std::vector<std::string> nodes; ///< those that will be looked at, in topological order
    Value inputs;                   ///< dict
    /// Of each of them, those that must be through before it: indexes in `nodes`.
    std::vector<std::vector<std::size_t>> dependencies{};
};
/// What the node refers to is there; it waits for its turn and for its gates.
struct NodeQueued
{};
/// On which side of its run a node is held: at the prompt its model waits.
enum class GateSide { Before, Prompt, After };
/// A gate holds the node: no time-out and no `elapsed` counts this.
struct NodePaused
{
    GateSide side = GateSide::Before;
    std::string reason; ///< the gate's, in a few words; may be empty
    Value inputs;       ///< dict: those it would start with, or did
    Value output;       ///< after its run
    std::optional<Error> error;
};
/// What a gate that held a node decided.
enum class GateAnswer { GoOn, ChangeInputs, UseValue, Fail, RunAgain };
struct NodeResumed
{
    GateSide side = GateSide::Before;
    GateAnswer answer = GateAnswer::GoOn;
    std::chrono::microseconds held{0};
};
struct NodeStarted
{
    Value inputs; ///< dict: the resolved inputs at this moment, with what gates have changed
};
/// What an llm or prompt node made of its template, before the model is asked.
struct NodePrompt
{
    std::string text;
    std::vector<TextRange> inserted; ///< the parts that come from values
};
struct NodeChunk
{
    std::string text;
};
/// What a node's code wrote: a write() of Python's, or what a child process or native code wrote.
/// While its source is imported it comes before NodeStarted, and before RunStarted.
struct NodeLog
{
    bool isError = false; ///< standard error
    std::string text;
};
/// What the flow's Python wrote when it can't be told of which node it is.
struct RunOutput
{
    bool isError = false; ///< standard error
    std::string text;
};
/// A function of Python's under @trace, a step of LangChain's and the like, once it has ended.
struct Span
{
    std::int64_t id = 0; ///< unlike the others of the same worker
    std::optional<std::int64_t> parent;
    std::string name;
    std::string kind; ///< "Function", "LLM", "Tool" ...
    Value inputs;     ///< dict
    Value output;
    std::string error; ///< "ValueError: ..."; empty when it ended well
    WallClock::time_point start;
    WallClock::time_point end;
};
/// What became of one attempt of a request that the engine sent for a node.
struct Request
{
    http::Attempt attempt;
};
/// A wait for another attempt of a request.
struct Retrying
{
    std::string what; ///< the host that is asked again
    Message why;      ///< what came of the last attempt: "status 429"
    int attempt = 0;  ///< that comes; the first was 1
    std::chrono::milliseconds wait{0};
};
struct NodeFinished
{
    NodeState state = NodeState::Done; ///< Done, Cached, Bypassed, Failed or Cancelled
    Value inputs;                      ///< dict; null when it never came to them
    Value output;
    std::optional<Error> error;
    /// All it wrote, a time at the start of each line; of very much the beginning and the end.
    std::string logs;
    std::string outputLog; ///< what went to standard output, each write with prompt flow's stamp
    std::string errorLog;  ///< and to standard error
    TokenUsage usage;
    std::chrono::microseconds elapsed{0}; ///< without the time that gates held it
    bool runsAgain = false; ///< a gate wants another attempt: this isn't the node's end
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
/// The last event of a run, told once of every run, also of one that couldn't begin.
struct RunFinished
{
    NodeState state = NodeState::Done; ///< Done, Failed or Cancelled
    Value inputs;  ///< parsed by type, defaults filled in, as they stand at the end
    Value outputs; ///< dict, in the file's order; of a single node: what it gave
    Dict pieces;   ///< of the outputs that are a generator's, what it gave: lists by name
    image::ImageFormat imageFormat = image::ImageFormat::Basic; ///< how the flow writes images
    std::vector<std::pair<std::string, Value>> metrics;
    std::optional<Error> error;
    /// The node that the error is about, if it is one's: perhaps it never started.
    std::string failedNode;
    std::string logs;      ///< what was written and isn't in a NodeFinished, stamped as there
    std::string outputLog; ///< of these, what went to standard output
    std::string errorLog;  ///< and to standard error
    TokenUsage usage;      ///< of every attempt of every node
    std::chrono::microseconds elapsed{0};
};

using RunEventData = std::variant<RunStarted,
                                  NodeQueued,
                                  NodePaused,
                                  NodeResumed,
                                  NodeStarted,
                                  NodePrompt,
                                  NodeChunk,
                                  NodeLog,
                                  RunOutput,
                                  Span,
                                  Request,
                                  Retrying,
                                  NodeFinished,
                                  RunWarning,
                                  PortOpened,
                                  RunFinished>;

struct RunEvent
{
    Origin origin;
    Clock::time_point time; ///< to measure with
    WallClock::time_point wallTime;
    RunEventData data;

    /// Of a flow that a node's code called: only who asks for the whole tree looks at it.
    bool isNested() const { return origin.parent != nullptr; }
};

/// Is told of a run; called on the engine's loop, must not block it.
class RunObserver
{
public:
    virtual ~RunObserver() = default;
    virtual void onEvent(const RunEvent &event) = 0;
};

/// All of them are told, in this order. They must outlive the run.
using RunObservers = std::vector<RunObserver *>;

} // namespace postern::run
