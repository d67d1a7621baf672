// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/stopsignals.h"
#include "engine/base/task.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <chrono>
#include <exception>
#include <optional>

namespace postern::cli {

/// Runs a task on an event loop of its own until it has ended. Ctrl+C and SIGTERM cancel it; the
/// second one ends the process at once. Throws what the task throws.
template<typename T>
T runOnLoop(Task<T> task)
{
    namespace asio = boost::asio;
    const StopSignals signals;
    asio::io_context context(1);
    asio::cancellation_signal cancel;
    asio::posix::stream_descriptor stop(context, signals.watch());
    stop.async_wait(asio::posix::stream_descriptor::wait_read,
                    [&cancel](const boost::system::error_code &error) {
                        if (!error)
                            cancel.emit(asio::cancellation_type::all);
                    });
    std::optional<T> result;
    std::exception_ptr failure;
    bool hasEnded = false;
    asio::co_spawn(context,
                   std::move(task),
                   asio::bind_cancellation_slot(cancel.slot(),
                                                [&](const std::exception_ptr &error, T value) {
                                                    failure = error;
                                                    result = std::move(value);
                                                    hasEnded = true;
                                                    stop.cancel();
                                                }));
    while (!hasEnded && context.run_one() > 0) {
    }
    // What the task has left, such as the last words of a worker; nothing of it may keep us.
    constexpr std::chrono::seconds kPatience{1};
    context.run_for(kPatience);
    if (failure)
        std::rethrow_exception(failure);
    return std::move(*result);
}

} // namespace postern::cli
