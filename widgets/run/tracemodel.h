// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/run/event.h"
#include "widgets/graph/graphmodel.h"

#include <QAbstractItemModel>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace postern::widgets {

/// A step of a run, with the steps that it was made of.
struct TraceStep
{
    enum class Kind { Run, Node, Span, Request };

    Kind kind = Kind::Node;
    std::string name; ///< of a request: "POST host/path"
    std::string what; ///< the kind of a span; the node's own words of its state are in `state`
    std::string node; ///< the outermost node that it belongs to
    run::NodeState state = run::NodeState::Running;
    std::string error;
    std::chrono::microseconds begin{0}; ///< since the run's start
    std::chrono::microseconds elapsed{0};
    TokenUsage usage;
    Value inputs;
    Value output;
    std::shared_ptr<const http::Attempt> request; ///< of a request alone

    TraceStep *parent = nullptr;
    std::vector<TraceStep *> children; ///< in the order in which they were told
    int row = 0;                       ///< among its parent's
};

/// A run as a tree: nodes, the flows that their code calls, spans of Python code, down to each
/// attempt of an HTTP request. A span is told once it has ended, so it waits for the one that it is
/// part of; what has been shown never moves.
class TraceModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Start, Duration, Tokens, State, ColumnCount };
    enum Role { NodeRole = Qt::UserRole };

    explicit TraceModel(QObject *parent = nullptr);
    ~TraceModel() override;

    using MomentFunction = std::function<graph::Moment(const std::string &node)>;
    /// `moment` of a node tells what is known of it where one has stepped back.
    void setMoments(MomentFunction moment) { m_moment = std::move(moment); }
    /// Another moment is looked at.
    void showMoment();
    /// So many bytes of bodies are kept of a run.
    void setMostBodies(std::size_t bytes) { m_mostBodies = bytes; }
    void clear();
    void apply(const std::vector<run::RunEvent> &events);

    const TraceStep *step(const QModelIndex &index) const;
    QModelIndex indexOf(const TraceStep *step) const;
    /// The first attempt of the node at the top.
    QModelIndex indexOfNode(const QString &node) const;
    /// Every request of a node and of what its code calls, in the order in which they ended.
    std::vector<std::shared_ptr<const http::Attempt>> requestsOf(const std::string &node) const;
    /// How many steps there are.
    std::size_t size() const { return m_steps.size(); }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    /// A node has requests that it hadn't.
    void requestsChanged(const QStringList &nodes);

private:
    /// Run, line, node, attempt; of the calls of one flow by the same node the line differs.
    using Place = std::tuple<std::string, std::size_t, std::string, int>;
    using SpanKey = std::pair<TraceStep *, std::int64_t>; ///< of the node, its number there

    void forget();
    void applyOne(const run::RunEvent &event);
    void applyToRun(const run::RunEvent &event);
    void addSpan(const run::Span &span, const run::RunEvent &event);
    void placeSpan(TraceStep *span, TraceStep *parent, const SpanKey &key);
    /// What waited for spans that never came stands below the node.
    void placeOrphans(TraceStep *node);
    void addRequest(const http::Attempt &attempt, const run::RunEvent &event);
    /// Of many large bodies the oldest go: what is kept of one run is bounded.
    void dropOldBodies();
    void finishNode(const run::NodeFinished &finished, const run::RunEvent &event);
    /// The step of a node's attempt, and of the calls that led to it.
    TraceStep *nodeStep(const run::Origin &origin, run::Clock::time_point time);
    TraceStep *ownerOf(const run::Origin &origin, run::Clock::time_point time);
    TraceStep *make(TraceStep::Kind kind, const run::Origin &origin);
    void append(TraceStep *step, TraceStep *parent);
    void touch(TraceStep *step);
    std::chrono::microseconds sinceStart(run::Clock::time_point time) const;
    /// Whether the step's node had finished by the moment that is looked at.
    bool isKnown(const TraceStep &step) const;
    void touchChildren(const TraceStep &step);

    std::deque<TraceStep> m_steps; ///< addresses stay
    TraceStep m_root;
    std::map<Place, TraceStep *> m_nodes;
    std::pair<Place, TraceStep *> m_latest{}; ///< of m_nodes: most of what is told is of one node
    std::map<SpanKey, TraceStep *> m_spans;   ///< those that are in the tree
    std::map<SpanKey, std::vector<std::pair<TraceStep *, std::int64_t>>> m_waiting; ///< for that span
    std::map<std::string, std::vector<std::shared_ptr<const http::Attempt>>, std::less<>> m_requests;
    MomentFunction m_moment;
    std::deque<TraceStep *> m_withBodies; ///< requests, in the order in which they came
    std::size_t m_bodyBytes = 0;          ///< of those
    std::size_t m_mostBodies = 256U << 20U;
    run::Clock::time_point m_start;
    bool m_hasStarted = false;
    bool m_isResetting = false; ///< so much comes at once that the views look at it anew
    QStringList m_touchedRequests;
};

} // namespace postern::widgets
