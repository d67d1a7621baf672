// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/git/snapshot.h"
#include "engine/git/status.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::githost {

/// What a pull request changes of one flow.
struct FlowChanges
{
    std::string folder; ///< in the repository; empty: the repository itself
    git::SnapshotDiff diff;
    std::string failure; ///< why it couldn't be compared
};

struct DescriptionParts
{
    std::vector<git::Commit> commits; ///< the newest first
    std::vector<FlowChanges> flows;
    std::size_t otherFlows = 0; ///< that were changed, too, and aren't told of
    std::string evaluation;     ///< Markdown
    bool showsPicture = false;  ///< by Mermaid, which GitHub draws
};

/// The commit's subject where there is one alone, else the branch in words.
std::string titleOf(const std::vector<git::Commit> &commits, const std::string &branch);

/// Commits, flows node by node, and the evaluation, as Markdown. Names and values can't be markup, call
/// nobody by "@" and are without secrets.
std::string describe(const DescriptionParts &parts);

/// A text of somebody as code in a line of Markdown.
std::string inCode(std::string_view text);

/// Metrics as a table: {"accuracy": 0.9} or {"variant_0": {"accuracy": 0.9}}; what is no JSON is
/// Markdown already.
std::string evaluationTable(const std::string &text);

} // namespace postern::githost
