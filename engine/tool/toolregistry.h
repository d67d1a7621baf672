// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/connection/connection.h"
#include "engine/http/client.h"
#include "engine/tool/llmtool.h"
#include "engine/tool/packagetool.h"
#include "engine/tool/prompttool.h"
#include "engine/tool/standin.h"
#include "engine/tool/tool.h"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace postern::tool {

/// Who answers the requests of a run.
enum class Answers {
    Network, ///< the connections' endpoints
    Simulator ///< the built-in simulator, whatever the connection says: one that is missing is made up
};

/// The engine's own tools by kind of node, for one run or for many.
class ToolRegistry
{
public:
    /// `client` carries the requests, to whoever answers them; it and the templates must outlive
    /// the registry.
    ToolRegistry(http::Client &client, Templates &templates, Answers answers);

    /// Answers the node of that name from now on, whatever its tool; without a value as a lookup.
    void standInFor(const std::string &node, std::optional<Value> value);
    bool hasStandIn(const std::string &node) const { return m_standIns.contains(node); }

    /// Null for nodes that run in a Python worker, or nowhere.
    Tool *find(const flow::Node &node);
    /// The package tool that a node of type python or custom_llm names, when it is one of ours.
    PackageTool *findPackage(const flow::Node &node);
    LlmTool &llm() { return m_llm; }
    /// By its id. Null when it isn't one of ours.
    PackageTool *findPackage(const std::string &id);
    /// The connection that an llm node or a package tool of ours names; null for other nodes. With Answers::Simulator a missing
    /// one is invented: Azure OpenAI, or OpenAI where the node's inputs have a model instead of a
    /// deployment. Throws Error ConnectionMissing as prompt flow's ConnectionNotFoundError.
    const connection::Connection *connectionOf(const flow::Node &node,
                                               const connection::ConnectionSet &connections);

private:
    const connection::Connection &invent(const std::string &name, const std::string &type);
    const connection::Connection *packageConnectionOf(const flow::Node &node,
                                                      const PackageTool &tool,
                                                      const connection::ConnectionSet &connections);

    const Answers m_answers;
    http::Client &m_client;
    LlmTool m_llm;
    PromptTool m_prompt;
    std::map<std::string, std::unique_ptr<StandIn>> m_standIns;         ///< by node
    std::map<std::string, std::unique_ptr<PackageTool>> m_packageTools; ///< null: not one of ours
    std::map<std::string, connection::Connection, std::less<>> m_invented;
};

} // namespace postern::tool
