// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flow.h"
#include "engine/flow/sourcefolder.h"
#include "engine/tool/tooltable.h"

namespace postern::check {

/// Throws Error InvalidFlow (FailedToImportModule) when the node's module is one below
/// promptflow.tools that doesn't exist: of none of the tools, and none of the others that there are.
void checkModule(const flow::Node &node, const tool::ToolTable &tools = tool::ToolTable::builtIn());

/// Throws Error InvalidFlow (InvalidSource) when the node's source file isn't there.
void checkSource(const flow::Node &node, const flow::SourceFolder &folder);

/// The errors of a node without a source (UserError) and of one whose kind can't run here
/// (NotImplementedError).
Error missingSource(const flow::Node &node);
Error unsupportedType(const flow::Node &node);

} // namespace postern::check
