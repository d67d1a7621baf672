// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/flow/flow.h"
#include "engine/python/worker.h"

namespace postern::run {

/// The error of a node of type python or custom_llm whose source is neither a package tool nor, for
/// python, a file of code: prompt flow's NotImplementedError.
Error unsupportedSource(const flow::Node &node);

/// The error of a package tool that the environment hasn't: what it is, and what to do.
Error missingTool(ErrorCode code, const flow::Node &node);

/// Checks the inputs that a class's __init__ takes: they must be there, and literals, because the
/// instance is made before any line. Throws Error InvalidFlow (MissingRequiredInputs,
/// InputTypeMismatch), not yet wrapped as ResolveToolError.
void checkInitInputs(const flow::Node &node, const python::ToolInfo &info);

/// Takes these inputs, checked before, off the node.
Dict takeInitInputs(flow::Node &node, const python::ToolInfo &info);

/// The node with the names of the inputs bound to flow inputs as an input of its own: package
/// tools that render a prompt guard those against role words.
flow::Node withGuardedNames(flow::Node node, const python::ToolInfo &info);
} // namespace postern::run
