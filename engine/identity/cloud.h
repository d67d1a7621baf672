// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace postern::identity {

/// What tokens are for.
enum class Service : unsigned char {
    CognitiveServices, ///< Azure OpenAI, AI services, Content Safety, Document Intelligence
    Search,
    KeyVault,
    ResourceManager,
    MachineLearning, ///< online endpoints and serverless models
    Storage,
};

/// One of the clouds: the public one and the sovereign ones.
struct Cloud
{
    std::string_view authority; ///< host that gives tokens
    std::string_view domain;    ///< of addresses of its services, and of no other cloud's
    std::string_view cognitiveServices;
    std::string_view search;
    std::string_view keyVault;
    std::string_view resourceManager;
    std::string_view machineLearning;
    std::string_view storage;

    std::string_view resourceOf(Service service) const;
};

/// By the host of its authority, or of one of its services; the public one for all that is unknown.
const Cloud &cloudOf(std::string_view host);

/// "https://vault.azure.net/.default"
std::string scopeOf(Service service, const Cloud &cloud);
/// What the older endpoints take instead: the scope without "/.default".
std::string resourceOfScope(std::string_view scope);

} // namespace postern::identity
