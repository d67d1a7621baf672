// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/run/runcontroller.h"

#include "app/ide/home/logging.h"
#include "engine/history/runabout.h"
#include "engine/run/prices.h"
#include "engine/run/taskgroup.h"
#include "widgets/theme/translated.h"

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

/// What must be read before a run.
struct Prepared
{
    request::RunRequest request;
    run::PriceList prices;
};

/// None where the file says something else: the prices are unknown then, and the run goes on.
run::PriceList knownPrices()
{
    try {
        return run::PriceList::load();
    } catch (const Error &error) {
        qCWarning(logRun) << "No prices are known:" << error.message().c_str();
        return {};
    }
}

} // namespace

RunController::RunController(EngineThread &engine, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
{
    connect(&m_bridge, &RunBridge::eventsArrived, this, &RunController::onEvents);
    const auto momentOf = [this](const std::string &node) { return m_model.momentOf(node); };
    m_details.timeline().setMoments(momentOf);
    m_details.trace().setMoments(momentOf);
    connect(&m_model, &widgets::RunModel::momentChanged, &m_details, &RunDetails::showMoment);
}

RunController::~RunController() = default;

void RunController::shutDown()
{
    m_running.cancel();
    m_preparing.cancel();
    m_preparers.waitForDone();
}

void RunController::start(request::RunRequest request, Preparation prepare, const RunKind &kind)
{
    if (isBusy())
        return;
    qCInfo(logRun) << "Starting a run...";
    m_model.expect(flowOf(request.spec));
    m_details.clear();
    request.spec.observers.insert(request.spec.observers.begin(), &m_bridge);
    request.spec.keepBodies = true;
    setStored({});
    m_runId.clear();
    record(request.spec, kind);
    m_observers = request.spec.observers;
    m_preparing.startBlocking(
        m_preparers,
        [asked = std::move(request), prepare = std::move(prepare)]() mutable {
            prepare(asked);
            return Prepared{std::move(asked), knownPrices()};
        },
        [this](Outcome<Prepared> prepared) {
            if (prepared.error || m_stopping) {
                refuse(prepared.error.value_or(run::cancelledError()));
                return;
            }
            m_details.setPrices(std::move(prepared.value->prices));
            runPrepared(std::move(prepared.value->request));
        });
    emit busyChanged();
}

void RunController::record(run::RunSpec &spec, const RunKind &kind)
{
    history::RunAbout about = history::aboutRun(spec, kind.kind);
    about.parent = kind.parent;
    about.change = kind.change;
    m_recording = m_recorder.record(std::move(about));
    if (m_recording)
        spec.observers.push_back(m_recording.get());
}

void RunController::keepRecord()
{
    if (!m_recording)
        return;
    m_keeping.startBlocking(
        m_preparers,
        [this] { // which waits for its threads
            m_recorder.flush();
            return m_recorder.takeProblem();
        },
        [this](const Outcome<std::optional<Message>> &kept) {
            if (kept.value && *kept.value)
                emit recordingFailed(theme::translated(**kept.value));
            emit recorded();
        });
}

void RunController::showStored(const QString &title,
                               const flow::Flow &flow,
                               const std::vector<run::RunEvent> &events)
{
    if (isBusy())
        return;
    m_model.expect(flow);
    m_details.clear();
    setStored(title);
    m_runId = events.empty() ? QString() : QString::fromStdString(events.front().origin.run);
    m_details.apply(events);
    m_model.apply(events);
}

void RunController::setStored(const QString &title)
{
    if (title == m_storedTitle)
        return;
    m_storedTitle = title;
    emit storedChanged();
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
    spec.observers = m_observers;
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
    setStored({});
}

void RunController::onEvents(const std::vector<run::RunEvent> &events)
{
    if (m_discarding)
        return;
    for (const run::RunEvent &event : events) {
        if (!event.isNested() && std::holds_alternative<run::RunStarted>(event.data))
            m_runId = QString::fromStdString(event.origin.run);
    }
    m_details.apply(events); // before the nodes are said to be others: who hears it looks here too
    m_model.apply(events);
    emit eventsArrived(events);
}

void RunController::onFinished(const run::FlowRunResult &result)
{
    qCInfo(logRun) << "The run ended.";
    keepRecord();
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
