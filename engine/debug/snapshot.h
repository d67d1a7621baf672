// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/tokenusage.h"
#include "engine/base/value.h"
#include "engine/dap/pythonlines.h"
#include "engine/debug/breakpoint.h"
#include "engine/run/event.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace postern::debug {

/// Why a run stopped.
enum class StopReason {
    Breakpoint,
    Edge,
    Error,
    SchemaMismatch,
    Tokens,
    EmptyRetrieval,
    Pause, ///< asked for
    Step,  ///< the next node, or what is inside of it
    RunTo,
    Waiting ///< no reason of its own: another node is stopped at
};

/// The reason as JSON and scripts have it: "breakpoint", "edge", "error", "schema", "tokens",
/// "empty", "pause", "step", "until", "waiting".
const char *toString(StopReason reason);
const char *toString(Moment moment); ///< "before", "prompt", "after"

/// The state of a node in prompt flow's words, "Completed", "Failed", "Bypassed", "Canceled", and
/// "NotStarted", "Queued", "Running", "Paused" before.
const char *toString(run::NodeState state);

/// A node that is held, as it stands with what was edited.
struct HeldNode
{
    std::string path; ///< "answer"; "call/say" of a flow that the node "call" calls
    run::Origin origin;
    Moment moment = Moment::Before;
    StopReason reason = StopReason::Waiting;
    int breakpoint = 0; ///< its id, if one stopped here
    std::string input;  ///< of an edge
    Message detail;     ///< what doesn't fit, which condition couldn't be evaluated; may be empty
    Value inputs;       ///< dict
    Value output;       ///< Moment::After, or what stands in for its run
    std::optional<Error> error;
    std::string prompt;
    TokenUsage usage;
    std::vector<std::string> editedInputs;
    bool isOutputEdited = false;
    /// It failed, and was left so by resume() while others go on.
    bool isLeft = false;
};

enum class DebugState { Idle, Running, Stopped, Ended };

/// A node of a flow that is under way, or that ended last.
struct NodeStanding
{
    std::string path;
    run::NodeState state = run::NodeState::Idle;
    int attempt = 1;
};

/// How things stand, all of it of one moment.
struct Snapshot
{
    DebugState state = DebugState::Idle;
    std::uint64_t stopCount = 0;       ///< of stops so far: unlike at every other stop
    std::optional<HeldNode> stop;      ///< what commands without a node mean
    std::optional<dap::LineStop> line; ///< Python code that stands at a line; commands mean it first
    std::vector<HeldNode> held;        ///< the others: those that wait, and failures left
    std::vector<std::string> running;  ///< paths
    std::vector<NodeStanding> nodes;   ///< in the order of their flows
};

/// What is told while it happens.
struct Notice
{
    enum class Kind {
        Stopped, ///< `node` is the new stop; with a `line`, its Python code stands there
        Resumed, ///< `node` isn't any more; commands of a stop have no meaning until the next one
        Logged,  ///< `text` of a logpoint at `node`
        Problem, ///< `error`: a condition or a logpoint couldn't be evaluated; the run goes on
        Died     ///< `error`: the Python process ended while its code stood at a line
    };
    Kind kind = Kind::Stopped;
    HeldNode node;
    std::string text;
    std::optional<Error> error;
    int breakpoint = 0; ///< of Logged and Problem; 0: a line's
    std::optional<dap::LineStop> line;
};

} // namespace postern::debug
