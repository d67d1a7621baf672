// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/azure/resourcekeys.h"

#include "engine/azure/serviceerror.h"
#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/connection/connectionfields.h"
#include "engine/http/url.h"
#include "engine/identity/identity.h"

#include <utility>

namespace postern::azure {

namespace {

/// Another cloud's, or the simulator's.
std::string managerAddress(const connection::Connection &connection)
{
    std::string own = identity::environmentVariable("AZURE_RESOURCE_MANAGER_ENDPOINT");
    if (!own.empty())
        return own;
    std::string host;
    try {
        host = http::endpointOf(connection::fieldsOf(connection).endpoint).host;
    } catch (const Error &) { // NOLINT(bugprone-empty-catch): the public cloud's
    }
    return std::string(identity::cloudOf(host).resourceManager);
}

std::string keyAt(const Value &answer, const char *name)
{
    const Value *key = answer.find(name);
    if (!key || !key->isString() || key->asString().empty())
        throw Error(ErrorCode::ConnectionFailed,
                    tr("Azure's resource manager answered with something that holds no keys."),
                    tr("Check that the resource allows keys: local authentication may be off."));
    log::registerSecret(key->asString());
    return key->asString();
}

} // namespace

Task<Value> ResourceManager::ask(std::string method,
                                 std::string path,
                                 std::string apiVersion,
                                 Value body)
{
    const std::unique_ptr<http::Channel> channel
        = m_channels.toService(m_connection,
                               managerAddress(m_connection),
                               identity::Service::ResourceManager);
    http::ServiceCall call;
    call.path = path;
    call.query = {{"api-version", std::move(apiVersion)}};
    call.request.method = std::move(method);
    call.request.bodyLimit = 16U << 20U;
    call.request.idleTimeout = std::chrono::seconds(60);
    if (!body.isNull()) {
        call.request.headers = {{"Content-Type", "application/json"}};
        call.request.body = json::write(body);
    }
    // A key that was made anew must not be made anew again unseen.
    const bool isRepeatable = call.request.method == "GET";
    call.retries = isRepeatable ? http::RetryPolicy::standard() : http::RetryPolicy();
    const http::Response response = co_await channel->send(std::move(call));
    if (response.head.status >= 300) {
        const ServiceError said = readServiceError(std::string_view(response.body));
        const bool isForbidden = response.head.status == 403;
        throw Error(ErrorCode::ConnectionFailed,
                    tr("Azure's resource manager refuses, status %1: %2",
                       response.head.status,
                       said.shown.empty() ? path : said.shown),
                    isForbidden
                        ? tr("Have the role Cognitive Services Contributor (Search Service "
                             "Contributor, Azure ML Data Scientist with listsecrets) given to "
                             "this identity on the resource.")
                        : tr("Check the resource's ID and the identity's tenant."));
    }
    try {
        co_return json::parse(response.body);
    } catch (const Error &) {
        co_return Dict();
    }
}

ResourceKeys::ResourceKeys(ResourceManager &manager, std::string resource)
    : m_manager(manager)
    , m_resource(std::move(resource))
{
    while (m_resource.ends_with('/'))
        m_resource.pop_back();
    m_isSearch = m_resource.find("/Microsoft.Search/searchServices/") != std::string::npos;
    const bool isCognitive = m_resource.find("/Microsoft.CognitiveServices/accounts/")
                             != std::string::npos;
    const bool isPath = m_resource.starts_with("/subscriptions/")
                        && m_resource.find_first_of("?#% \r\n") == std::string::npos;
    if (!isPath || (!m_isSearch && !isCognitive))
        throw Error(
            ErrorCode::InvalidInput,
            tr("'%1' is no ID of a resource whose keys can be made anew.", m_resource),
            tr("Set resource_id of the connection to the ID of the Azure OpenAI, AI services "
               "or AI Search resource: /subscriptions/.../accounts/NAME."));
}

Task<std::array<std::string, 2>> ResourceKeys::list()
{
    const std::string call = m_isSearch ? "/listAdminKeys" : "/listKeys";
    const Value answer = co_await m_manager.ask("POST",
                                                m_resource + call,
                                                m_isSearch ? "2023-11-01" : "2023-05-01");
    co_return std::array<std::string, 2>{keyAt(answer, m_isSearch ? "primaryKey" : "key1"),
                                         keyAt(answer, m_isSearch ? "secondaryKey" : "key2")};
}

Task<std::string> ResourceKeys::regenerate(std::size_t which)
{
    Value answer;
    if (m_isSearch) {
        const std::string path = m_resource + "/regenerateAdminKey/"
                                 + (which == 0 ? "primary" : "secondary");
        answer = co_await m_manager.ask("POST", path, "2023-11-01");
        co_return keyAt(answer, which == 0 ? "primaryKey" : "secondaryKey");
    }
    Value body = Dict{{"keyName", which == 0 ? "Key1" : "Key2"}};
    answer = co_await m_manager.ask("POST",
                                    m_resource + "/regenerateKey",
                                    "2023-05-01",
                                    std::move(body));
    co_return keyAt(answer, which == 0 ? "key1" : "key2");
}

} // namespace postern::azure
