// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/pyrepr.h"
#include "engine/tool/descriptors.h"
#include "engine/tool/llmapi.h"
#include "engine/tool/llmtool.h"
#include "engine/tool/packagetool.h"

#include <utility>

namespace postern::tool {

namespace {

/// The llm node's work under the name of a package tool, with the connection and the api among its
/// inputs.
class LlmPackageTool final : public PackageTool
{
public:
    LlmPackageTool(const ToolDescriptor &descriptor, const ToolParts &parts)
        : PackageTool(descriptor)
        , m_llm(parts)
        , m_templates(parts.templates)
    {}

    flow::Node prepare(const flow::Node &node,
                       const flow::SourceFolder &folder,
                       const connection::Connection *connection) override;
    Task<Value> run(ToolContext context) override;

private:
    LlmTool m_llm;
    PromptTemplates m_templates;
};

flow::Node LlmPackageTool::prepare(const flow::Node &node,
                                   const flow::SourceFolder &folder,
                                   const connection::Connection *connection)
{
    static_cast<void>(connection);
    checkVariables(node,
                   m_templates.reload(node, folder, ListStyle::Python).variables(),
                   parameters());
    return node;
}

Task<Value> LlmPackageTool::run(ToolContext context)
{
    const connection::Connection &connection = requireConnection(context);
    flow::Node node = context.node;
    node.api = inputOf(context, "api") == Value("completion") ? "completion" : "chat";
    const LlmApi &api = llmApiOf(node, connection);
    Dict inputs;
    for (const auto &[name, value] : context.inputs) {
        const bool isForOther = isParameter(py::str(name)) && !api.parameter(py::str(name));
        if (!isForOther && name != Value("connection"))
            inputs.append(name, value);
    }
    // The package hands these over even when they are absent, as what they are by default there.
    if (!api.isChat() && !inputs.contains("max_tokens"))
        inputs.append("max_tokens", Value());
    if (!inputs.contains(api.isAzure() ? "deployment_name" : "model"))
        inputs.append(api.isAzure() ? "deployment_name" : "model", "");
    ToolContext inner{node,
                      context.folder,
                      std::move(inputs),
                      &connection,
                      context.escapedPrompts,
                      context.stream,
                      context.onPrompt,
                      context.onChunk,
                      context.onUsage,
                      context.watch,
                      context.templateText,
                      context.channel,
                      context.atPrompt};
    co_return co_await m_llm.run(std::move(inner));
}

} // namespace

ToolDescriptor llmTool()
{
    ToolDescriptor tool;
    tool.nodeType = flow::NodeType::CustomLlm;
    tool.kind = ToolKind::Llm;
    tool.module = "promptflow.tools.llm";
    tool.function = "llm";
    tool.listName = "LLM";
    tool.name = "LLM";
    tool.connectionTypes = {"AzureOpenAIConnection", "OpenAIConnection", "ServerlessConnection"};
    tool.parameters = {connectionParameter(tool.connectionTypes),
                       parameter("api", "string"),
                       parameter("deployment_name", "string"),
                       parameter("model", "string"),
                       parameter("temperature", "double"),
                       parameter("top_p", "double"),
                       parameter("stop", "list"),
                       parameter("max_tokens", "int"),
                       parameter("presence_penalty", "double"),
                       parameter("response_format", "object"),
                       parameter("frequency_penalty", "int"), // as its manifest has it
                       parameter("logit_bias", "object"),
                       parameter("seed", "int"),
                       parameter("suffix", "string"),
                       parameter("logprobs", "int"),
                       parameter("echo", "bool"),
                       parameter("best_of", "int"),
                       parameter("tools", "list"),
                       parameter("tool_choice", "object")};
    tool.make = makes<LlmPackageTool>();
    return tool;
}

} // namespace postern::tool
