// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/toolerror.h"

#include "engine/base/pyrepr.h"

#include <utility>

namespace postern::tool {

Error resolveError(const flow::Node &node, ResolveProblem problem, const Place &place)
{
    const Place &shownPlace = place.line > 0 ? place : node.place;
    const std::string shown = "Tool load failed in '" + node.name + "': (" + problem.codes.back()
                              + ") " + problem.promptflowMessage;
    return Error(problem.code,
                 std::move(problem.message),
                 std::move(problem.hint),
                 shownPlace.line > 0 ? std::optional(shownPlace) : std::nullopt)
        .as(std::move(problem.codes), shown);
}

std::vector<std::string> invalidRequestCodes(std::string_view className)
{
    return {"UserError", "ValidationError", "InvalidFlowRequest", std::string(className)};
}

Error literalError(const flow::Node &node,
                   const std::string &input,
                   const flow::Binding &binding,
                   std::string_view type)
{
    const std::string shown = py::str(binding.literal);
    ResolveProblem problem;
    problem.message = tr("Input '%1' of node '%2' is '%3', which is no %4.",
                         input,
                         node.name,
                         shown,
                         std::string(type));
    problem.hint = tr("Give it a value of type %1.", std::string(type));
    problem.codes = invalidRequestCodes("NodeInputValidationError");
    problem.promptflowMessage = "Input '" + input + "' for node '" + node.name + "' of value '"
                                + shown + "' is not type " + std::string(type) + ".";
    return resolveError(node, std::move(problem), binding.place);
}

Error llmError(Message message,
               Message hint,
               std::string_view pythonType,
               std::string_view pythonMessage)
{
    std::string shown = "OpenAI API hits exception: ";
    shown.append(pythonType).append(": ").append(pythonMessage);
    return Error(ErrorCode::NodeFailed, std::move(message), std::move(hint))
        .as({"UserError", "LLMError"}, shown);
}

} // namespace postern::tool
