// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/replay/recordedrun.h"
#include "engine/replay/valuediff.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace postern::replay {

/// What of a node, or of a run, two runs may differ in.
enum class Aspect { State, Inputs, Prompt, Output, Error, Tokens, Time, Cost, Source };

/// "inputs", "prompt" ...: as reports name it.
std::string_view nameOf(Aspect aspect);

/// A difference in one aspect. Time differs always: it is told, and never counts as a difference.
struct AspectDifference
{
    Aspect aspect = Aspect::Output;
    std::vector<Difference> values; ///< of inputs and outputs: the places; else the whole
    std::string diff;               ///< of texts: by lines; may be empty
};

/// A node of both runs, or of one of them.
struct NodeComparison
{
    std::string name;
    const RecordedNode *before = nullptr; ///< null: only the other run has it
    const RecordedNode *after = nullptr;
    std::vector<AspectDifference> differences;

    bool isSame() const { return before && after && differences.empty(); }
    const AspectDifference *in(Aspect aspect) const;
};

/// A file of the flow that is another, or that one of both hasn't.
struct SourceDifference
{
    std::string path;
    bool isBefore = true; ///< the first run has it
    bool isAfter = true;
    std::string diff;
};

/// Two runs laid over one another. Refers to both.
struct RunComparison
{
    const RecordedRun *before = nullptr;
    const RecordedRun *after = nullptr;
    std::vector<AspectDifference> run; ///< of the runs as a whole: state, inputs, outputs, error ...
    std::vector<NodeComparison> nodes; ///< in the order in which the first run's ended
    std::vector<SourceDifference> sources;
    bool knowsSources = false; ///< of both runs

    bool isSame() const;
    /// The first node, in the order of execution, that got or gave something else; null: none.
    const NodeComparison *first() const;
    /// And in what: the source and the inputs before the prompt, that before the output.
    std::optional<Aspect> firstAspect() const;
};

/// Both must outlive what it gives.
RunComparison compareRuns(const RecordedRun &before, const RecordedRun &after);
RunComparison compareRuns(RecordedRun &&, const RecordedRun &) = delete;
RunComparison compareRuns(const RecordedRun &, RecordedRun &&) = delete;

/// The comparison as lines for a terminal.
std::string toText(const RunComparison &comparison);
/// See docs/tests.md.
Value toJson(const RunComparison &comparison);
/// A page that needs nothing beside it.
std::string toHtml(const RunComparison &comparison);

} // namespace postern::replay
