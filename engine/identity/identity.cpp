// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/identity/identity.h"

#include "engine/base/log.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace postern::identity {

namespace {

constexpr std::array<std::pair<std::string_view, Kind>, 7> kKinds{{
    {"automatic", Kind::Automatic},
    {"managed_identity", Kind::ManagedIdentity},
    {"client_secret", Kind::ClientSecret},
    {"client_certificate", Kind::ClientCertificate},
    {"workload_identity", Kind::WorkloadIdentity},
    {"device_code", Kind::DeviceCode},
    {"azure_cli", Kind::AzureCli},
}};

Kind kindOf(const std::string &text)
{
    const auto *const found = std::ranges::find(kKinds,
                                                text,
                                                &std::pair<std::string_view, Kind>::first);
    if (found != kKinds.end())
        return found->second;
    std::string known;
    for (const auto &[name, kind] : kKinds)
        known += (known.empty() ? "" : ", ") + std::string(name);
    throw Error(ErrorCode::InvalidInput,
                tr("There is no kind of identity '%1'.", text),
                tr("Use one of %1, or the name of a custom connection that says it.", known));
}

/// Whether this machine says that it has a managed identity. IMDS, which says nothing, is found by
/// asking alone.
bool offersManagedIdentity(const Lookup &lookup)
{
    return !lookup("IDENTITY_ENDPOINT").empty() || !lookup("MSI_ENDPOINT").empty();
}

Kind chosenKind(const Identity &identity, const Lookup &lookup)
{
    const bool isApplication = !identity.tenant.empty() && !identity.clientId.empty();
    if (isApplication && !identity.clientSecret.empty())
        return Kind::ClientSecret;
    if (isApplication && !identity.certificateFile.empty())
        return Kind::ClientCertificate;
    if (isApplication && !identity.tokenFile.empty())
        return Kind::WorkloadIdentity;
    if (offersManagedIdentity(lookup) || !lookup("AZURE_POD_IDENTITY_AUTHORITY_HOST").empty()
        || (!identity.clientId.empty() && identity.tenant.empty()))
        return Kind::ManagedIdentity;
    return Kind::Automatic;
}

void require(const Identity &identity, const std::string &value, std::string_view field)
{
    if (!value.empty())
        return;
    throw Error(ErrorCode::InvalidInput,
                tr("The identity %1 has no %2.", toString(identity.kind), field),
                tr("Give it in a custom connection that the identity names, or set the variables "
                   "AZURE_TENANT_ID, AZURE_CLIENT_ID and their like."));
}

void check(const Identity &identity)
{
    const bool isApplication = identity.kind == Kind::ClientSecret
                               || identity.kind == Kind::ClientCertificate
                               || identity.kind == Kind::WorkloadIdentity;
    if (!isApplication)
        return;
    require(identity, identity.tenant, "tenant_id");
    require(identity, identity.clientId, "client_id");
    if (identity.kind == Kind::ClientSecret)
        require(identity, identity.clientSecret, "client_secret");
    if (identity.kind == Kind::ClientCertificate)
        require(identity, identity.certificateFile, "certificate_file");
    if (identity.kind == Kind::WorkloadIdentity)
        require(identity, identity.tokenFile, "token_file");
}

} // namespace

std::string_view toString(Kind kind)
{
    return std::ranges::find(kKinds, kind, &std::pair<std::string_view, Kind>::second)->first;
}

std::string environmentVariable(std::string_view name)
{
    const char *value = std::getenv(std::string(name).c_str());
    return value ? value : "";
}

bool isIdentityKind(std::string_view text)
{
    return std::ranges::find(kKinds, text, &std::pair<std::string_view, Kind>::first)
           != kKinds.end();
}

Identity identityOf(const Fields &fields, const Lookup &lookup)
{
    const auto get = [&](std::string_view field, std::string_view variable) {
        const auto found = fields.find(field);
        if (found != fields.end() && !found->second.empty())
            return found->second;
        return variable.empty() ? std::string() : lookup(variable);
    };
    Identity identity;
    const std::string kind = get("identity", {});
    identity.kind = kind.empty() ? Kind::Automatic : kindOf(kind);
    identity.authority = get("authority", "AZURE_AUTHORITY_HOST");
    identity.tenant = get("tenant_id", "AZURE_TENANT_ID");
    identity.clientId = get("client_id", "AZURE_CLIENT_ID");
    identity.objectId = get("object_id", {});
    identity.resourceId = get("resource_id", {});
    identity.clientSecret = get("client_secret", "AZURE_CLIENT_SECRET");
    identity.certificateFile = get("certificate_file", "AZURE_CLIENT_CERTIFICATE_PATH");
    identity.tokenFile = get("token_file", "AZURE_FEDERATED_TOKEN_FILE");
    log::registerSecret(identity.clientSecret);
    if (identity.kind == Kind::Automatic)
        identity.kind = chosenKind(identity, lookup);
    check(identity);
    return identity;
}

std::vector<std::pair<std::string, std::string>> variablesOf(const Identity &identity)
{
    std::vector<std::pair<std::string, std::string>> variables;
    const auto add = [&variables](const char *name, const std::string &value) {
        if (!value.empty())
            variables.emplace_back(name, value);
    };
    add("AZURE_AUTHORITY_HOST", identity.authority);
    add("AZURE_CLIENT_ID", identity.clientId);
    if (identity.kind == Kind::ManagedIdentity)
        return variables;
    add("AZURE_TENANT_ID", identity.tenant);
    if (identity.kind == Kind::ClientSecret)
        add("AZURE_CLIENT_SECRET", identity.clientSecret);
    if (identity.kind == Kind::ClientCertificate)
        add("AZURE_CLIENT_CERTIFICATE_PATH", identity.certificateFile);
    if (identity.kind == Kind::WorkloadIdentity)
        add("AZURE_FEDERATED_TOKEN_FILE", identity.tokenFile);
    return variables;
}

} // namespace postern::identity
