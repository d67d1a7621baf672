// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/backgroundtask.h"
#include "app/ide/background/enginethread.h"
#include "app/ide/run/egresslog.h"
#include "app/ide/run/runbridge.h"
#include "app/ide/run/rundetails.h"
#include "app/request/runrequest.h"
#include "engine/run/flowrun.h"
#include "widgets/run/runmodel.h"

#include <QObject>
#include <QThreadPool>

#include <functional>

namespace postern::ide {

/// Starts and stops runs, one at a time, and keeps what is known of the latest.
class RunController final : public QObject
{
    Q_OBJECT

public:
    /// Must outlive the engine's thread, after shutDown().
    explicit RunController(EngineThread &engine, QObject *parent = nullptr);
    ~RunController() override;
    /// Stops the run; nothing more is given to the engine.
    void shutDown();

    widgets::RunModel &model() { return m_model; }
    RunDetails &details() { return m_details; }
    EgressLog &egress() { return m_egress; }

    /// True from start() until the last word of the run has arrived.
    bool isBusy() const { return m_preparing.isRunning() || m_running.isRunning(); }
    bool isStopping() const { return m_stopping; }

    /// Completes a request with what must be read first: the vault, files. Called on a thread of
    /// its own, as a keychain may wait for its user. Throws Error.
    using Preparation = std::function<void(request::RunRequest &request)>;
    /// Does nothing while another run is under way. The run counts in egress().
    void start(request::RunRequest request, Preparation prepare);

public slots:
    void stop();
    /// Stops the run and forgets all that is known of the latest; what the stopped one still tells
    /// is not passed on.
    void discard();

signals:
    void eventsArrived(const std::vector<postern::run::RunEvent> &events);
    /// isBusy() or isStopping() is another.
    void busyChanged();
    void finished(const postern::run::FlowRunResult &result);

private:
    void runPrepared(request::RunRequest request);
    /// Tells of a run that ended without a result of its own.
    void refuse(Error error);
    void onEvents(const std::vector<run::RunEvent> &events);
    void onFinished(const run::FlowRunResult &result);

    widgets::RunModel m_model;
    RunDetails m_details;
    RunBridge m_bridge;
    EgressLog m_egress;
    bool m_stopping = false;
    bool m_discarding = false;
    EngineThread &m_engine;
    QThreadPool m_preparers;
    BackgroundTask m_preparing;
    BackgroundTask m_running;
};

} // namespace postern::ide
