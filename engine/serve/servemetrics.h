// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/tokenusage.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace postern::serve {

/// What a server has done so far, for Prometheus. Holds no contents of requests.
class ServeMetrics
{
public:
    using Duration = std::chrono::steady_clock::duration;

    /// A request has been answered.
    void count(const std::string &route, int status, Duration elapsed);
    void countTokens(const TokenUsage &usage);
    void countReload(bool isGood) { ++(isGood ? m_reloads : m_failedReloads); }

    /// In Prometheus' text format, version 0.0.4.
    std::string text(std::size_t running, std::size_t waiting, std::size_t connections) const;

private:
    static constexpr std::array<double, 12>
        kBounds{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60, 300};

    struct Histogram
    {
        std::array<std::uint64_t, kBounds.size()> atMost{}; ///< by bound, cumulated when written
        std::uint64_t count = 0;
        double sum = 0;
    };

    std::map<std::pair<std::string, int>, std::uint64_t> m_requests;
    std::map<std::string, Histogram> m_seconds; ///< by route
    TokenUsage m_tokens;
    std::uint64_t m_reloads = 0;
    std::uint64_t m_failedReloads = 0;
};

} // namespace postern::serve
