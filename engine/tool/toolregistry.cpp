// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/toolregistry.h"

#include <memory>
#include <utility>

namespace postern::tool {

namespace {

connection::Connection simulatedConnection(const std::string &name, const std::string &type)
{
    connection::Connection connection;
    connection.name = name;
    connection.type = type;
    connection.module = "promptflow.connections";
    const std::string host = "https://simulator.invalid";
    if (type == "open_ai")
        connection.configs["base_url"] = host + "/v1";
    else if (type == "azure_content_safety")
        connection.configs["endpoint"] = host;
    else if (type == "custom")
        connection.configs = {{"endpoint_url", host + "/score"}, {"model_family", "LLaMa"}};
    else
        connection.configs["api_base"] = host;
    connection.secrets[type == "custom" ? "endpoint_api_key" : "api_key"] = "simulated";
    return connection;
}

bool namesPackageTool(const flow::Node &node)
{
    return (node.type == flow::NodeType::Python && node.source.type == "package")
           || (node.type == flow::NodeType::CustomLlm && node.source.type == "package_with_prompt");
}

Error noConnection(const flow::Node &node)
{
    Error error(ErrorCode::ConnectionMissing,
                tr("Node '%1' names no connection.", node.name),
                tr("Set connection to the name of one."),
                node.place);
    return std::move(error)
        .as({"UserError", "ValidationError", "InvalidRequest", "GetConnectionError"},
            "Tool load failed in '" + node.name
                + "': (GetConnectionError) Get connection '' for node '" + node.name
                + "' error: Connection '' not found in dict connection provider. "
                  "Available keys are [].");
}

} // namespace

ToolRegistry::ToolRegistry(http::Client &client, Templates &templates, Answers answers)
    : m_answers(answers)
    , m_client(client)
    , m_llm(client, templates)
    , m_prompt(templates)
{}

void ToolRegistry::standInFor(const std::string &node, std::optional<Value> value)
{
    m_standIns.insert_or_assign(node, std::make_unique<StandIn>(std::move(value)));
}

Tool *ToolRegistry::find(const flow::Node &node)
{
    if (const auto standIn = m_standIns.find(node.name); standIn != m_standIns.end())
        return standIn->second.get();
    switch (node.type) {
    case flow::NodeType::Llm:
        return &m_llm;
    case flow::NodeType::Prompt:
        return &m_prompt;
    default:
        return findPackage(node);
    }
}

PackageTool *ToolRegistry::findPackage(const flow::Node &node)
{
    return namesPackageTool(node) ? findPackage(node.source.tool) : nullptr;
}

PackageTool *ToolRegistry::findPackage(const std::string &id)
{
    const auto [place, isNew] = m_packageTools.try_emplace(id);
    if (isNew)
        place->second = makePackageTool(id, m_client, m_llm);
    return place->second.get();
}

const connection::Connection *ToolRegistry::connectionOf(
    const flow::Node &node, const connection::ConnectionSet &connections)
{
    if (hasStandIn(node.name))
        return nullptr;
    if (const PackageTool *tool = findPackage(node))
        return packageConnectionOf(node, *tool, connections);
    if (node.type != flow::NodeType::Llm)
        return nullptr;
    if (const connection::Connection *found = connections.find(node.connection))
        return found;
    if (m_answers == Answers::Simulator) {
        const bool isAzure = node.input("deployment_name") || !node.input("model");
        return &invent(node.connection, isAzure ? "azure_open_ai" : "open_ai");
    }
    if (node.connection.empty())
        throw noConnection(node);
    throw Error(ErrorCode::ConnectionMissing,
                tr("Node '%1' names the connection '%2', which isn't known.",
                   node.name,
                   node.connection),
                tr("Give it with --connections FILE or `postern connection create`, or run with "
                   "--simulate."),
                node.place)
        .as({"UserError", "SDKError", "ConnectionNotFoundError"},
            "Connection '" + node.connection + "' is not found.");
}

const connection::Connection *ToolRegistry::packageConnectionOf(
    const flow::Node &node, const PackageTool &tool, const connection::ConnectionSet &connections)
{
    const std::string name = tool.connectionNameOf(node);
    if (name.empty())
        return nullptr;
    const connection::Connection *found = connections.find(name);
    if (found || m_answers == Answers::Network)
        return found;
    return &invent(name, tool.connectionTypeFor(node));
}

const connection::Connection &ToolRegistry::invent(const std::string &name, const std::string &type)
{
    const auto [place, isNew] = m_invented.try_emplace(type + " " + name);
    if (isNew)
        place->second = simulatedConnection(name, type);
    return place->second;
}

} // namespace postern::tool
