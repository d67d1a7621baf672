// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/run/event.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <tuple>
#include <vector>

namespace postern::ide {

/// Carries run events from the engine's thread to the UI's, at most one delivery a frame and
/// streamed text at most ten times a second, so that a run of 10,000 chunks costs the screen no
/// more than a run of 60.
class RunBridge final
    : public QObject
    , public run::RunObserver
{
    Q_OBJECT

public:
    explicit RunBridge(QObject *parent = nullptr);

    void onEvent(const run::RunEvent &event) override; // engine thread
    /// Delivers now what has been told by now: the run has ended.
    void flush() { deliver(); } // UI thread

signals:
    void eventsArrived(const std::vector<postern::run::RunEvent> &events); // UI thread

private:
    /// Whose text it is: run, line, node, attempt. Calls of one flow differ by their line.
    using Turn = std::tuple<std::string, std::size_t, std::string, int>;

    void append(const run::RunEvent &event);
    void wake(bool urgent);
    void schedule();
    void deliver();

    std::mutex m_mutex; // guards what stands between here and the blank line
    std::vector<run::RunEvent> m_pending;
    std::map<Turn, std::size_t> m_openChunks; // index of its last chunk in m_pending
    bool m_wakePosted = false;
    bool m_urgent = false;

    QTimer m_timer;
    QElapsedTimer m_sinceDelivery;
};

} // namespace postern::ide
