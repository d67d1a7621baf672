// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/renderedtext.h"
#include "engine/base/task.h"
#include "engine/base/tokenusage.h"
#include "engine/base/value.h"
#include "engine/connection/connection.h"
#include "engine/flow/flow.h"
#include "engine/flow/sourcefolder.h"
#include "engine/http/channel.h"
#include "engine/tool/escape.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postern::tool {

/// What a node's tool is called with. Inputs are resolved: no references are left.
struct ToolContext
{
    const flow::Node &node;    ///< as prepare() gave it
    flow::SourceFolder folder; ///< files of the node are relative to it
    Dict inputs;
    /// The node's, or the one that the tool's input names.
    const connection::Connection *connection = nullptr;
    /// The line's guarded prompt results. Null: values of other nodes are not guarded.
    EscapedPrompts *escapedPrompts = nullptr;
    /// True when the answer's text may be told in chunks while it comes; the result is the same.
    bool stream = false;
    std::function<void(const RenderedText &)> onPrompt; ///< the rendered template
    std::function<void(std::string_view)> onChunk;
    std::function<void(const TokenUsage &)> onUsage;
    std::shared_ptr<const http::Watch> watch = nullptr; ///< of the requests that it sends
    /// The template itself; null: it is in the node's file.
    const std::string *templateText = nullptr;
    std::shared_ptr<http::Channel> channel = nullptr; ///< the connection's, where there is one
    /// To be waited for, where it is set, between onPrompt and the request of the model.
    std::function<Task<void>()> atPrompt = nullptr;
};

/// One kind of node that the engine runs itself (llm, prompt); python nodes go to a worker.
class Tool
{
public:
    virtual ~Tool() = default;
    /// The node as it will run: literal inputs have their parameters' types, and those of an llm
    /// node that are null or "" are left out. `connection` is the node's, for an llm node.
    /// Throws Error for what can be known before a run (template syntax, reserved names, literal
    /// types, a connection of the wrong kind), with prompt flow's ResolveToolError.
    virtual flow::Node prepare(const flow::Node &node,
                               const flow::SourceFolder &folder,
                               const connection::Connection *connection)
        = 0;
    /// Whether an input is a parameter with a default, which stands in when the input refers to a
    /// bypassed node; otherwise that input is null. `node` is as prepare() gave it.
    virtual bool hasDefault(const flow::Node &node, std::string_view input) const = 0;
    /// The name of the connection that a node is to run with; empty: none.
    virtual std::string connectionNameOf(const flow::Node &node) const { return node.connection; }
    virtual Task<Value> run(ToolContext context) = 0;
};

/// The inputs bound directly to flow inputs, in the file's order: what the role guard escapes, and
/// what prompt flow records as a node's input "_inputs_to_escape" when there are any.
std::vector<std::string> inputsToEscape(const flow::Node &node);

} // namespace postern::tool
