// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/batch/batchrun.h"
#include "engine/evaluate/datacheck.h"
#include "engine/evaluate/evaluation.h"
#include "engine/run/engine.h"

#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace postern::evaluate {

/// An evaluator that is asked about a flow's answers.
struct EvaluatorPlan
{
    std::string name; ///< "f1_score"
    run::RunSpec run;
    Dict mapping; ///< by input; what it leaves out is found
};

/// What is evaluated: a flow over data, and by whom.
struct EvaluationPlan
{
    run::RunSpec flow;
    Dict mapping; ///< of the flow's inputs
    std::filesystem::path data;
    std::vector<std::string> variants{std::string()};
    /// A batch run that is there already, whose answers are taken; empty: the flow runs.
    std::string existingRun;
    std::vector<EvaluatorPlan> evaluators;
    DataColumns roles;
    std::set<std::string> columns; ///< of the data
    batch::BatchLimits limits;
    /// How often evaluators that ask a model are asked; of several answers the mean counts, and how far
    /// they spread is a score of its own, "relevance.relevance.spread".
    std::size_t repeats = 1;
    /// Where answers of judges are kept, to be given again for the same question; empty: nowhere.
    std::filesystem::path judgeCache;
};

/// Is told what is under way.
class EvaluationObserver
{
public:
    virtual ~EvaluationObserver() = default;
    /// "f1_score", or empty for the flow itself.
    virtual void onPart(const std::string &variant, const std::string &evaluator) = 0;
    virtual void onProgress(const batch::BatchProgress &progress) = 0;
    virtual void onWarning(const Message &text) = 0;
};

/// Runs the flow over the data, variant by variant, and each evaluator over what it gave, as batch runs
/// that `postern run list` shows. Lines that fail are rows with an error; throws Error for what can't run
/// at all, and Cancelled.
Task<Evaluation> runEvaluation(run::Engine &engine,
                               EvaluationPlan plan,
                               EvaluationObserver &observer);

} // namespace postern::evaluate
