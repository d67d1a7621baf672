// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/run/runbridge.h"

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {
constexpr qint64 kFrameMs = 16;
constexpr qint64 kStreamMs = 100;

bool isSamePlace(const run::Origin &one, const run::Origin &other)
{
    return one.node == other.node && one.run == other.run && one.attempt == other.attempt
           && one.line == other.line;
}

/// Adds what was written to the same place's last text. Returns whether it was one.
bool joinLogs(run::RunEvent &last, const run::RunEvent &next)
{
    if (!isSamePlace(last.origin, next.origin))
        return false;
    if (const auto *log = std::get_if<run::NodeLog>(&next.data)) {
        auto *before = std::get_if<run::NodeLog>(&last.data);
        if (before == nullptr || before->isError != log->isError)
            return false;
        before->text += log->text;
        return true;
    }
    const auto *output = std::get_if<run::RunOutput>(&next.data);
    auto *before = std::get_if<run::RunOutput>(&last.data);
    if (output == nullptr || before == nullptr || before->isError != output->isError)
        return false;
    before->text += output->text;
    return true;
}

} // namespace

RunBridge::RunBridge(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &RunBridge::deliver);
}

void RunBridge::onEvent(const run::RunEvent &event)
{
    const bool urgent = !std::holds_alternative<run::NodeChunk>(event.data);
    {
        const std::lock_guard lock(m_mutex);
        append(event);
    }
    wake(urgent);
}

void RunBridge::append(const run::RunEvent &event)
{
    // A loop that prints tells of every line, and sometimes of a hundred thousand at once.
    if (!m_pending.empty() && joinLogs(m_pending.back(), event))
        return;
    const auto *chunk = std::get_if<run::NodeChunk>(&event.data);
    if (!chunk) {
        m_openChunks.clear();
        m_pending.push_back(event);
        return;
    }
    const run::Origin &origin = event.origin;
    const Turn turn(origin.run, origin.line, origin.node, origin.attempt);
    const auto [it, isNew] = m_openChunks.try_emplace(turn, m_pending.size());
    if (isNew)
        m_pending.push_back(event);
    else
        std::get<run::NodeChunk>(m_pending[it->second].data).text += chunk->text;
}

void RunBridge::wake(bool urgent)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_wakePosted && (m_urgent || !urgent))
            return;
        m_wakePosted = true;
        m_urgent = m_urgent || urgent;
    }
    QMetaObject::invokeMethod(this, &RunBridge::schedule, Qt::QueuedConnection);
}

void RunBridge::schedule()
{
    bool urgent = false;
    {
        const std::lock_guard lock(m_mutex);
        urgent = m_urgent;
    }
    const qint64 pause = urgent ? kFrameMs : kStreamMs;
    const qint64 passed = m_sinceDelivery.isValid() ? m_sinceDelivery.elapsed() : pause;
    const qint64 wait = std::max<qint64>(0, pause - passed);
    if (!m_timer.isActive() || m_timer.remainingTime() > wait)
        m_timer.start(static_cast<int>(wait));
}

void RunBridge::deliver()
{
    m_timer.stop();
    std::vector<run::RunEvent> events;
    {
        const std::lock_guard lock(m_mutex);
        events.swap(m_pending);
        m_openChunks.clear();
        m_wakePosted = false;
        m_urgent = false;
    }
    m_sinceDelivery.start();
    if (!events.empty())
        emit eventsArrived(events);
}

} // namespace postern::ide
