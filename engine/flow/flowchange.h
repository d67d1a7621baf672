// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flow.h"

#include <set>
#include <string>
#include <string_view>

namespace postern::flow {

/// What differs between two readings of a flow's text, for views that show parts of it. What only
/// stands elsewhere, and comments between the entries, are no difference.
struct FlowChange
{
    bool reading = false;  ///< the text parses again, or no longer, or breaks elsewhere
    bool order = false;    ///< nodes came, went, changed places or have other names
    bool ports = false;    ///< inputs and outputs of the flow
    bool variants = false; ///< of any node
    bool settings = false; ///< what the file says beside those: variables, includes, the entry
    std::set<std::string> nodes; ///< those whose lines are other ones, and those that came

    /// What it is when nothing is known.
    static FlowChange everything();
    bool isEmpty() const { return !reading && !settings && !isOfGraph(); }
    /// Whether what is drawn of the flow may be another.
    bool isOfGraph() const { return order || ports || variants || !nodes.empty(); }
    /// Whether what is shown of a node may be another.
    bool concerns(const std::string &node) const;
    void add(const FlowChange &other);

private:
    bool m_isOfAllNodes = false;
};

/// Both with the texts that they were read from.
FlowChange changeBetween(const Flow &before,
                         std::string_view textBefore,
                         const Flow &after,
                         std::string_view text);

} // namespace postern::flow
