// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/log.h"
#include "engine/base/offload.h"
#include "engine/http/transfererror.h"
#include "engine/identity/cloud.h"
#include "engine/identity/entra.h"
#include "engine/identity/sources.h"
#include "engine/store/atomicfile.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace postern::identity {

namespace {

constexpr std::string_view kMachine = "The managed identity";

/// How a kind of machine names a user-assigned identity in its query.
struct IdentityKeys
{
    std::string_view client;
    std::string_view object;
    std::string_view resource;
};

void addIdentity(http::Query &query, const Identity &identity, const IdentityKeys &keys)
{
    const auto add = [&query](std::string_view key, const std::string &value) {
        if (!value.empty() && !key.empty())
            query.emplace_back(key, value);
    };
    if (!identity.clientId.empty())
        add(keys.client, identity.clientId);
    else if (!identity.objectId.empty())
        add(keys.object, identity.objectId);
    else
        add(keys.resource, identity.resourceId);
}

/// Longer for 410, which IMDS answers for up to 70 s while it is updated.
std::chrono::milliseconds waitOfImds(const http::Failure &failure, Time)
{
    const int factor = failure.status == 410 ? 2'500 : 800;
    return std::chrono::milliseconds(failure.attempt == 0 ? 0
                                                          : factor << std::min(failure.attempt, 5));
}

http::RetryPolicy policyOfImds()
{
    http::RetryPolicy policy;
    policy.attempts = 6;
    policy.retriable = [](const http::Failure &failure) {
        return failure.status == 404 || failure.status == 410 || failure.status == 429
               || failure.status >= 500;
    };
    policy.wait = waitOfImds;
    return policy;
}

Error noIdentityHere()
{
    return {ErrorCode::ConnectionFailed,
            tr("This machine has no managed identity: nobody answers at its address for tokens."),
            tr("Give the machine an identity, or another kind of identity to the connection: "
               "azure_cli, device_code, client_secret.")};
}

} // namespace

ManagedSource::ManagedSource(Identity identity, http::Client &client, Lookup lookup)
    : m_identity(std::move(identity))
    , m_client(client)
    , m_lookup(std::move(lookup))
{}

http::Request ManagedSource::requestFor(const std::string &resource) const
{
    http::Request request;
    request.route.proxy = "-";
    request.connectTimeout = std::chrono::seconds(2);
    request.idleTimeout = std::chrono::seconds(30);
    request.wholeTimeout = std::chrono::seconds(60);
    request.bodyLimit = kMostAnswer;
    http::Query query{{"resource", resource}};
    const std::string endpoint = m_lookup("IDENTITY_ENDPOINT");
    const std::string secret = m_lookup("IDENTITY_HEADER");
    const std::string older = m_lookup("MSI_ENDPOINT");
    log::registerSecret(secret);
    log::registerSecret(m_lookup("MSI_SECRET"));
    if (!endpoint.empty() && !secret.empty()) { // App Service, Functions, Container Apps
        query.emplace_back("api-version", "2019-08-01");
        addIdentity(query, m_identity, {"client_id", "object_id", "mi_res_id"});
        request.headers = {{"X-IDENTITY-HEADER", secret}};
        request.url = http::joinUrl(endpoint, {}, query);
    } else if (!endpoint.empty()) { // Azure Arc, which has a system-assigned one alone
        query.emplace_back("api-version", "2019-11-01");
        request.headers = {{"Metadata", "true"}};
        request.url = http::joinUrl(endpoint, {}, query);
    } else if (!older.empty()) { // Azure Machine Learning
        query.emplace_back("api-version", "2017-09-01");
        addIdentity(query, m_identity, {"clientid", {}, {}});
        request.headers = {{"secret", m_lookup("MSI_SECRET")}};
        request.url = http::joinUrl(older, {}, query);
    } else {
        query.emplace_back("api-version", "2018-02-01");
        addIdentity(query, m_identity, {"client_id", "object_id", "msi_res_id"});
        const std::string host = m_lookup("AZURE_POD_IDENTITY_AUTHORITY_HOST");
        request.headers = {{"Metadata", "true"}};
        request.url = http::joinUrl(host.empty() ? "http://169.254.169.254" : host,
                                    "metadata/identity/oauth2/token",
                                    query);
    }
    return request;
}

/// Arc asks to show that one may read a file on this machine.
Task<http::Response> ManagedSource::answerOfArc(http::Request request, http::Response challenge)
{
    const std::string_view header = http::header(challenge.head.headers, "WWW-Authenticate");
    const std::size_t equals = header.find('=');
    const std::filesystem::path file(
        equals == std::string_view::npos ? std::string() : std::string(header.substr(equals + 1)));
    constexpr std::size_t kMostKey = 4'096;
    const bool isArcs = file.parent_path() == "/var/opt/azcmagent/tokens"
                        && file.extension() == ".key";
    if (!isArcs)
        co_return challenge;
    std::string key = co_await offload([file] { return store::readFile(file, kMostKey); });
    log::registerSecret(key);
    request.headers.emplace_back("Authorization", "Basic " + key);
    co_return co_await m_client.send(std::move(request));
}

Task<Token> ManagedSource::fetch(std::string scope)
{
    m_client.requireContacts();
    const http::Request request = requestFor(resourceOfScope(scope));
    const bool isArc = !m_lookup("IDENTITY_ENDPOINT").empty()
                       && m_lookup("IDENTITY_HEADER").empty();
    http::Response response;
    try {
        response = co_await m_client.send(request, policyOfImds());
        if (isArc && response.head.status == 401)
            response = co_await answerOfArc(request, std::move(response));
    } catch (const http::TransferError &) {
        throw noIdentityHere();
    }
    const bool isUnreachable = response.head.status == 403
                               && response.body.find("unreachable") != std::string::npos;
    if (isUnreachable) // a container's network, which has no IMDS
        throw noIdentityHere();
    co_return tokenFrom(std::string(kMachine), response, m_client.now());
}

} // namespace postern::identity
