// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/simulator/simulatortransport.h"

#include "engine/base/error.h"
#include "engine/simulator/pause.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace postern::simulator {

namespace asio = boost::asio;

Task<> pauseFor(std::chrono::milliseconds duration)
{
    if (duration.count() <= 0)
        co_return;
    asio::steady_timer timer(co_await asio::this_coro::executor, duration);
    const auto [error] = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    if (error)
        throw Error(ErrorCode::Cancelled, tr("The simulated request was cancelled."));
}

namespace {

class SimulatedExchange final : public http::Exchange
{
public:
    explicit SimulatedExchange(SimulatedAnswer answer)
        : m_answer(std::move(answer))
    {}

    const http::ResponseHead &head() const override { return m_answer.head; }

    Task<std::optional<std::string>> read() override
    {
        if (m_next == m_answer.pieces.size())
            co_return std::nullopt;
        if (m_next > 0)
            co_await pauseFor(m_answer.between);
        co_return std::move(m_answer.pieces[m_next++]);
    }

private:
    SimulatedAnswer m_answer;
    std::size_t m_next = 0;
};

} // namespace

Task<std::unique_ptr<http::Exchange>> SimulatorTransport::open(http::Request request)
{
    SimulatedAnswer answer = m_simulator.answer(request);
    co_await pauseFor(answer.beforeFirst);
    co_return std::make_unique<SimulatedExchange>(std::move(answer));
}

} // namespace postern::simulator
