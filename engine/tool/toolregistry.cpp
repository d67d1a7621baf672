// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/toolregistry.h"

#include "engine/simulator/simulatortransport.h"

#include <memory>
#include <utility>

namespace postern::tool {

ToolRegistry::ToolRegistry(http::Client &network, Answers answers)
    : m_answers(answers)
    , m_simulated(std::make_shared<simulator::SimulatorTransport>())
    , m_llm(answers == Answers::Simulator ? m_simulated : network)
{}

Tool *ToolRegistry::find(flow::NodeType type)
{
    switch (type) {
    case flow::NodeType::Llm:
        return &m_llm;
    case flow::NodeType::Prompt:
        return &m_prompt;
    default:
        return nullptr;
    }
}

const connection::Connection *ToolRegistry::connectionOf(
    const flow::Node &node, const connection::ConnectionSet &connections)
{
    if (node.type != flow::NodeType::Llm)
        return nullptr;
    if (const connection::Connection *found = connections.find(node.connection))
        return found;
    if (m_answers == Answers::Simulator)
        return &invent(node);
    throw Error(ErrorCode::ConnectionMissing,
                "Node '" + node.name + "' names the connection '" + node.connection
                    + "', which isn't known.",
                "Give it with --connections FILE or `postern connection create`, or run with "
                "--simulate.",
                node.place)
        .as({"UserError", "SDKError", "ConnectionNotFoundError"},
            "Connection '" + node.connection + "' is not found.");
}

const connection::Connection &ToolRegistry::invent(const flow::Node &node)
{
    const bool isAzure = node.input("deployment_name") || !node.input("model");
    connection::Connection connection;
    connection.name = node.connection;
    connection.type = isAzure ? "azure_open_ai" : "open_ai";
    connection.module = "promptflow.connections";
    connection.configs[isAzure ? "api_base" : "base_url"] = isAzure
                                                                ? "https://simulator.invalid"
                                                                : "https://simulator.invalid/v1";
    connection.secrets["api_key"] = "simulated";
    const auto [place, isNew] = m_invented.try_emplace(connection.type + " " + connection.name);
    if (isNew)
        place->second = std::move(connection);
    return place->second;
}

} // namespace postern::tool
