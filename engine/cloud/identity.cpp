// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/identity.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/cloud/crypto.h"
#include "engine/simulator/wire.h"

#include <boost/url/parse.hpp>
#include <fmt/format.h>

#include <charconv>

namespace postern::cloud {

namespace {

constexpr std::size_t kMostDevices = 1000;

/// What Entra refuses, with the number by which people look it up.
struct SignInFailure
{
    int status;
    int number;
    std::string error;
    std::string text;
};

Answer signInFailure(const SignInFailure &failure, std::int64_t now)
{
    const std::string trace = uuid();
    const std::string correlation = uuid();
    std::string time = isoTime(now);
    time.replace(time.find('T'), 1, " ");
    const std::string description
        = fmt::format("AADSTS{}: {} Trace ID: {} Correlation ID: {} Timestamp: {}",
                      failure.number,
                      failure.text,
                      trace,
                      correlation,
                      time);
    const Dict body{{"error", failure.error},
                    {"error_description", description},
                    {"error_codes", List{Value(failure.number)}},
                    {"timestamp", time},
                    {"trace_id", trace},
                    {"correlation_id", correlation},
                    {"error_uri",
                     fmt::format("https://login.microsoftonline.com/error?code={}",
                                 failure.number)}};
    return json(failure.status, body);
}

std::map<std::string, std::string, std::less<>> readForm(const std::string &body)
{
    std::map<std::string, std::string, std::less<>> form;
    std::string text = "?" + body;
    for (char &c : text)
        c = c == '+' ? ' ' : c;
    for (std::size_t at = 0; (at = text.find(' ', at)) != std::string::npos; at += 3)
        text.replace(at, 1, "%20");
    const auto parsed = boost::urls::parse_uri_reference(text);
    if (!parsed)
        return form;
    for (const auto &field : parsed->params())
        form.insert_or_assign(field.key, field.value);
    return form;
}

const std::string &valueOf(const std::map<std::string, std::string, std::less<>> &form,
                           std::string_view name)
{
    static const std::string kNone;
    const auto found = form.find(name);
    return found == form.end() ? kNone : found->second;
}

/// What an assertion signed by the client says of itself; nobody here knows its certificate.
bool isAssertionOf(const std::string &assertion, const std::string &client, std::int64_t now)
{
    const std::size_t first = assertion.find('.');
    const std::size_t second = assertion.find('.', first + 1);
    if (first == std::string::npos || second == std::string::npos)
        return false;
    std::string part = assertion.substr(first + 1, second - first - 1);
    part.erase(std::min(part.find('='), part.size()));
    const auto payload = fromBase64Url(part);
    if (!payload)
        return false;
    try {
        const Value claims = postern::json::parse(*payload);
        const bool isOurs = textOf(claims, "sub") == client || textOf(claims, "iss") != client;
        return isOurs && numberOf(claims, "exp", 0) > now;
    } catch (const Error &) {
        return false;
    }
}

} // namespace

Answer Identity::answer(const Question &question, std::int64_t now)
{
    if (question.path.ends_with("/oauth2/v2.0/token"))
        return token(question, now);
    if (question.path.ends_with("/oauth2/v2.0/devicecode"))
        return deviceCode(readForm(question.body), now);
    if (question.path.ends_with("/discovery/instance")) {
        const std::string host = question.base.substr(question.base.find("//") + 2);
        const Dict cloud{{"preferred_network", host},
                         {"preferred_cache", host},
                         {"aliases", List{Value(host)}}};
        return json(200,
                    Dict{{"tenant_discovery_endpoint",
                          question.base + "/" + m_tokens.tenant()
                              + "/v2.0/.well-known/openid-configuration"},
                         {"api-version", "1.1"},
                         {"metadata", List{Value(cloud)}}});
    }
    return metadata(question);
}

Answer Identity::metadata(const Question &question) const
{
    const std::string tenant(question.segment(0));
    const std::string base = question.base + "/" + tenant;
    if (question.path.ends_with("/discovery/v2.0/keys"))
        return json(200, Dict{{"keys", List()}});
    if (!question.path.ends_with("/.well-known/openid-configuration"))
        throw Failure{404, "NotFound", "The resource was not found."};
    return json(200,
                Dict{{"token_endpoint", base + "/oauth2/v2.0/token"},
                     {"authorization_endpoint", base + "/oauth2/v2.0/authorize"},
                     {"device_authorization_endpoint", base + "/oauth2/v2.0/devicecode"},
                     {"jwks_uri", base + "/discovery/v2.0/keys"},
                     {"issuer", base + "/v2.0"},
                     {"end_session_endpoint", base + "/oauth2/v2.0/logout"},
                     {"response_types_supported", List{Value("code"), Value("id_token")}},
                     {"subject_types_supported", List{Value("pairwise")}},
                     {"id_token_signing_alg_values_supported", List{Value("RS256")}},
                     {"tenant_region_scope", "AS"}});
}

void Identity::checkClient(const Form &form, std::int64_t now) const
{
    const std::string &client = valueOf(form, "client_id");
    if (client != m_application.clientId) {
        throw SignInFailure{400,
                            700016,
                            "unauthorized_client",
                            "Application with identifier '" + client
                                + "' was not found in the directory 'Simulator'."};
    }
    if (const std::string &assertion = valueOf(form, "client_assertion"); !assertion.empty()) {
        if (!isAssertionOf(assertion, client, now))
            throw SignInFailure{401, 700027, "invalid_client", "The certificate is not registered."};
        return;
    }
    const std::string &secret = valueOf(form, "client_secret");
    if (secret.empty()) {
        throw SignInFailure{401,
                            7000218,
                            "invalid_client",
                            "The request body must contain the following parameter: "
                            "'client_assertion' or 'client_secret'."};
    }
    if (!isSame(secret, m_application.clientSecret)) {
        throw SignInFailure{401,
                            7000215,
                            "invalid_client",
                            "Invalid client secret provided. Ensure the secret being sent in the "
                            "request is the client secret value, not the client secret ID, for a "
                            "secret added to app '"
                                + client + "'."};
    }
}

void Identity::checkDevice(const Form &form, std::int64_t now)
{
    const auto device = m_devices.find(valueOf(form, "device_code"));
    if (device == m_devices.end())
        throw SignInFailure{400, 70020, "bad_verification_code", "The device code is unknown."};
    if (device->second.pollsLeft-- > 0) {
        throw SignInFailure{400,
                            70016,
                            "authorization_pending",
                            "OAuth 2.0 device flow error. Authorization is pending. Continue "
                            "polling."};
    }
    static_cast<void>(now);
}

std::string Identity::scopeOf(const Form &form, std::int64_t now)
{
    const std::string &grant = valueOf(form, "grant_type");
    if (grant == "client_credentials") {
        checkClient(form, now);
        return valueOf(form, "scope");
    }
    if (grant.ends_with("device_code")) {
        checkDevice(form, now);
        const auto device = m_devices.find(valueOf(form, "device_code"));
        const std::string scope = device->second.scope;
        m_devices.erase(device);
        return scope;
    }
    if (grant == "refresh_token" && valueOf(form, "refresh_token") == "simulated-refresh-token")
        return valueOf(form, "scope");
    throw SignInFailure{400, 70003, "unsupported_grant_type", "The grant type is not supported."};
}

Answer Identity::token(const Question &question, std::int64_t now)
{
    const Form form = readForm(question.body);
    const std::string_view tenant = question.segment(0);
    try {
        const bool isOurs = tenant == m_tokens.tenant() || tenant == "organizations"
                            || tenant == "common";
        if (!isOurs) {
            throw SignInFailure{400,
                                90002,
                                "invalid_request",
                                "Tenant '" + std::string(tenant)
                                    + "' not found. Check to make sure you have the correct tenant "
                                      "ID and are signing into the correct cloud."};
        }
        std::string scope = scopeOf(form, now);
        const bool isUser = !valueOf(form, "grant_type").starts_with("client");
        scope = scope.substr(0, scope.find(' '));
        if (!scope.ends_with("/.default") && !isUser) {
            throw SignInFailure{400,
                                1002012,
                                "invalid_scope",
                                "The provided value for scope " + scope
                                    + " is not valid. Client credential flows must have a scope "
                                      "value with /.default suffixed to the resource identifier."};
        }
        const TokenClaims claims{audienceOf(scope),
                                 m_application.clientId,
                                 m_application.objectId,
                                 now + m_application.tokenLifetime};
        Dict body{{"token_type", "Bearer"},
                  {"expires_in", m_application.tokenLifetime},
                  {"ext_expires_in", m_application.tokenLifetime},
                  {"access_token", m_tokens.issue(claims, now)}};
        if (isUser) {
            body.append("refresh_token", "simulated-refresh-token");
            body.append("scope", scope);
            const std::string issuer = question.base + "/" + std::string(tenant) + "/v2.0";
            body.append("id_token", m_tokens.identityToken(claims, issuer, now));
            const Dict client{{"uid", m_application.objectId}, {"utid", m_tokens.tenant()}};
            body.append("client_info", toBase64Url(simulator::toJson(client)));
        }
        return json(200, body, {{"Cache-Control", "no-store, no-cache"}, {"Pragma", "no-cache"}});
    } catch (const SignInFailure &failure) {
        return signInFailure(failure, now);
    }
}

Answer Identity::deviceCode(const Form &form, std::int64_t now)
{
    if (valueOf(form, "client_id").empty() || m_devices.size() >= kMostDevices) {
        return signInFailure({400,
                              900144,
                              "invalid_request",
                              "The request body must contain the "
                              "following parameter: 'client_id'."},
                             now);
    }
    const std::string code = uuid();
    std::string scope;
    // OpenID's own scopes name no resource.
    for (std::string_view rest = valueOf(form, "scope"); !rest.empty();) {
        const std::string_view word = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(rest.size(), word.size() + 1));
        if (scope.empty() && word.find("://") != std::string_view::npos)
            scope = word;
    }
    m_devices.insert_or_assign(code, Device{scope, 1});
    const std::string message = "To sign in, use a web browser to open the page "
                                "https://microsoft.com/devicelogin and enter the code SIMULATE1 to "
                                "authenticate.";
    return json(200,
                Dict{{"device_code", code},
                     {"user_code", "SIMULATE1"},
                     {"verification_uri", "https://microsoft.com/devicelogin"},
                     {"expires_in", 900},
                     {"interval", 1},
                     {"message", message}});
}

Answer Identity::managedIdentity(const Question &question, std::int64_t now) const
{
    const auto rejection = [](int status, std::string_view error, std::string_view text) {
        return json(status, Dict{{"error", error}, {"error_description", text}});
    };
    const bool isImds = question.path.starts_with("/metadata/");
    if (isImds && question.header("metadata") != "true")
        return rejection(400, "bad_request_102", "Required metadata header not specified");
    if (!isImds && question.header("x-identity-header") != m_appServiceHeader)
        return json(401, Dict{{"statusCode", 401}, {"message", "The header is not accepted."}});
    const std::string_view resource = question.parameter("resource");
    if (resource.empty())
        return rejection(400, "invalid_resource", "AADSTS50001: The resource principal is missing.");
    for (const std::string_view name : {"client_id", "object_id", "principal_id"}) {
        const std::string_view wanted = question.parameter(name);
        const bool isOurs = wanted.empty() || wanted == m_application.clientId
                            || wanted == m_application.objectId;
        if (!isOurs)
            return rejection(400, "invalid_request", "Identity not found");
    }
    const std::int64_t expires = now + m_application.tokenLifetime;
    const TokenClaims claims{audienceOf(resource),
                             m_application.clientId,
                             m_application.objectId,
                             expires};
    Dict body{{"access_token", m_tokens.issue(claims, now)},
              {"client_id", m_application.clientId},
              {"expires_on", std::to_string(expires)},
              {"resource", resource},
              {"token_type", "Bearer"}};
    if (isImds) {
        body.append("expires_in", std::to_string(m_application.tokenLifetime));
        body.append("ext_expires_in", std::to_string(m_application.tokenLifetime));
        body.append("not_before", std::to_string(now));
    }
    return json(200, body);
}

} // namespace postern::cloud
