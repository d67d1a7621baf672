// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/connection/connection.h"
#include "engine/tool/llmtool.h"
#include "engine/tool/modellimits.h"
#include "engine/tool/standin.h"
#include "engine/tool/tool.h"
#include "engine/tool/tooltable.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

namespace postern::tool {

/// Who answers the requests of a run.
enum class Answers {
    Network, ///< the connections' endpoints
    Simulator ///< the built-in simulator, whatever the connection says: one that is missing is made up
};

/// The tools that the engine runs itself, made when a node first asks for one; for one run or for
/// many.
class ToolRegistry
{
public:
    /// The templates and the table must outlive the registry.
    ToolRegistry(Templates &templates,
                 Answers answers,
                 const ToolTable &tools = ToolTable::builtIn());

    const ToolTable &tools() const { return m_tools; }

    /// Answers the node of that name from now on, whatever its tool; without a value as a lookup.
    void standInFor(const std::string &node, std::optional<Value> value);
    bool hasStandIn(const std::string &node) const { return m_standIns.contains(node); }

    /// Null for nodes that run in a Python worker, or nowhere.
    Tool *find(const flow::Node &node);
    /// A package tool of the engine's by its id; null when it isn't one.
    Tool *findPackage(std::string_view id);
    /// The package tool of the engine's that a node names; null when it names none.
    const ToolDescriptor *packageOf(const flow::Node &node) const;
    /// For prompts that are in no node.
    LlmTool &llm() { return m_llm; }
    /// The connection that a node's tool is to use; null for tools that take none here. With
    /// Answers::Simulator a missing one is invented: Azure OpenAI, or OpenAI where the node's inputs
    /// have a model instead of a deployment. Throws Error ConnectionMissing as prompt flow's
    /// ConnectionNotFoundError for a node whose own field names it.
    const connection::Connection *connectionOf(const flow::Node &node,
                                               const connection::ConnectionSet &connections);

private:
    Tool *made(const ToolDescriptor *tool);
    /// Null where the simulator can't stand in for what the tool asks.
    const connection::Connection *invented(const std::string &name,
                                           const ToolDescriptor &tool,
                                           const flow::Node &node);

    const Answers m_answers;
    const ToolTable &m_tools;
    ModelLimits m_limits;
    const ToolParts m_parts;
    LlmTool m_llm;
    std::map<std::string, std::unique_ptr<StandIn>> m_standIns; ///< by node
    std::map<const ToolDescriptor *, std::unique_ptr<Tool>> m_made;
    /// By tool, class and name.
    std::map<std::tuple<const ToolDescriptor *, std::string, std::string>, connection::Connection>
        m_invented;
};

} // namespace postern::tool
