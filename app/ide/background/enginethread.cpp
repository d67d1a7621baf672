// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/background/enginethread.h"

#include <chrono>
#include <utility>

namespace postern::ide {

namespace {
constexpr std::chrono::milliseconds kGrace{500};
} // namespace

EngineThread::EngineThread(std::shared_ptr<http::EgressLedger> ledger)
    : m_keepAlive(boost::asio::make_work_guard(m_loop))
    , m_engine(m_loop.get_executor(), std::move(ledger))
    , m_thread([this] {
        m_loop.run();
        m_ended.set_value();
    })
{}

EngineThread::~EngineThread()
{
    m_keepAlive.reset();
    if (m_ended.get_future().wait_for(kGrace) == std::future_status::timeout)
        m_loop.stop();
    m_thread.join();
}

} // namespace postern::ide
