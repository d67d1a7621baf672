// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/gate.h"
#include "engine/run/report.h"

#include <optional>

namespace postern::run {

/// What a node does when its turn comes, whatever kind of flow it is in.
class NodeWork
{
public:
    virtual ~NodeWork() = default;
    /// The inputs as they stand now; asked once for each attempt. Throws Error.
    virtual Task<Dict> inputs() = 0;
    /// Runs with the inputs() of before, the named ones changed. Throws Error.
    virtual Task<Value> run(const Dict &changed, NodeReport &report) = 0;
    /// Makes the node ready anew from the flow as it is by now, and gives it, good as long as this.
    /// Throws Error.
    virtual Task<const flow::Node *> prepareAnew(const flow::FlowDocument &document) = 0;
    /// A gate gave another value than run().
    virtual void valueReplaced() {}
};

/// A node's turn: its gates and its work, told as they go, as often as the gates want it.
class NodeTurn
{
public:
    /// All of these must outlive take(). `queued` is the node's report where that it waits was told
    /// before; else take() tells it.
    NodeTurn(const flow::Node &node,
             NodeWork &work,
             const Gates &gates,
             RunReport &report,
             std::optional<NodeReport> queued = {});

    /// The node's value. Throws the Error that it ends with, which has been told then; one of its
    /// inputs hasn't: such a node never starts.
    Task<Value> take();

private:
    Task<void> attempt();
    /// What comes before the gates: the node as it is by now, and its inputs. Whether they are there.
    Task<bool> makeReady();
    /// Whether the node is to run.
    Task<bool> askBefore();
    Task<void> runWork();
    Task<void> askAfter();
    Task<void> askAtPrompt(std::string prompt);
    NodeVisit visit(GateSide side);
    void answered(GateSide side, GateAnswer answer);
    void useValue(UseValue use);
    void changeInputs(const Dict &inputs);
    void tellEnd();

    const flow::Node *m_node;
    NodeWork &m_work;
    const Gates &m_gates;
    RunReport &m_report;
    std::optional<NodeReport> m_told; ///< of the attempt under way
    int m_attempts = 0;
    Dict m_inputs;
    Dict m_changed; ///< of these, what gates want otherwise
    NodeOutcome m_outcome;
    bool m_isCached = false;
    bool m_runsAgain = false;
    std::shared_ptr<const flow::FlowDocument> m_document; ///< to make the node ready anew from
    bool m_isHeld = false;
};

} // namespace postern::run
