// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/runmodel.h"

#include <type_traits>

namespace postern::widgets {

using run::NodeState;

RunModel::RunModel(QObject *parent)
    : QObject(parent)
{}

void RunModel::clear()
{
    QStringList touched;
    for (const auto &[name, node] : m_nodes)
        touched.append(QString::fromStdString(name));
    m_nodes.clear();
    m_state = NodeState::Idle;
    m_inputs = {};
    m_outputs = {};
    m_error.reset();
    m_failedNode.clear();
    m_usage = {};
    m_elapsed = {};
    emit nodesChanged(touched);
    emit stateChanged();
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
    if (m_state != before)
        emit stateChanged();
}

const NodeRun *RunModel::node(const std::string &name) const
{
    const auto it = m_nodes.find(name);
    return it == m_nodes.end() ? nullptr : &it->second;
}

std::chrono::microseconds RunModel::elapsed() const
{
    if (!isRunning())
        return m_elapsed;
    return std::chrono::duration_cast<std::chrono::microseconds>(run::Clock::now() - m_started);
}

void RunModel::applyOne(const run::RunEvent &event, QStringList &touched)
{
    std::visit(
        [&](const auto &data) {
            using Data = std::decay_t<decltype(data)>;
            if constexpr (requires { data.node; }) {
                touched.append(QString::fromStdString(data.node));
                NodeRun &node = m_nodes[data.node];
                if constexpr (std::is_same_v<Data, run::NodeStarted>) {
                    node.state = NodeState::Running;
                    node.inputs = data.inputs;
                    node.started = event.time;
                } else if constexpr (std::is_same_v<Data, run::NodePrompt>) {
                    node.prompt = data.text;
                } else if constexpr (std::is_same_v<Data, run::NodeChunk>) {
                    node.state = NodeState::Streaming;
                    node.streamed += data.text;
                } else if constexpr (std::is_same_v<Data, run::NodeLog>) {
                    node.logs += data.text;
                } else {
                    finishNode(data);
                }
            } else if constexpr (std::is_same_v<Data, run::RunStarted>) {
                for (const auto &[name, node] : m_nodes)
                    touched.append(QString::fromStdString(name));
                start(data, event.time);
                for (const std::string &name : data.nodes)
                    touched.append(QString::fromStdString(name));
            } else if constexpr (std::is_same_v<Data, run::RunFinished>) {
                for (const auto &[name, node] : m_nodes)
                    touched.append(QString::fromStdString(name));
                finish(data);
            }
        },
        event.data);
}

void RunModel::start(const run::RunStarted &started, run::Clock::time_point time)
{
    m_nodes.clear();
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

void RunModel::finishNode(const run::NodeFinished &finished)
{
    NodeRun &node = m_nodes[finished.node];
    node.state = finished.state;
    node.output = finished.output;
    node.error = finished.error;
    node.logs = finished.logs;
    node.usage = finished.usage;
    node.elapsed = finished.elapsed;
    m_usage += finished.usage;
    if (finished.state == NodeState::Failed && m_failedNode.empty())
        m_failedNode = finished.node;
}

void RunModel::finish(const run::RunFinished &finished)
{
    m_state = finished.state;
    m_outputs = finished.outputs;
    m_error = finished.error;
    m_usage = finished.usage;
    m_elapsed = finished.elapsed;
    // What never got its turn is not waiting any more.
    for (auto &[name, node] : m_nodes) {
        if (node.state == NodeState::Queued)
            node.state = NodeState::Idle;
        else if (node.state == NodeState::Running || node.state == NodeState::Streaming)
            node.state = NodeState::Cancelled;
    }
}

QString failureReason(const Error &error, const std::string &node)
{
    const std::string prefix = "Execution failure in '" + node + "': ";
    const std::string &message = error.message();
    return QString::fromStdString(message.starts_with(prefix) ? message.substr(prefix.size())
                                                              : message);
}

} // namespace postern::widgets
