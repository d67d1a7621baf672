// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/runcontroller.h"

#include "app/ide/logging.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include <exception>
#include <utility>

namespace postern::ide {

namespace {

// A coroutine that ends by an exception breaks runFlow()'s promise; the user still learns of it.
run::FlowRunResult brokenResult(const std::exception_ptr &failure)
{
    run::FlowRunResult result;
    result.state = run::NodeState::Failed;
    try {
        std::rethrow_exception(failure);
    } catch (const Error &error) {
        result.error = error;
    } catch (const std::exception &error) {
        result.error = Error(ErrorCode::Internal, error.what());
    }
    return result;
}

} // namespace

RunController::RunController(EngineThread &engine, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
{
    connect(&m_bridge, &RunBridge::eventsArrived, this, &RunController::onEvents);
    connect(&m_bridge, &RunBridge::finished, this, &RunController::onFinished);
}

RunController::~RunController() = default;

void RunController::shutDown()
{
    stop();
    m_preparing.waitForDone();
}

void RunController::start(run::FlowRunRequest request, Preparation prepare)
{
    if (isBusy())
        return;
    qCInfo(logRun) << "Starting a run...";
    m_cancel = std::make_shared<Cancellation>();
    m_isEndTold = false;
    m_model.expect(request.document.flow());
    request.ledger = m_egress.ledger();
    m_preparing.start([this,
                       cancel = m_cancel,
                       asked = std::move(request),
                       prepare = std::move(prepare)]() mutable {
        try {
            prepare(asked);
        } catch (...) {
            m_bridge.onResult(brokenResult(std::current_exception()));
            return;
        }
        boost::asio::post(m_engine.executor(), [this, cancel, ready = std::move(asked)]() mutable {
            spawn(std::move(ready), cancel);
        });
    });
    emit busyChanged();
}

// On the engine's thread.
void RunController::spawn(run::FlowRunRequest request, const std::shared_ptr<Cancellation> &cancel)
{
    if (cancel->isAsked) {
        run::FlowRunResult result;
        result.state = run::NodeState::Cancelled;
        m_bridge.onResult(std::move(result));
        return;
    }
    auto done = [this, cancel](const std::exception_ptr &failure, run::FlowRunResult result) {
        m_bridge.onResult(failure ? brokenResult(failure) : std::move(result));
    };
    boost::asio::co_spawn(m_engine.executor(),
                          run::runFlow(std::move(request), &m_bridge),
                          boost::asio::bind_cancellation_slot(cancel->signal.slot(),
                                                              std::move(done)));
}

void RunController::stop()
{
    if (!isBusy() || m_stopping)
        return;
    qCInfo(logRun) << "Stopping the run...";
    m_stopping = true;
    m_engine.cancel(m_cancel);
    emit busyChanged();
}

void RunController::discard()
{
    m_discarding = isBusy();
    stop();
    m_model.clear();
}

void RunController::onEvents(const std::vector<run::RunEvent> &events)
{
    if (m_discarding)
        return;
    m_model.apply(events);
    for (const run::RunEvent &event : events)
        m_isEndTold = m_isEndTold || std::holds_alternative<run::RunFinished>(event.data);
    emit eventsArrived(events);
}

void RunController::onFinished(const run::FlowRunResult &result)
{
    qCInfo(logRun) << "The run ended.";
    m_cancel.reset();
    m_stopping = false;
    if (m_discarding) {
        m_discarding = false;
        emit busyChanged();
        return;
    }
    // A run that broke before its first event has told nothing.
    if (!m_isEndTold) {
        run::RunEvent last;
        last.time = run::Clock::now();
        last.data = run::RunFinished{result.state,
                                     result.outputs,
                                     result.error,
                                     {},
                                     result.usage,
                                     result.elapsed};
        m_model.apply({last});
    }
    emit busyChanged();
    emit finished(result);
}

} // namespace postern::ide
