// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/flow/flow.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::tool {

/// What is wrong with a node before it ever ran.
struct ResolveProblem
{
    ErrorCode code = ErrorCode::InvalidFlow;
    Message message; ///< ours
    Message hint;
    std::vector<std::string> codes; ///< prompt flow's; the last one is the class
    std::string promptflowMessage;  ///< what stands after "(Class) "
};

/// prompt flow's ResolveToolError: "Tool load failed in 'node': (Class) ...". Without a place of
/// its own the problem is at the node's.
Error resolveError(const flow::Node &node, ResolveProblem problem, const Place &place = {});

/// The codes of a problem with what the flow asks of a tool, "UserError", "ValidationError",
/// "InvalidFlowRequest" and the class.
std::vector<std::string> invalidRequestCodes(std::string_view className);

/// The error of a literal that isn't of its parameter's type (NodeInputValidationError).
Error literalError(const flow::Node &node,
                   const std::string &input,
                   const flow::Binding &binding,
                   std::string_view type);

/// What prompt flow makes of an exception that no one foresaw in an LLM call: LLMError "OpenAI API
/// hits exception: Type: message".
Error llmError(Message message,
               Message hint,
               std::string_view pythonType,
               std::string_view pythonMessage);

} // namespace postern::tool
