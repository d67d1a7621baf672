// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"
#include "engine/evaluate/evaluation.h"
#include "engine/evaluate/statistics.h"
#include "engine/evaluate/thresholds.h"

#include <optional>
#include <string>
#include <vector>

namespace postern::evaluate {

enum class Verdict { Pass, Warn, Fail };
/// "pass", "warn", "fail"
std::string_view toString(Verdict verdict);

/// What was asked, and whether it is so.
struct Gate
{
    std::string name;    ///< "f1_score.f1_score min", "data rows"
    std::string variant; ///< empty: of the data, or of the defaults
    std::string metric;  ///< empty: it is about the data
    Verdict verdict = Verdict::Pass;
    std::optional<double> value;
    std::optional<double> limit;
    std::optional<double> baseline;
    std::optional<Difference> difference; ///< against the baseline
    Message text;                         ///< one sentence
};

/// The gates of a variant, in the order of the file. Of a metric that isn't there the gate fails, and
/// so does one against a baseline that is missing or lacks it.
std::vector<Gate> gatesOf(const VariantResult &result,
                          const Thresholds &thresholds,
                          const VariantResult *baseline);

bool hasFailed(const std::vector<Gate> &gates);

/// The variants that passed all their gates, the cheapest first; of an unknown cost last.
std::vector<std::string> rankedByCost(const std::vector<VariantResult> &variants,
                                      const std::vector<Gate> &gates);

} // namespace postern::evaluate
