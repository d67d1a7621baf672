// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/flow.h"
#include "engine/run/event.h"
#include "widgets/graph/graphmodel.h"

#include <QDateTime>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace postern::widgets {

/// What one node did in the latest run, as far as it got.
struct NodeRun
{
    run::NodeState state = run::NodeState::Idle;
    Value inputs; ///< dict; null until the node started
    std::string prompt;
    std::vector<TextRange> inserted; ///< the parts of the prompt that came from values
    std::string streamed;            ///< the chunks so far
    Value output;
    std::optional<Error> error; ///< none when the user stopped it
    std::string logs;
    std::string blockedBy; ///< the node that failed before this one's turn came
    /// Of a request that is made again: the latest, which may be over.
    std::optional<run::Retrying> retrying;
    run::Clock::time_point retryAt;
    TokenUsage usage;
    run::Clock::time_point started;
    std::chrono::microseconds elapsed{0};         ///< final when the node has finished
    run::GateSide heldAt = run::GateSide::Before; ///< while it is paused
    std::string holdReason;
    std::vector<std::string> editedInputs; ///< by hand, while it was held
    bool isOutputEdited = false;
    int beganAt = 0; ///< counts up with all that happens to nodes; 0: its turn hasn't come
    int endedAt = 0; ///< 0: it hasn't finished
};

/// The latest run, put together from its events, for every view that shows it. Flows that its
/// nodes' code calls are not shown.
class RunModel final : public QObject
{
    Q_OBJECT

public:
    explicit RunModel(QObject *parent = nullptr);

    void clear();
    /// A run of this flow is about to start: forgets the one before.
    void expect(const flow::Flow &flow);
    void apply(const std::vector<run::RunEvent> &events);

    /// Null when the run has not looked at such a node.
    const NodeRun *node(const std::string &name) const;
    /// Those that it has looked at.
    std::vector<std::string> nodeNames() const;
    /// Of the run as a whole; Idle before the first one.
    run::NodeState state() const { return m_state; }
    bool isRunning() const { return m_state == run::NodeState::Running; }
    const Value &inputs() const { return m_inputs; }
    const Value &outputs() const { return m_outputs; }
    /// Why it failed; none when the user stopped it.
    const std::optional<Error> &error() const { return m_error; }
    TokenUsage usage() const { return m_usage; }
    /// So far while it runs, whole afterwards.
    std::chrono::microseconds elapsed() const;
    QDateTime startedAt() const { return m_startedAt; }
    /// That a request is made again, when and why; empty while none waits for that.
    QString waitText() const;
    /// The first node that failed, perhaps before it started; empty when none did.
    std::string failedNode() const { return m_failedNode; }

    /// What was edited of a node that is held.
    void showEdits(const std::string &name, const NodeRun &edited);

    /// Looks at the run as it stood before this node's turn; nothing of the run changes. Does nothing
    /// with one whose turn hasn't come.
    void stepBackTo(const std::string &name);
    /// Looks at it as it is now.
    void stepToNow();
    /// The node before whose turn one stands; empty: one looks at now.
    const std::string &steppedBackTo() const { return m_steppedTo; }
    graph::Moment momentOf(const std::string &name) const;
    /// The node that Back leads to: `wished` if it has finished by the moment that is looked at, else
    /// the last one that had. Empty: there is none.
    std::string stepBefore(const std::string &wished = {}) const;
    /// The node that Forward leads to; empty: now.
    std::string stepAfter() const;
    /// A node as it stands at the moment that is looked at; nothing when the run hasn't come to it.
    std::optional<NodeRun> nodeNow(const std::string &name) const;

signals:
    /// Once for each delivery of events, with every node they touched.
    void nodesChanged(const QStringList &names);
    /// The run as a whole started, ended or was cleared.
    void stateChanged();
    /// waitText() is another.
    void waitChanged();
    /// Another moment is looked at; after nodesChanged.
    void momentChanged();

private:
    void applyOne(const run::RunEvent &event, QStringList &touched);
    void start(const run::RunStarted &started, run::Clock::time_point time);
    void applyToNode(const run::RunEvent &event, NodeRun &node);
    void finishNode(const std::string &name, const run::NodeFinished &finished);
    void finish(const run::RunFinished &finished);
    void markBlocked();
    void watchWaits();
    /// The moment that is looked at: nodes that began later aren't known yet.
    int momentNow() const;
    void lookAt(const std::string &name);

    std::map<std::string, NodeRun, std::less<>> m_nodes;
    std::map<std::string, std::vector<std::string>> m_references; ///< of each node, to others
    run::NodeState m_state = run::NodeState::Idle;
    Value m_inputs;
    Value m_outputs;
    std::optional<Error> m_error;
    std::string m_failedNode;
    TokenUsage m_usage;
    run::Clock::time_point m_started;
    std::chrono::microseconds m_elapsed{0};
    QDateTime m_startedAt;
    QTimer m_waitTick; ///< active while a request waits
    int m_happened = 0;
    std::string m_steppedTo;
};

/// That a node's request is made again, when and why; empty while it doesn't wait.
QString waitText(const NodeRun &node);

/// Where a node is held: "paused before run".
QString holdText(const NodeRun &node);

/// A node's state in a word or two: "done", "blocked by start", "not run".
QString runStateText(const NodeRun &node);

/// Why something failed, the reason first: "KeyError: 'no_such_key'" of a Python exception, without
/// the words that only repeat whose it is.
QString failureReason(const Error &error);

} // namespace postern::widgets
