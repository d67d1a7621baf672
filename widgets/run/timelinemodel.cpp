// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/timelinemodel.h"

#include "engine/run/prices.h"
#include "widgets/run/amounts.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/theme.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace postern::widgets {

using run::NodeState;
using std::chrono::microseconds;

namespace {

void closeSegments(TimelineRow &row, microseconds at, NodeState state)
{
    // What would only have begun later, after a wait, never did.
    std::erase_if(row.segments,
                  [at](const TimelineSegment &one) { return one.isOpen && one.begin > at; });
    for (TimelineSegment &segment : row.segments) {
        if (segment.isOpen) {
            segment.isOpen = false;
            segment.end = at;
            if (segment.kind == TimelineSegment::Kind::Work)
                segment.state = state;
        }
        segment.end = std::min(segment.end, at);
    }
}

void beginSegment(TimelineRow &row, TimelineSegment::Kind kind, microseconds at, int attempt)
{
    closeSegments(row, at, row.state);
    row.segments.push_back({kind, at, at, true, NodeState::Running, attempt});
}

QString refusalText(const std::vector<int> &refusals)
{
    const int status = refusals.back();
    const auto count = static_cast<int>(std::ranges::count(refusals, status));
    const QString what = status == 0 ? TimelineModel::tr("no answer") : QString::number(status);
    return count == 1 ? what : TimelineModel::tr("%1, %2 times").arg(what).arg(count);
}

} // namespace

TimelineModel::TimelineModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

void TimelineModel::setIcons(IconFunction icon)
{
    m_icon = std::move(icon);
}

void TimelineModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_index.clear();
    m_hasStarted = false;
    m_isRunning = false;
    m_end = microseconds(0);
    endResetModel();
    emit changed();
}

void TimelineModel::apply(const std::vector<run::RunEvent> &events)
{
    std::vector<bool> touched(m_rows.size(), false);
    bool hasChanged = false;
    for (const run::RunEvent &event : events) {
        if (event.isNested() || event.origin.line > 0)
            continue;
        hasChanged = true;
        if (const auto *started = std::get_if<run::RunStarted>(&event.data)) {
            start(*started, event.time);
            touched.assign(m_rows.size(), true);
        } else if (const auto *finished = std::get_if<run::RunFinished>(&event.data)) {
            finish(*finished, sinceStart(event.time));
            touched.assign(m_rows.size(), true);
        } else if (!event.origin.node.empty()) {
            applyToRow(event, rowOf(event.origin.node));
            touched.resize(m_rows.size(), true);
            touched[m_index.find(event.origin.node)->second] = true;
        }
    }
    for (std::size_t row = 0; row < touched.size(); ++row) {
        if (touched[row])
            emit dataChanged(index(static_cast<int>(row), Time), index(static_cast<int>(row), Cost));
    }
    if (hasChanged)
        emit changed();
}

void TimelineModel::start(const run::RunStarted &started, run::Clock::time_point time)
{
    beginResetModel();
    m_rows.clear();
    m_index.clear();
    m_rows.reserve(started.nodes.size());
    for (const std::string &node : started.nodes) {
        m_index.emplace(node, m_rows.size());
        m_rows.emplace_back().node = node;
    }
    m_start = time;
    m_hasStarted = true;
    m_isRunning = true;
    m_end = microseconds(0);
    endResetModel();
}

void TimelineModel::finish(const run::RunFinished &finished, microseconds at)
{
    m_isRunning = false;
    m_end = std::max(at, microseconds(0));
    for (TimelineRow &row : m_rows) {
        const bool isUnderWay = row.state == NodeState::Running || row.state == NodeState::Paused
                                || row.state == NodeState::Streaming;
        if (isUnderWay)
            row.state = NodeState::Cancelled;
        else if (row.state == NodeState::Queued)
            row.state = finished.state == NodeState::Failed ? NodeState::Queued : NodeState::Idle;
        closeSegments(row, at, row.state);
    }
}

TimelineRow &TimelineModel::rowOf(const std::string &node)
{
    const auto found = m_index.find(node);
    if (found != m_index.end())
        return m_rows[found->second];
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_index.emplace(node, m_rows.size());
    m_rows.emplace_back().node = node;
    endInsertRows();
    return m_rows.back();
}

// A clock that was begun anew gives no times before the run.
microseconds TimelineModel::sinceStart(run::Clock::time_point time) const
{
    if (!m_hasStarted)
        return microseconds(0);
    return std::max(std::chrono::duration_cast<microseconds>(time - m_start), microseconds(0));
}

void TimelineModel::applyToRow(const run::RunEvent &event, TimelineRow &row)
{
    using Kind = TimelineSegment::Kind;
    const microseconds at = sinceStart(event.time);
    const int attempt = event.origin.attempt;
    if (std::holds_alternative<run::NodeQueued>(event.data)) {
        row.state = NodeState::Queued;
        beginSegment(row, Kind::Queued, at, attempt);
    } else if (std::holds_alternative<run::NodePaused>(event.data)) {
        beginSegment(row, Kind::Held, at, attempt);
        row.state = NodeState::Paused;
    } else if (const auto *resumed = std::get_if<run::NodeResumed>(&event.data)) {
        row.state = resumed->side == run::GateSide::Before ? NodeState::Queued : NodeState::Running;
        closeSegments(row, at, row.state);
        if (resumed->side == run::GateSide::Before)
            beginSegment(row, Kind::Queued, at, attempt);
    } else if (std::holds_alternative<run::NodeStarted>(event.data)) {
        beginSegment(row, Kind::Work, at, attempt);
        row.state = NodeState::Running;
    } else if (std::holds_alternative<run::NodeChunk>(event.data)) {
        row.state = NodeState::Streaming;
    } else if (const auto *retrying = std::get_if<run::Retrying>(&event.data)) {
        closeSegments(row, at, NodeState::Failed);
        const microseconds until = at + retrying->wait;
        row.segments.push_back({Kind::Retry, at, until, false, NodeState::Queued, attempt});
        row.segments.push_back({Kind::Work, until, until, true, NodeState::Running, attempt});
    } else if (const auto *request = std::get_if<run::Request>(&event.data)) {
        addRequest(request->attempt, row);
    } else if (const auto *finished = std::get_if<run::NodeFinished>(&event.data)) {
        finishNode(event, *finished, row, at);
    }
}

void TimelineModel::addRequest(const http::Attempt &attempt, TimelineRow &row) const
{
    if (attempt.status == 0 || attempt.status >= 400)
        row.refusals.push_back(attempt.status);
    if (attempt.usage.total == 0)
        return;
    const std::string model = run::modelOf(attempt);
    if (attempt.port == 0) { // the simulator's or a recording's
        row.spent.addUnpaid(attempt.usage);
        row.models[model].addUnpaid(attempt.usage);
        return;
    }
    const auto price = m_price ? m_price(model, attempt.usage) : std::nullopt;
    row.spent.add(attempt.usage, price);
    row.models[model].add(attempt.usage, price);
}

void TimelineModel::finishNode(const run::RunEvent &event,
                               const run::NodeFinished &finished,
                               TimelineRow &row,
                               microseconds at)
{
    row.state = finished.state;
    row.elapsed += finished.elapsed;
    closeSegments(row, at, finished.state);
    const bool hasWorked = std::ranges::any_of(row.segments, [&event](const TimelineSegment &one) {
        return one.kind == TimelineSegment::Kind::Work && one.attempt == event.origin.attempt;
    });
    if (!hasWorked)
        row.segments.push_back(
            {TimelineSegment::Kind::Work, at, at, false, finished.state, event.origin.attempt});
    // What Python code asked by itself is in the node's sum and in none of the engine's requests.
    TokenUsage rest = finished.usage;
    for (const auto &[model, spent] : row.models) {
        rest.prompt -= spent.usage.prompt;
        rest.completion -= spent.usage.completion;
        rest.total -= spent.usage.total;
    }
    if (rest.total <= 0 || finished.runsAgain)
        return;
    row.spent.add(rest, std::nullopt);
    row.models[std::string()].add(rest, std::nullopt);
}

microseconds TimelineModel::duration() const
{
    if (!m_isRunning)
        return m_end;
    return std::chrono::duration_cast<microseconds>(run::Clock::now() - m_start);
}

Spent TimelineModel::spent() const
{
    Spent all;
    for (const TimelineRow &row : m_rows)
        all += row.spent;
    return all;
}

Spent TimelineModel::spentSoFar() const
{
    Spent all;
    for (const TimelineRow &row : m_rows) {
        if (isKnown(row))
            all += row.spent;
    }
    return all;
}

std::map<std::string, Spent> TimelineModel::spentByModel() const
{
    std::map<std::string, Spent> all;
    for (const TimelineRow &row : m_rows) {
        for (const auto &[model, spent] : row.models)
            all[model] += spent;
    }
    return all;
}

QModelIndex TimelineModel::indexOf(const QString &node) const
{
    const auto found = m_index.find(node.toStdString());
    return found == m_index.end() ? QModelIndex() : index(static_cast<int>(found->second), Node);
}

bool TimelineModel::isKnown(const TimelineRow &row) const
{
    return !m_moment || m_moment(row.node) == graph::Moment::Now;
}

std::optional<microseconds> TimelineModel::beginOf(const std::string &node) const
{
    const auto found = m_index.find(node);
    if (found == m_index.end() || m_rows[found->second].segments.empty())
        return {};
    const auto &segments = m_rows[found->second].segments;
    const auto work = std::ranges::find(segments,
                                        TimelineSegment::Kind::Work,
                                        &TimelineSegment::kind);
    return work == segments.end() ? segments.front().begin : work->begin;
}

void TimelineModel::showMoment()
{
    if (!m_rows.empty())
        emit dataChanged(index(0, Node), index(rowCount() - 1, Cost));
}

QString TimelineModel::labelOf(const TimelineRow &row) const
{
    const QString label = stateLabelOf(row);
    return isKnown(row) || label.isEmpty() ? label : tr("not yet (%1)").arg(label);
}

QString TimelineModel::stateLabelOf(const TimelineRow &row) const
{
    switch (row.state) {
    case NodeState::Done:
        return seconds(row.elapsed);
    case NodeState::Failed:
        return row.refusals.empty() ? graph::stateText(row.state) : refusalText(row.refusals);
    case NodeState::Idle:
        return {};
    case NodeState::Queued:
        return m_isRunning ? graph::stateText(row.state) : tr("blocked");
    default:
        return graph::stateText(row.state);
    }
}

// In words what the bar shows.
QString TimelineModel::timeText(const TimelineRow &row) const
{
    if (row.segments.empty())
        return m_isRunning ? graph::stateText(NodeState::Queued) : tr("not run");
    QStringList words{
        isKnown(row)
            ? graph::stateText(row.state)
            : tr("not yet at this point; in the run: %1").arg(graph::stateText(row.state))};
    const microseconds now = duration();
    for (const TimelineSegment &segment : row.segments) {
        const microseconds end = segment.isOpen ? std::max(now, segment.begin) : segment.end;
        if (end - segment.begin < std::chrono::milliseconds(10)
            && segment.kind != TimelineSegment::Kind::Work)
            continue;
        const QString from = seconds(segment.begin);
        const QString length = seconds(end - segment.begin);
        switch (segment.kind) {
        case TimelineSegment::Kind::Queued:
            words.append(tr("waited for its turn %2 from %1").arg(from, length));
            break;
        case TimelineSegment::Kind::Held:
            words.append(tr("was held %2 from %1").arg(from, length));
            break;
        case TimelineSegment::Kind::Retry:
            words.append(tr("waited %2 for another attempt from %1").arg(from, length));
            break;
        case TimelineSegment::Kind::Work:
            words.append(tr("ran %2 from %1").arg(from, length));
            break;
        }
    }
    if (!row.refusals.empty())
        words.append(tr("refused: %1").arg(refusalText(row.refusals)));
    return words.join(QStringLiteral(", "));
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TimelineModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const TimelineRow &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == NameRole)
        return QString::fromStdString(row.node);
    if (role == Qt::TextAlignmentRole && index.column() >= Tokens)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::DecorationRole && index.column() == Node && m_icon)
        return m_icon(QString::fromStdString(row.node));
    if (role == Qt::ForegroundRole && !isKnown(row))
        return theme::current().text3;
    if ((role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) && index.column() == Time)
        return theme::plainToolTip(timeText(row));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Node:
        return QString::fromStdString(row.node);
    case Time:
        return labelOf(row);
    case Tokens:
    case Cost:
        return amountText(row, index.column());
    default:
        return {};
    }
}

// In brackets where it isn't known yet at the moment that is looked at.
QString TimelineModel::amountText(const TimelineRow &row, int column) const
{
    const bool isCached = row.state == NodeState::Cached;
    if (column == Tokens && row.spent.usage.total == 0 && !isCached)
        return QStringLiteral("–");
    QString text = QStringLiteral("0");
    if (column == Tokens)
        text = QLocale().toString(static_cast<qlonglong>(row.spent.usage.total));
    else if (!isCached)
        text = costText(row.spent);
    return isKnown(row) || text == QStringLiteral("–") ? text : QStringLiteral("(%1)").arg(text);
}

QVariant TimelineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section >= Tokens)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Node:
        return tr("Node");
    case Time:
        return tr("Time");
    case Tokens:
        return tr("Tokens");
    case Cost:
        return tr("Cost $");
    default:
        return {};
    }
}

} // namespace postern::widgets
