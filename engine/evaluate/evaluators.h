// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/evaluate/datacheck.h"
#include "engine/flow/flowdocument.h"

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace postern::evaluate {

/// An evaluator that ships with Postern.
struct BuiltInEvaluator
{
    std::string name;
    std::string about; ///< the first line of its flow
    std::filesystem::path folder;
    bool hasJudge = false;
};

/// All of them, by name.
std::vector<BuiltInEvaluator> builtInEvaluators();

/// The flow that a word means: a folder or a file that is there, else an evaluator that ships.
/// Throws Error Usage.
std::filesystem::path evaluatorFlow(const std::string &word);

/// Copies an evaluator that ships, with what it includes, into a folder that must not be there, so that
/// it needs nothing beside it. Throws Error Usage, FileUnwritable.
void copyEvaluator(const std::string &name, const std::filesystem::path &folder);

/// The flow with another judge: "CONNECTION" or "CONNECTION/DEPLOYMENT" in every llm node. The text in
/// the file stays. Throws Error InvalidFlow.
flow::FlowDocument withJudge(const flow::FlowDocument &document, std::string_view judge);
/// Whether a node of it asks a model.
bool asksModel(const flow::Flow &flow);

/// Where the inputs of an evaluator come from, where the user doesn't say (`given`, by input):
/// `response` from the flow's answer, `query`, `context` and `ground_truth` from the data's columns of
/// that meaning, every other from an output or a column of its name.
/// Throws Error InvalidInput for an input that nothing is found for and that has no default.
Dict evaluatorMapping(const std::string &evaluator,
                      const flow::Flow &flow,
                      const Dict &given,
                      const std::vector<std::string> &outputs,
                      const std::set<std::string> &columns,
                      const DataColumns &roles);

} // namespace postern::evaluate
