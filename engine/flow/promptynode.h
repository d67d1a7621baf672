// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flow.h"

#include <string>
#include <string_view>

namespace postern::flow {

/// A prompty that asks what an llm node asks: its connection, deployment, api and parameters in the
/// front matter, its other inputs as those of the prompty with what is known of their values as the
/// sample, and the node's template as it is. Parameters that a reference fills aren't known, and left
/// out.
std::string promptyOfNode(const Flow &flow, const Node &node, std::string_view templateText);

/// A node made of a prompty.
struct NodeOfPrompty
{
    std::string yaml;         ///< of the node, as FlowEditor::addNodes() takes it
    std::string templateText; ///< of its file
};

/// The llm node that asks what a prompty asks. Its inputs take the flow's of the same name, else the
/// sample's values. `source` is the template's file, relative to the flow's folder. Throws Error
/// InvalidFlow when the prompty can't be read.
NodeOfPrompty nodeOfPrompty(std::string_view prompty,
                            const Flow &flow,
                            const std::string &name,
                            const std::string &source);

} // namespace postern::flow
