// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/prompttool.h"

#include "engine/tool/descriptors.h"
#include "engine/tool/promptguard.h"
#include "engine/tool/toolerror.h"

#include <algorithm>
#include <utility>

namespace postern::tool {

namespace {

/// The variables of the template, with the names of the guarded ones, which prompt flow adds.
Dict variablesOf(const ToolContext &context)
{
    Dict variables = context.inputs;
    const std::vector<std::string> guarded = inputsToEscape(context.node);
    if (!guarded.empty())
        variables.set("_inputs_to_escape", List(guarded.begin(), guarded.end()));
    return variables;
}

} // namespace

flow::Node PromptTool::prepare(const flow::Node &node,
                               const flow::SourceFolder &folder,
                               const connection::Connection *connection)
{
    static_cast<void>(connection);
    const PromptTemplate &compiled = m_templates.reload(node, folder, ListStyle::Python);
    const auto &names = compiled.variables();
    if (std::find(names.begin(), names.end(), "template") != names.end()) {
        ResolveProblem problem;
        problem.message
            = tr("The template of node '%1' uses the name 'template', which prompt nodes reserve.",
                 node.name);
        problem.hint = tr("Rename the variable in the template and the node's input.");
        problem.codes = invalidRequestCodes("NodeInputValidationError");
        problem.promptflowMessage = "Invalid inputs {'template'} in prompt template of node "
                                    + node.name
                                    + ". These inputs are duplicated with the reserved parameters "
                                      "of prompt tool.";
        throw resolveError(node, std::move(problem));
    }
    return node;
}

Task<Value> PromptTool::run(ToolContext context)
{
    const PromptTemplate compiled = m_templates.get(context, ListStyle::Python);
    RenderedText text = compiled.renderMarked(variablesOf(context));
    GuardedInputs guarded = guardInputs(context.node, context.inputs, context.escapedPrompts);
    if (context.escapedPrompts && !guarded.roles.empty()) {
        EscapedPrompt prompt;
        prompt.text = text.text;
        prompt.escaped = compiled.render(guarded.variables, guarded.roles);
        prompt.roles = std::move(guarded.roles);
        context.escapedPrompts->insert_or_assign(context.node.name, std::move(prompt));
    }
    if (context.onPrompt)
        context.onPrompt(text);
    if (context.atPrompt)
        co_await context.atPrompt();
    co_return Value(std::move(text.text));
}

ToolDescriptor promptNode()
{
    ToolDescriptor tool;
    tool.nodeType = flow::NodeType::Prompt;
    tool.kind = ToolKind::Prompt;
    tool.make = [](const ToolDescriptor &, const ToolParts &parts) {
        return std::make_unique<PromptTool>(parts.templates);
    };
    return tool;
}

} // namespace postern::tool
