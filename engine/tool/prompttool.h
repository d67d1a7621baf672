// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/tool/prompttemplate.h"
#include "engine/tool/tool.h"

namespace postern::tool {

/// A prompt node: renders its template with its inputs.
class PromptTool final : public Tool
{
public:
    /// `templates` must outlive the tool.
    explicit PromptTool(Templates &templates)
        : m_templates(templates)
    {}

    flow::Node prepare(const flow::Node &node,
                       const flow::SourceFolder &folder,
                       const connection::Connection *connection) override;
    bool hasDefault(const flow::Node &, std::string_view) const override { return false; }
    Task<Value> run(ToolContext context) override;

private:
    PromptTemplates m_templates;
};

} // namespace postern::tool
