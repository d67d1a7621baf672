// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/serve/admission.h"

#include "engine/run/taskgroup.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace postern::serve {

namespace asio = boost::asio;

/// In the queue for as long as it lives, unless it has been let in.
struct Admission::Waiting
{
    explicit Waiting(std::shared_ptr<Admission> of)
        : admission(std::move(of))
        , turn(admission->m_loop, asio::steady_timer::time_point::max())
        , at(admission->m_waiting.insert(admission->m_waiting.end(), this))
    {}
    ~Waiting()
    {
        if (!isIn)
            admission->m_waiting.erase(at);
    }
    Waiting(const Waiting &) = delete;
    Waiting &operator=(const Waiting &) = delete;

    const std::shared_ptr<Admission> admission;
    asio::steady_timer turn;
    const std::list<Waiting *>::iterator at;
    bool isIn = false;
};

Task<std::optional<Admission::Place>> Admission::enter(std::shared_ptr<Admission> self)
{
    if (self->m_running < self->m_most) {
        ++self->m_running;
        co_return Place(self);
    }
    if (self->m_waiting.size() >= self->m_mostWaiting)
        co_return std::nullopt;
    Waiting waiting(self);
    co_await waiting.turn.async_wait(asio::as_tuple(asio::use_awaitable));
    if (!waiting.isIn)
        throw run::cancelledError();
    co_return Place(self);
}

void Admission::leave()
{
    if (m_waiting.empty()) {
        --m_running;
        return;
    }
    Waiting *const next = m_waiting.front();
    m_waiting.pop_front();
    next->isIn = true; // has the place of who leaves
    next->turn.cancel();
}

} // namespace postern::serve
