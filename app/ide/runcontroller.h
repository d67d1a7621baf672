// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/enginethread.h"
#include "app/ide/runbridge.h"
#include "engine/run/flowrun.h"
#include "widgets/run/runmodel.h"

#include <boost/asio/cancellation_signal.hpp>

#include <QObject>

#include <memory>

namespace postern::ide {

/// Starts and stops runs, one at a time, and keeps what is known of the latest.
class RunController final : public QObject
{
    Q_OBJECT

public:
    explicit RunController(QObject *parent = nullptr);
    ~RunController() override;

    widgets::RunModel &model() { return m_model; }

    /// True from start() until the last word of the run has arrived.
    bool isBusy() const { return m_cancel != nullptr; }
    bool isStopping() const { return m_stopping; }

public slots:
    /// Does nothing while another run is under way.
    void start(postern::run::FlowRunRequest request);
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
    void onEvents(const std::vector<run::RunEvent> &events);
    void onFinished(const run::FlowRunResult &result);

    widgets::RunModel m_model;
    RunBridge m_bridge;
    std::shared_ptr<boost::asio::cancellation_signal> m_cancel; // used on the engine's thread only
    bool m_stopping = false;
    bool m_discarding = false;
    EngineThread m_engine; // last: nothing it still tells may find the others gone
};

} // namespace postern::ide
