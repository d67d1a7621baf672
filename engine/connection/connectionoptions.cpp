// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/connection/connectionoptions.h"

#include "engine/base/error.h"
#include "engine/base/log.h"
#include "engine/connection/secretvariables.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace postern::connection {

namespace {

constexpr std::string_view kIdentity = "identity";
constexpr int kMostEndpoints = 64;

/// "endpoints.3.url" is "endpoints.*.url".
bool matchesOption(std::string_view pattern, std::string_view key)
{
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos)
        return pattern == key;
    const std::string_view before = pattern.substr(0, star);
    const std::string_view after = pattern.substr(star + 1);
    return key.size() > before.size() + after.size() && key.starts_with(before)
           && key.ends_with(after);
}

const ConnectionOption *findOption(std::string_view key)
{
    const auto &all = connectionOptions();
    const auto found = std::ranges::find_if(all, [key](const ConnectionOption &option) {
        return matchesOption(option.key, key);
    });
    return found == all.end() ? nullptr : &*found;
}

std::string optionOf(const Connection &connection, std::string_view key)
{
    const auto found = connection.options.find(key);
    return found == connection.options.end() ? std::string() : found->second;
}

std::optional<std::uint64_t> countOf(const std::string &text)
{
    std::uint64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    constexpr std::uint64_t kMost = 1'000'000'000'000;
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || count > kMost)
        return std::nullopt;
    return count;
}

bool isNumberOption(std::string_view key)
{
    return key == "tpm" || key == "rpm" || key == "connect_timeout" || key == "idle_timeout"
           || matchesOption("endpoints.*.priority", key)
           || matchesOption("endpoints.*.weight", key);
}

void checkOption(const Connection &connection, const std::string &key, const std::string &value)
{
    if (!findOption(key)) {
        std::string known;
        for (const ConnectionOption &option : connectionOptions())
            known += (known.empty() ? "" : ", ") + std::string(option.key);
        throw Error(ErrorCode::InvalidInput,
                    tr("Connection '%1' has the unknown key %2 below postern.",
                       connection.name,
                       key),
                    tr("There are: %1.", known));
    }
    if (isNumberOption(key) && !countOf(value))
        throw Error(ErrorCode::InvalidInput,
                    tr("%1 of connection '%2' is no whole number: %3.", key, connection.name, value),
                    tr("Write digits alone."));
    const bool isChoice = key == "http2";
    if (isChoice && value != "true" && value != "false" && value != "True" && value != "False")
        throw Error(ErrorCode::InvalidInput,
                    tr("%1 of connection '%2' is neither true nor false.", key, connection.name),
                    tr("Write true or false."));
    if (value.find_first_of("\r\n") != std::string::npos)
        throw Error(ErrorCode::InvalidInput,
                    tr("%1 of connection '%2' has more than one line.", key, connection.name),
                    tr("Give it in one line."));
}

std::string endpointKey(int number, std::string_view field)
{
    return "endpoints." + std::to_string(number) + "." + std::string(field);
}

} // namespace

const std::vector<ConnectionOption> &connectionOptions()
{
    static const std::vector<ConnectionOption> all{
        {"identity", "Who asks for tokens: a kind of identity, or the name of a custom connection"},
        {"identity.kind",
         "automatic, managed_identity, client_secret, client_certificate, "
         "workload_identity, device_code or azure_cli"},
        {"identity.tenant_id", "Tenant of the identity"},
        {"identity.client_id", "Of the application, or of a user-assigned identity"},
        {"identity.object_id", "Of a user-assigned identity, instead of its client_id"},
        {"identity.resource_id", "The same"},
        {"identity.client_secret", "Secret of the application", true},
        {"identity.certificate_file", "PEM file with the application's certificate and key"},
        {"identity.token_file", "File with the token of a workload identity"},
        {"identity.authority", "Address that gives tokens, of another cloud than the public one"},
        {"proxy", "http://host:port for this connection; -: none"},
        {"proxy_user", "Who logs in there"},
        {"proxy_password", "With which password", true},
        {"proxy_login", "basic, ntlm or negotiate; else the best that the proxy offers"},
        {"no_proxy", "Hosts that are reached without it"},
        {"ca_file", "PEM file of the authorities that its certificate is trusted from"},
        {"client_certificate", "PEM file that proves to the service who asks"},
        {"client_key", "PEM file with its key, where that is another one"},
        {"address", "IP address of the service, instead of asking DNS"},
        {"http2", "true: HTTP/2 where the service offers it"},
        {"connect_timeout", "Seconds until there must be a connection"},
        {"idle_timeout", "The longest silence, in seconds"},
        {"headers.*", "Header of every request: a gateway's subscription key, say", true},
        {"tpm", "Tokens in a minute that requests are kept below"},
        {"rpm", "Requests in a minute"},
        {"resource_id", "ID of the Azure resource, whose keys `rotate --regenerate` makes anew"},
        {"endpoints.*.url", "One of several endpoints that give the same answers"},
        {"endpoints.*.priority", "The lowest number is asked first"},
        {"endpoints.*.weight", "Its share among those of its priority"},
        {"endpoints.*.api_key", "Its own key", true},
        {"endpoints.*.region", "Where it is, for people"},
    };
    return all;
}

void checkOptions(const Connection &connection)
{
    for (const auto &[key, value] : connection.options)
        checkOption(connection, key, value);
}

bool isSecretOption(std::string_view key)
{
    const ConnectionOption *option = findOption(key);
    return option == nullptr || option->isSecret;
}

bool isVaultReference(std::string_view value)
{
    return value.starts_with("keyvault://");
}

void registerSecretsOf(const Connection &connection)
{
    for (const auto &[key, secret] : connection.secrets) {
        if (!isVaultReference(secret))
            log::registerSecret(secret);
    }
    for (const auto &[key, value] : connection.options) {
        if (isSecretOption(key) && !isVaultReference(value))
            log::registerSecret(value);
        else
            registerSecrets({{std::string(), value}}); // the password in a proxy's address
    }
}

http::Route routeOf(const Connection &connection)
{
    http::Route route;
    route.proxy = optionOf(connection, "proxy");
    route.proxyUser = optionOf(connection, "proxy_user");
    route.proxyPassword = optionOf(connection, "proxy_password");
    route.proxyLogin = optionOf(connection, "proxy_login");
    route.noProxy = optionOf(connection, "no_proxy");
    route.caFile = optionOf(connection, "ca_file");
    route.clientCertificate = optionOf(connection, "client_certificate");
    route.clientKey = optionOf(connection, "client_key");
    route.address = optionOf(connection, "address");
    const std::string http2 = optionOf(connection, "http2");
    route.preferHttp2 = http2 == "true" || http2 == "True";
    return route;
}

std::vector<std::string> endpointKeysOf(const Connection &connection)
{
    std::vector<std::string> keys;
    for (int i = 0; i < kMostEndpoints; ++i) {
        if (!optionOf(connection, endpointKey(i, "url")).empty())
            keys.push_back(optionOf(connection, endpointKey(i, "api_key")));
    }
    return keys.empty() ? std::vector<std::string>(1) : keys;
}

http::ChannelOptions channelOptionsOf(const Connection &connection, const std::string &endpoint)
{
    constexpr int kMostWeight = 1'000'000;
    http::ChannelOptions options;
    for (int i = 0; i < kMostEndpoints; ++i) {
        std::string url = optionOf(connection, endpointKey(i, "url"));
        if (url.empty())
            continue;
        const auto priority = countOf(optionOf(connection, endpointKey(i, "priority")));
        const auto weight = countOf(optionOf(connection, endpointKey(i, "weight")));
        const auto bounded = [](std::optional<std::uint64_t> number, std::uint64_t usual) {
            return static_cast<int>(std::min<std::uint64_t>(number.value_or(usual), kMostWeight));
        };
        options.endpoints.push_back(
            {http::PooledEndpoint(std::move(url),
                                  bounded(priority, static_cast<std::uint64_t>(i)),
                                  std::max(1, bounded(weight, 1))),
             nullptr});
    }
    if (options.endpoints.empty())
        options.endpoints.push_back({http::PooledEndpoint(endpoint), nullptr});
    for (const auto &[key, value] : connection.options) {
        if (key.starts_with("headers."))
            options.headers.emplace_back(key.substr(std::string_view("headers.").size()), value);
    }
    options.route = routeOf(connection);
    options.limits = {countOf(optionOf(connection, "tpm")).value_or(0),
                      countOf(optionOf(connection, "rpm")).value_or(0)};
    const auto seconds = [&connection](std::string_view key) {
        constexpr std::uint64_t kDay = 86'400;
        return std::chrono::seconds(std::min(countOf(optionOf(connection, key)).value_or(0), kDay));
    };
    options.connectTimeout = seconds("connect_timeout");
    options.idleTimeout = seconds("idle_timeout");
    return options;
}

std::map<std::string, std::string, std::less<>> identityFieldsOf(const Connection &connection)
{
    std::map<std::string, std::string, std::less<>> fields;
    for (const auto &[key, value] : connection.options) {
        if (key == kIdentity || key == "identity.kind")
            fields.insert_or_assign(std::string(kIdentity), value);
        else if (key.starts_with("identity."))
            fields.insert_or_assign(key.substr(kIdentity.size() + 1), value);
    }
    return fields;
}

/// A token lets in, or the key stands in a vault that a token lets in at.
static bool wantsIdentity(const Connection &connection)
{
    const auto isReference = [](const auto &field) { return isVaultReference(field.second); };
    return connection.get("auth_mode") == "meid_token" || connection.options.contains(kIdentity)
           || !connection.get("resource_id").empty() || connection.options.contains("resource_id")
           || std::ranges::any_of(connection.secrets, isReference)
           || std::ranges::any_of(connection.configs, isReference);
}

void resolveIdentities(ConnectionSet &connections, const std::string &usual)
{
    const auto all = connections.usable();
    for (const auto &[name, connection] : all) {
        if (!wantsIdentity(connection))
            continue;
        Connection resolved = connection;
        const auto fields = identityFieldsOf(connection);
        if (fields.empty() && !usual.empty())
            resolved.options.insert_or_assign(std::string(kIdentity), usual);
        const auto who = all.find(optionOf(resolved, kIdentity));
        if (who != all.end() && who->second.kind() == ConnectionKind::Custom) {
            resolved.options.erase(std::string(kIdentity));
            for (const auto *part : {&who->second.configs, &who->second.secrets}) {
                for (const auto &[key, value] : *part) {
                    const std::string field = key == kIdentity ? "kind" : key;
                    resolved.options.insert_or_assign("identity." + field, value);
                }
            }
        }
        if (resolved.options != connection.options)
            connections.add(std::move(resolved));
    }
}

} // namespace postern::connection
