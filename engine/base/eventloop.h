// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <boost/asio/io_context.hpp>

namespace postern {

/// An event loop of one thread that can be emptied before it goes: coroutines that still wait then
/// are destroyed while all that they refer to is there.
class EventLoop : public boost::asio::io_context
{
public:
    EventLoop()
        : io_context(1)
    {}

    /// Destroys whatever still waits. No thread may run the loop then, nor run it afterwards.
    void drop() { shutdown(); }
};

/// Drops a loop at the end of its own life: to be declared after all that work on the loop uses.
class LoopEnd final
{
public:
    explicit LoopEnd(EventLoop &loop)
        : m_loop(loop)
    {}
    ~LoopEnd() { m_loop.drop(); }
    LoopEnd(const LoopEnd &) = delete;
    LoopEnd &operator=(const LoopEnd &) = delete;

private:
    EventLoop &m_loop;
};

} // namespace postern
