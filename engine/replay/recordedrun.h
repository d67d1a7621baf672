// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flow.h"
#include "engine/replay/cassette.h"
#include "engine/replay/givenoutputs.h"
#include "engine/run/flowrun.h"
#include "engine/run/prices.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace postern::replay {

/// What is known of a node of a run that is over.
struct RecordedNode
{
    std::string name;
    run::NodeState state = run::NodeState::Done;
    Value inputs; ///< dict, or null where they aren't known
    Value output;
    bool isExact = true; ///< else `output` is the repr of what is no JSON
    std::string prompt;  ///< rendered; empty where there is none or it isn't known
    std::string error;   ///< one sentence; empty when it ended well
    TokenUsage usage;
    std::chrono::microseconds elapsed{0};
    std::vector<run::ModelUse> uses; ///< what its requests took of which models
    std::int64_t unpaid = 0;         ///< tokens that nobody is paid for: the simulator's
    std::optional<double> cost;      ///< none: not known
};

/// A run that is over, wherever it was kept: what a comparison and a run from a node need of it.
struct RecordedRun
{
    std::string name; ///< for people: a file's, or the run's id
    run::NodeState state = run::NodeState::Done;
    Value inputs;
    Value outputs;
    std::string error;
    std::vector<RecordedNode> nodes; ///< in the order in which they ended
    TokenUsage usage;
    std::chrono::microseconds elapsed{0};
    std::optional<double> cost;
    std::map<std::string, std::string> sources; ///< files of the flow by path; empty: not known

    const RecordedNode *node(std::string_view nodeName) const;
};

/// The run that these events tell of, without flows that its nodes called.
RecordedRun runOfEvents(const std::vector<run::RunEvent> &events, std::string name);
RecordedRun runOfResult(const run::FlowRunResult &result, std::string name);
RecordedRun runOfCassette(const Cassette &cassette, std::string name);

/// Reads what `flow test` wrote: by --detail (the file, or the folder that holds flow.detail.json),
/// --events or --record. Throws Error FileUnreadable, and InvalidInput for anything else.
RecordedRun readRecordedRun(const std::filesystem::path &file);

/// Fills in what it cost, where the prices of all that it took are known.
void addCosts(RecordedRun &run, const run::PriceList &prices);

/// What the nodes gave that needn't run when the flow runs from `node` on: all that don't need its
/// output. A node that was bypassed is looked at anew. Throws Error Usage where there is no such
/// node, and InvalidInput that names a node whose output isn't known, or can't be used again.
NodeOutputs outputsBefore(const flow::Flow &flow, const std::string &node, const RecordedRun &run);

} // namespace postern::replay
