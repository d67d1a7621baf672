// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/tokenusage.h"

#include <QString>

#include <functional>
#include <optional>
#include <string>

namespace postern::widgets {

/// What so many tokens of a model cost, in dollars; nothing where its price isn't known.
using PriceFunction
    = std::function<std::optional<double>(const std::string &model, const TokenUsage &usage)>;

/// The tokens that something took and what is known of their cost. What has no price is never
/// counted as free; what a simulator or a recording answered has none.
struct Spent
{
    TokenUsage usage;
    double cost = 0;           ///< of those with a price
    std::int64_t unpriced = 0; ///< tokens without one
    std::int64_t unpaid = 0;   ///< tokens that nobody is paid for

    /// Whether there is anything to tell of the cost.
    bool hasCost() const { return usage.total > unpaid; }
    void addUnpaid(const TokenUsage &more);
    void add(const TokenUsage &more, std::optional<double> price);
    Spent &operator+=(const Spent &other);
};

/// "0.0003", "unknown price", or "0.0003 + unknown price"; "–" where none that cost were taken.
QString costText(const Spent &spent);

/// The same for a sum: "$0.0003", "unknown price".
QString dollars(const Spent &spent);

} // namespace postern::widgets
