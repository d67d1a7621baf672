// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/run/prices.h"
#include "widgets/run/logmodel.h"
#include "widgets/run/timelinemodel.h"
#include "widgets/run/tracemodel.h"

#include <QObject>

#include <memory>

namespace postern::ide {

/// What is known of a run beside its nodes' values: when what happened, what it was made of, and
/// what it wrote. Put together from the same events as the RunModel.
class RunDetails final : public QObject
{
    Q_OBJECT

public:
    explicit RunDetails(QObject *parent = nullptr);

    widgets::TimelineModel &timeline() { return m_timeline; }
    widgets::TraceModel &trace() { return m_trace; }
    widgets::LogModel &log() { return m_log; }

    /// What tokens cost from now on.
    void setPrices(run::PriceList prices);
    void clear();
    /// Another moment of the run is looked at.
    void showMoment();
    void apply(const std::vector<run::RunEvent> &events);

private:
    std::shared_ptr<const run::PriceList> m_prices;
    widgets::TimelineModel m_timeline;
    widgets::TraceModel m_trace;
    widgets::LogModel m_log;
};

} // namespace postern::ide
