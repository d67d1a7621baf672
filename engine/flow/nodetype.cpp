// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/nodetype.h"

#include "engine/flow/flowwords.h"

#include <algorithm>
#include <array>

namespace postern::flow {

namespace {

struct TypeRow
{
    NodeType type = NodeType::Unknown;
    std::string_view word;
    bool hasTemplate = false;
    std::string_view packageSource; ///< source.type of the nodes that name a package tool
};

constexpr std::array kTypeRows{TypeRow{NodeType::Llm, "llm", true, ""},
                               TypeRow{NodeType::Python, "python", false, "package"},
                               TypeRow{NodeType::Prompt, "prompt", true, ""},
                               TypeRow{NodeType::CustomLlm,
                                       "custom_llm",
                                       true,
                                       "package_with_prompt"},
                               TypeRow{NodeType::Csharp, "csharp", false, ""},
                               TypeRow{NodeType::Action, "action", false, ""}};
constexpr TypeRow kUnknownType{};

const TypeRow &rowOf(NodeType type)
{
    const auto *const found = std::ranges::find(kTypeRows, type, &TypeRow::type);
    return found == kTypeRows.end() ? kUnknownType : *found;
}

} // namespace

const Words &nodeTypes()
{
    static const Words kWords = [] {
        Words words;
        for (const TypeRow &row : kTypeRows)
            words.push_back(row.word);
        return words;
    }();
    return kWords;
}

NodeType nodeType(std::string_view word)
{
    const auto *const found = std::ranges::find(kTypeRows, word, &TypeRow::word);
    return found == kTypeRows.end() ? NodeType::Unknown : found->type;
}

std::string_view wordOf(NodeType type)
{
    return rowOf(type).word;
}

bool hasTemplate(NodeType type)
{
    return rowOf(type).hasTemplate;
}

bool namesPackageTool(const Node &node)
{
    const std::string_view wanted = rowOf(node.type).packageSource;
    return !wanted.empty() && node.source.type == wanted;
}

} // namespace postern::flow
