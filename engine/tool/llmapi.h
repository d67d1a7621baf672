// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/connection/connection.h"
#include "engine/flow/flow.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postern::tool {

/// A parameter of an LLM function, with prompt flow's type of it.
struct LlmParameter
{
    std::string_view name;
    std::string_view type; ///< "double", "int" ...; "connection" for the connection itself
    bool hasDefault = true;
};

/// One of prompt flow's four LLM functions: AzureOpenAI.chat, OpenAI.completion ...
struct LlmApi
{
    std::string_view provider;
    std::string_view api; ///< "chat" or "completion"
    std::span<const LlmParameter> parameters;

    bool isAzure() const { return provider == "AzureOpenAI"; }
    bool isChat() const { return api == "chat"; }
    /// "AzureOpenAI.chat"
    std::string name() const { return std::string(provider).append(".").append(api); }
    const LlmParameter *parameter(std::string_view name) const;
};

/// Null when there is no such function.
const LlmApi *findLlmApi(std::string_view provider, std::string_view api);

/// The function for a node and its connection, whose type decides on the provider.
/// Throws prompt flow's ResolveToolError with InvalidConnectionType or APINotFound.
const LlmApi &llmApiOf(const flow::Node &node, const connection::Connection &connection);

/// The node's inputs as prompt flow converts them: literals that are null or "" are left out,
/// those named like a parameter get its type. Throws ResolveToolError with
/// NodeInputValidationError and the input's place.
std::vector<std::pair<std::string, flow::Binding>> convertLiterals(const flow::Node &node,
                                                                   const LlmApi &api);

} // namespace postern::tool
