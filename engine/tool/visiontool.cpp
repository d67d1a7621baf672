// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/pyrepr.h"
#include "engine/pyobject/text.h"
#include "engine/tool/chatprompt.h"
#include "engine/tool/descriptors.h"
#include "engine/tool/modelcall.h"
#include "engine/tool/packagetool.h"
#include "engine/tool/promptguard.h"
#include "engine/tool/prompttemplate.h"
#include "engine/tool/toolerror.h"

#include <utility>

namespace postern::tool {

namespace {

/// Chat with a model that sees: images among the template's variables become parts of messages.
class VisionTool final : public PackageTool
{
public:
    VisionTool(const ToolDescriptor &descriptor, const ToolParts &parts)
        : PackageTool(descriptor)
        , m_templates(parts.templates)
        , m_limits(parts.limits)
    {}

    flow::Node prepare(const flow::Node &node,
                       const flow::SourceFolder &folder,
                       const connection::Connection *connection) override;
    Task<Value> run(ToolContext context) override;

private:
    List messages(const ToolContext &context);

    PromptTemplates m_templates;
    ModelLimits &m_limits;
};

flow::Node VisionTool::prepare(const flow::Node &node,
                               const flow::SourceFolder &folder,
                               const connection::Connection *connection)
{
    static_cast<void>(connection);
    checkVariables(node,
                   m_templates.reload(node, folder, ListStyle::LinesAndImages).variables(),
                   parameters());
    return node;
}

List VisionTool::messages(const ToolContext &context)
{
    const PromptTemplate compiled = m_templates.get(context, ListStyle::LinesAndImages);
    const Dict variables = variablesOf(context.inputs);
    const PromptImages images = imagesIn(variables);
    const GuardedInputs guarded = guardInputs(context.node, variables, context.escapedPrompts);
    const RenderedText prompt = compiled.renderMarked(guarded.variables, guarded.roles);
    if (context.onPrompt)
        context.onPrompt(unescapeRoles(prompt, guarded.roles));
    const std::string detail = py::str(inputOf(context, "detail", "auto"));
    return messagesOf(prompt.text, guarded.roles, images, detail);
}

/// The deployment on Azure, else the model.
Value modelOf(const ToolContext &context, bool isAzure)
{
    if (!isAzure)
        return inputOf(context, "model", "gpt-4-vision-preview");
    const Value deployment = inputOf(context, "deployment_name");
    if (deployment.isNull())
        throw llmError(tr("The node has no deployment_name."),
                       tr("Set %1 to a deployment of the connection's resource.",
                          tr("deployment_name")),
                       "TypeError",
                       "AzureOpenAI.chat() missing 1 required positional argument: "
                       "'deployment_name'");
    return deployment;
}

Task<Value> VisionTool::run(ToolContext context)
{
    const bool isAzure = requireConnection(context).kind()
                         == connection::ConnectionKind::AzureOpenAi;
    ModelCall call;
    call.stream = inputOf(context, "stream").truthy();
    call.show = context.stream;
    call.calledFrom = isAzure ? "aoai-gpt4v-tool" : "";
    Dict &body = call.body;
    body.append("model", modelOf(context, isAzure));
    body.append("messages", messages(context));
    body.append("temperature", inputOf(context, "temperature", 1.0));
    body.append("top_p", inputOf(context, "top_p", 1.0));
    body.append("n", 1);
    body.append("stream", call.stream);
    body.append("presence_penalty", inputOf(context, "presence_penalty", 0));
    body.append("frequency_penalty", inputOf(context, "frequency_penalty", 0));
    if (const Value stop = inputOf(context, "stop"); stop.truthy())
        body.append("stop", stop);
    for (const char *name : {"max_tokens", "seed"}) {
        if (const Value value = inputOf(context, name); !value.isNull())
            body.append(name, value);
    }
    co_return co_await callModel(m_limits, std::move(call), context);
}

/// What the descriptors of the three have in common.
ToolDescriptor chatWithImages()
{
    ToolDescriptor tool;
    tool.nodeType = flow::NodeType::CustomLlm;
    tool.kind = ToolKind::Llm;
    tool.make = makes<VisionTool>();
    return tool;
}

std::vector<python::Parameter> visionParameters(std::vector<python::Parameter> own,
                                                const char *frequencyType)
{
    for (const python::Parameter &common : {parameter("temperature", "double"),
                                            parameter("top_p", "double"),
                                            parameter("max_tokens", "int"),
                                            parameter("stop", "list"),
                                            parameter("presence_penalty", "double"),
                                            parameter("frequency_penalty", frequencyType),
                                            parameter("seed", "int"),
                                            parameter("detail", "string")})
        own.push_back(common);
    return own;
}

} // namespace

ToolDescriptor azureVisionTool()
{
    ToolDescriptor tool = chatWithImages();
    tool.module = "promptflow.tools.aoai_gpt4v";
    tool.className = "AzureOpenAI";
    tool.function = "chat";
    tool.listName = "Azure OpenAI chat with images";
    tool.name = "Azure OpenAI GPT-4 Turbo with Vision";
    tool.connectionTypes = {"AzureOpenAIConnection"};
    tool.parameters = visionParameters({connectionParameter(tool.connectionTypes),
                                        parameter("deployment_name", "string", false)},
                                       "double");
    return tool;
}

ToolDescriptor openAiVisionTool()
{
    ToolDescriptor tool = chatWithImages();
    tool.module = "promptflow.tools.openai_gpt4v";
    tool.className = "OpenAI";
    tool.function = "chat";
    tool.listName = "OpenAI chat with images";
    tool.name = "OpenAI GPT-4V";
    tool.connectionTypes = {"OpenAIConnection"};
    tool.parameters = visionParameters({connectionParameter(tool.connectionTypes),
                                        parameter("model", "string")},
                                       "double");
    return tool;
}

ToolDescriptor visionTool()
{
    ToolDescriptor tool = chatWithImages();
    tool.module = "promptflow.tools.llm_vision";
    tool.function = "llm_vision";
    tool.listName = "LLM with images";
    tool.name = "LLM-Vision";
    tool.connectionTypes = {"AzureOpenAIConnection", "OpenAIConnection"};
    tool.parameters = visionParameters({connectionParameter(tool.connectionTypes),
                                        parameter("deployment_name", "string"),
                                        parameter("model", "string")},
                                       "int"); // as its manifest has it
    return tool;
}

} // namespace postern::tool
