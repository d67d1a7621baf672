// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/stopsignals.h"
#include "engine/base/eventloop.h"
#include "engine/base/task.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <chrono>
#include <exception>
#include <optional>

namespace postern::cli {

/// The event loop of a command.
class CommandLoop
{
public:
    boost::asio::any_io_executor executor() { return m_loop.get_executor(); }
    /// For who makes an engine on it: LoopEnd.
    EventLoop &loop() { return m_loop; }

    /// Runs a task until it has ended. Ctrl+C and SIGTERM cancel it; the second one ends the
    /// process at once. Throws what the task throws.
    template<typename T>
    T run(Task<T> task);

private:
    EventLoop m_loop;
};

template<typename T>
T CommandLoop::run(Task<T> task)
{
    namespace asio = boost::asio;
    const StopSignals signals;
    asio::cancellation_signal cancel;
    asio::posix::stream_descriptor stop(m_loop, signals.watch());
    stop.async_wait(asio::posix::stream_descriptor::wait_read,
                    [&cancel](const boost::system::error_code &error) {
                        if (!error)
                            cancel.emit(asio::cancellation_type::all);
                    });
    std::optional<T> result;
    std::exception_ptr failure;
    bool hasEnded = false;
    asio::co_spawn(m_loop,
                   std::move(task),
                   asio::bind_cancellation_slot(cancel.slot(),
                                                [&](const std::exception_ptr &error, T value) {
                                                    failure = error;
                                                    result = std::move(value);
                                                    hasEnded = true;
                                                    stop.cancel();
                                                }));
    m_loop.restart();
    while (!hasEnded && m_loop.run_one() > 0) {
    }
    // What the task has left, such as the last words of a worker; nothing of it may keep us.
    constexpr std::chrono::seconds kPatience{1};
    m_loop.run_for(kPatience);
    if (failure)
        std::rethrow_exception(failure);
    return std::move(*result);
}

/// Runs a task on a loop of its own, see CommandLoop::run().
template<typename T>
T runOnLoop(Task<T> task)
{
    CommandLoop loop;
    return loop.run(std::move(task));
}

} // namespace postern::cli
