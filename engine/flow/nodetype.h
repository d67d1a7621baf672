// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flow.h"

#include <string_view>

namespace postern::flow {

/// The type that a flow file names so; Unknown for other words.
NodeType nodeType(std::string_view word);
/// Its word in a flow file; empty for Unknown.
std::string_view wordOf(NodeType type);

/// Whether the file of such a node is a template: llm, prompt, custom_llm.
bool hasTemplate(NodeType type);
/// Whether a node names a tool of a package, in the way that its type wants.
bool namesPackageTool(const Node &node);

} // namespace postern::flow
