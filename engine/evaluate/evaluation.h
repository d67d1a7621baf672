// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postern::evaluate {

/// What became of a row of the data in one variant of the flow.
struct Row
{
    std::size_t number = 0; ///< of the line
    std::string key;        ///< the same for the same data, wherever the row stands; see rowKey()
    Dict inputs;            ///< of the flow
    Dict outputs;           ///< of the flow
    std::string error;      ///< empty: it went well
    /// What evaluators gave in numbers, as "relevance.relevance".
    std::map<std::string, double, std::less<>> scores;
    Dict notes; ///< what else they gave: reasons, results, errors; by the same names
    double seconds = 0;
    std::int64_t tokens = 0;
    std::optional<double> cost;
};

/// A variant of the flow over all rows.
struct VariantResult
{
    std::string variant; ///< "${node.variant}"; empty: the defaults
    std::string run;     ///< the name of its batch run
    std::vector<Row> rows;
    /// What evaluators logged over all rows, by "evaluator.metric".
    std::map<std::string, double, std::less<>> logged;
};

/// A flow and what evaluators said of its answers.
struct Evaluation
{
    std::string flow;
    std::string data;
    std::string created; ///< ISO 8601
    std::vector<std::string> evaluators;
    std::vector<VariantResult> variants;
};

/// The metrics of every evaluation beside the means of scores.
inline constexpr std::string_view kLatencyMean = "latency.mean";
inline constexpr std::string_view kLatencyMedian = "latency.p50";
inline constexpr std::string_view kLatencyHigh = "latency.p95";
inline constexpr std::string_view kTokensMean = "tokens.mean";
inline constexpr std::string_view kCostMean = "cost.mean";
inline constexpr std::string_view kCostTotal = "cost.total";
inline constexpr std::string_view kFailedShare = "failed.share";

/// Of a row's data: its inputs, as JSON, hashed.
std::string rowKey(const Dict &inputs);
/// The rows of an earlier result with the numbers that the same data has now; others are left out.
VariantResult aligned(const VariantResult &earlier, const VariantResult &now);

/// The rows' values that a metric is of, by row; rows that failed have none, other than in failed.share.
std::map<std::size_t, double> rowValues(const VariantResult &result, std::string_view metric);
/// The metric of such values.
double metricOf(std::string_view metric, std::span<const double> values);
/// All metrics: means of scores, times, tokens, cost, the share that failed, and what was logged. A metric
/// without a value isn't there: a cost where the price of one row is unknown.
std::map<std::string, double> metricsOf(const VariantResult &result);
/// Whether more of it is worse: of times, tokens, cost and failures.
bool isLowerBetter(std::string_view metric);

} // namespace postern::evaluate
