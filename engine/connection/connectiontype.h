// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>
#include <string_view>

namespace postern::connection {

/// What a connection leads to.
enum class ConnectionKind {
    AzureOpenAi,
    OpenAi,
    Serverless,
    AiServices,
    ContentSafety,
    CognitiveSearch,
    FormRecognizer,
    Serp,
    Qdrant,
    Weaviate,
    Custom,
    Unknown ///< no type that prompt flow knows
};

/// One field of a connection type.
struct ConnectionField
{
    std::string_view name;
    bool secret = false;
    bool required = false;
    std::string_view defaultValue; ///< empty: none
};

/// A kind of connection prompt flow knows.
struct ConnectionType
{
    std::string_view type;                   ///< YAML spelling, "azure_open_ai"
    std::string_view className;              ///< "AzureOpenAIConnection"
    std::string_view module;                 ///< of the class
    std::span<const ConnectionField> fields; ///< empty for custom: any configs and secrets
    ConnectionKind kind = ConnectionKind::Unknown;
    /// The field with the service's address. Of custom and serp it is none that the type has:
    /// prompt flow's Open Model tool wants it in the one, a stand-in for the service in the other.
    std::string_view endpointField;
    /// auth_mode may be "meid_token", which needs no api_key.
    bool supportsIdentity = false;
};

/// All of them, in the order a list shows them.
std::span<const ConnectionType> connectionTypes();
/// By YAML spelling or class name; null pointer when there is no such type.
const ConnectionType *findConnectionType(std::string_view typeOrClass);

} // namespace postern::connection
