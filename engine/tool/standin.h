// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/tool/tool.h"

#include <optional>

namespace postern::tool {

/// Answers a node in place of its tool, which isn't looked at: with a value, or as a lookup in an
/// index does, with passages about the question that the node is asked.
class StandIn final : public Tool
{
public:
    /// Without a value it is a lookup.
    explicit StandIn(std::optional<Value> value)
        : m_value(std::move(value))
    {}

    flow::Node prepare(const flow::Node &node,
                       const flow::SourceFolder &folder,
                       const connection::Connection *connection) override;
    bool hasDefault(const flow::Node &node, std::string_view input) const override;
    Task<Value> run(ToolContext context) override;

private:
    const std::optional<Value> m_value;
};

} // namespace postern::tool
