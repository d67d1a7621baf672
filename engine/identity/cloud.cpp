// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/identity/cloud.h"

#include <algorithm>
#include <array>

namespace postern::identity {

namespace {

constexpr std::string_view kDefault = "/.default";

constexpr std::array<Cloud, 3> kClouds{{
    {"login.microsoftonline.com",
     "azure.com",
     "https://cognitiveservices.azure.com",
     "https://search.azure.com",
     "https://vault.azure.net",
     "https://management.azure.com",
     "https://ml.azure.com",
     "https://storage.azure.com"},
    {"login.microsoftonline.us",
     "azure.us",
     "https://cognitiveservices.azure.us",
     "https://search.azure.us",
     "https://vault.usgovcloudapi.net",
     "https://management.usgovcloudapi.net",
     "https://ml.azure.us",
     "https://storage.azure.com"},
    {"login.chinacloudapi.cn",
     "azure.cn",
     "https://cognitiveservices.azure.cn",
     "https://search.azure.cn",
     "https://vault.azure.cn",
     "https://management.chinacloudapi.cn",
     "https://ml.azure.cn",
     "https://storage.azure.com"},
}};

std::string_view hostOf(std::string_view url)
{
    return url.substr(url.find("://") + 3);
}

} // namespace

std::string_view Cloud::resourceOf(Service service) const
{
    switch (service) {
    case Service::CognitiveServices:
        return cognitiveServices;
    case Service::Search:
        return search;
    case Service::KeyVault:
        return keyVault;
    case Service::ResourceManager:
        return resourceManager;
    case Service::MachineLearning:
        return machineLearning;
    case Service::Storage:
        return storage;
    }
    return {};
}

const Cloud &cloudOf(std::string_view host)
{
    const auto isOf = [host](const Cloud &cloud) {
        return host == cloud.authority || host.ends_with('.' + std::string(cloud.domain))
               || host.ends_with('.' + std::string(hostOf(cloud.keyVault)))
               || host == hostOf(cloud.resourceManager);
    };
    const auto *const found = std::ranges::find_if(kClouds, isOf);
    return found == kClouds.end() ? kClouds.front() : *found;
}

std::string scopeOf(Service service, const Cloud &cloud)
{
    return std::string(cloud.resourceOf(service)) + std::string(kDefault);
}

std::string resourceOfScope(std::string_view scope)
{
    return std::string(scope.ends_with(kDefault) ? scope.substr(0, scope.size() - kDefault.size())
                                                 : scope);
}

} // namespace postern::identity
