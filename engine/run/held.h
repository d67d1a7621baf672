// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <memory>
#include <optional>
#include <utility>

namespace postern::run {

/// An answer that a coroutine of the loop waits for and that somebody gives later: what a gate
/// holds a node with. Copies are the same one.
template<typename Answer>
class Held
{
public:
    explicit Held(const boost::asio::any_io_executor &loop)
        : m_state(std::make_shared<State>(loop))
    {}

    /// Waits for the answer, in a coroutine of the loop; any number may. When the waiting coroutine
    /// is cancelled before there is one, it throws boost::system::system_error with
    /// operation_aborted, which run::toError() makes Cancelled; the others wait on.
    Task<Answer> wait() const
    {
        const std::shared_ptr<State> state = m_state;
        while (!state->answer) {
            boost::system::error_code woken;
            co_await state->timer.async_wait(
                boost::asio::redirect_error(boost::asio::use_awaitable, woken));
        }
        co_return *state->answer;
    }

    /// From any thread. Only the first answer counts.
    void give(Answer answer) const
    {
        boost::asio::post(m_state->timer.get_executor(),
                          [state = m_state, answer = std::move(answer)]() mutable {
                              if (!state->answer)
                                  state->answer = std::move(answer);
                              state->timer.cancel();
                          });
    }

private:
    struct State
    {
        explicit State(const boost::asio::any_io_executor &loop)
            : timer(loop, boost::asio::steady_timer::time_point::max())
        {}

        boost::asio::steady_timer timer;
        std::optional<Answer> answer;
    };

    std::shared_ptr<State> m_state;
};

} // namespace postern::run
