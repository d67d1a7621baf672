// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/yaml/document.h"

#include <set>
#include <string>

namespace postern::git {

/// The three texts of a merge, and what it comes to once every conflict is settled for one side.
struct MergeTrees
{
    const yaml::Node *base = nullptr;
    const yaml::Node *ours = nullptr;
    const yaml::Node *theirs = nullptr;
    const yaml::Node *settledForOurs = nullptr;
    const yaml::Node *settledForTheirs = nullptr;
};

/// Whether the merged flow has every change of either side, and no other: told by the trees alone,
/// however the text was merged.
bool holdsBothSides(const MergeTrees &trees);

/// Whether a flow can be told apart by its parts: a mapping, or nothing, in which no key and no node's name
/// is there twice.
bool isSoundFlow(const yaml::Document &document);

/// What a flow refers to and doesn't have: "nodes.NAME", "inputs.NAME".
std::set<std::string> danglingReferences(const yaml::Document &document);

} // namespace postern::git
