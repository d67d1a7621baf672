// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/eventloop.h"
#include "engine/run/engine.h"
#include "engine/run/flowrun.h"

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/executor_work_guard.hpp>

#include <functional>
#include <mutex>
#include <optional>
#include <semaphore>
#include <thread>

namespace postern::cli {

/// Runs of flows on a thread of their own, one after the other, in one engine.
class RunThread
{
public:
    /// `onEnd` is called there when a run has ended.
    explicit RunThread(std::function<void()> onEnd);
    /// Cancels what runs. What doesn't end soon is dropped.
    ~RunThread();
    RunThread(const RunThread &) = delete;
    RunThread &operator=(const RunThread &) = delete;

    /// Starts a run; the last one has ended.
    void start(run::RunSpec spec, run::Network network);
    void cancel();
    /// Until its result has been taken.
    bool isRunning() const;
    /// Of a run that has ended.
    std::optional<run::FlowRunResult> takeResult();

private:
    void begin(run::RunSpec spec, run::Network network);
    void end(run::FlowRunResult result);

    const std::function<void()> m_onEnd;
    EventLoop m_loop;
    boost::asio::executor_work_guard<EventLoop::executor_type> m_keepAlive;
    run::Engine m_engine;
    const LoopEnd m_end{m_loop};
    boost::asio::cancellation_signal m_cancel; // the loop's
    mutable std::mutex m_mutex;
    bool m_isRunning = false;
    std::optional<run::FlowRunResult> m_result;
    std::binary_semaphore m_ended{0}; ///< the thread's work is done
    std::thread m_thread;             // last: it uses all of these
};

} // namespace postern::cli
