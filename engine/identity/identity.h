// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::identity {

/// How somebody proves who asks for tokens of Microsoft Entra.
enum class Kind : unsigned char {
    Automatic, ///< by what the environment offers, as azure-identity's default credential does
    ManagedIdentity,
    ClientSecret,
    ClientCertificate,
    WorkloadIdentity,
    DeviceCode,
    AzureCli,
};

/// "managed_identity" and the like.
std::string_view toString(Kind kind);

/// Who asks for tokens.
struct Identity
{
    Kind kind = Kind::Automatic;
    std::string authority; ///< address of who gives tokens; empty: the cloud's
    std::string tenant;
    std::string clientId;   ///< of the application, or of a user-assigned identity
    std::string objectId;   ///< of a user-assigned identity, instead of its clientId
    std::string resourceId; ///< the same
    std::string clientSecret;
    std::string certificateFile; ///< PEM, with its RSA key
    std::string tokenFile;       ///< of a workload identity

    auto operator<=>(const Identity &) const = default;
};

using Fields = std::map<std::string, std::string, std::less<>>;
/// A variable of the environment; empty: it isn't set.
using Lookup = std::function<std::string(std::string_view)>;
/// Of this process.
std::string environmentVariable(std::string_view name);

/// What fields say ("identity", "tenant_id", "client_id", "object_id", "resource_id",
/// "client_secret", "certificate_file", "token_file", "authority"), and where they say nothing the
/// variables that azure-identity reads. `Automatic` becomes what the variables are enough for: a
/// secret, a certificate, a workload's token, a managed identity, else the Azure CLI.
/// Throws Error InvalidInput for what is no kind of identity or lacks something.
Identity identityOf(const Fields &fields, const Lookup &lookup = environmentVariable);
bool isIdentityKind(std::string_view text);

/// The variables by which azure-identity in Python code becomes the same one.
std::vector<std::pair<std::string, std::string>> variablesOf(const Identity &identity);

} // namespace postern::identity
