// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/sequencediff.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace postern::git {

/// A group of changed lines, to be shown and staged as one.
struct Hunk
{
    std::size_t firstLine = 0; ///< of the text afterwards, from 1
    std::size_t oldFirstLine = 0;
    std::vector<SequenceChange> changes;
    std::string text;               ///< as a unified diff has it
    std::vector<std::string> nodes; ///< of a flow: whose lines it touches
};

/// The hunks between two texts; with their nodes where both are flows.
std::vector<Hunk> hunksBetween(std::string_view before, std::string_view after);

/// The text before with some of the hunks.
std::string withHunks(std::string_view before,
                      std::string_view after,
                      const std::vector<std::size_t> &chosen);

/// The flow before with one node, and its variants, as it is afterwards: added, removed, or changed, with
/// its comments; every other byte stays. A renamed one is known by either name. Throws Error InvalidFlow
/// when one of them isn't written as one entry a line.
std::string withNode(std::string_view before, std::string_view after, const std::string &node);

/// The first and the last line of each node, from 1.
std::map<std::string, std::pair<std::size_t, std::size_t>> linesOfNodes(std::string_view flow);

} // namespace postern::git
