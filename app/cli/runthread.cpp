// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/runthread.h"

#include "engine/run/taskgroup.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include <chrono>
#include <utility>

namespace asio = boost::asio;

namespace postern::cli {

RunThread::RunThread(std::function<void()> onEnd)
    : m_onEnd(std::move(onEnd))
    , m_keepAlive(asio::make_work_guard(m_loop))
    , m_engine(m_loop.get_executor())
    , m_thread([this] {
        m_loop.run();
        m_ended.release();
    })
{}

RunThread::~RunThread()
{
    constexpr std::chrono::seconds kPatience{1};
    try {
        cancel();
    } catch (...) { // out of memory: what runs is dropped after a while
    }
    m_keepAlive.reset();
    // The last words of workers; nothing of it may keep us.
    if (!m_ended.try_acquire_for(kPatience))
        m_loop.stop();
    m_thread.join();
}

void RunThread::start(run::RunSpec spec, run::Network network)
{
    {
        const std::lock_guard lock(m_mutex);
        m_isRunning = true;
        m_result.reset();
    }
    asio::post(m_loop, [this, spec = std::move(spec), network = std::move(network)]() mutable {
        begin(std::move(spec), std::move(network));
    });
}

void RunThread::begin(run::RunSpec spec, run::Network network)
{
    m_engine.setNetwork(std::move(network));
    asio::co_spawn(m_loop,
                   run::runFlow(m_engine, std::move(spec)),
                   asio::bind_cancellation_slot(m_cancel.slot(),
                                                [this](const std::exception_ptr &failure,
                                                       run::FlowRunResult result) {
                                                    if (failure)
                                                        result.error = run::toError(failure);
                                                    end(std::move(result));
                                                }));
}

void RunThread::end(run::FlowRunResult result)
{
    {
        const std::lock_guard lock(m_mutex);
        m_result = std::move(result);
    }
    m_onEnd();
}

void RunThread::cancel()
{
    asio::post(m_loop, [this] { m_cancel.emit(asio::cancellation_type::all); });
}

bool RunThread::isRunning() const
{
    const std::lock_guard lock(m_mutex);
    return m_isRunning;
}

std::optional<run::FlowRunResult> RunThread::takeResult()
{
    const std::lock_guard lock(m_mutex);
    if (m_result)
        m_isRunning = false;
    return std::exchange(m_result, std::nullopt);
}

} // namespace postern::cli
