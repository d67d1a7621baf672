// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/tooltable.h"

#include "engine/flow/nodetype.h"
#include "engine/tool/descriptors.h"
#include "engine/tool/retiredtools.h"

#include <algorithm>
#include <array>
#include <utility>

namespace postern::tool {

namespace {

/// Of python nodes with a file of code.
ToolDescriptor pythonNode()
{
    ToolDescriptor tool;
    tool.nodeType = flow::NodeType::Python;
    tool.kind = ToolKind::Python;
    return tool;
}

/// In the order in which they are listed.
ToolTable makeBuiltIn()
{
    ToolTable table;
    for (ToolDescriptor &tool : std::array{llmNode(),
                                           promptNode(),
                                           pythonNode(),
                                           azureVisionTool(),
                                           contentSafetyTool(),
                                           embeddingTool(),
                                           llmTool(),
                                           visionTool(),
                                           openModelTool(),
                                           openAiVisionTool(),
                                           serpTool()})
        table.add(std::move(tool));
    return table;
}

/// What an id of somebody else's package lets one think.
ToolKind guessedKind(std::string_view id)
{
    const auto speaksOf = [id](std::string_view word) { return id.find(word) != id.npos; };
    if (speaksOf("embedding"))
        return ToolKind::Embedding;
    if (speaksOf("search") || speaksOf("lookup") || speaksOf("serpapi"))
        return ToolKind::Search;
    return ToolKind::Package;
}

} // namespace

const ToolTable &ToolTable::builtIn()
{
    static const ToolTable kTable = makeBuiltIn();
    return kTable;
}

const ToolDescriptor *ToolTable::findPackage(std::string_view id) const
{
    const auto found = std::ranges::find_if(m_tools, [id](const ToolDescriptor &tool) {
        return tool.isPackage()
               && (tool.id() == id || std::ranges::find(tool.formerIds, id) != tool.formerIds.end());
    });
    return found == m_tools.end() ? nullptr : &*found;
}

const ToolDescriptor *ToolTable::find(const flow::Node &node) const
{
    if (flow::namesPackageTool(node))
        return findPackage(node.source.tool);
    const auto found = std::ranges::find_if(m_tools, [&node](const ToolDescriptor &tool) {
        return !tool.isPackage() && tool.nodeType == node.type;
    });
    return found == m_tools.end() ? nullptr : &*found;
}

ToolKind ToolTable::kindOf(const flow::Node &node) const
{
    const std::string &id = node.source.tool;
    const bool isOfPackage = node.type == flow::NodeType::Python && !id.empty();
    if (const ToolDescriptor *tool = isOfPackage ? findPackage(id) : find(node))
        return tool->kind;
    if (node.type == flow::NodeType::CustomLlm)
        return ToolKind::Llm;
    if (id.empty())
        return ToolKind::Python;
    const RetiredTool *retired = findRetiredTool(id);
    return retired && retired->isLookup ? ToolKind::Search : guessedKind(id);
}

std::vector<std::string_view> ToolTable::nodeTypes() const
{
    std::vector<std::string_view> words;
    for (const ToolDescriptor &tool : m_tools) {
        const std::string_view word = flow::wordOf(tool.nodeType);
        if (std::ranges::find(words, word) == words.end())
            words.push_back(word);
    }
    return words;
}

Dict ToolTable::manifests() const
{
    Dict manifests;
    for (const ToolDescriptor &tool : m_tools) {
        if (tool.isPackage())
            manifests.append(Value(tool.id()), tool.manifest());
    }
    return manifests;
}

bool ToolTable::hasPromptflowModule(std::string_view module) const
{
    // Its modules without a tool that a flow may name.
    constexpr std::array<std::string_view, 6> kOthers{"aoai",
                                                      "common",
                                                      "exception",
                                                      "list",
                                                      "openai",
                                                      "template_rendering"};
    if (!module.starts_with(kPromptflowTools))
        return false;
    const std::string_view name = module.substr(kPromptflowTools.size());
    return std::ranges::find(kOthers, name) != kOthers.end()
           || std::ranges::any_of(m_tools, [module](const ToolDescriptor &tool) {
                  return tool.module == module;
              });
}

} // namespace postern::tool
