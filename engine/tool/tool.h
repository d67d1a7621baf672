// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/base/tokenusage.h"
#include "engine/base/value.h"
#include "engine/connection/connection.h"
#include "engine/flow/flow.h"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace postern::tool {

/// What a node's tool is called with. Inputs are resolved: no references are left.
struct ToolContext
{
    const flow::Node &node;
    std::filesystem::path folder; ///< files of the node are relative to it
    Dict inputs;
    /// Names of inputs bound directly to flow inputs: prompt flow's role injection guard.
    std::vector<std::string> inputsToEscape;
    const connection::Connection *connection = nullptr; ///< llm: the node's
    /// True when the answer may be handed on in chunks (prompt flow: only outputs refer to it).
    bool stream = false;
    std::function<void(std::string_view)> onPrompt; ///< the rendered template
    std::function<void(std::string_view)> onChunk;
    std::function<void(const TokenUsage &)> onUsage;
};

/// One kind of node that the engine runs itself (llm, prompt); python nodes go to a worker.
class Tool
{
public:
    virtual ~Tool() = default;
    /// Checks what can be known before a run: template syntax, reserved names, literal types.
    /// Throws Error InvalidFlow with prompt flow's class (ResolveToolError).
    virtual void check(const flow::Node &node, const std::filesystem::path &folder) = 0;
    virtual Task<Value> run(ToolContext context) = 0;
};

} // namespace postern::tool
