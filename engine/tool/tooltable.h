// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/tool/tooldescriptor.h"

#include <list>
#include <string_view>
#include <vector>

namespace postern::tool {

/// The package whose tools the engine brings: ids and modules that begin so are its.
inline constexpr std::string_view kPromptflowTools = "promptflow.tools.";

/// The tools that are known without asking a Python environment.
class ToolTable
{
public:
    /// Those of the engine.
    static const ToolTable &builtIn();

    /// Descriptors stay where they are as long as the table does.
    void add(ToolDescriptor tool) { m_tools.push_back(std::move(tool)); }
    const std::list<ToolDescriptor> &all() const { return m_tools; }

    /// A package tool by its id, or by one that it had before; null when it isn't here.
    const ToolDescriptor *findPackage(std::string_view id) const;
    /// What runs a node; null for package tools of others and for types that nothing runs here.
    const ToolDescriptor *find(const flow::Node &node) const;
    /// What a node is drawn as; of tools that aren't here their ids tell.
    ToolKind kindOf(const flow::Node &node) const;
    /// The types of nodes that run here, in the order of their first tools.
    std::vector<std::string_view> nodeTypes() const;

    /// Whether the package kPromptflowTools has such a module, "promptflow.tools.embedding", for one of
    /// these tools or none.
    bool hasPromptflowModule(std::string_view module) const;
    /// {id: manifest} of the package tools, as a package would list them.
    Dict manifests() const;

private:
    std::list<ToolDescriptor> m_tools;
};

} // namespace postern::tool
