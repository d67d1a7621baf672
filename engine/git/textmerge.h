// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postern::git {

/// A part of a merged text: what is settled, or what both sides say.
struct MergePart
{
    std::string text; ///< of a settled part
    bool isConflict = false;
    std::string place; ///< of a conflict, where that is known: "nodes.answer.inputs.temperature"
    std::string base;
    std::string ours;
    std::string theirs;
};

/// How conflicts are written.
struct MergeMarks
{
    std::size_t size = 7;
    std::string ours = "ours";
    std::string theirs = "theirs";
    std::string base; ///< when not empty, what stood there before is shown, too
    std::string lineEnd = "\n";
};

/// The parts as one text, conflicts between git's markers.
std::string writeMerge(const std::vector<MergePart> &parts, const MergeMarks &marks);
/// As if every conflict was settled for one side.
std::string settledFor(const std::vector<MergePart> &parts, bool forTheirs);
std::size_t conflictsIn(const std::vector<MergePart> &parts);

/// Three texts merged by lines, as diff3 does it.
std::vector<MergePart> mergeLines(std::string_view base,
                                  std::string_view ours,
                                  std::string_view theirs);
/// Every line in which the two differ is a conflict: for texts that can't be understood.
std::vector<MergePart> contrastLines(std::string_view ours, std::string_view theirs);

} // namespace postern::git
