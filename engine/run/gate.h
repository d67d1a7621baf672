// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/flow/flow.h"
#include "engine/run/event.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace postern::flow {
class FlowDocument;
} // namespace postern::flow

namespace postern::run {

/// Go on as if there were no gate.
struct Proceed
{};
/// Before the run: go on, these inputs changed and the others as they are. What is given is what
/// the node gets: a Python node no longer shares the object that stood there with other nodes.
struct ChangeInputs
{
    Dict inputs;
};
/// Don't run the node (or replace what it gave): use this value. `cached` shows in its state.
struct UseValue
{
    Value value;
    bool cached = false;
};
/// The node counts as failed.
struct FailWith
{
    Error error;
};
/// After the run: what came of it doesn't count; the node's inputs are looked at anew, the gates
/// asked again and the node run once more.
struct RunAgain
{
    /// The flow as it is by now, texts that aren't saved included: the node is made ready anew from
    /// it, its code and its template too. What can't be made ready fails the attempt, after which
    /// gates are asked as ever. Null: the node as it was.
    std::shared_ptr<const flow::FlowDocument> document{};
};
using BeforeDecision = std::variant<Proceed, ChangeInputs, UseValue, FailWith>;
using AfterDecision = std::variant<Proceed, UseValue, FailWith, RunAgain>;

/// What a gate is shown after a node ran: its output, or its error.
struct NodeOutcome
{
    Value output;
    std::optional<Error> error;
    TokenUsage usage{};         ///< of the attempt
    bool isGiven = false;       ///< a gate's value, not what the node gave
    bool changesInputs = false; ///< its code changed objects that other nodes see, too
};

/// A node's turn, as a gate is shown it. All of it lives until the gate has answered.
struct NodeVisit
{
    const Origin &origin; ///< with the run, the line, the attempt, and who called the flow
    const flow::Node &node;
    const Dict &inputs; ///< with what the gates before this one have changed
    /// To be called by a gate that keeps the node waiting, with the reason in a few words: the
    /// run's observers learn of it, and of the end of the wait.
    std::function<void(std::string reason)> hold;
};

/// The only two questions that are asked of what stands outside a run (architecture rule 3), for
/// every node of every kind of flow, those of a flow that Python code calls included. Debugger,
/// cache, pins and replay are gates.
///
/// The first is asked before the node counts as started. A gate that wants to hold a node doesn't
/// answer yet: held time counts towards no time-out, a held failure doesn't fail the line. What it
/// waits with must end when its coroutine is cancelled, as everything of asio's does: see Held.
class Gate
{
public:
    virtual ~Gate() = default;
    virtual Task<BeforeDecision> beforeNode(const NodeVisit &visit) = 0;
    virtual Task<AfterDecision> afterNode(const NodeVisit &visit, const NodeOutcome &outcome) = 0;
    /// Told of the rendered prompt of a node that is about to ask its model; the model waits.
    virtual Task<void> atPrompt(const NodeVisit &visit, const std::string &prompt)
    {
        static_cast<void>(visit);
        static_cast<void>(prompt);
        co_return;
    }
};

/// Asked in this order. Before a node the first that gives a value or an error ends the asking;
/// after it each sees what the one before it made of the outcome, until one wants another run.
using Gates = std::vector<std::shared_ptr<Gate>>;

} // namespace postern::run
