// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <optional>

namespace postern::cli {

/// Runs a task on an event loop of its own until it has ended. Ctrl+C and SIGTERM cancel it; the
/// second one ends the process at once. Throws what the task throws.
template<typename T>
T runOnLoop(Task<T> task)
{
    namespace asio = boost::asio;
    asio::io_context context(1);
    asio::cancellation_signal cancel;
    asio::signal_set signals(context, SIGINT, SIGTERM);
    signals.async_wait([&](const boost::system::error_code &error, int) {
        if (error)
            return;
        signals.async_wait([](const boost::system::error_code &again, int) {
            if (!again)
                std::_Exit(130);
        });
        cancel.emit(asio::cancellation_type::all);
    });
    std::optional<T> result;
    std::exception_ptr failure;
    asio::co_spawn(context,
                   std::move(task),
                   asio::bind_cancellation_slot(cancel.slot(),
                                                [&](const std::exception_ptr &error, T value) {
                                                    failure = error;
                                                    result = std::move(value);
                                                    signals.cancel();
                                                }));
    context.run();
    if (failure)
        std::rethrow_exception(failure);
    return std::move(*result);
}

} // namespace postern::cli
