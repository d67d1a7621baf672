// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/runmodel.h"

#include "engine/run/notready.h"
#include "widgets/graph/graphmodel.h"
#include "widgets/theme/translated.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <string_view>
#include <type_traits>

namespace postern::widgets {

using run::NodeState;

namespace {
constexpr std::size_t kMostLog = 4U << 20U;
constexpr std::chrono::seconds kWaitTick{1};
} // namespace

RunModel::RunModel(QObject *parent)
    : QObject(parent)
{
    m_waitTick.setInterval(kWaitTick);
    connect(&m_waitTick, &QTimer::timeout, this, [this] {
        if (waitText().isEmpty())
            m_waitTick.stop();
        emit waitChanged();
    });
}

QString RunModel::waitText() const
{
    for (const auto &[name, node] : m_nodes) {
        if (QString text = widgets::waitText(node); !text.isEmpty())
            return text;
    }
    return {};
}

void RunModel::watchWaits()
{
    if (waitText().isEmpty() == !m_waitTick.isActive())
        return;
    if (m_waitTick.isActive())
        m_waitTick.stop();
    else
        m_waitTick.start();
    emit waitChanged();
}

void RunModel::clear()
{
    QStringList touched;
    for (const auto &[name, node] : m_nodes)
        touched.append(QString::fromStdString(name));
    m_nodes.clear();
    m_steppedTo.clear();
    m_state = NodeState::Idle;
    m_inputs = {};
    m_outputs = {};
    m_error.reset();
    m_failedNode.clear();
    m_usage = {};
    m_elapsed = {};
    emit nodesChanged(touched);
    watchWaits();
    emit stateChanged();
}

void RunModel::expect(const flow::Flow &flow)
{
    m_references.clear();
    const auto note = [this](const flow::Node &node, const flow::Binding &binding) {
        if (binding.kind == flow::Binding::Kind::NodeOutput)
            m_references[node.name].push_back(binding.name);
    };
    for (const flow::Node &node : flow.nodes) {
        m_references[node.name];
        for (const auto &[name, binding] : node.inputs)
            note(node, binding);
        if (node.activate)
            note(node, node.activate->when);
    }
    clear();
}

void RunModel::apply(const std::vector<run::RunEvent> &events)
{
    const NodeState before = m_state;
    QStringList touched;
    for (const run::RunEvent &event : events)
        applyOne(event, touched);
    touched.removeDuplicates();
    if (!touched.isEmpty())
        emit nodesChanged(touched);
    watchWaits();
    if (m_state != before)
        emit stateChanged();
}

const NodeRun *RunModel::node(const std::string &name) const
{
    const auto it = m_nodes.find(name);
    return it == m_nodes.end() ? nullptr : &it->second;
}

std::vector<std::string> RunModel::nodeNames() const
{
    std::vector<std::string> names;
    names.reserve(m_nodes.size());
    for (const auto &[name, node] : m_nodes)
        names.push_back(name);
    return names;
}

std::chrono::microseconds RunModel::elapsed() const
{
    if (!isRunning())
        return m_elapsed;
    return std::chrono::duration_cast<std::chrono::microseconds>(run::Clock::now() - m_started);
}

void RunModel::applyOne(const run::RunEvent &event, QStringList &touched)
{
    if (event.isNested())
        return;
    const auto touch = [&touched](const std::string &name) {
        touched.append(QString::fromStdString(name));
    };
    const auto touchAll = [this, &touch] {
        for (const auto &[name, node] : m_nodes)
            touch(name);
    };
    if (!event.origin.node.empty()) {
        touch(event.origin.node);
        applyToNode(event, m_nodes[event.origin.node]);
    } else if (const auto *started = std::get_if<run::RunStarted>(&event.data)) {
        touchAll();
        start(*started, event.time);
        touchAll();
    } else if (const auto *finished = std::get_if<run::RunFinished>(&event.data)) {
        finish(*finished);
        touchAll();
    }
}

void RunModel::applyToNode(const run::RunEvent &event, NodeRun &node)
{
    if (std::holds_alternative<run::NodeQueued>(event.data)) {
        if (event.origin.attempt > 1)
            node = {};
        node.state = NodeState::Queued;
        node.beganAt = ++m_happened;
    } else if (const auto *paused = std::get_if<run::NodePaused>(&event.data)) {
        node.state = NodeState::Paused;
        node.inputs = paused->inputs;
        node.heldAt = paused->side;
        node.holdReason = paused->reason;
        if (paused->side == run::GateSide::After) {
            node.output = paused->output;
            node.error = paused->error;
        }
    } else if (const auto *resumed = std::get_if<run::NodeResumed>(&event.data)) {
        const bool isBefore = resumed->side == run::GateSide::Before;
        node.state = isBefore ? NodeState::Queued : NodeState::Running;
    } else if (const auto *started = std::get_if<run::NodeStarted>(&event.data)) {
        node.state = NodeState::Running;
        node.inputs = started->inputs;
        node.started = event.time;
        if (node.beganAt == 0)
            node.beganAt = ++m_happened;
    } else if (const auto *prompt = std::get_if<run::NodePrompt>(&event.data)) {
        node.prompt = prompt->text;
        node.inserted = prompt->inserted;
    } else if (const auto *chunk = std::get_if<run::NodeChunk>(&event.data)) {
        node.state = NodeState::Streaming;
        node.streamed += chunk->text;
    } else if (const auto *log = std::get_if<run::NodeLog>(&event.data)) {
        node.logs += log->text;
        if (node.logs.size() > 2 * kMostLog) // views show the end of very much anyway
            node.logs.erase(0, node.logs.size() - kMostLog);
    } else if (const auto *retrying = std::get_if<run::Retrying>(&event.data)) {
        node.retrying = *retrying;
        node.retryAt = event.time + retrying->wait;
    } else if (const auto *finished = std::get_if<run::NodeFinished>(&event.data)) {
        finishNode(event.origin.node, *finished);
    }
}

void RunModel::start(const run::RunStarted &started, run::Clock::time_point time)
{
    m_nodes.clear();
    m_happened = 0;
    m_steppedTo.clear();
    for (const std::string &name : started.nodes)
        m_nodes[name].state = NodeState::Queued;
    m_state = NodeState::Running;
    m_inputs = started.inputs;
    m_outputs = {};
    m_error.reset();
    m_failedNode.clear();
    m_usage = {};
    m_elapsed = {};
    m_started = time;
    m_startedAt = QDateTime::currentDateTime();
}

void RunModel::finishNode(const std::string &name, const run::NodeFinished &finished)
{
    NodeRun &node = m_nodes[name];
    node.state = finished.state;
    node.endedAt = ++m_happened;
    if (node.beganAt == 0)
        node.beganAt = node.endedAt;
    node.inputs = finished.inputs;
    node.output = finished.output;
    if (finished.state != NodeState::Cancelled)
        node.error = finished.error;
    node.logs = finished.logs;
    node.usage = finished.usage;
    node.elapsed = finished.elapsed;
    m_usage += finished.usage;
    if (finished.state == NodeState::Failed && m_failedNode.empty() && !finished.runsAgain)
        m_failedNode = name;
}

void RunModel::finish(const run::RunFinished &finished)
{
    m_state = finished.state;
    m_outputs = finished.outputs;
    if (finished.state != NodeState::Cancelled)
        m_error = finished.error;
    m_usage = finished.usage;
    m_elapsed = finished.elapsed;
    // What never got its turn is not waiting any more.
    for (auto &[name, node] : m_nodes) {
        if (node.state == NodeState::Queued)
            node.state = NodeState::Idle;
        else if (node.state == NodeState::Running || node.state == NodeState::Streaming
                 || node.state == NodeState::Paused)
            node.state = NodeState::Cancelled;
    }
    if (m_state != NodeState::Failed)
        return;
    if (NodeRun *const meant = finished.failedNode.empty() ? nullptr : &m_nodes[finished.failedNode];
        meant && !meant->error) {
        meant->state = NodeState::Failed;
        meant->error = finished.error;
    }
    if (m_failedNode.empty())
        m_failedNode = finished.failedNode;
    markBlocked();
}

void RunModel::showEdits(const std::string &name, const NodeRun &edited)
{
    const auto it = m_nodes.find(name);
    if (it == m_nodes.end() || it->second.state != NodeState::Paused)
        return;
    NodeRun &node = it->second;
    if (node.inputs == edited.inputs && node.output == edited.output
        && node.editedInputs == edited.editedInputs && node.isOutputEdited == edited.isOutputEdited)
        return;
    node.inputs = edited.inputs;
    node.output = edited.output;
    node.editedInputs = edited.editedInputs;
    node.isOutputEdited = edited.isOutputEdited;
    emit nodesChanged({QString::fromStdString(name)});
}

int RunModel::momentNow() const
{
    const NodeRun *const target = m_steppedTo.empty() ? nullptr : node(m_steppedTo);
    return target ? target->beganAt : m_happened + 1;
}

graph::Moment RunModel::momentOf(const std::string &name) const
{
    if (m_steppedTo.empty())
        return graph::Moment::Now;
    if (name == m_steppedTo)
        return graph::Moment::SteppedBack;
    const NodeRun *const run = node(name);
    const bool isKnown = run && run->endedAt > 0 && run->endedAt < momentNow();
    return isKnown ? graph::Moment::Now : graph::Moment::NotYet;
}

std::string RunModel::stepBefore(const std::string &wished) const
{
    const int moment = momentNow();
    const auto isPossible = [moment](const NodeRun &run) {
        return run.beganAt > 0 && run.endedAt > 0 && run.beganAt < moment;
    };
    if (const NodeRun *const run = node(wished); run && isPossible(*run))
        return wished;
    std::string last;
    int begin = 0;
    for (const auto &[name, run] : m_nodes) {
        if (!isPossible(run) || run.beganAt <= begin)
            continue;
        begin = run.beganAt;
        last = name;
    }
    return last;
}

std::string RunModel::stepAfter() const
{
    const int moment = momentNow();
    std::string next;
    int begin = m_happened + 1;
    for (const auto &[name, run] : m_nodes) {
        if (run.endedAt == 0 || run.beganAt <= moment || run.beganAt >= begin)
            continue;
        begin = run.beganAt;
        next = name;
    }
    return next;
}

void RunModel::stepBackTo(const std::string &name)
{
    const NodeRun *const run = node(name);
    if (run && run->beganAt > 0)
        lookAt(name);
}

void RunModel::stepToNow()
{
    lookAt({});
}

void RunModel::lookAt(const std::string &name)
{
    if (m_steppedTo == name)
        return;
    m_steppedTo = name;
    QStringList all;
    for (const auto &[other, run] : m_nodes)
        all.append(QString::fromStdString(other));
    emit nodesChanged(all);
    emit momentChanged();
}

std::optional<NodeRun> RunModel::nodeNow(const std::string &name) const
{
    const NodeRun *const run = node(name);
    if (!run)
        return {};
    switch (momentOf(name)) {
    case graph::Moment::Now:
        return *run;
    case graph::Moment::SteppedBack: {
        NodeRun before;
        before.inputs = run->inputs;
        before.prompt = run->prompt;
        before.beganAt = run->beganAt;
        return before;
    }
    case graph::Moment::NotYet:
        return {};
    }
    return {};
}

// Those that wait for the node that failed, and those that wait for them.
void RunModel::markBlocked()
{
    if (m_failedNode.empty())
        return;
    std::set<std::string> reached{m_failedNode};
    for (bool isMore = true; isMore;) {
        isMore = false;
        for (const auto &[name, references] : m_references) {
            const bool isBehind = std::ranges::any_of(references, [&](const std::string &other) {
                return reached.contains(other);
            });
            if (!isBehind || !reached.insert(name).second)
                continue;
            isMore = true;
            if (NodeRun &node = m_nodes[name]; node.state == NodeState::Idle) {
                node.state = NodeState::Queued;
                node.blockedBy = m_failedNode;
            }
        }
    }
}

QString runStateText(const NodeRun &node)
{
    if (node.state == NodeState::Idle)
        return RunModel::tr("not run");
    if (!node.blockedBy.empty())
        return RunModel::tr("blocked by %1").arg(QString::fromStdString(node.blockedBy));
    return graph::stateText(node.state);
}

QString holdText(const NodeRun &node)
{
    switch (node.heldAt) {
    case run::GateSide::Before:
        return RunModel::tr("paused before run");
    case run::GateSide::Prompt:
        return RunModel::tr("paused before the model is asked");
    case run::GateSide::After:
        return node.error ? RunModel::tr("failed, held") : RunModel::tr("paused after run");
    }
    return {};
}

QString waitText(const NodeRun &node)
{
    const bool isAtWork = node.state == NodeState::Running || node.state == NodeState::Streaming;
    const auto left = std::chrono::ceil<std::chrono::seconds>(node.retryAt - run::Clock::now());
    if (!isAtWork || !node.retrying || left.count() <= 0)
        return {};
    return RunModel::tr("Retrying in %1 s: %2, %3.")
        .arg(QString::number(left.count()),
             QString::fromStdString(node.retrying->what),
             theme::translated(node.retrying->why));
}

QString failureReason(const Error &error)
{
    // prompt flow's form of what Python raised: "Execution failure in 'NODE': (Type) message".
    constexpr std::string_view kHead = "Execution failure in '";
    constexpr std::string_view kType = "': (";
    const std::string_view told = error.promptflow() ? error.promptflow()->message
                                                     : std::string_view();
    const std::size_t type = told.starts_with(kHead) ? told.find(kType, kHead.size())
                                                     : std::string_view::npos;
    const std::size_t end = type == std::string_view::npos ? type : told.find(')', type);
    if (end == std::string_view::npos)
        return theme::translated(run::withoutNotReady(error.translatableMessage()));
    const std::size_t begin = type + kType.size();
    std::string reason(told.substr(begin, end - begin));
    if (end + 2 < told.size())
        reason.append(": ").append(told.substr(end + 2));
    return QString::fromStdString(reason);
}

} // namespace postern::widgets
