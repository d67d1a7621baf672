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
    ConnectionType{"azure_open_ai", "AzureOpenAIConnection", kModule, kAzureOpenAi, true},
    ConnectionType{"open_ai", "OpenAIConnection", kModule, kOpenAi},
    ConnectionType{"serverless", "ServerlessConnection", kModule, kKeyAndBase},
    ConnectionType{"azure_ai_services", "AzureAIServicesConnection", kModule, kAiServices, true},
    ConnectionType{"azure_content_safety", "AzureContentSafetyConnection", kModule, kContentSafety},
    ConnectionType{"cognitive_search", "CognitiveSearchConnection", kModule, kCognitiveSearch, true},
    ConnectionType{"form_recognizer", "FormRecognizerConnection", kModule, kFormRecognizer},
    ConnectionType{"serp", "SerpConnection", kModule, kSerp},
    ConnectionType{"qdrant", "QdrantConnection", kVectorModule, kKeyAndBase},
    ConnectionType{"weaviate", "WeaviateConnection", kVectorModule, kKeyAndBase},
    ConnectionType{"custom", "CustomConnection", kModule, {}},
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
