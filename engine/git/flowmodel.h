// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/git/flowdiff.h"
#include "engine/git/renames.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace postern::git {

/// A flow's data by its named parts: what two of them are compared by.
struct FlowModel
{
    /// Of nodes with their variants as member "variants", of inputs and outputs.
    std::vector<NamedPart> nodes;
    std::vector<NamedPart> inputs;
    std::vector<NamedPart> outputs;
    Dict settings;
    std::set<FlowEdge> edges;
};

/// Reads the data of a flow file, which must be a mapping.
FlowModel flowModel(const Value &file);

/// The value with every reference to a node or an input of the flow under its other name, where
/// those have one. Names stand as "${name" for nodes, "${inputs.name" for inputs.
Value withNames(const Value &value,
                const std::map<std::string, std::string> &nodes,
                const std::map<std::string, std::string> &inputs);

} // namespace postern::git
