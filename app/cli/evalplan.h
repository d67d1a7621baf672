// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/request/runrequest.h"
#include "engine/evaluate/evaluationrun.h"
#include "engine/evaluate/thresholds.h"

#include <filesystem>
#include <string>
#include <vector>

namespace postern::cli {

/// What `postern eval` is asked for.
struct EvalOptions
{
    request::RunOptions run; ///< the flow, connections, variables, interpreter, simulator
    std::filesystem::path data;
    std::vector<std::string> evaluators; ///< "NAME", "FOLDER" or "NAME=WORD"
    std::vector<std::string> mapping;    ///< "INPUT=SOURCE" of the flow, "EVALUATOR.INPUT=SOURCE"
    std::vector<std::string> variants;
    std::string existingRun;
    std::string judge; ///< "CONNECTION" or "CONNECTION/DEPLOYMENT"
    std::size_t repeats = 1;
    bool forgetsJudge = false; ///< answers of judges are neither kept nor taken
    std::size_t concurrency = 0;
    double costLimit = 0;
    std::filesystem::path thresholds;
    std::string baseline; ///< a file, or the name of a run
    std::filesystem::path saveBaseline;
    std::filesystem::path output;
    std::filesystem::path junit;
    std::filesystem::path markdown;
    bool lists = false;
    std::vector<std::string> copies; ///< NAME and FOLDER
};

/// The rows of a file as they are. Throws Error of a row that can't be read.
std::vector<Dict> readAllRows(const std::filesystem::path &data);
/// Templates of the flow, by their names in its folder.
std::vector<evaluate::PromptText> promptsOf(const flow::FlowDocument &document);

struct EvalPlan
{
    evaluate::EvaluationPlan plan;
    run::Network network;
};

/// Reads what the options name. Throws Error.
EvalPlan makeEvalPlan(const EvalOptions &options,
                      const evaluate::Thresholds &thresholds,
                      const std::vector<Dict> &rows);

} // namespace postern::cli
