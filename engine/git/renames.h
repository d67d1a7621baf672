// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace postern::git {

/// Something with a name that may have got another one: what it says, and who refers to it.
struct NamedPart
{
    std::string name;
    Value body;
    /// Where it is referred to, in words that are the same on both sides ("answer.inputs.question").
    std::vector<std::string> referrers;
};

/// Pairs of indexes, {gone, come}, of parts that are most likely the same under another name: what
/// they say and who refers to them is alike. Each part is in one pair at most.
std::vector<std::pair<std::size_t, std::size_t>> likelyRenames(const std::vector<NamedPart> &gone,
                                                               const std::vector<NamedPart> &come);

} // namespace postern::git
