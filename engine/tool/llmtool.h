// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/tool/prompttemplate.h"
#include "engine/tool/tool.h"
#include "engine/tool/tooldescriptor.h"

#include <string>

namespace postern::tool {

class LlmArguments;

/// An llm node: renders its template and asks a chat or completion model, as prompt flow's tools
/// for Azure OpenAI and OpenAI do.
class LlmTool final : public Tool
{
public:
    explicit LlmTool(const ToolParts &parts)
        : m_templates(parts.templates)
        , m_limits(parts.limits)
    {}

    /// prepare() for a node whose template is this text, in no file.
    flow::Node prepareText(const flow::Node &node,
                           const std::string &text,
                           const connection::Connection &connection);

    /// The prepared node's `provider` is the one its connection has, whatever the file says.
    flow::Node prepare(const flow::Node &node,
                       const flow::SourceFolder &folder,
                       const connection::Connection *connection) override;
    bool hasDefault(const flow::Node &node, std::string_view input) const override;
    Task<Value> run(ToolContext context) override;

private:
    /// The node's file, or the text that an input named `prompt` gives in its place.
    PromptTemplate templateFor(const ToolContext &context,
                               const LlmArguments &arguments,
                               EscapeMap &roles);
    /// The rendered prompt, with the role words that need guarding.
    RenderedText render(const ToolContext &context, const LlmArguments &arguments, EscapeMap &roles);
    Dict makeBody(const ToolContext &context, const LlmArguments &arguments, bool stream);

    PromptTemplates m_templates;
    ModelLimits &m_limits;
};

} // namespace postern::tool
