// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/batch/meter.h"

#include "engine/base/error.h"

namespace postern::batch {

namespace {

run::PriceList pricesIfReadable()
{
    try {
        return run::PriceList::load();
    } catch (const Error &) { // then costs are unknown
        return {};
    }
}

} // namespace

Meter::Meter(Pace &pace)
    : m_pace(pace)
    , m_prices(pricesIfReadable())
{}

void Meter::onEvent(const run::RunEvent &event)
{
    constexpr int kTooMany = 429;
    const auto *request = std::get_if<run::Request>(&event.data);
    if (!request)
        return;
    Use &use = m_uses[event.origin.line];
    ++use.requests;
    if (request->attempt.status == kTooMany)
        m_pace.refused(event.time);
    if (request->attempt.usage.total > 0)
        use.cost
            += m_prices.costOf(run::modelOf(request->attempt), request->attempt.usage).value_or(0);
}

Meter::Use Meter::take(std::size_t line)
{
    const auto found = m_uses.find(line);
    if (found == m_uses.end())
        return {};
    const Use use = found->second;
    m_uses.erase(found);
    return use;
}

} // namespace postern::batch
