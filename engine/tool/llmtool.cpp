// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/llmtool.h"

#include "engine/base/pyrepr.h"
#include "engine/pyobject/text.h"
#include "engine/tool/chatprompt.h"
#include "engine/tool/descriptors.h"
#include "engine/tool/llmapi.h"
#include "engine/tool/llmrequest.h"
#include "engine/tool/modelcall.h"
#include "engine/tool/promptguard.h"
#include "engine/tool/toolerror.h"

#include <utility>

namespace postern::tool {

namespace {

ListStyle listStyleOf(const LlmApi &api)
{
    return api.isAzure() && api.isChat() ? ListStyle::Lines : ListStyle::Python;
}

void checkVariables(const flow::Node &node, const LlmApi &api, const PromptTemplate &compiled)
{
    std::string duplicated;
    for (const std::string &variable : compiled.variables()) {
        if (api.parameter(variable))
            duplicated += (duplicated.empty() ? "'" : ", '") + variable + "'";
    }
    if (duplicated.empty())
        return;
    ResolveProblem problem;
    problem.message = tr("The template of node '%1' uses %2, which is a parameter of %3.",
                         node.name,
                         duplicated,
                         api.name());
    problem.hint = tr("Rename the variable in the template and the node's input.");
    problem.codes = invalidRequestCodes("NodeInputValidationError");
    problem.promptflowMessage = "Invalid inputs {" + duplicated + "} in prompt template of node "
                                + node.name
                                + ". These inputs are duplicated with the parameters of "
                                + api.name() + ".";
    throw resolveError(node, std::move(problem));
}

flow::Node withLiterals(const flow::Node &node, const LlmApi &api)
{
    flow::Node prepared = node;
    prepared.provider = api.provider;
    prepared.inputs = convertLiterals(node, api);
    return prepared;
}

[[noreturn]] void throwFunctionsInStream()
{
    throw Error(ErrorCode::NodeFailed,
                tr("A node with functions can't stream its answer."),
                tr("Take stream out of the node's inputs, or use tools instead of functions."))
        .as({"UserError", "ToolValidationError", "FunctionCallNotSupportedInStreamMode"},
            "Function calling has not been supported by stream mode yet.");
}

} // namespace

flow::Node LlmTool::prepare(const flow::Node &node,
                            const flow::SourceFolder &folder,
                            const connection::Connection *connection)
{
    if (!connection)
        throw Error(ErrorCode::ConnectionMissing,
                    tr("Node '%1' has no connection.", node.name),
                    tr("Name a connection in the node."),
                    node.place)
            .as({"UserError", "ConnectionNotFoundError"});
    const LlmApi &api = llmApiOf(node, *connection);
    flow::Node prepared = withLiterals(node, api);
    checkVariables(node, api, m_templates.reload(node, folder, listStyleOf(api)));
    return prepared;
}

flow::Node LlmTool::prepareText(const flow::Node &node,
                                const std::string &text,
                                const connection::Connection &connection)
{
    const LlmApi &api = llmApiOf(node, connection);
    flow::Node prepared = withLiterals(node, api);
    checkVariables(node, api, PromptTemplate::compile(text, listStyleOf(api), m_templates.shared()));
    return prepared;
}

bool LlmTool::hasDefault(const flow::Node &node, std::string_view input) const
{
    const LlmApi *api = findLlmApi(node.provider, node.api);
    const LlmParameter *parameter = api ? api->parameter(input) : nullptr;
    return parameter && parameter->hasDefault;
}

PromptTemplate LlmTool::templateFor(const ToolContext &context,
                                    const LlmArguments &arguments,
                                    EscapeMap &roles)
{
    const ListStyle lists = listStyleOf(arguments.api());
    const Value given = arguments.get("prompt");
    if (given.isNull())
        return m_templates.get(context, lists);
    const EscapedPrompt *guarded = escapedPromptOf(context.node.input("prompt"),
                                                   given,
                                                   context.escapedPrompts);
    if (!guarded || !arguments.api().isChat())
        return PromptTemplate::compile(py::str(given), lists, m_templates.shared());
    roles = guarded->roles;
    return PromptTemplate::compile(guarded->escaped, lists, m_templates.shared());
}

RenderedText LlmTool::render(const ToolContext &context,
                             const LlmArguments &arguments,
                             EscapeMap &roles)
{
    const PromptTemplate compiled = templateFor(context, arguments, roles);
    if (!arguments.api().isChat()) {
        Dict variables = arguments.variables();
        const std::vector<std::string> guarded = inputsToEscape(context.node);
        if (!guarded.empty())
            variables.set("_inputs_to_escape", List(guarded.begin(), guarded.end()));
        return compiled.renderMarked(variables);
    }
    GuardedInputs guarded = guardInputs(context.node, arguments.variables(), context.escapedPrompts);
    roles.insert(roles.end(), guarded.roles.begin(), guarded.roles.end());
    return compiled.renderMarked(guarded.variables, roles);
}

Dict LlmTool::makeBody(const ToolContext &context, const LlmArguments &arguments, bool stream)
{
    static_cast<void>(modelOf(arguments)); // lacking one is what prompt flow says first
    EscapeMap roles;
    RenderedText prompt = render(context, arguments, roles);
    if (context.onPrompt)
        context.onPrompt(unescapeRoles(prompt, roles));
    if (!arguments.api().isChat())
        return completionBody(arguments, std::move(prompt.text), stream);
    List messages = messagesOf(prompt.text, roles);
    return chatBody(arguments, std::move(messages), stream);
}

Task<Value> LlmTool::run(ToolContext context)
{
    if (!context.connection)
        throw Error(ErrorCode::ConnectionMissing,
                    tr("Node '%1' has no connection.", context.node.name),
                    tr("Name a connection in the node."));
    const LlmArguments arguments(llmApiOf(context.node, *context.connection), context.inputs);
    const bool isChat = arguments.api().isChat();
    const bool stream = pyobject::asciiLower(py::str(arguments.get("stream"))) == "true";
    ModelCall call;
    call.operation = isChat ? azure::OpenAiOperation::Chat : azure::OpenAiOperation::Completion;
    call.body = makeBody(context, arguments, stream);
    call.stream = stream;
    call.show = context.stream;
    call.wantsMessage = arguments.wantsMessage();
    if (arguments.api().isAzure())
        call.calledFrom = "aoai-tool";
    if (stream && isChat && !arguments.get("functions").isNull())
        throwFunctionsInStream();
    co_return co_await callModel(m_limits, std::move(call), context);
}

ToolDescriptor llmNode()
{
    ToolDescriptor tool;
    tool.nodeType = flow::NodeType::Llm;
    tool.kind = ToolKind::Llm;
    tool.connectionTypes = {"AzureOpenAIConnection", "OpenAIConnection", "ServerlessConnection"};
    tool.hasNodeConnection = true;
    tool.make = [](const ToolDescriptor &, const ToolParts &parts) {
        return std::make_unique<LlmTool>(parts);
    };
    return tool;
}

} // namespace postern::tool
