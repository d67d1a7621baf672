// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flowtree.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::flow {

/// Edits of what takes whose output, as FlowEditor says them. One that throws may be half done.
class WireEdits
{
public:
    explicit WireEdits(FlowTree &tree)
        : m_tree(tree)
    {}

    void connect(const std::string &node, const std::string &input, std::string_view reference);
    void unbind(const std::string &node, const std::string &input);
    void splice(const std::string &node,
                const std::string &input,
                const std::string &onNode,
                const std::string &onInput);
    void setActivate(const std::string &node, std::string_view reference, const yaml::Content &is);
    /// What took the output of the node takes what feeds the node, or nothing.
    void bridge(const std::string &node);
    /// Removes inputs, and whole conditions, that refer to something.
    void leaveOut(const std::vector<Reference> &references);
    /// "${...}". Throws Error InvalidInput when there is no such thing.
    std::string referenceTo(std::string_view reference) const;

private:
    void bind(const std::string &node, const std::string &input, const std::string &text);
    void requireNoCircle(const std::string &node, const Binding &binding) const;
    std::vector<yaml::Path> places(const std::string &node, const std::string &input) const;
    std::vector<yaml::Path> boundPlaces(const std::string &node, const std::string &input) const;

    FlowTree &m_tree;
};

} // namespace postern::flow
