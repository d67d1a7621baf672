// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/evaluate/gates.h"
#include "engine/evaluate/thresholds.h"

#include <string>
#include <utility>
#include <vector>

namespace postern::evaluate {

/// Which columns of the data are what; empty where there is none.
struct DataColumns
{
    std::string question;
    std::string context;
    std::string groundTruth;
    std::string provenance;
};

/// The columns that the rules name, else those of the usual names ("question", "query", "context",
/// "ground_truth", "answer", "source" ...), whatever their case.
DataColumns columnsIn(const std::vector<Dict> &rows, const DataRules &rules);

/// A template or a file of code, by its name: what the answers must not stand in.
using PromptText = std::pair<std::string, std::string>;

/// Looks whether the data can measure anything: enough rows, what a row needs, where rows come from,
/// rows that are there twice, rows that stand in a prompt, classes of very different sizes. Each is a
/// gate without a metric; those that pass are there too.
std::vector<Gate> checkData(const std::vector<Dict> &rows,
                            const DataRules &rules,
                            const std::vector<PromptText> &prompts);

} // namespace postern::evaluate
