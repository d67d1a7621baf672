// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"
#include "engine/git/textmerge.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::git {

struct FlowMerge
{
    std::string text;             ///< with git's markers around what is in conflict
    std::vector<MergePart> parts; ///< the same, part by part, with line feeds only
    std::size_t conflicts = 0;
    /// Why the texts were merged by lines and not by nodes; empty when they weren't.
    Message byLines;
};

/// Merges three texts of a flow file, entry by entry: every byte that one side alone changed is that
/// side's, all others stay as they are in ours. Comments belong to the entry that they stand above. A
/// node that one side renamed is the same node to the other one.
///
/// What both changed is a conflict around the smallest entry. Never without conflicts unless the
/// result can be read, has no name twice, has each change of both sides, and refers to nothing that one of
/// them removed. What can't be read is merged by lines, as git does it; that never is without conflicts.
FlowMerge mergeFlows(std::string_view base,
                     std::string_view ours,
                     std::string_view theirs,
                     MergeMarks marks = {});

/// Merges files that are no flows by lines, keeping ours' line ends.
FlowMerge mergeTexts(std::string_view base,
                     std::string_view ours,
                     std::string_view theirs,
                     MergeMarks marks = {});

} // namespace postern::git
