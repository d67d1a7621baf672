// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/azure/probe.h"

#include "engine/azure/serviceerror.h"
#include "engine/connection/connectionfields.h"
#include "engine/connection/connectionoptions.h"
#include "engine/http/url.h"

#include <utility>

namespace postern::azure {

namespace {

using connection::Connection;
using connection::ConnectionKind;

/// The question that a kind of service answers to who may ask it.
http::ServiceCall questionOf(const Connection &connection)
{
    const std::string version = connection::fieldsOf(connection).apiVersion;
    const auto versioned = [&version](const char *usual) {
        return http::Query{{"api-version", version.empty() ? usual : version}};
    };
    http::ServiceCall call;
    switch (connection.kind()) {
    case ConnectionKind::AzureOpenAi:
        call.path = "openai/models";
        call.query = versioned("2024-02-01");
        break;
    case ConnectionKind::AiServices:
        call.path = "openai/models";
        call.query = {{"api-version", "2024-06-01"}};
        break;
    case ConnectionKind::OpenAi:
    case ConnectionKind::Serverless:
        call.path = "models";
        break;
    case ConnectionKind::CognitiveSearch:
        call.path = "indexes";
        call.query = versioned("2023-11-01");
        call.query.emplace_back("$select", "name");
        break;
    case ConnectionKind::ContentSafety:
        call.path = "contentsafety/text:analyze";
        call.query = versioned("2023-10-01");
        call.request.method = "POST";
        call.request.headers = {{"Content-Type", "application/json"}};
        call.request.body = R"({"text": "hello"})";
        break;
    case ConnectionKind::FormRecognizer:
        call.path = "formrecognizer/info";
        call.query = versioned("2023-07-31");
        break;
    case ConnectionKind::Serp:
        call.path = "account.json";
        break;
    case ConnectionKind::Qdrant:
        call.path = "collections";
        break;
    case ConnectionKind::Weaviate:
        call.path = "v1/meta";
        break;
    default:
        break;
    }
    call.request.bodyLimit = 8U << 20U;
    call.request.idleTimeout = std::chrono::seconds(30);
    call.request.wholeTimeout = std::chrono::seconds(60);
    return call;
}

Error probeRefused(const Connection &connection, const http::Response &response)
{
    const int status = response.head.status;
    const ServiceError said = readServiceError(std::string_view(response.body));
    Message hint = tr("`postern doctor` looks further.");
    if (status == 401)
        hint = tr("The key or token isn't taken: check that it is this resource's, and auth_mode.");
    else if (status == 403)
        hint = tr("Look for a missing role, a firewall, or public access that is disabled.");
    else if (status == 404)
        hint = tr("Check the address and api_version: there is nothing like that service.");
    else if (status == 429)
        hint = tr("The key is taken, but its quota is used up for now.");
    return {ErrorCode::ConnectionFailed,
            tr("Connection '%1' is answered with status %2: %3",
               connection.name,
               status,
               said.shown.empty() ? std::string("no reason is given") : said.shown),
            std::move(hint)};
}

/// A serverless endpoint may list no models, and a custom one is asked nothing that it must know.
bool isGood(const Connection &connection, int status)
{
    const bool mayMiss = connection.kind() == ConnectionKind::Serverless
                         || connection.kind() == ConnectionKind::Custom;
    return status < 300 || (mayMiss && (status == 404 || status == 405));
}

/// The connection to each of its endpoints.
std::vector<Connection> singly(const Connection &connection)
{
    const http::ChannelOptions options = connection::channelOptionsOf(connection, {});
    const std::vector<std::string> keys = connection::endpointKeysOf(connection);
    const connection::ConnectionType *type = connection::findConnectionType(connection.type);
    if (!type || options.endpoints.front().place.address.empty())
        return {connection};
    std::vector<Connection> all;
    all.reserve(options.endpoints.size());
    for (std::size_t i = 0; i < options.endpoints.size(); ++i) {
        Connection one = keys[i].empty() ? connection : withKey(connection, keys[i]);
        if (!keys[i].empty())
            one.configs.erase("auth_mode");
        std::erase_if(one.options,
                      [](const auto &option) { return option.first.starts_with("endpoints."); });
        one.configs.insert_or_assign(std::string(type->endpointField),
                                     options.endpoints[i].place.address);
        all.push_back(std::move(one));
    }
    return all;
}

} // namespace

std::string keyOf(const Connection &connection)
{
    std::string key = connection::fieldsOf(connection).key;
    if (!key.empty() || connection.secrets.size() != 1)
        return key;
    return connection.secrets.begin()->second;
}

Connection withKey(Connection connection, const std::string &key)
{
    const std::string old = keyOf(connection);
    for (auto &[name, secret] : connection.secrets) {
        if (secret == old) {
            secret = key;
            return connection;
        }
    }
    connection.secrets.insert_or_assign("api_key", key);
    return connection;
}

Task<std::vector<Probe>> probe(Channels &channels, Connection connection)
{
    const std::vector<Connection> all = singly(connection);
    std::vector<Probe> probes;
    probes.reserve(all.size());
    for (const Connection &one : all) {
        Probe result;
        result.endpoint = connection::fieldsOf(one).endpoint;
        const auto begin = std::chrono::steady_clock::now();
        try {
            const std::shared_ptr<http::Channel> channel = channels.of(one);
            const http::Response response = co_await channel->send(questionOf(one));
            result.status = response.head.status;
            if (!isGood(one, result.status))
                result.error = probeRefused(connection, response);
        } catch (const Error &error) {
            if (error.code() == ErrorCode::Cancelled)
                throw;
            result.error = error;
        }
        result.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now() - begin);
        probes.push_back(std::move(result));
    }
    co_return probes;
}

} // namespace postern::azure
