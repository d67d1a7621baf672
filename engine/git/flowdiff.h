// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/yaml/document.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace postern::git {

/// A field that says something else; what isn't there has no value.
struct FieldChange
{
    std::string path; ///< "inputs.question", "variants.v1.node.inputs.temperature"
    std::optional<Value> before;
    std::optional<Value> after;
};

struct ChangedPart
{
    std::string name; ///< as it is called afterwards
    std::vector<FieldChange> fields;
};

struct Renamed
{
    std::string from;
    std::string to;
    bool operator==(const Renamed &) const = default;
};

/// What became of the nodes, inputs or outputs of a flow, each list in the order of the text.
struct PartsDiff
{
    std::vector<std::string> added;
    std::vector<std::string> removed;
    std::vector<Renamed> renamed;
    std::vector<std::string> moved; ///< nodes that stand elsewhere among the others
    std::vector<ChangedPart> changed;

    bool isEmpty() const
    {
        return added.empty() && removed.empty() && renamed.empty() && moved.empty()
               && changed.empty();
    }
    /// The name before of a part by its name afterwards.
    std::string nameBefore(const std::string &after) const;
};

/// Something that takes a node's output or an input of the flow.
struct FlowEdge
{
    std::string from; ///< a node, or "inputs.NAME"
    std::string to;   ///< a node, or "outputs"
    std::string port; ///< "inputs.question", "activate.when", an output's name
    auto operator<=>(const FlowEdge &) const = default;
};

/// What two texts of a flow say differently. Places, comments, quotes and the order of keys say
/// nothing. References that only follow a rename aren't changes.
struct FlowDiff
{
    PartsDiff nodes;
    PartsDiff inputs;
    PartsDiff outputs;
    std::vector<FieldChange> settings; ///< all else of the file
    std::vector<FlowEdge> addedEdges;
    std::vector<FlowEdge> removedEdges;

    bool isEmpty() const
    {
        return nodes.isEmpty() && inputs.isEmpty() && outputs.isEmpty() && settings.empty();
    }
};

/// Compares two flows; an empty text is a flow without anything. Throws Error InvalidFlow when one
/// can't be read as a mapping.
FlowDiff diffFlows(std::string_view before, std::string_view after);

/// The nodes of a flow that were renamed between two of its texts, by old name.
std::map<std::string, std::string> renamedNodes(const yaml::Document &before,
                                                const yaml::Document &after);

/// What each new part of a section ("nodes", "inputs" or "outputs") may have been before, by its name:
/// what it was renamed from or, where nothing tells that, all that is gone and says the same.
std::map<std::string, std::set<std::string>> formerNames(std::string_view section,
                                                         const yaml::Document &before,
                                                         const yaml::Document &after);

/// Every change of a field between two values: of mappings by member, of all else as a whole.
std::vector<FieldChange> fieldChanges(const std::string &path,
                                      const std::optional<Value> &before,
                                      const std::optional<Value> &after);

} // namespace postern::git
