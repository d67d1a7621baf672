// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <exception>
#include <optional>
#include <stdexcept>

namespace postern::test {

/// Runs the loop until the task is done; returns its value or throws its exception. A task that
/// takes longer than 20 s fails the test.
template<typename T>
T run(boost::asio::io_context &loop, Task<T> task)
{
    std::optional<T> result;
    std::exception_ptr failure;
    bool done = false;
    boost::asio::co_spawn(loop, std::move(task), [&](std::exception_ptr e, T value) {
        failure = e;
        result = std::move(value);
        done = true;
    });
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    loop.restart();
    while (!done) {
        if (loop.run_one_until(end) == 0)
            throw std::runtime_error("the task did not end");
    }
    if (failure)
        std::rethrow_exception(failure);
    return std::move(*result);
}

inline void run(boost::asio::io_context &loop, Task<> task)
{
    const auto wrapped = [](Task<> inner) -> Task<bool> {
        co_await std::move(inner);
        co_return true;
    };
    run<bool>(loop, wrapped(std::move(task)));
}

} // namespace postern::test
