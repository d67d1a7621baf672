// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/connection/connectionoptions.h"
#include "engine/doctor/examination.h"
#include "engine/http/transfererror.h"
#include "engine/identity/cloud.h"
#include "engine/identity/identity.h"
#include "engine/identity/token.h"
#include "engine/identity/tokensource.h"

#include <fmt/format.h>

#include <algorithm>

namespace postern::doctor {

namespace {

using connection::ConnectionKind;

std::string claimText(const Dict &claims, std::string_view name)
{
    const Value *value = claims.find(name);
    return value && value->isString() ? value->asString() : std::string();
}

identity::Service audienceService(ConnectionKind kind)
{
    if (kind == ConnectionKind::CognitiveSearch)
        return identity::Service::Search;
    return kind == ConnectionKind::Serverless ? identity::Service::MachineLearning
                                              : identity::Service::CognitiveServices;
}

http::ServiceCall callTo(std::string method,
                         std::string path,
                         http::Query query,
                         std::string body = {})
{
    http::ServiceCall call;
    call.request.method = std::move(method);
    call.path = std::move(path);
    call.query = std::move(query);
    if (!body.empty())
        call.request.headers.emplace_back("Content-Type", "application/json");
    call.request.body = std::move(body);
    return call;
}

std::string smallChat(const std::string &model)
{
    Dict body{{"messages", List{Dict{{"role", "user"}, {"content", "Say ok."}}}}};
    if (!model.empty())
        body.append("model", model);
    return json::write(body);
}

std::string versionOr(const std::string &version, const char *usual)
{
    return version.empty() ? usual : version;
}

/// A key that was pasted with more than itself.
bool isKeyDamaged(const std::string &key)
{
    return std::ranges::any_of(key, [](unsigned char c) { return c <= ' ' || c >= 0x7F; });
}

} // namespace

Task<bool> Examination::takeToken()
{
    if (!m_asked.isToken) {
        if (isKeyDamaged(m_fields.key))
            co_return fail("token",
                           "The key has a blank, a line break or another sign that no key has.",
                           {},
                           {{},
                            {},
                            "The connection's key was pasted with more than the key.",
                            "Whoever keeps the connection.",
                            "Set the key anew, without blanks and line breaks."});
        tell("token",
             State::Ok,
             m_fields.key.empty() ? "None: no key is set" : "Not used: a key lets in");
        co_return true;
    }
    const identity::Cloud &cloud = identity::cloudOf(m_endpoint.host);
    const identity::Service service = audienceService(m_asked.kind);
    const std::string scope = identity::scopeOf(service, cloud);
    try {
        const auto fields = connection::identityFieldsOf(m_connection);
        identity::Identity who = identity::identityOf(fields, m_options.variables);
        if (who.authority.empty()) // a secret goes to the authority of its own cloud
            who.authority = cloud.authority;
        const auto source = identity::sourceOf(who, m_client, [](const std::string &sentence) {
            log::warning("identity", sentence);
        });
        const identity::Token token = co_await source->fetch(scope);
        const Dict claims = identity::claimsOf(token.value);
        m_objectId = claimText(claims, "oid");
        m_asked.identity = m_objectId.empty() ? std::string(identity::toString(who.kind))
                                              : fmt::format("{} (object {})",
                                                            identity::toString(who.kind),
                                                            m_objectId);
        const auto left = std::chrono::duration_cast<std::chrono::minutes>(
            token.expires - std::chrono::system_clock::now());
        tell("token",
             State::Ok,
             fmt::format("Issued to {}", identity::toString(who.kind)),
             fmt::format("aud {} · valid {} min · tenant {} · object {}",
                         claimText(claims, "aud"),
                         left.count(),
                         claimText(claims, "tid"),
                         m_objectId));
        co_return true;
    } catch (const Error &error) {
        if (error.code() == ErrorCode::Cancelled)
            throw;
        co_return fail("token",
                       "No token: " + error.message(),
                       "scope " + scope,
                       {{},
                        {},
                        "The identity gets no token: " + error.message(),
                        "Whoever keeps the connection, or the directory's administrator.",
                        error.hint().empty() ? "Check the identity's settings." : error.hint()});
    }
}

std::vector<std::pair<http::ServiceCall, std::string>> Examination::calls() const
{
    std::vector<std::pair<http::ServiceCall, std::string>> calls;
    switch (m_asked.kind) {
    case ConnectionKind::AzureOpenAi: {
        const http::Query version{{"api-version", versionOr(m_fields.apiVersion, "2024-02-01")}};
        calls.emplace_back(callTo("GET", "openai/models", version), "");
        for (const std::string &name : m_options.deployments)
            calls.emplace_back(callTo("POST",
                                      "openai/deployments/" + http::escapeUrl(name)
                                          + "/chat/completions",
                                      version,
                                      smallChat({})),
                               name);
        break;
    }
    case ConnectionKind::OpenAi:
    case ConnectionKind::Serverless:
        calls.emplace_back(callTo("GET", "models", {}), "");
        for (const std::string &name : m_options.deployments)
            calls.emplace_back(callTo("POST", "chat/completions", {}, smallChat(name)), name);
        break;
    case ConnectionKind::CognitiveSearch: {
        const http::Query version{{"api-version", versionOr(m_fields.apiVersion, "2023-11-01")}};
        if (m_options.indexes.empty())
            calls.emplace_back(callTo("GET", "indexes", version), "");
        for (const std::string &name : m_options.indexes)
            calls.emplace_back(callTo("GET",
                                      "indexes/" + http::escapeUrl(name) + "/docs/$count",
                                      version),
                               name);
        break;
    }
    case ConnectionKind::ContentSafety:
        calls.emplace_back(callTo("POST",
                                  "contentsafety/text:analyze",
                                  {{"api-version", versionOr(m_fields.apiVersion, "2023-10-01")}},
                                  R"({"text": "ok"})"),
                           "");
        break;
    case ConnectionKind::AiServices:
        calls.emplace_back(callTo("GET",
                                  "documentintelligence/info",
                                  {{"api-version", "2024-11-30"}}),
                           "");
        break;
    case ConnectionKind::FormRecognizer:
        calls.emplace_back(callTo("GET",
                                  "formrecognizer/info",
                                  {{"api-version", versionOr(m_fields.apiVersion, "2023-07-31")}}),
                           "");
        break;
    default:
        break;
    }
    return calls;
}

Task<bool> Examination::askOnce(http::ServiceCall call, const std::string &resource)
{
    call.request.idleTimeout = m_options.patience;
    call.request.connectTimeout = m_options.patience;
    constexpr std::uint64_t kMostAnswer = 4ULL * 1024 * 1024;
    call.request.bodyLimit = kMostAnswer;
    m_asked.resource = resource;
    m_asked.request = call.request.method + " /" + call.path;
    http::Response response;
    std::string lost;
    try {
        const auto channel = m_channels.of(m_connection);
        response = co_await channel->send(std::move(call));
    } catch (const Error &error) {
        if (error.code() == ErrorCode::Cancelled)
            throw;
        lost = error.message();
    }
    if (!lost.empty())
        co_return fail("call",
                       "No answer: " + lost,
                       m_asked.request,
                       {{},
                        {},
                        "The network is fine, yet a request to " + m_asked.host
                            + " isn't answered: " + lost,
                        "The owner of the resource or of the gateway before it.",
                        "Look up this request in the log of the gateway or the service."});
    const Verdict verdict = verdictOn(m_asked, response);
    const std::string evidence = fmt::format("{} -> {}", m_asked.request, response.head.status);
    if (verdict.step.empty())
        co_return true;
    // What comes before the step that fails was passed by that.
    if (verdict.step != "authorisation")
        tell("authorisation", State::Ok, "Let in", evidence);
    if (verdict.step == "call" || verdict.step == "api_version")
        tell("resource",
             resource.empty() ? State::Unknown : State::Ok,
             resource.empty() ? std::string("None was named") : "'" + resource + "' is there");
    if (verdict.step == "call")
        tell("api_version", State::Ok, "Accepted");
    co_return fail(verdict.step, verdict.finding, evidence, verdict);
}

Task<bool> Examination::useService()
{
    auto asked = calls();
    if (asked.empty())
        co_return true;
    std::vector<std::string> named;
    std::string last;
    for (auto &[call, resource] : asked) {
        const bool isWell = co_await askOnce(std::move(call), resource);
        if (!isWell)
            co_return false;
        last = m_asked.request;
        if (!resource.empty())
            named.push_back(resource);
    }
    tell("authorisation",
         State::Ok,
         m_asked.isToken ? "The identity is let in" : "The key is let in",
         last);
    std::string list;
    for (const std::string &name : named)
        list += (list.empty() ? "" : ", ") + name;
    if (named.empty())
        tell("resource", State::Unknown, "No deployment or index was named; --flow tells them");
    else
        tell("resource", State::Ok, "There: " + list);
    tell("api_version", State::Ok, "Accepted", m_fields.apiVersion);
    tell("call", State::Ok, "Answered", last);
    co_return true;
}

} // namespace postern::doctor
