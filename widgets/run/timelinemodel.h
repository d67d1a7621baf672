// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/run/event.h"
#include "widgets/graph/graphmodel.h"
#include "widgets/run/runprices.h"

#include <QAbstractTableModel>
#include <QIcon>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace postern::widgets {

/// A piece of a node's time, counted from the run's start.
struct TimelineSegment
{
    enum class Kind { Queued, Held, Retry, Work };

    Kind kind = Kind::Work;
    std::chrono::microseconds begin{0};
    std::chrono::microseconds end{0};
    bool isOpen = false; ///< it goes on, and ends now
    run::NodeState state = run::NodeState::Running;
    int attempt = 1;
};

/// What a node did, and when.
struct TimelineRow
{
    std::string node;
    run::NodeState state = run::NodeState::Idle;
    std::vector<TimelineSegment> segments;
    std::vector<int> refusals; ///< statuses of requests that failed; 0: no answer
    Spent spent;
    std::map<std::string, Spent> models; ///< the same by model or deployment
    std::chrono::microseconds elapsed{0};
};

/// The nodes of a run as rows over its time, put together from its events. A run of any size costs
/// what its nodes and attempts are; flows that nodes call are in the trace.
class TimelineModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Node, Time, Tokens, Cost, ColumnCount };
    enum Role { NameRole = Qt::UserRole };
    using IconFunction = std::function<QIcon(const QString &node)>;
    using MomentFunction = std::function<graph::Moment(const std::string &node)>;

    explicit TimelineModel(QObject *parent = nullptr);

    /// `icon` of a node's kind.
    void setIcons(IconFunction icon);
    void setPrices(PriceFunction price) { m_price = std::move(price); }
    /// `moment` of a node tells what is known of it where one has stepped back.
    void setMoments(MomentFunction moment) { m_moment = std::move(moment); }
    /// Another moment is looked at.
    void showMoment();
    void clear();
    void apply(const std::vector<run::RunEvent> &events);

    const std::vector<TimelineRow> &rows() const { return m_rows; }
    QModelIndex indexOf(const QString &node) const;
    bool isRunning() const { return m_isRunning; }
    /// From the run's start to its end, or to now.
    std::chrono::microseconds duration() const;
    Spent spent() const;
    /// Of the nodes that had finished by the moment that is looked at.
    Spent spentSoFar() const;
    /// Whether the row's node had finished by the moment that is looked at.
    bool isKnown(const TimelineRow &row) const;
    /// When the node's turn came; nothing: it never did.
    std::optional<std::chrono::microseconds> beginOf(const std::string &node) const;
    /// What each model or deployment took.
    std::map<std::string, Spent> spentByModel() const;
    /// What is written beside a node's bar: "0.94 s", "cached", "403 twice".
    QString labelOf(const TimelineRow &row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    /// Some of it is another; once for each delivery of events.
    void changed();

private:
    void start(const run::RunStarted &started, run::Clock::time_point time);
    void finish(const run::RunFinished &finished, std::chrono::microseconds at);
    void applyToRow(const run::RunEvent &event, TimelineRow &row);
    void finishNode(const run::RunEvent &event,
                    const run::NodeFinished &finished,
                    TimelineRow &row,
                    std::chrono::microseconds at);
    void addRequest(const http::Attempt &attempt, TimelineRow &row) const;
    TimelineRow &rowOf(const std::string &node);
    std::chrono::microseconds sinceStart(run::Clock::time_point time) const;
    QString timeText(const TimelineRow &row) const;
    QString stateLabelOf(const TimelineRow &row) const;
    QString amountText(const TimelineRow &row, int column) const;

    std::vector<TimelineRow> m_rows;
    std::map<std::string, std::size_t, std::less<>> m_index; ///< of m_rows
    IconFunction m_icon;
    PriceFunction m_price;
    MomentFunction m_moment;
    run::Clock::time_point m_start;
    bool m_hasStarted = false;
    bool m_isRunning = false;
    std::chrono::microseconds m_end{0};
};

} // namespace postern::widgets
