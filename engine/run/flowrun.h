// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/base/value.h"
#include "engine/connection/connection.h"
#include "engine/flow/flowdocument.h"
#include "engine/http/egress.h"
#include "engine/http/message.h"
#include "engine/run/event.h"
#include "engine/run/gate.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace postern::run {

/// One run of a flow, or of one node of it.
struct FlowRunRequest
{
    flow::FlowDocument document; ///< its text as it stands, saved or not
    flow::Trust trust = flow::Trust::Trusted;
    Dict inputs;         ///< of the flow; with `node`, of that node ("name" or "other.output" keys)
    Dict init;           ///< of a flex flow: arguments of its class
    std::string variant; ///< "${node.variant}", or empty for the defaults
    std::string node;    ///< run this node alone, when not empty
    Dict answers;        ///< by node: values that stand in for running it
    std::vector<std::pair<std::string, std::string>> environment; ///< overrides the flow's own
    connection::ConnectionSet connections;
    bool simulate = false;        ///< every connection is answered by the built-in simulator
    std::filesystem::path python; ///< interpreter; empty: found
    /// The only hosts that the engine contacts, as http::EgressLedger::allowOnly(); empty: any.
    std::vector<std::string> egressAllow;
    http::Route route; ///< how hosts are reached
    /// Where contacted hosts are counted, Python's own included; null: in one of the run.
    std::shared_ptr<http::EgressLedger> ledger;
    /// Where images among the outputs are written; empty: they are given as base64.
    std::filesystem::path imageFolder;
    /// Lets the text of what only outputs refer to be told while it comes; the results are the same.
    bool stream = true;
    /// The outputs are for Python code: their images stay images.
    bool keepImages = false;
    Gates gates;
    RunObservers observers;  ///< are told every step
    bool keepBodies = false; ///< requests are told with what was sent and received
    /// The node whose code asks for the run; null: nobody's.
    std::shared_ptr<const Origin> parent;
};

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
    NodeState state = NodeState::Done;            ///< Done, Failed, Cancelled
    Value inputs;                                 ///< parsed by type, defaults filled in
    ImageFormat imageFormat = ImageFormat::Basic; ///< how the flow writes images
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
/// What goes wrong in the flow is in the result, never thrown; every step is told to the request's
/// observers, and RunFinished is the last of them whatever happens. Cancelling the coroutine
/// (asio's cancellation) stops transfers and kills workers within 100 ms.
Task<FlowRunResult> runFlow(FlowRunRequest request);

/// The run of a request that couldn't be completed, or isn't wanted any more: its observers are
/// told RunFinished with the error, and the result is that of a run that ended so.
FlowRunResult refuseRun(const FlowRunRequest &request, Error error);

} // namespace postern::run
