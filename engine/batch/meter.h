// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/batch/pace.h"
#include "engine/run/event.h"
#include "engine/run/prices.h"

#include <cstddef>
#include <unordered_map>

namespace postern::batch {

/// Listens to a batch's requests: what they cost, line by line, and when a service refuses more.
class Meter final : public run::RunObserver
{
public:
    /// What the requests of a line took.
    struct Use
    {
        std::size_t requests = 0;
        double cost = 0;
    };

    explicit Meter(Pace &pace);

    void onEvent(const run::RunEvent &event) override;
    /// Of a line that has ended.
    Use take(std::size_t line);

private:
    Pace &m_pace;
    run::PriceList m_prices;
    std::unordered_map<std::size_t, Use> m_uses;
};

} // namespace postern::batch
