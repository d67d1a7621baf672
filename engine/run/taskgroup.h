// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/task.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstddef>
#include <exception>
#include <functional>
#include <list>

namespace postern::run {

/// Tasks that run beside the coroutine that waits for them.
///
/// The owner must wait until running() is 0 before the group goes away. Since waiting hands a
/// cancellation on instead of throwing, the owner says `co_await throw_if_cancelled(false)` first
/// and looks at isCancelled().
class TaskGroup
{
public:
    using Done = std::function<void(std::exception_ptr)>;

    explicit TaskGroup(const boost::asio::any_io_executor &executor);
    TaskGroup(const TaskGroup &) = delete;
    TaskGroup &operator=(const TaskGroup &) = delete;

    /// Starts the task; `done` is called on the loop when it has ended.
    void spawn(Task<void> task, Done done);
    /// Returns once a task has ended since the last call. A cancellation of the waiting coroutine
    /// is passed on to every task.
    Task<void> waitForAny();
    /// Asks every task to stop.
    void cancel();

    std::size_t running() const { return m_running; }
    /// Whether the waiting coroutine was cancelled.
    bool isCancelled() const { return m_isCancelled; }

private:
    boost::asio::any_io_executor m_executor;
    boost::asio::steady_timer m_wake;
    std::list<boost::asio::cancellation_signal> m_signals;
    std::size_t m_running = 0;
    bool m_hasNews = false;
    bool m_isCancelled = false;
};

/// The exception as an Error: itself, Cancelled for asio's operation_aborted, else Internal.
Error toError(const std::exception_ptr &failure);

/// That somebody stopped the run.
Error cancelledError();

} // namespace postern::run
