// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/connection/connectiontype.h"

#include <algorithm>
#include <array>

namespace postern::connection {
namespace {

using Field = ConnectionField;

constexpr Field kKey{"api_key", true, true, ""};
constexpr Field kBase{"api_base", false, true, ""};
constexpr Field kEndpoint{"endpoint", false, true, ""};
constexpr Field kAuthMode{"auth_mode", false, false, "key"};

constexpr std::array kAzureOpenAi{kBase,
                                  kKey,
                                  Field{"api_type", false, false, "azure"},
                                  Field{"api_version", false, false, "2024-02-01"},
                                  kAuthMode,
                                  Field{"resource_id", false, false, ""}};
constexpr std::array kOpenAi{kKey,
                             Field{"organization", false, false, ""},
                             Field{"base_url", false, false, ""}};
constexpr std::array kKeyAndBase{kBase, kKey};
constexpr std::array kSerp{kKey};
constexpr std::array kCognitiveSearch{kBase,
                                      kKey,
                                      Field{"api_version", false, false, "2023-11-01"},
                                      kAuthMode};
constexpr std::array kAiServices{kEndpoint, kKey, kAuthMode};
constexpr std::array kContentSafety{kEndpoint,
                                    kKey,
                                    Field{"api_version", false, false, "2023-10-01"},
                                    Field{"api_type", false, false, "Content Safety"}};
constexpr std::array kFormRecognizer{kEndpoint,
                                     kKey,
                                     Field{"api_version", false, false, "2023-07-31"},
                                     Field{"api_type", false, false, "Form Recognizer"}};

constexpr std::string_view kModule = "promptflow.connections";
constexpr std::string_view kVectorModule = "promptflow_vectordb.connections";

constexpr std::array kTypes{
    ConnectionType{"azure_open_ai",
                   "AzureOpenAIConnection",
                   kModule,
                   kAzureOpenAi,
                   ConnectionKind::AzureOpenAi,
                   "api_base",
                   true},
    ConnectionType{"open_ai",
                   "OpenAIConnection",
                   kModule,
                   kOpenAi,
                   ConnectionKind::OpenAi,
                   "base_url"},
    ConnectionType{"serverless",
                   "ServerlessConnection",
                   kModule,
                   kKeyAndBase,
                   ConnectionKind::Serverless,
                   "api_base"},
    ConnectionType{"azure_ai_services",
                   "AzureAIServicesConnection",
                   kModule,
                   kAiServices,
                   ConnectionKind::AiServices,
                   "endpoint",
                   true},
    ConnectionType{"azure_content_safety",
                   "AzureContentSafetyConnection",
                   kModule,
                   kContentSafety,
                   ConnectionKind::ContentSafety,
                   "endpoint"},
    ConnectionType{"cognitive_search",
                   "CognitiveSearchConnection",
                   kModule,
                   kCognitiveSearch,
                   ConnectionKind::CognitiveSearch,
                   "api_base",
                   true},
    ConnectionType{"form_recognizer",
                   "FormRecognizerConnection",
                   kModule,
                   kFormRecognizer,
                   ConnectionKind::FormRecognizer,
                   "endpoint"},
    ConnectionType{"serp", "SerpConnection", kModule, kSerp, ConnectionKind::Serp, "api_base"},
    ConnectionType{"qdrant",
                   "QdrantConnection",
                   kVectorModule,
                   kKeyAndBase,
                   ConnectionKind::Qdrant,
                   "api_base"},
    ConnectionType{"weaviate",
                   "WeaviateConnection",
                   kVectorModule,
                   kKeyAndBase,
                   ConnectionKind::Weaviate,
                   "api_base"},
    ConnectionType{"custom", "CustomConnection", kModule, {}, ConnectionKind::Custom, "endpoint_url"},
};

} // namespace

std::span<const ConnectionType> connectionTypes()
{
    return kTypes;
}

const ConnectionType *findConnectionType(std::string_view typeOrClass)
{
    const auto found = std::ranges::find_if(kTypes, [&](const ConnectionType &type) {
        return type.type == typeOrClass || type.className == typeOrClass;
    });
    return found == kTypes.end() ? nullptr : &*found;
}

} // namespace postern::connection
