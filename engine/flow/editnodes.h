// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flowtree.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::flow {

/// The name, or one like it with a number, that isn't taken and a reference can name.
std::string freeName(std::string_view wished,
                     const std::function<bool(const std::string &)> &isTaken);

/// One that no node of the flow has.
std::string freeName(const FlowTree &tree, std::string_view wished);

/// What becomes of references of pasted nodes to what isn't pasted with them.
enum class Outside { LeftOut, Kept };

/// Edits of whole nodes with their variants, as FlowEditor says them. One that throws may be half
/// done.
class NodeEdits
{
public:
    explicit NodeEdits(FlowTree &tree)
        : m_tree(tree)
    {}

    /// Returns their names.
    std::vector<std::string> add(std::string_view yaml);
    std::vector<std::string> paste(std::string_view yaml, Outside outside);
    void remove(const std::string &name);
    void duplicate(const std::string &name, const std::string &newName);
    void move(const std::string &name, std::size_t position);

private:
    /// Nodes that are to be added, and the variants of some.
    struct Clip
    {
        std::vector<std::pair<std::string, yaml::Content>> nodes;
        std::map<std::string, yaml::Content> variants;
    };

    static Clip read(std::string_view yaml);
    void requireFree(const std::string &name) const;
    void insert(const yaml::Content &node, std::size_t position);
    void insertVariants(const std::string &node, const yaml::Content &variants);
    void rename(const yaml::Path &node, const std::string &newName);
    void knowEachOther(const std::map<std::string, std::string> &newNames, Outside outside);

    FlowTree &m_tree;
};

/// See FlowEditor.
std::string nodesAsYaml(const FlowTree &tree, const std::vector<std::string> &names);

} // namespace postern::flow
