// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/backgroundtask.h"
#include "app/ide/background/enginethread.h"
#include "app/ide/run/egresslog.h"
#include "app/ide/run/runbridge.h"
#include "app/ide/run/rundetails.h"
#include "app/request/runrequest.h"
#include "engine/history/recorder.h"
#include "engine/run/flowrun.h"
#include "widgets/run/runmodel.h"

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <string>

namespace postern::ide {

/// What a run is kept as in the history.
struct RunKind
{
    std::string kind = "test"; ///< "test", "debug", "chat"
    std::string parent;        ///< the run that it is a fork of
    std::string change;        ///< what the fork changes
};

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
    /// Does nothing while another run is under way. The run counts in egress(). Its observers hear of
    /// its end also when it never begins; they must outlive this.
    void start(request::RunRequest request, Preparation prepare, const RunKind &kind = {});

    /// Shows a run of the history in place of the latest, until the next one starts. `flow` is the
    /// open one, whose nodes they are by name. Does nothing while a run is under way.
    void showStored(const QString &title,
                    const flow::Flow &flow,
                    const std::vector<run::RunEvent> &events);
    /// What of the history is shown; empty: the latest run.
    QString storedTitle() const { return m_storedTitle; }
    /// The id of the latest run, or of what is shown of the history; empty before the first.
    QString runId() const { return m_runId; }

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
    /// The run that ended last is in the history.
    void recorded();
    /// Why runs aren't recorded, or not wholly.
    void recordingFailed(const QString &reason);
    /// storedTitle() is another.
    void storedChanged();

private:
    void runPrepared(request::RunRequest request);
    /// Tells of a run that ended without a result of its own.
    void refuse(Error error);
    void onEvents(const std::vector<run::RunEvent> &events);
    void onFinished(const run::FlowRunResult &result);
    void record(run::RunSpec &spec, const RunKind &kind);
    void keepRecord();
    void setStored(const QString &title);

    widgets::RunModel m_model;
    RunDetails m_details;
    RunBridge m_bridge;
    EgressLog m_egress;
    history::Recorder m_recorder;
    std::unique_ptr<run::RunObserver> m_recording; ///< of the latest run; null: it isn't kept
    run::RunObservers m_observers;                 ///< of the latest run
    QString m_storedTitle;
    QString m_runId;
    bool m_stopping = false;
    bool m_discarding = false;
    EngineThread &m_engine;
    QThreadPool m_preparers;
    BackgroundTask m_preparing;
    BackgroundTask m_keeping;
    BackgroundTask m_running;
};

} // namespace postern::ide
