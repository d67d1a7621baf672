// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/azure/channels.h"

#include "engine/azure/openaierror.h"
#include "engine/base/log.h"
#include "engine/connection/connectionfields.h"
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

Error tokenWanted(const Connection &connection)
{
    return {ErrorCode::ConnectionFailed,
            tr("Connection %1 wants a Microsoft Entra token, which isn't available yet.",
               "'" + connection.name + "'"),
            tr("Set auth_mode to key and give the connection an api_key.")};
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

/// Who asks, by what the connection says. The place for another kind of credential.
std::shared_ptr<http::Credential> credentialOf(const Connection &connection,
                                               const ConnectionFields &fields)
{
    std::string name = "key of connection '" + connection.name + "'";
    if (fields.wantsToken)
        return std::make_shared<NoCredential>(std::move(name), tokenWanted(connection));
    if (fields.key.empty() && isModel(connection.kind()))
        return std::make_shared<NoCredential>(std::move(name), keyMissing(connection));
    return std::make_shared<http::KeyCredential>(std::move(name),
                                                 authorisationBy(connection.kind(), fields.key));
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
        for (const auto &[name, secret] : connection.secrets)
            log::registerSecret(secret);
    } else {
        fields.wantsToken = false;
        fields.key = simulator::kKey;
    }
    http::Headers headers;
    if (!fields.organization.empty())
        headers.emplace_back("OpenAI-Organization", fields.organization);
    return std::make_shared<http::Channel>(m_client,
                                           std::vector{endpointOf(connection, fields)},
                                           credentialOf(connection, fields),
                                           std::move(headers));
}

} // namespace postern::azure
