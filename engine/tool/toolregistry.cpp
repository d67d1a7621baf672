// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/toolregistry.h"

#include "engine/simulator/simulatedservice.h"

#include <memory>
#include <utility>

namespace postern::tool {

namespace {

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

Error unknownConnection(const flow::Node &node)
{
    Error error(ErrorCode::ConnectionMissing,
                tr("Node '%1' names the connection '%2', which isn't known.",
                   node.name,
                   node.connection),
                tr("Give it with --connections FILE or `postern connection create`, or run with "
                   "--simulate."),
                node.place);
    return std::move(error).as({"UserError", "SDKError", "ConnectionNotFoundError"},
                               "Connection '" + node.connection + "' is not found.");
}

/// The class of connection that a node means which names none that is there.
const std::string &classFor(const ToolDescriptor &tool, const flow::Node &node)
{
    const std::vector<std::string> &classes = tool.connectionTypes;
    const bool hasModel = node.input("model") && !node.input("deployment_name");
    return hasModel && classes.size() > 1 ? classes[1] : classes.front();
}

} // namespace

ToolRegistry::ToolRegistry(Templates &templates, Answers answers, const ToolTable &tools)
    : m_answers(answers)
    , m_tools(tools)
    , m_parts{templates, m_limits}
    , m_llm(m_parts)
{}

void ToolRegistry::standInFor(const std::string &node, std::optional<Value> value)
{
    m_standIns.insert_or_assign(node, std::make_unique<StandIn>(std::move(value)));
}

Tool *ToolRegistry::find(const flow::Node &node)
{
    if (const auto standIn = m_standIns.find(node.name); standIn != m_standIns.end())
        return standIn->second.get();
    return made(m_tools.find(node));
}

Tool *ToolRegistry::findPackage(std::string_view id)
{
    return made(m_tools.findPackage(id));
}

const ToolDescriptor *ToolRegistry::packageOf(const flow::Node &node) const
{
    const ToolDescriptor *tool = m_tools.find(node);
    return tool && tool->isPackage() ? tool : nullptr;
}

Tool *ToolRegistry::made(const ToolDescriptor *tool)
{
    if (!tool || !tool->make)
        return nullptr;
    const auto [place, isNew] = m_made.try_emplace(tool);
    if (isNew)
        place->second = tool->make(*tool, m_parts);
    return place->second.get();
}

const connection::Connection *ToolRegistry::connectionOf(
    const flow::Node &node, const connection::ConnectionSet &connections)
{
    const ToolDescriptor *descriptor = m_tools.find(node);
    Tool *tool = hasStandIn(node.name) ? nullptr : made(descriptor);
    if (!tool || descriptor->connectionTypes.empty())
        return nullptr;
    const std::string name = tool->connectionNameOf(node);
    if (name.empty() && !descriptor->hasNodeConnection)
        return nullptr;
    const connection::Connection *found = connections.find(name);
    if (!found && m_answers == Answers::Simulator)
        found = invented(name, *descriptor, node);
    if (found || !descriptor->hasNodeConnection)
        return found;
    throw name.empty() ? noConnection(node) : unknownConnection(node);
}

const connection::Connection *ToolRegistry::invented(const std::string &name,
                                                     const ToolDescriptor &tool,
                                                     const flow::Node &node)
{
    const std::string &className = classFor(tool, node);
    const simulator::SimulatedService *service = simulator::findSimulatedService(className);
    if (!service && !tool.simulated)
        return nullptr;
    const auto [place, isNew] = m_invented.try_emplace({&tool, className, name});
    if (isNew) {
        place->second = tool.simulated ? *tool.simulated
                                       : simulator::simulatedConnection(name,
                                                                        *service,
                                                                        simulator::kAddress,
                                                                        simulator::kKey);
        place->second.name = name;
    }
    return &place->second;
}

} // namespace postern::tool
