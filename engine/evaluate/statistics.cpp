// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/evaluate/statistics.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace postern::evaluate {

namespace {

/// SplitMix64: the standard's distributions differ between libraries.
class Draws
{
public:
    explicit Draws(std::uint64_t seed)
        : m_state(seed)
    {}

    std::size_t below(std::size_t count)
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebULL;
        mixed ^= mixed >> 31U;
        // The upper half alone: a product of 32 bits each doesn't overflow.
        return static_cast<std::size_t>(((mixed >> 32U) * count) >> 32U);
    }

private:
    std::uint64_t m_state;
};

} // namespace

double mean(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double standardDeviation(std::span<const double> values)
{
    if (values.size() < 2)
        return 0;
    const double middle = mean(values);
    double sum = 0;
    for (const double value : values)
        sum += (value - middle) * (value - middle);
    return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

double quantile(std::span<const double> values, double share)
{
    std::vector<double> sorted(values.begin(), values.end());
    std::ranges::sort(sorted);
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    const double part = place - static_cast<double>(below);
    return sorted[below] + (sorted[above] - sorted[below]) * part;
}

std::optional<Difference> pairedBootstrap(const PairedValues &values,
                                          const Statistic &statistic,
                                          std::uint64_t seed,
                                          std::size_t draws)
{
    const std::size_t rows = values.before.size();
    if (rows == 0 || rows != values.now.size() || draws == 0)
        return std::nullopt;
    Draws random(seed);
    std::vector<double> before(rows);
    std::vector<double> now(rows);
    std::vector<double> changes;
    changes.reserve(draws);
    for (std::size_t draw = 0; draw < draws; ++draw) {
        for (std::size_t row = 0; row < rows; ++row) {
            const std::size_t drawn = random.below(rows);
            before[row] = values.before[drawn];
            now[row] = values.now[drawn];
        }
        changes.push_back(statistic(now) - statistic(before));
    }
    // Numbers that are too large to be added up can't be put in order.
    if (!std::ranges::all_of(changes, [](double change) { return std::isfinite(change); }))
        return std::nullopt;
    Difference difference;
    difference.rows = rows;
    difference.change = statistic(values.now) - statistic(values.before);
    difference.low = quantile(changes, 0.025);
    difference.high = quantile(changes, 0.975);
    const auto notAbove = std::ranges::count_if(changes, [](double change) { return change <= 0; });
    const auto notBelow = std::ranges::count_if(changes, [](double change) { return change >= 0; });
    // One more in both: a finite number of draws shows no chance of zero.
    const double rarer = static_cast<double>(std::min(notAbove, notBelow) + 1)
                         / static_cast<double>(draws + 1);
    difference.chance = std::min(1.0, 2 * rarer);
    return difference;
}

std::optional<double> cohensKappa(const std::vector<std::pair<std::string, std::string>> &names)
{
    if (names.empty())
        return std::nullopt;
    std::map<std::string, std::pair<double, double>> counts;
    double same = 0;
    for (const auto &[first, second] : names) {
        counts[first].first += 1;
        counts[second].second += 1;
        same += first == second ? 1 : 0;
    }
    const auto all = static_cast<double>(names.size());
    double chance = 0;
    for (const auto &[name, count] : counts)
        chance += count.first / all * (count.second / all);
    return chance >= 1 ? 1.0 : (same / all - chance) / (1 - chance);
}

std::optional<double> weightedKappa(const std::vector<std::pair<double, double>> &grades)
{
    if (grades.empty())
        return std::nullopt;
    double observed = 0;
    double expected = 0;
    for (const auto &[first, second] : grades) {
        observed += (first - second) * (first - second);
        for (const auto &other : grades)
            expected += (first - other.second) * (first - other.second);
    }
    const auto all = static_cast<double>(grades.size());
    return expected == 0 ? 1.0 : 1 - observed / all / (expected / all / all);
}

} // namespace postern::evaluate
