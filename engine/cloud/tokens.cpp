// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/tokens.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/cloud/crypto.h"
#include "engine/cloud/question.h"
#include "engine/simulator/wire.h"

namespace postern::cloud {

namespace {

constexpr std::size_t kSecretSize = 32;
constexpr std::size_t kLongestToken = 16UL * 1024;

std::string_view withoutSlash(std::string_view text)
{
    while (text.ends_with('/'))
        text.remove_suffix(1);
    return text;
}

} // namespace

std::string audienceOf(std::string_view scope)
{
    constexpr std::string_view kDefault = "/.default";
    if (scope.ends_with(kDefault))
        scope.remove_suffix(kDefault.size());
    return std::string(scope);
}

Tokens::Tokens(std::string tenant, std::string_view issuerBase)
    : m_tenant(std::move(tenant))
    , m_issuer(std::string(issuerBase) + "/" + m_tenant + "/")
    , m_secret(randomBytes(kSecretSize))
{}

std::string Tokens::sign(const Dict &claims) const
{
    const Dict head{{"typ", "JWT"}, {"alg", "HS256"}, {"kid", "simulator"}};
    const std::string text = toBase64Url(simulator::toJson(head)) + '.'
                             + toBase64Url(simulator::toJson(claims));
    return text + '.' + toBase64Url(signature(m_secret, text));
}

std::string Tokens::issue(const TokenClaims &claims, std::int64_t now) const
{
    return sign(Dict{{"aud", claims.audience},
                     {"iss", m_issuer},
                     {"iat", now},
                     {"nbf", now},
                     {"exp", claims.expires},
                     {"appid", claims.clientId},
                     {"idtyp", "app"},
                     {"oid", claims.objectId},
                     {"sub", claims.objectId},
                     {"tid", m_tenant},
                     {"uti", uuid()},
                     {"ver", "1.0"}});
}

std::string Tokens::identityToken(const TokenClaims &claims,
                                  std::string_view issuer,
                                  std::int64_t now) const
{
    return sign(Dict{{"aud", claims.clientId},
                     {"iss", issuer},
                     {"iat", now},
                     {"nbf", now},
                     {"exp", claims.expires},
                     {"name", "Simulated User"},
                     {"oid", claims.objectId},
                     {"preferred_username", "user@simulator.example"},
                     {"sub", claims.objectId},
                     {"tid", m_tenant},
                     {"ver", "2.0"}});
}

TokenVerdict Tokens::check(std::string_view token, std::string_view audience, std::int64_t now) const
{
    const std::size_t second = token.rfind('.');
    const std::size_t first = token.find('.');
    if (first == second || token.size() > kLongestToken)
        return TokenVerdict::Unreadable;
    const std::string expected = toBase64Url(signature(m_secret, token.substr(0, second)));
    if (!isSame(expected, token.substr(second + 1)))
        return TokenVerdict::Unreadable;
    const auto body = fromBase64Url(token.substr(first + 1, second - first - 1));
    if (!body)
        return TokenVerdict::Unreadable;
    try {
        const Value claims = json::parse(*body);
        if (numberOf(claims, "exp", 0) <= now)
            return TokenVerdict::Expired;
        const bool isForUs = withoutSlash(textOf(claims, "aud")) == withoutSlash(audience);
        return isForUs ? TokenVerdict::Good : TokenVerdict::WrongAudience;
    } catch (const Error &) {
        return TokenVerdict::Unreadable;
    }
}

} // namespace postern::cloud
