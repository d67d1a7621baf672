// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/process/child.h"

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <csignal>

namespace postern::process {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kChunk = 64U << 10U;

Task<void> feed(asio::writable_pipe &pipe, std::string text)
{
    boost::system::error_code ignored; // a child need not read all it is given
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    co_await asio::async_write(pipe, asio::buffer(text), token);
    pipe.close(ignored);
}

Task<std::size_t> readSome(Child &child, bool isError, asio::mutable_buffer buffer)
{
    return isError ? child.readErrors(buffer) : child.readOutput(buffer);
}

/// Reads to the end. A stream that brings too much ends its child.
Task<void> readAll(Child &child, bool isError, std::string &text, std::size_t limit)
{
    std::array<char, kChunk> chunk{};
    std::size_t count = 0;
    do {
        count = co_await readSome(child, isError, asio::buffer(chunk));
        text.append(chunk.data(), count);
    } while (count > 0 && text.size() <= limit);
    if (text.size() > limit) {
        child.kill();
    }
}

/// Ends a child that nobody waits for any more, and returns once it is gone. Not to be cancelled.
Task<ExitStatus> end(Child &child, std::chrono::milliseconds grace)
{
    using namespace asio::experimental::awaitable_operators;

    if (grace.count() > 0) {
        child.signal(SIGTERM);
        asio::steady_timer timer(co_await asio::this_coro::executor, grace);
        auto whatComesFirst = child.wait() || timer.async_wait(asio::use_awaitable);
        co_await std::move(whatComesFirst);
    }
    child.kill();
    co_return co_await child.wait();
}

using OutputHandler = std::function<void(bool, std::string_view)>;

Task<void> handOn(Child &child, bool isError, const OutputHandler &onOutput)
{
    std::array<char, kChunk> chunk{};
    while (const std::size_t count = co_await readSome(child, isError, asio::buffer(chunk))) {
        onOutput(isError, std::string_view(chunk.data(), count));
    }
}

} // namespace

Task<ExitStatus> stream(Command command, OutputHandler onOutput)
{
    using namespace asio::experimental::awaitable_operators;

    const auto executor = co_await asio::this_coro::executor;
    Child child(executor, command);
    auto both = handOn(child, false, onOutput) && handOn(child, true, onOutput);
    co_await std::move(both);
    const auto cancellation = co_await asio::this_coro::cancellation_state;
    if (cancellation.cancelled() != asio::cancellation_type::none) {
        co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
        co_await end(child, command.grace);
        throw Error(ErrorCode::Cancelled,
                    tr("%1 was cancelled.", command.program.filename().string()));
    }
    co_return co_await child.wait();
}

Task<Output> run(Command command, std::string input, std::size_t limit)
{
    using namespace asio::experimental::awaitable_operators;

    const auto executor = co_await asio::this_coro::executor;
    command.pipeInput = !input.empty();
    Child child(executor, command);
    const std::string program = command.program.filename().string();

    // The tasks never throw: two exceptions at once would reach the caller as neither.
    Output result;
    auto outputs = readAll(child, false, result.output, limit)
                   && readAll(child, true, result.errors, limit);
    if (command.pipeInput) {
        auto all = feed(child.input(), std::move(input)) && std::move(outputs);
        co_await std::move(all);
    } else {
        co_await std::move(outputs);
    }
    const auto cancellation = co_await asio::this_coro::cancellation_state;
    if (cancellation.cancelled() != asio::cancellation_type::none) {
        if (command.grace.count() > 0) {
            co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
            co_await end(child, command.grace);
        }
        throw Error(ErrorCode::Cancelled, tr("%1 was cancelled.", program));
    }
    if (result.output.size() > limit || result.errors.size() > limit) {
        throw Error(ErrorCode::LimitExceeded,
                    tr("%1 wrote more than %2 bytes.", program, limit),
                    tr("Look at what it prints."));
    }
    result.status = co_await child.wait();
    co_return result;
}

} // namespace postern::process
