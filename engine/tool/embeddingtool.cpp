// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/azure/openaiclient.h"
#include "engine/tool/descriptors.h"
#include "engine/tool/packagetool.h"
#include "engine/tool/toolerror.h"

#include <utility>

namespace postern::tool {

namespace {

class EmbeddingTool final : public PackageTool
{
public:
    EmbeddingTool(const ToolDescriptor &descriptor, const ToolParts &)
        : PackageTool(descriptor)
    {}

    Task<Value> run(ToolContext context) override;
};

Dict bodyFor(const ToolContext &context, const connection::Connection &connection)
{
    const Value text = inputOf(context, "input");
    const bool isServerless = connection.kind() == connection::ConnectionKind::Serverless;
    const Value model = connection.kind() == connection::ConnectionKind::AzureOpenAi
                            ? inputOf(context, "deployment_name", "")
                            : inputOf(context, "model", "text-embedding-ada-002");
    Dict body;
    body.append("input", isServerless ? Value(List{text}) : text);
    body.append("model", model);
    if (isServerless)
        body.append("encoding_format", "float");
    return body;
}

/// The vector of the first text.
Value vectorOf(const Value &answer)
{
    const Value *data = answer.find("data");
    const Value *vector = data && data->isList() && !data->asList().empty()
                              ? data->asList().front().find("embedding")
                              : nullptr;
    if (!vector)
        throw llmError(tr("The model answered without any embedding."),
                       tr("Check that the deployment or model is one for embeddings."),
                       "ValueError",
                       "No embedding data received");
    return *vector;
}

Task<Value> EmbeddingTool::run(ToolContext context)
{
    if (const std::string sentence = misfit(context); !sentence.empty())
        throw llmError(tr("The inputs of the node don't fit: %1.", sentence),
                       tr("Look at `postern tool show %1`.", context.node.source.tool),
                       "TypeError",
                       sentence);
    const connection::Connection &connection = requireConnection(context);
    azure::OpenAiClient client(context.channel, connection);
    client.setWatch(context.watch);
    if (connection.kind() == connection::ConnectionKind::AzureOpenAi)
        client.addHeader("ms-azure-ai-promptflow-called-from", "aoai-tool");
    Value body(bodyFor(context, connection));
    const Value answer = co_await client.send(azure::OpenAiOperation::Embedding, std::move(body));
    const auto usage = azure::usageOf(answer);
    if (usage && context.onUsage)
        context.onUsage(*usage);
    co_return vectorOf(answer);
}

} // namespace

ToolDescriptor embeddingTool()
{
    ToolDescriptor tool;
    tool.kind = ToolKind::Embedding;
    tool.module = "promptflow.tools.embedding";
    tool.function = "embedding";
    tool.listName = "Embedding";
    tool.name = "Embedding";
    tool.connectionTypes = {"AzureOpenAIConnection", "OpenAIConnection", "ServerlessConnection"};
    tool.parameters = {connectionParameter(tool.connectionTypes),
                       parameter("deployment_name", "string"),
                       parameter("model", "string"),
                       parameter("input", "string", false)};
    tool.make = makes<EmbeddingTool>();
    return tool;
}

} // namespace postern::tool
