// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/evaluate/evaluation.h"

#include "engine/base/json.h"
#include "engine/evaluate/statistics.h"
#include "engine/replay/fingerprint.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>

namespace postern::evaluate {

namespace {

constexpr std::array<std::string_view, 7> kOwnMetrics{kLatencyMean,
                                                      kLatencyMedian,
                                                      kLatencyHigh,
                                                      kTokensMean,
                                                      kCostMean,
                                                      kCostTotal,
                                                      kFailedShare};

std::optional<double> rowValue(const Row &row, std::string_view metric)
{
    if (metric == kFailedShare)
        return row.error.empty() ? 0.0 : 1.0;
    if (!row.error.empty())
        return std::nullopt;
    if (metric.starts_with("latency."))
        return row.seconds;
    if (metric == kTokensMean)
        return static_cast<double>(row.tokens);
    if (metric == kCostMean || metric == kCostTotal)
        return row.cost;
    const auto found = row.scores.find(metric);
    return found == row.scores.end() ? std::nullopt : std::optional<double>(found->second);
}

std::set<std::string> metricNames(const VariantResult &result)
{
    std::set<std::string> names(kOwnMetrics.begin(), kOwnMetrics.end());
    for (const Row &row : result.rows) {
        for (const auto &[name, score] : row.scores)
            names.insert(name);
    }
    return names;
}

bool hasUnknownCost(const VariantResult &result)
{
    return std::ranges::any_of(result.rows,
                               [](const Row &row) { return row.error.empty() && !row.cost; });
}

} // namespace

std::string rowKey(const Dict &inputs)
{
    json::WriteOptions options;
    options.sortKeys = true;
    options.reprUnknown = true;
    return replay::hashOf(json::write(Value(inputs), options));
}

VariantResult aligned(const VariantResult &earlier, const VariantResult &now)
{
    std::multimap<std::string, std::size_t> numbers;
    for (const Row &row : now.rows)
        numbers.emplace(row.key, row.number);
    VariantResult made = earlier;
    made.rows.clear();
    for (const Row &row : earlier.rows) {
        const auto found = numbers.find(row.key);
        if (found == numbers.end())
            continue;
        made.rows.push_back(row);
        made.rows.back().number = found->second;
        numbers.erase(found);
    }
    return made;
}

std::map<std::size_t, double> rowValues(const VariantResult &result, std::string_view metric)
{
    std::map<std::size_t, double> values;
    for (const Row &row : result.rows) {
        if (const std::optional<double> value = rowValue(row, metric))
            values.emplace(row.number, *value);
    }
    return values;
}

double metricOf(std::string_view metric, std::span<const double> values)
{
    if (metric == kLatencyMedian)
        return quantile(values, 0.5);
    if (metric == kLatencyHigh)
        return quantile(values, 0.95);
    if (metric == kCostTotal)
        return std::accumulate(values.begin(), values.end(), 0.0);
    return mean(values);
}

std::map<std::string, double> metricsOf(const VariantResult &result)
{
    std::map<std::string, double> metrics(result.logged.begin(), result.logged.end());
    for (const std::string &name : metricNames(result)) {
        if (name.starts_with("cost.") && hasUnknownCost(result))
            continue;
        std::vector<double> values;
        for (const auto &[row, value] : rowValues(result, name))
            values.push_back(value);
        if (!values.empty())
            metrics[name] = metricOf(name, values);
    }
    return metrics;
}

bool isLowerBetter(std::string_view metric)
{
    return std::ranges::find(kOwnMetrics, metric) != kOwnMetrics.end();
}

} // namespace postern::evaluate
