// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/azure/keyvault.h"

#include "engine/azure/serviceerror.h"
#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/http/url.h"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace postern::azure {

namespace {

constexpr std::string_view kScheme = "keyvault://";
constexpr std::string_view kVaultApiVersion = "7.4";

bool isSecretName(std::string_view text)
{
    constexpr std::size_t kLongest = 127;
    return !text.empty() && text.size() <= kLongest && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
               || c == '-';
    });
}

std::string vaultAddress(const std::string &vault)
{
    if (vault.find_first_of(".:") == std::string::npos)
        return "https://" + vault + ".vault.azure.net";
    const std::string host = http::endpointOf("https://" + vault).host;
    boost::system::error_code isName; // "127.example.com" is somebody's
    const bool isHere = host == "localhost"
                        || boost::asio::ip::make_address(host, isName).is_loopback();
    return (isHere ? "http://" : "https://") + vault;
}

std::optional<VaultSecret::Time> timeOf(const Value &bundle, std::string_view key)
{
    const Value *attributes = bundle.find("attributes");
    const Value *time = attributes ? attributes->find(key) : nullptr;
    if (!time || !time->isInt())
        return std::nullopt;
    constexpr std::int64_t kFarAhead = 9'000'000'000; // as far as the clock counts, 2255
    return VaultSecret::Time(
        std::chrono::seconds(std::clamp<std::int64_t>(time->asInt(), 0, kFarAhead)));
}

std::string textAt(const Value &bundle, std::string_view key)
{
    const Value *member = bundle.find(key);
    return member && member->isString() ? member->asString() : std::string();
}

/// What a refusal comes of, and who can change that.
Message vaultHint(int status, const std::string &text)
{
    const auto says = [&text](std::string_view word) { return text.find(word) != text.npos; };
    if (status == 404)
        return tr("Check the names of vault and secret; a deleted secret may be recovered.");
    if (says("Public network access is disabled") || says("ForbiddenByConnection"))
        return tr("The vault is reached through its private endpoint alone: check that its name "
                  "resolves to a private address here.");
    if (says("is not authorized and caller is not a trusted service") || says("ForbiddenByFirewall"))
        return tr("The vault's firewall doesn't know this machine's address: have it added.");
    if (says("disabled secret"))
        return tr("Somebody switched that secret off: have it enabled, or use a new version.");
    if (status == 403)
        return tr("Have the role Key Vault Secrets User given to this identity on the vault.");
    if (status == 401)
        return tr("The vault takes no token of this identity: check its tenant.");
    return tr("`postern doctor` looks further.");
}

Error vaultRefused(const VaultReference &reference, const http::Response &response)
{
    const ServiceError said = readServiceError(std::string_view(response.body));
    return {ErrorCode::ConnectionFailed,
            tr("The vault %1 doesn't give the secret '%2': %3",
               http::endpointOf(reference.address).host,
               reference.secret,
               said.shown.empty() ? "status " + std::to_string(response.head.status) : said.shown),
            vaultHint(response.head.status, response.body)};
}

VaultSecret secretFrom(const VaultReference &reference, const http::Response &response)
{
    Value bundle;
    try {
        bundle = json::parse(response.body);
    } catch (const Error &) { // NOLINT(bugprone-empty-catch): told below
    }
    VaultSecret secret;
    secret.value = textAt(bundle, "value");
    if (secret.value.empty())
        throw Error(ErrorCode::ConnectionFailed,
                    tr("The vault %1 answered with something that is no secret.",
                       http::endpointOf(reference.address).host),
                    tr("Check the vault's name: a proxy or a web page may be answering there."));
    log::registerSecret(secret.value);
    const std::string id = textAt(bundle, "id");
    secret.version = id.substr(id.find_last_of('/') + 1);
    secret.expires = timeOf(bundle, "exp");
    secret.begins = timeOf(bundle, "nbf");
    return secret;
}

} // namespace

std::optional<VaultReference> VaultReference::parse(std::string_view text)
{
    if (!text.starts_with(kScheme))
        return std::nullopt;
    std::array<std::string, 3> parts;
    std::size_t count = 0;
    std::string_view rest = text.substr(kScheme.size());
    while (rest.ends_with('/'))
        rest.remove_suffix(1);
    while (!rest.empty() && count < parts.size()) {
        const std::size_t end = std::min(rest.find('/'), rest.size());
        parts[count++] = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    const bool isHost = !parts[0].empty() && std::ranges::all_of(parts[0], [](char c) {
        return isSecretName(std::string_view(&c, 1)) || c == '.' || c == ':';
    });
    if (!rest.empty() || !isHost || !isSecretName(parts[1])
        || (count == 3 && !isSecretName(parts[2])))
        throw Error(ErrorCode::InvalidInput,
                    tr("'%1' names no secret of a vault.", text),
                    tr("Write keyvault://VAULT/SECRET or keyvault://VAULT/SECRET/VERSION."));
    return VaultReference{vaultAddress(parts[0]), parts[1], parts[2]};
}

Task<VaultSecret> KeyVault::ask(VaultReference reference, std::string method, std::string body)
{
    const std::unique_ptr<http::Channel> channel
        = m_channels.toService(m_connection, reference.address, identity::Service::KeyVault);
    constexpr std::uint64_t kMostSecret = 1U << 20U;
    http::ServiceCall call;
    call.path = "secrets/" + reference.secret;
    if (!reference.version.empty())
        call.path += "/" + reference.version;
    call.query = {{"api-version", std::string(kVaultApiVersion)}};
    call.request.method = std::move(method);
    call.request.bodyLimit = kMostSecret;
    call.request.idleTimeout = std::chrono::seconds(30);
    if (!body.empty())
        call.request.headers = {{"Content-Type", "application/json"}};
    call.request.body = std::move(body);
    call.retries = http::RetryPolicy::standard();
    call.retries.jitter = 0.2;
    const http::Response response = co_await channel->send(std::move(call));
    if (response.head.status != 200)
        throw vaultRefused(reference, response);
    co_return secretFrom(reference, response);
}

Task<VaultSecret> KeyVault::get(VaultReference reference)
{
    return ask(std::move(reference), "GET", {});
}

Task<VaultSecret> KeyVault::set(VaultReference reference, std::string value)
{
    reference.version.clear();
    log::registerSecret(value);
    std::string body = json::write(Value(Dict{{"value", std::move(value)}}));
    return ask(std::move(reference), "PUT", std::move(body));
}

Message expiryWarning(const VaultReference &reference,
                      const VaultSecret &secret,
                      VaultSecret::Time now)
{
    constexpr auto kMonth = std::chrono::hours(24) * 30;
    if (secret.expires && *secret.expires <= now)
        return tr("The secret '%1' of the vault has expired.", reference.secret);
    if (secret.begins && *secret.begins > now)
        return tr("The secret '%1' of the vault isn't valid yet.", reference.secret);
    if (!secret.expires || *secret.expires - now >= kMonth)
        return {};
    const auto days = std::chrono::duration_cast<std::chrono::hours>(*secret.expires - now).count()
                      / 24;
    return tr("The secret '%1' of the vault expires in %2 days.", reference.secret, days);
}

bool hasReferences(const connection::Connection &connection)
{
    const auto isReference = [](const auto &field) { return field.second.starts_with(kScheme); };
    return std::ranges::any_of(connection.secrets, isReference)
           || std::ranges::any_of(connection.configs, isReference)
           || std::ranges::any_of(connection.options, isReference);
}

Task<connection::Connection> withSecrets(connection::Connection connection,
                                         Channels &channels,
                                         std::function<void(const Message &)> warn)
{
    const connection::Connection asker = connection;
    KeyVault vault(channels, asker);
    for (auto *fields : {&connection.secrets, &connection.configs, &connection.options}) {
        for (auto &[key, value] : *fields) {
            const auto reference = VaultReference::parse(value);
            if (!reference)
                continue;
            const VaultSecret secret = co_await vault.get(*reference);
            value = secret.value;
            const Message warning = expiryWarning(*reference, secret, channels.client().now());
            if (!warning.isEmpty())
                warn(tr("Connection '%1': %2", connection.name, warning));
        }
    }
    co_return connection;
}

} // namespace postern::azure
