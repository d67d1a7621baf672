// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/run/rundetails.h"

namespace postern::ide {

RunDetails::RunDetails(QObject *parent)
    : QObject(parent)
{}

void RunDetails::setPrices(run::PriceList prices)
{
    m_prices = std::make_shared<const run::PriceList>(std::move(prices));
    m_timeline.setPrices([known = m_prices](const std::string &model, const TokenUsage &usage) {
        return known->costOf(model, usage);
    });
}

void RunDetails::clear()
{
    m_timeline.clear();
    m_trace.clear();
    m_log.clear();
}

void RunDetails::showMoment()
{
    m_timeline.showMoment();
    m_trace.showMoment();
}

void RunDetails::apply(const std::vector<run::RunEvent> &events)
{
    m_timeline.apply(events);
    m_trace.apply(events);
    m_log.apply(events);
}

} // namespace postern::ide
