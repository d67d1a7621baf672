// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/taskgroup.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

namespace asio = boost::asio;

namespace postern::run {

TaskGroup::TaskGroup(const asio::any_io_executor &executor)
    : m_executor(executor)
    , m_wake(executor, asio::steady_timer::time_point::max())
{}

void TaskGroup::spawn(Task<void> task, Done done)
{
    ++m_running;
    const auto signal = m_signals.emplace(m_signals.end());
    auto finished = [this, signal, done = std::move(done)](const std::exception_ptr &failure) {
        // The signal is still being used by asio while its own emit() runs this handler.
        asio::post(m_executor, [this, signal, done, failure] {
            --m_running;
            m_signals.erase(signal);
            m_hasNews = true;
            done(failure);
            m_wake.cancel();
        });
    };
    asio::co_spawn(m_executor,
                   std::move(task),
                   asio::bind_cancellation_slot(signal->slot(), std::move(finished)));
}

Task<void> TaskGroup::waitForAny()
{
    while (!m_hasNews && m_running > 0) {
        co_await m_wake.async_wait(asio::as_tuple(asio::use_awaitable));
        const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
        if (state.cancelled() != asio::cancellation_type::none && !m_isCancelled) {
            m_isCancelled = true;
            cancel();
        }
    }
    m_hasNews = false;
}

void TaskGroup::cancel()
{
    for (asio::cancellation_signal &signal : m_signals)
        signal.emit(asio::cancellation_type::all);
}

Error cancelledError()
{
    return {ErrorCode::Cancelled, tr("The run was cancelled.")};
}

Error toError(const std::exception_ptr &failure)
{
    try {
        std::rethrow_exception(failure);
    } catch (const Error &error) {
        return error;
    } catch (const boost::system::system_error &error) {
        if (error.code() == asio::error::operation_aborted)
            return cancelledError();
        return {ErrorCode::Internal,
                error.what(),
                tr("This is a bug of Postern: please report it.")};
    } catch (const std::exception &error) {
        return {ErrorCode::Internal,
                error.what(),
                tr("This is a bug of Postern: please report it.")};
    }
}

} // namespace postern::run
