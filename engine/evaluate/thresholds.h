// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::evaluate {

/// What is asked of a metric.
struct MetricThreshold
{
    std::string metric;
    std::optional<double> min;
    std::optional<double> max;
    std::optional<double> maxDrop; ///< below the baseline at most
    std::optional<double> maxRise; ///< above it at most
    /// A drop or rise counts only when its chance is below this; none: it always counts.
    std::optional<double> significance;
    int line = 0; ///< in the file
};

/// What is asked of the data.
struct DataRules
{
    std::size_t minRows = 100;  ///< fewer fail
    std::size_t warnRows = 150; ///< fewer are warned of
    /// Which columns have these; empty: found by their usual names.
    std::string question;
    std::string context;
    std::string groundTruth;
    std::vector<std::string> required{"question", "context", "ground_truth"};
    /// The column that says where a row comes from; empty: found by its usual names, or none.
    std::string provenance;
    bool isGolden = true;      ///< rows that a model wrote are refused
    std::string label;         ///< the column of classes; empty: no balance is looked at
    double largestClass = 0.9; ///< a larger share of one class is warned of
};

/// What an evaluation is held to.
struct Thresholds
{
    std::vector<MetricThreshold> metrics;
    DataRules data;
    std::uint64_t seed = 1;   ///< of the bootstrap
    std::size_t draws = 2000; ///< of it
    double failedShare = 0;   ///< more rows that failed fail a gate

    /// Of a YAML text, see docs/cli.md. Throws Error InvalidInput with the place in `file`.
    static Thresholds parse(std::string_view text, const std::string &file);
};

} // namespace postern::evaluate
