// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/tracemodel.h"

#include "widgets/graph/geometry.h"
#include "widgets/graph/graphmodel.h"
#include "widgets/run/amounts.h"
#include "widgets/run/valuetext.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/theme.h"
#include "widgets/theme/translated.h"

#include <algorithm>
#include <limits>

namespace postern::widgets {

using run::NodeState;
using std::chrono::microseconds;

namespace {

constexpr std::size_t kManyEvents = 500;
constexpr qsizetype kLongestStepName = 300;

const run::Origin &outermost(const run::Origin &origin)
{
    const run::Origin *found = &origin;
    while (found->parent)
        found = found->parent.get();
    return *found;
}

QString stepState(const TraceStep &step)
{
    if (step.kind == TraceStep::Kind::Request)
        return step.request->status == 0 ? fromUtf8(step.request->error)
                                         : QString::number(step.request->status);
    if (!step.error.empty())
        return fromUtf8(step.error);
    return graph::stateText(step.state);
}

QString stepIcon(TraceStep::Kind kind)
{
    switch (kind) {
    case TraceStep::Kind::Run:
        return QStringLiteral("flow");
    case TraceStep::Kind::Node:
        return QStringLiteral("run-outline");
    case TraceStep::Kind::Span:
        return QStringLiteral("python");
    case TraceStep::Kind::Request:
        return QStringLiteral("globe");
    }
    return {};
}

std::size_t bodyBytes(const http::Attempt &attempt)
{
    return (attempt.sent ? attempt.sent->size() : 0)
           + (attempt.received ? attempt.received->size() : 0)
           + attempt.pieces.size() * sizeof(attempt.pieces[0]);
}

} // namespace

TraceModel::TraceModel(QObject *parent)
    : QAbstractItemModel(parent)
{}

TraceModel::~TraceModel() = default;

void TraceModel::forget()
{
    m_root.children.clear();
    m_steps.clear();
    m_nodes.clear();
    m_latest = {};
    m_spans.clear();
    m_waiting.clear();
    m_requests.clear();
    m_withBodies.clear();
    m_bodyBytes = 0;
    m_hasStarted = false;
}

void TraceModel::clear()
{
    beginResetModel();
    forget();
    endResetModel();
}

void TraceModel::apply(const std::vector<run::RunEvent> &events)
{
    // A row at a time would have every view lay itself out as often as there are rows.
    const bool isMany = events.size() > kManyEvents;
    m_touchedRequests.clear();
    if (isMany)
        beginResetModel();
    m_isResetting = isMany;
    for (const run::RunEvent &event : events)
        applyOne(event);
    m_isResetting = false;
    if (isMany)
        endResetModel();
    m_touchedRequests.removeDuplicates();
    if (!m_touchedRequests.isEmpty())
        emit requestsChanged(m_touchedRequests);
}

microseconds TraceModel::sinceStart(run::Clock::time_point time) const
{
    if (!m_hasStarted)
        return microseconds(0);
    return std::max(std::chrono::duration_cast<microseconds>(time - m_start), microseconds(0));
}

void TraceModel::applyOne(const run::RunEvent &event)
{
    if (event.origin.node.empty()) {
        applyToRun(event);
        return;
    }
    if (std::holds_alternative<run::NodeStarted>(event.data)) {
        TraceStep *const node = nodeStep(event.origin, event.time);
        node->begin = sinceStart(event.time);
        node->state = NodeState::Running;
        node->inputs = std::get<run::NodeStarted>(event.data).inputs;
        touch(node);
    } else if (const auto *span = std::get_if<run::Span>(&event.data)) {
        addSpan(*span, event);
    } else if (const auto *request = std::get_if<run::Request>(&event.data)) {
        addRequest(request->attempt, event);
    } else if (const auto *finished = std::get_if<run::NodeFinished>(&event.data)) {
        finishNode(*finished, event);
    }
}

void TraceModel::applyToRun(const run::RunEvent &event)
{
    if (event.isNested())
        return;
    if (std::holds_alternative<run::RunStarted>(event.data) && event.origin.line == 0) {
        if (!m_isResetting)
            beginResetModel();
        forget();
        m_start = event.time;
        m_hasStarted = true;
        if (!m_isResetting)
            endResetModel();
    } else if (std::holds_alternative<run::RunFinished>(event.data)) {
        for (const auto &[place, node] : m_nodes) {
            if (node->state == NodeState::Running) {
                node->state = NodeState::Cancelled;
                node->elapsed = sinceStart(event.time) - node->begin;
                touch(node);
            }
            placeOrphans(node);
        }
    }
}

TraceStep *TraceModel::make(TraceStep::Kind kind, const run::Origin &origin)
{
    TraceStep &step = m_steps.emplace_back();
    step.kind = kind;
    step.node = outermost(origin).node;
    return &step;
}

void TraceModel::append(TraceStep *step, TraceStep *parent)
{
    step->parent = parent;
    step->row = static_cast<int>(parent->children.size());
    if (!m_isResetting)
        beginInsertRows(parent == &m_root ? QModelIndex() : indexOf(parent), step->row, step->row);
    parent->children.push_back(step);
    if (!m_isResetting)
        endInsertRows();
}

void TraceModel::touch(TraceStep *step)
{
    if (m_isResetting)
        return;
    const QModelIndex first = indexOf(step);
    emit dataChanged(first, first.siblingAtColumn(ColumnCount - 1));
}

TraceStep *TraceModel::ownerOf(const run::Origin &origin, run::Clock::time_point time)
{
    return origin.parent ? nodeStep(*origin.parent, time) : &m_root;
}

TraceStep *TraceModel::nodeStep(const run::Origin &origin, run::Clock::time_point time)
{
    const auto &[run, line, name, attempt] = m_latest.first;
    if (m_latest.second && line == origin.line && attempt == origin.attempt && name == origin.node
        && run == origin.run)
        return m_latest.second;
    const Place place(origin.run, origin.line, origin.node, origin.attempt);
    if (const auto found = m_nodes.find(place); found != m_nodes.end()) {
        m_latest = *found;
        return found->second;
    }
    TraceStep *const owner = ownerOf(origin, time);
    TraceStep *const step = make(TraceStep::Kind::Node, origin);
    step->name = origin.node;
    step->begin = sinceStart(time);
    m_nodes.emplace(place, step);
    append(step, owner);
    return step;
}

void TraceModel::addSpan(const run::Span &span, const run::RunEvent &event)
{
    TraceStep *const node = nodeStep(event.origin, event.time);
    TraceStep *const step = make(TraceStep::Kind::Span, event.origin);
    step->name = span.name;
    step->what = span.kind;
    step->inputs = span.inputs;
    step->output = span.output;
    step->error = span.error;
    step->state = span.error.empty() ? NodeState::Done : NodeState::Failed;
    // The wall's clock may jump: what it says counts from this event, whose time doesn't.
    step->elapsed = std::max(std::chrono::duration_cast<microseconds>(span.end - span.start),
                             microseconds(0));
    const auto ago = std::clamp(std::chrono::duration_cast<microseconds>(event.wallTime - span.end),
                                microseconds(0),
                                sinceStart(event.time));
    step->begin = std::max(sinceStart(event.time) - ago - step->elapsed, microseconds(0));
    const SpanKey key(node, span.id);
    if (!span.parent) {
        placeSpan(step, node, key);
        return;
    }
    const SpanKey parent(node, *span.parent);
    if (const auto found = m_spans.find(parent); found != m_spans.end())
        placeSpan(step, found->second, key);
    else
        m_waiting[parent].emplace_back(step, span.id);
}

void TraceModel::placeSpan(TraceStep *span, TraceStep *parent, const SpanKey &key)
{
    // Not by recursion: code may nest as deeply as it likes.
    std::vector<std::tuple<TraceStep *, TraceStep *, SpanKey>> left{{span, parent, key}};
    while (!left.empty()) {
        const auto [step, owner, own] = left.back();
        left.pop_back();
        append(step, owner);
        m_spans.emplace(own, step);
        const auto waiting = m_waiting.find(own);
        if (waiting == m_waiting.end())
            continue;
        auto children = std::move(waiting->second);
        m_waiting.erase(waiting);
        std::ranges::stable_sort(children, std::greater(), [](const auto &child) {
            return child.first->begin;
        });
        for (const auto &[child, id] : children)
            left.emplace_back(child, step, SpanKey(own.first, id));
    }
}

void TraceModel::placeOrphans(TraceStep *node)
{
    constexpr auto kFirst = std::numeric_limits<std::int64_t>::min();
    for (;;) {
        const auto waiting = m_waiting.lower_bound(SpanKey(node, kFirst));
        if (waiting == m_waiting.end() || waiting->first.first != node)
            return;
        const auto children = std::move(waiting->second);
        m_waiting.erase(waiting);
        for (const auto &[child, id] : children)
            placeSpan(child, node, SpanKey(node, id));
    }
}

void TraceModel::addRequest(const http::Attempt &attempt, const run::RunEvent &event)
{
    TraceStep *const node = nodeStep(event.origin, event.time);
    TraceStep *const step = make(TraceStep::Kind::Request, event.origin);
    step->request = std::make_shared<const http::Attempt>(attempt);
    step->name = attempt.method + ' ' + attempt.host + attempt.target;
    step->elapsed = attempt.elapsed;
    step->begin = std::max(sinceStart(event.time) - attempt.elapsed, microseconds(0));
    step->usage = attempt.usage;
    step->error = attempt.error;
    const bool isGood = attempt.status != 0 && attempt.status < 400;
    step->state = isGood ? NodeState::Done : NodeState::Failed;
    append(step, node);
    m_requests[step->node].push_back(step->request);
    if (const std::size_t bytes = bodyBytes(attempt); bytes > 0) {
        m_withBodies.push_back(step);
        m_bodyBytes += bytes;
        dropOldBodies();
    }
    m_touchedRequests.append(QString::fromStdString(step->node));
}

void TraceModel::dropOldBodies()
{
    while (m_bodyBytes > m_mostBodies && m_withBodies.size() > 1) {
        TraceStep *const step = m_withBodies.front();
        m_withBodies.pop_front();
        m_bodyBytes -= bodyBytes(*step->request);
        auto without = std::make_shared<http::Attempt>(*step->request);
        without->sent.reset();
        without->received.reset();
        without->pieces.clear();
        std::ranges::replace(m_requests[step->node],
                             step->request,
                             std::shared_ptr<const http::Attempt>(without));
        step->request = std::move(without);
    }
}

void TraceModel::finishNode(const run::NodeFinished &finished, const run::RunEvent &event)
{
    TraceStep *const node = nodeStep(event.origin, event.time);
    node->state = finished.state;
    node->elapsed = finished.elapsed;
    node->usage = finished.usage;
    node->inputs = finished.inputs;
    node->output = finished.output;
    if (finished.error)
        node->error = theme::translated(finished.error->translatableMessage()).toStdString();
    placeOrphans(node);
    touch(node);
}

std::vector<std::shared_ptr<const http::Attempt>> TraceModel::requestsOf(const std::string &node) const
{
    const auto found = m_requests.find(node);
    return found == m_requests.end() ? std::vector<std::shared_ptr<const http::Attempt>>()
                                     : found->second;
}

const TraceStep *TraceModel::step(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<const TraceStep *>(index.constInternalPointer()) : nullptr;
}

QModelIndex TraceModel::indexOf(const TraceStep *step) const
{
    return step == nullptr || step == &m_root ? QModelIndex() : createIndex(step->row, Name, step);
}

QModelIndex TraceModel::indexOfNode(const QString &node) const
{
    const std::string name = node.toStdString();
    const auto found = std::ranges::find(m_root.children, name, &TraceStep::name);
    return found == m_root.children.end() ? QModelIndex() : indexOf(*found);
}

QModelIndex TraceModel::index(int row, int column, const QModelIndex &parent) const
{
    const TraceStep *const owner = parent.isValid() ? step(parent) : &m_root;
    if (row < 0 || static_cast<std::size_t>(row) >= owner->children.size() || column < 0
        || column >= ColumnCount)
        return {};
    return createIndex(row, column, owner->children[static_cast<std::size_t>(row)]);
}

QModelIndex TraceModel::parent(const QModelIndex &child) const
{
    const TraceStep *const of = step(child);
    return of ? indexOf(of->parent) : QModelIndex();
}

int TraceModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    const TraceStep *const owner = parent.isValid() ? step(parent) : &m_root;
    return static_cast<int>(owner->children.size());
}

int TraceModel::columnCount(const QModelIndex & /*parent*/) const
{
    return ColumnCount;
}

bool TraceModel::hasChildren(const QModelIndex &parent) const
{
    return rowCount(parent) > 0;
}

bool TraceModel::isKnown(const TraceStep &step) const
{
    return !m_moment || m_moment(step.node) == graph::Moment::Now;
}

void TraceModel::showMoment()
{
    touchChildren(m_root);
    for (const TraceStep &step : m_steps)
        touchChildren(step);
}

void TraceModel::touchChildren(const TraceStep &step)
{
    if (step.children.empty())
        return;
    const QModelIndex last = indexOf(step.children.back());
    emit dataChanged(indexOf(step.children.front()), last.siblingAtColumn(State));
}

QVariant TraceModel::data(const QModelIndex &index, int role) const
{
    const TraceStep *const of = step(index);
    if (!of)
        return {};
    if (role == NodeRole)
        return QString::fromStdString(of->node);
    if (role == Qt::DecorationRole && index.column() == Name)
        return theme::icon(stepIcon(of->kind));
    if (role == Qt::ForegroundRole && !isKnown(*of))
        return theme::current().text3;
    if (role == Qt::ForegroundRole && index.column() == State && of->state == NodeState::Failed)
        return graph::stateColour(of->state, theme::current());
    if (role == Qt::TextAlignmentRole && index.column() > Name && index.column() < State)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    QString text;
    switch (index.column()) {
    case Name:
        text = fromUtf8(of->name);
        if (!of->what.empty())
            text += QStringLiteral(" · ") + fromUtf8(of->what);
        break;
    case Start:
        text = seconds(of->begin);
        break;
    case Duration:
        text = of->state == NodeState::Running ? QString() : seconds(of->elapsed);
        break;
    case Tokens:
        text = tokens(of->usage);
        break;
    case State:
        text = isKnown(*of) ? stepState(*of) : tr("not yet (%1)").arg(stepState(*of));
        break;
    default:
        break;
    }
    return role == Qt::ToolTipRole ? theme::plainToolTip(text)
                                   : theme::shortened(text, kLongestStepName).replace(u'\n', u' ');
}

QVariant TraceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Step");
    case Start:
        return tr("From");
    case Duration:
        return tr("Time");
    case Tokens:
        return tr("Tokens");
    case State:
        return tr("State");
    default:
        return {};
    }
}

} // namespace postern::widgets
