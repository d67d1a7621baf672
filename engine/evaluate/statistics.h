// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace postern::evaluate {

/// A number of many, such as their mean. Gets at least one.
using Statistic = std::function<double(std::span<const double>)>;

double mean(std::span<const double> values);
/// Of the sample; 0 for fewer than two.
double standardDeviation(std::span<const double> values);
/// Between neighbours by their distance, as most programs do; `share` from 0 to 1.
double quantile(std::span<const double> values, double share);

/// What the same rows got before and now.
struct PairedValues
{
    std::vector<double> before;
    std::vector<double> now;
};

/// How a statistic moved between two runs over the same rows, and how sure that is.
struct Difference
{
    double change = 0; ///< now less before
    double low = 0;    ///< of the interval that holds 95 % of the resampled changes
    double high = 0;
    double chance = 1; ///< two-sided: how likely such a change is where there is none
    std::size_t rows = 0;
};

/// Rows are drawn again and again, before and now together. The same seed gives the same numbers on
/// every machine. Nothing without rows.
std::optional<Difference> pairedBootstrap(const PairedValues &values,
                                          const Statistic &statistic,
                                          std::uint64_t seed,
                                          std::size_t draws = 2000);

/// How far two who named the same things agree beyond chance: 1 always, 0 as chance would. Where both
/// gave everything the same one name it is 1. Nothing without things.
std::optional<double> cohensKappa(const std::vector<std::pair<std::string, std::string>> &names);
/// The same for grades, where a near miss counts less than a far one: by the square of the distance.
std::optional<double> weightedKappa(const std::vector<std::pair<double, double>> &grades);

} // namespace postern::evaluate
