// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace postern::cloud {

/// What an access token says.
struct TokenClaims
{
    std::string audience;
    std::string clientId;
    std::string objectId;
    std::int64_t expires = 0;
};

/// Why a token isn't good; Good when it is.
enum class TokenVerdict : std::uint8_t { Good, Unreadable, Expired, WrongAudience };

/// The tokens of one tenant: JSON Web Tokens signed with a secret of this process.
class Tokens
{
public:
    Tokens(std::string tenant, std::string_view issuerBase);

    const std::string &tenant() const { return m_tenant; }
    /// A token that is valid from now on.
    std::string issue(const TokenClaims &claims, std::int64_t now) const;
    /// Says to a client who has signed in with it.
    std::string identityToken(const TokenClaims &claims,
                              std::string_view issuer,
                              std::int64_t now) const;
    /// Looks at a token for a service of that audience; a slash at the end makes no difference.
    TokenVerdict check(std::string_view token, std::string_view audience, std::int64_t now) const;

private:
    std::string sign(const Dict &claims) const;

    std::string m_tenant;
    std::string m_issuer;
    std::string m_secret;
};

/// "https://search.azure.com" of "https://search.azure.com/.default".
std::string audienceOf(std::string_view scope);

} // namespace postern::cloud
