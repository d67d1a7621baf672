// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/value.h"
#include "engine/history/runsummary.h"
#include "engine/run/event.h"
#include "engine/run/flowrun.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace postern::history {

/// The files of a flow as they were when it ran, by path relative to its folder with "/".
struct FlowSnapshot
{
    std::string file; ///< the flow's own: "flow.dag.yaml"
    std::map<std::string, std::string> files;
    std::vector<std::string> leftOut; ///< too large, or no business of a history: .env files, keys
};

/// A run as it is kept.
///
/// `events` are what its observers were told, in order, flows that its nodes called included, without
/// secrets. Their `time` counts from the first event on (`Clock::time_point()`), so that a clock that
/// jumped changes no duration; `wallTime` is the clock's of then. Text that streamed comes in fewer and
/// longer pieces than it was told in.
struct StoredRun
{
    RunSummary summary;
    Value inputs;  ///< as RunFinished has them, else as RunStarted
    Value outputs; ///< null: it didn't come to them
    std::optional<Error> error;
    Dict environment; ///< "postern", "python", "system", and what else was known of where it ran
    std::vector<run::RunEvent> events;
    /// False when values were cut for their size, or events are missing: it can't be replayed.
    bool isWhole = true;
};

/// An attempt of a node, put together from its events.
struct NodeAttempt
{
    run::Origin origin;     ///< run, line, node, attempt; with `parent` a called flow's
    run::NodeRecord record; ///< what ResultCollector makes of it
    std::string streamed;   ///< the text that came in pieces
    bool runsAgain = false; ///< another attempt followed
    run::Clock::time_point started;
    run::Clock::time_point ended;
    std::vector<run::Span> spans;
    std::vector<run::Request> requests;
    std::vector<run::Retrying> retries;
};

/// Every attempt of every node, in the order in which they ended; what never ended comes last.
/// `withNested`: those of called flows, too.
std::vector<NodeAttempt> attemptsOf(const std::vector<run::RunEvent> &events,
                                    bool withNested = false);

} // namespace postern::history
