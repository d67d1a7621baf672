// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/background/enginethread.h"

#include <boost/asio/post.hpp>

#include <chrono>
#include <utility>

namespace postern::ide {

namespace {
constexpr std::chrono::milliseconds kGrace{500};
/// For the flow that is run over and over, and one that it calls.
constexpr std::size_t kSpareWorkers = 2;
} // namespace

EngineThread::EngineThread(std::shared_ptr<http::EgressLedger> ledger)
    : m_keepAlive(boost::asio::make_work_guard(m_loop))
    , m_engine(m_loop.get_executor(), std::move(ledger))
    , m_thread([this] {
        python::WorkerPools::Limits limits;
        limits.spares = kSpareWorkers;
        m_engine.workers().setLimits(limits);
        m_loop.run();
        m_ended.set_value();
    })
{}

EngineThread::~EngineThread()
{
    try {
        boost::asio::post(m_loop, [this] { m_engine.workers().setLimits({}); });
    } catch (...) { // out of memory: what is kept ready ends with the engine
    }
    m_keepAlive.reset();
    if (m_ended.get_future().wait_for(kGrace) == std::future_status::timeout)
        m_loop.stop();
    m_thread.join();
}

void EngineThread::endSpareWorkers()
{
    boost::asio::post(m_loop, [this] { m_engine.workers().endSpares(); });
}

} // namespace postern::ide
