// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/run/runcontroller.h"

#include "app/ide/home/logging.h"
#include "engine/run/taskgroup.h"

#include <utility>

namespace postern::ide {

namespace {

/// With the variants that the run takes; one that there isn't is refused when it begins.
flow::Flow flowOf(const run::RunSpec &spec)
{
    const flow::Flow &flow = spec.document.flow();
    try {
        return flow::withVariant(flow, spec.variant);
    } catch (const Error &) {
        return flow;
    }
}

} // namespace

RunController::RunController(EngineThread &engine, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
{
    connect(&m_bridge, &RunBridge::eventsArrived, this, &RunController::onEvents);
}

RunController::~RunController() = default;

void RunController::shutDown()
{
    m_running.cancel();
    m_preparing.cancel();
    m_preparers.waitForDone();
}

void RunController::start(request::RunRequest request, Preparation prepare)
{
    if (isBusy())
        return;
    qCInfo(logRun) << "Starting a run...";
    m_model.expect(flowOf(request.spec));
    m_details.clear();
    request.spec.observers = {&m_bridge};
    request.spec.keepBodies = true;
    m_preparing.startBlocking(
        m_preparers,
        [asked = std::move(request), prepare = std::move(prepare)]() mutable {
            prepare(asked);
            return std::move(asked);
        },
        [this](Outcome<request::RunRequest> prepared) {
            if (prepared.error || m_stopping)
                refuse(prepared.error.value_or(run::cancelledError()));
            else
                runPrepared(std::move(*prepared.value));
        });
    emit busyChanged();
}

void RunController::runPrepared(request::RunRequest request)
{
    m_running.start(
        m_engine.executor(),
        [&engine = m_engine.engine(), asked = std::move(request)]() mutable {
            engine.setNetwork(std::move(asked.network));
            return run::runFlow(engine, std::move(asked.spec));
        },
        [this](Outcome<run::FlowRunResult> ended) {
            if (ended.error) // stopped before it began; or runFlow()'s promise is broken
                return refuse(std::move(*ended.error));
            m_bridge.flush();
            onFinished(*ended.value);
        });
}

void RunController::refuse(Error error)
{
    run::RunSpec spec;
    spec.observers = {&m_bridge};
    const run::FlowRunResult result = run::refuseRun(spec, std::move(error));
    m_bridge.flush();
    onFinished(result);
}

void RunController::stop()
{
    if (!isBusy() || m_stopping)
        return;
    qCInfo(logRun) << "Stopping the run...";
    m_stopping = true;
    m_running.stop();
    emit busyChanged();
}

void RunController::discard()
{
    m_discarding = isBusy();
    stop();
    m_model.clear();
    m_details.clear();
}

void RunController::onEvents(const std::vector<run::RunEvent> &events)
{
    if (m_discarding)
        return;
    m_details.apply(events); // before the nodes are said to be others: who hears it looks here too
    m_model.apply(events);
    emit eventsArrived(events);
}

void RunController::onFinished(const run::FlowRunResult &result)
{
    qCInfo(logRun) << "The run ended.";
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
