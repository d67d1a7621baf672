// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/run/runcontroller.h"

#include "app/ide/home/logging.h"
#include "engine/run/taskgroup.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include <exception>
#include <utility>

namespace postern::ide {

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

void RunController::start(request::RunRequest request, Preparation prepare)
{
    if (isBusy())
        return;
    qCInfo(logRun) << "Starting a run...";
    m_cancel = std::make_shared<Cancellation>();
    m_model.expect(request.spec.document.flow());
    request.spec.observers = {&m_bridge};
    m_preparing.start([this,
                       cancel = m_cancel,
                       asked = std::move(request),
                       prepare = std::move(prepare)]() mutable {
        std::exception_ptr failure;
        try {
            prepare(asked);
        } catch (...) {
            failure = std::current_exception();
        }
        boost::asio::post(m_engine.executor(),
                          [this, cancel, ready = std::move(asked), failure]() mutable {
                              spawn(std::move(ready), cancel, failure);
                          });
    });
    emit busyChanged();
}

// On the engine's thread.
void RunController::spawn(request::RunRequest request,
                          const std::shared_ptr<Cancellation> &cancel,
                          const std::exception_ptr &failure)
{
    if (failure || cancel->isAsked) {
        Error error = failure ? run::toError(failure) : run::cancelledError();
        m_bridge.onResult(run::refuseRun(request.spec, std::move(error)));
        return;
    }
    auto done = [this, cancel](const std::exception_ptr &broken, run::FlowRunResult result) {
        if (broken) { // breaks runFlow()'s promise; the user still learns of it
            run::RunSpec spec;
            spec.observers = {&m_bridge};
            result = run::refuseRun(spec, run::toError(broken));
        }
        m_bridge.onResult(std::move(result));
    };
    run::Engine &engine = m_engine.engine();
    engine.setNetwork(std::move(request.network));
    boost::asio::co_spawn(m_engine.executor(),
                          run::runFlow(engine, std::move(request.spec)),
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
    emit busyChanged();
    emit finished(result);
}

} // namespace postern::ide
