// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/eventloop.h"
#include "engine/run/engine.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/executor_work_guard.hpp>

#include <future>
#include <memory>
#include <thread>

namespace postern::ide {

/// The thread on which everything that waits runs: one event loop for the whole program. Work is
/// given to it by a BackgroundTask.
///
/// The destructor lets cancelled work end, for half a second at most, then stops the loop and
/// destroys what still waits on it, a held node say, before the engine that it uses.
class EngineThread final
{
public:
    /// Contacted hosts are counted in the ledger; null: in one of its own.
    explicit EngineThread(std::shared_ptr<http::EgressLedger> ledger = nullptr);
    ~EngineThread();
    EngineThread(const EngineThread &) = delete;
    EngineThread &operator=(const EngineThread &) = delete;

    /// Work given to this executor runs on the engine's thread.
    boost::asio::any_io_executor executor() { return m_loop.get_executor(); }
    /// What all runs share. To be used on its thread only.
    run::Engine &engine() { return m_engine; }
    /// Ends the interpreters that were started ahead: their folder is left. From any thread.
    void endSpareWorkers();

private:
    EventLoop m_loop;
    boost::asio::executor_work_guard<EventLoop::executor_type> m_keepAlive;
    run::Engine m_engine;
    const LoopEnd m_end{m_loop}; ///< after the engine
    std::promise<void> m_ended;
    std::thread m_thread;
};

} // namespace postern::ide
