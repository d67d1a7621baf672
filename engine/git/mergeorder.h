// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

namespace postern::git {

/// An entry's place in a merged list.
struct MergedPlace
{
    std::string id;
    /// Both sides moved it, each elsewhere: it stands here for one side only.
    enum class Whose { Both, Ours, Theirs };
    Whose whose = Whose::Both;
    bool operator==(const MergedPlace &) const = default;
};

/// The order of `kept`, the entries that the merged list has: that of the side which changed it. What
/// one side added comes after what it follows there; where both add, ours is first.
std::vector<MergedPlace> mergedOrder(const std::vector<std::string> &base,
                                     const std::vector<std::string> &ours,
                                     const std::vector<std::string> &theirs,
                                     const std::vector<std::string> &kept,
                                     bool ordersMatter);

} // namespace postern::git
