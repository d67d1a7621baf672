// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/execution/context.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/query.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <optional>
#include <type_traits>
#include <utility>

namespace postern {

/// The threads of a loop for what blocks. They start with the first work, and end with the loop,
/// which waits for what is under way.
class BlockingThreads final : public boost::asio::execution_context::service
{
public:
    using key_type = BlockingThreads;
    static boost::asio::execution_context::id id; // NOLINT: asio wants it so

    explicit BlockingThreads(boost::asio::execution_context &loop);

    boost::asio::any_io_executor executor() { return m_threads->get_executor(); }

private:
    void shutdown() override;

    std::optional<boost::asio::thread_pool> m_threads; ///< none once the loop has been dropped
};

namespace detail {

template<typename Work>
Task<std::invoke_result_t<Work &>> perform(Work work)
{
    co_return work();
}

} // namespace detail

/// Does on another thread what would keep the loop waiting: reading and writing files, copying
/// folders. Gives what `work()` gives, or throws what it throws, on the loop again.
///
/// The work owns all that it uses or shares it safely: once begun it runs to its end, whether its
/// caller is cancelled or destroyed.
template<typename Work>
Task<std::invoke_result_t<Work &>> offload(Work work)
{
    namespace asio = boost::asio;
    const asio::any_io_executor loop = co_await asio::this_coro::executor;
    auto &threads = asio::use_service<BlockingThreads>(asio::query(loop, asio::execution::context));
    // A cancellation would come from the loop's thread into a coroutine of another one.
    auto token = asio::bind_cancellation_slot(asio::cancellation_slot(), asio::use_awaitable);
    auto performing = detail::perform(std::move(work));
    co_return co_await asio::co_spawn(threads.executor(), std::move(performing), std::move(token));
}

} // namespace postern
