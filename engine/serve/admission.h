// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"

#include <boost/asio/any_io_executor.hpp>

#include <cstddef>
#include <list>
#include <memory>
#include <optional>

namespace postern::serve {

/// Who may run now: so many at once, so many more wait their turn in the order they came, and the
/// rest is turned away. Belongs to the loop.
class Admission
{
public:
    /// A place among those that run; it is given up when this goes.
    class Place
    {
    public:
        explicit Place(std::shared_ptr<Admission> admission)
            : m_admission(std::move(admission))
        {}
        ~Place()
        {
            if (!m_admission)
                return;
            try {
                m_admission->leave();
            } catch (...) { // who waits is let in by the next who leaves
            }
        }
        Place(Place &&other) noexcept
            : m_admission(std::move(other.m_admission))
        {}
        Place(const Place &) = delete;
        Place &operator=(const Place &) = delete;
        Place &operator=(Place &&) = delete;

    private:
        std::shared_ptr<Admission> m_admission;
    };

    Admission(boost::asio::any_io_executor loop, std::size_t most, std::size_t mostWaiting)
        : m_loop(std::move(loop))
        , m_most(most)
        , m_mostWaiting(mostWaiting)
    {}

    /// Waits for a place. Nothing: there are too many who wait. Throws Error Cancelled.
    static Task<std::optional<Place>> enter(std::shared_ptr<Admission> self);

    std::size_t running() const { return m_running; }
    std::size_t waiting() const { return m_waiting.size(); }

private:
    struct Waiting;

    void leave();

    const boost::asio::any_io_executor m_loop;
    const std::size_t m_most;
    const std::size_t m_mostWaiting;
    std::size_t m_running = 0;
    std::list<Waiting *> m_waiting;
};

} // namespace postern::serve
