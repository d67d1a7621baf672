// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/evaluate/evaluation.h"
#include "engine/evaluate/gates.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::evaluate {

/// How much of an evaluation is written.
enum class Detail {
    All, ///< with inputs, outputs and what evaluators said
    Numbers ///< what a later one is compared with: small enough for a repository, without any text of the data
};

/// {"postern_evaluation": 1, "flow", "data", "created", "evaluators", "variants": [{"variant", "run",
/// "metrics", "rows": [...]}], "gates": [...], "ranking": [...]}
Value toJson(const Evaluation &evaluation,
             const std::vector<Gate> &gates,
             Detail detail = Detail::All);
Value toJson(const Gate &gate);
/// What toJson() gave, of either detail. Throws Error InvalidInput, with `file`.
Evaluation evaluationFromJson(std::string_view text, const std::string &file);

/// The gates as JUnit's XML: a case each, warnings with their sentence.
std::string toJUnit(const std::vector<Gate> &gates, const std::string &suite);
/// Metrics by variant, gates and the ranking, as a comment of a pull request has them.
std::string toMarkdown(const Evaluation &evaluation, const std::vector<Gate> &gates);

} // namespace postern::evaluate
