// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/azure/channels.h"

#include "engine/azure/openaierror.h"
#include "engine/base/log.h"
#include "engine/connection/connectionfields.h"
#include "engine/connection/connectionoptions.h"
#include "engine/http/url.h"
#include "engine/simulator/simulatedservice.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <string>

namespace postern::azure {

namespace {

using connection::Connection;
using connection::ConnectionFields;
using connection::ConnectionKind;

/// Python code may make any number of connections.
constexpr std::size_t kMostChannels = 64;

/// Of a connection that nothing lets in with: says why when it is asked.
class NoCredential final : public http::Credential
{
public:
    NoCredential(std::string name, Error reason)
        : m_name(std::move(name))
        , m_reason(std::make_exception_ptr(std::move(reason)))
    {}

    const std::string &name() const override { return m_name; }
    Task<http::Authorisation> authorise() override
    {
        std::rethrow_exception(m_reason);
        co_return http::Authorisation(); // makes it a coroutine
    }
    Task<bool> renew(const http::Authorisation &) override { co_return false; }

private:
    const std::string m_name;
    const std::exception_ptr m_reason;
};

bool isModel(ConnectionKind kind)
{
    return kind == ConnectionKind::AzureOpenAi || kind == ConnectionKind::OpenAi
           || kind == ConnectionKind::Serverless;
}

Error keyMissing(const Connection &connection)
{
    const std::string name = "'" + connection.name + "'";
    return {ErrorCode::ConnectionFailed,
            tr("Connection %1 has no api_key.", name),
            tr("Set api_key of connection %1.", name)};
}

/// How the service of a connection wants its key.
http::Authorisation authorisationBy(ConnectionKind kind, const std::string &key)
{
    switch (kind) {
    case ConnectionKind::AzureOpenAi:
    case ConnectionKind::CognitiveSearch:
        return {{{"api-key", key}}, {}};
    case ConnectionKind::AiServices:
    case ConnectionKind::ContentSafety:
    case ConnectionKind::FormRecognizer:
        return {{{"Ocp-Apim-Subscription-Key", key}}, {}};
    case ConnectionKind::Serp:
        return {{}, {{"api_key", key}}};
    default:
        return {{{"Authorization", "Bearer " + key}}, {}};
    }
}

/// What a token of a connection of that kind is for.
identity::Service serviceOf(ConnectionKind kind)
{
    switch (kind) {
    case ConnectionKind::CognitiveSearch:
        return identity::Service::Search;
    case ConnectionKind::Serverless:
    case ConnectionKind::Custom:
        return identity::Service::MachineLearning;
    default:
        return identity::Service::CognitiveServices;
    }
}

std::string hostOfAddress(const std::string &address)
{
    try {
        return http::endpointOf(address).host;
    } catch (const Error &) { // who sends something there says so
        return {};
    }
}

/// Where its service is.
std::string endpointOf(const Connection &connection, const ConnectionFields &fields)
{
    switch (connection.kind()) {
    case ConnectionKind::OpenAi:
        return fields.endpoint.empty() ? "https://api.openai.com/v1" : fields.endpoint;
    case ConnectionKind::Serverless: // it speaks OpenAI's protocol under /v1
        if (fields.endpoint.empty() || fields.endpoint.ends_with("/v1"))
            return fields.endpoint;
        return fields.endpoint + (fields.endpoint.ends_with('/') ? "v1" : "/v1");
    case ConnectionKind::Serp:
        return fields.endpoint.empty() ? "https://serpapi.com" : fields.endpoint;
    default:
        return fields.endpoint;
    }
}

} // namespace

std::shared_ptr<http::Channel> Channels::of(const Connection &connection)
{
    const auto found = std::ranges::find(m_channels, connection, &Entry::first);
    if (found != m_channels.end()) {
        m_channels.splice(m_channels.begin(), m_channels, found);
        return m_channels.front().second;
    }
    m_channels.emplace_front(connection, make(connection));
    if (m_channels.size() > kMostChannels)
        m_channels.pop_back();
    return m_channels.front().second;
}

std::shared_ptr<http::Channel> Channels::make(const Connection &connection)
{
    ConnectionFields fields = connection::fieldsOf(connection);
    if (m_client.reachesNetwork()) {
        connection::registerSecretsOf(connection);
    } else {
        fields.wantsToken = false;
        fields.key = simulator::kKey;
    }
    const std::string endpoint = endpointOf(connection, fields);
    http::ChannelOptions options = connection::channelOptionsOf(connection, endpoint);
    if (!fields.organization.empty())
        options.headers.emplace_back("OpenAI-Organization", fields.organization);
    if (!m_client.reachesNetwork())
        options.endpoints.erase(options.endpoints.begin() + 1, options.endpoints.end());
    const std::vector<std::string> keys = connection::endpointKeysOf(connection);
    for (std::size_t i = 0; i < options.endpoints.size() && m_client.reachesNetwork(); ++i) {
        if (!keys[i].empty())
            options.endpoints[i].credential
                = credentialOf(connection, keys[i], false, options.endpoints[i].place.address);
    }
    return std::make_shared<http::Channel>(m_client,
                                           credentialOf(connection,
                                                        fields.key,
                                                        fields.wantsToken,
                                                        endpoint),
                                           std::move(options));
}

/// Who asks, by what the connection says. The place for another kind of credential.
std::shared_ptr<http::Credential> Channels::credentialOf(const Connection &connection,
                                                         const std::string &key,
                                                         bool wantsToken,
                                                         const std::string &endpoint)
{
    std::string name = "key of connection '" + connection.name + "'";
    if (wantsToken) {
        try {
            return tokenCredentialOf(connection, endpoint, serviceOf(connection.kind()));
        } catch (const Error &error) {
            return std::make_shared<NoCredential>(std::move(name), error);
        }
    }
    if (key.empty() && isModel(connection.kind()))
        return std::make_shared<NoCredential>(std::move(name), keyMissing(connection));
    return std::make_shared<http::KeyCredential>(std::move(name),
                                                 authorisationBy(connection.kind(), key));
}

std::shared_ptr<http::Credential> Channels::tokenCredentialOf(const Connection &connection,
                                                              const std::string &endpoint,
                                                              identity::Service service)
{
    identity::Identity who = identity::identityOf(connection::identityFieldsOf(connection));
    const std::string authority = hostOfAddress(who.authority.find("://") == std::string::npos
                                                    ? "https://" + who.authority
                                                    : who.authority);
    const bool isOwnCloud = who.authority.empty();
    const identity::Cloud &cloud = identity::cloudOf(isOwnCloud ? hostOfAddress(endpoint)
                                                                : authority);
    if (isOwnCloud)
        who.authority = cloud.authority;
    std::shared_ptr<identity::TokenProvider> &provider = m_providers[who];
    if (!provider) {
        const auto show = [this](const std::string &sentence) {
            if (m_showCode)
                m_showCode(sentence);
            else
                log::warning("identity", sentence);
        };
        provider = std::make_shared<identity::TokenProvider>(identity::sourceOf(who, m_client, show),
                                                             [&client = m_client] {
                                                                 return client.now();
                                                             });
    }
    std::string name = "token of " + std::string(identity::toString(who.kind)) + " for connection '"
                       + connection.name + "'";
    return std::make_shared<identity::TokenCredential>(std::move(name),
                                                       provider,
                                                       identity::scopeOf(service, cloud));
}

std::unique_ptr<http::Channel> Channels::toService(const Connection &connection,
                                                   const std::string &endpoint,
                                                   identity::Service service)
{
    http::ChannelOptions options;
    options.endpoints.push_back({http::PooledEndpoint(endpoint), nullptr});
    return std::make_unique<http::Channel>(m_client,
                                           tokenCredentialOf(connection, endpoint, service),
                                           std::move(options));
}

} // namespace postern::azure
