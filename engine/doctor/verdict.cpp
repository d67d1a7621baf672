// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/doctor/verdict.h"

#include "engine/base/error.h"
#include "engine/base/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace postern::doctor {

namespace {

using connection::ConnectionKind;

constexpr std::array
    kZones{std::pair<std::string_view, std::string_view>{".openai.azure.com",
                                                         "privatelink.openai.azure.com"},
           std::pair<std::string_view, std::string_view>{".cognitiveservices.azure.com",
                                                         "privatelink.cognitiveservices.azure.com"},
           std::pair<std::string_view, std::string_view>{".services.ai.azure.com",
                                                         "privatelink.services.ai.azure.com"},
           std::pair<std::string_view, std::string_view>{".search.windows.net",
                                                         "privatelink.search.windows.net"},
           std::pair<std::string_view, std::string_view>{".vault.azure.net",
                                                         "privatelink.vaultcore.azure.net"},
           std::pair<std::string_view, std::string_view>{".blob.core.windows.net",
                                                         "privatelink.blob.core.windows.net"},
           std::pair<std::string_view, std::string_view>{".inference.ml.azure.com",
                                                         "privatelink.api.azureml.ms"}};

std::string lowerText(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) {
        return static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    });
    return lower;
}

bool says(const std::string &body, std::string_view words)
{
    return body.find(words) != std::string::npos;
}

/// The code of an error, in any of the services' forms.
std::string errorCode(const std::string &body)
{
    try {
        const Value answer = json::parse(body);
        const Value *error = answer.find("error");
        const Value *code = error ? error->find("code") : nullptr;
        return code && code->isString() ? code->asString() : std::string();
    } catch (const Error &) {
        return {};
    }
}

Verdict fromGateway(const Asked &asked, int status)
{
    return {"authorisation",
            fmt::format("{} from a gateway or firewall, not from the service.", status),
            fmt::format("A web application firewall or gateway before {} refuses the request; the "
                        "service never saw it.",
                        asked.host),
            "The owner of the application gateway or API Management.",
            fmt::format("Look up the blocked request to {} in the firewall's log and except the "
                        "rule for prompt text.",
                        asked.host)};
}

Verdict publicAccessOff(const Asked &asked, int status)
{
    const std::string zone = asked.privateZone.empty() ? std::string("its privatelink zone")
                                                       : asked.privateZone;
    return {
        "authorisation",
        fmt::format("{} Forbidden: public network access is disabled.", status),
        asked.isPublicAddress
            ? fmt::format("{} led to a public address, where public access is disabled.", asked.host)
            : fmt::format("{} accepts private endpoints only, and the request didn't come by one.",
                          asked.host),
        "The network team that keeps the private DNS zones.",
        fmt::format("Link {} to this machine's network (or forward it to the resolver), and "
                    "check that {} has an approved private endpoint.",
                    zone,
                    asked.host)};
}

Verdict firewalled(const Asked &asked, int status)
{
    return {"authorisation",
            fmt::format("{} Forbidden: the service's firewall refuses this address.", status),
            fmt::format("The network rules of {} don't let this machine in.", asked.host),
            "The owner of the resource.",
            fmt::format("Allow this machine's network in the firewall of {}, or give it a private "
                        "endpoint and link the DNS zone.",
                        asked.host)};
}

Verdict roleMissing(const Asked &asked, int status)
{
    const std::string who = asked.identity.empty() ? std::string("this identity") : asked.identity;
    return {
        "authorisation",
        fmt::format("{}: the identity is refused.", status),
        fmt::format("The network is fine. The token is valid, yet {} may not use {}: it lacks "
                    "the role {}.",
                    who,
                    asked.host,
                    roleFor(asked.kind)),
        "The owner of the resource or its resource group.",
        fmt::format("Give {} the role {} on {} and check that role-based access is on. Allow 10 "
                    "minutes.",
                    who,
                    roleFor(asked.kind),
                    asked.host)};
}

Verdict keyRefused(const Asked &asked, int status)
{
    return {
        "authorisation",
        fmt::format("{}: the key is refused.", status),
        fmt::format("The key isn't one of {}'s, or keys are switched off there.", asked.host),
        "Whoever keeps the connection; the owner of the resource where keys are off.",
        fmt::format("Give the connection a current key of {}, or sign in by identity (auth_mode "
                    "meid_token).",
                    asked.host)};
}

Verdict tokenRefused(const Asked &asked, int status)
{
    return {"authorisation",
            fmt::format("{}: the token is refused.", status),
            fmt::format("{} doesn't take the token: it is of another tenant or for another "
                        "audience.",
                        asked.host),
            "Whoever keeps the connection.",
            "Check tenant and cloud of the identity, and that the endpoint is the resource's own "
            "name, not a region's."};
}

Verdict notAllowed(const Asked &asked, const http::Response &response)
{
    const int status = response.head.status;
    const std::string body = lowerText(response.body);
    const bool isPage = says(lowerText(http::header(response.head.headers, "content-type")), "html");
    if (isPage || says(body, "application-gateway"))
        return fromGateway(asked, status);
    if (says(body, "public access is disabled") || says(body, "public network access")
        || says(body, "forbiddenbyconnection"))
        return publicAccessOff(asked, status);
    if (says(body, "virtual network") || says(body, "firewall") || says(body, "ip address"))
        return firewalled(asked, status);
    const bool isRole = says(body, "permissiondenied") || says(body, "lacks the required")
                        || says(body, "forbiddenbyrbac") || says(body, "does not have access");
    constexpr int kForbidden = 403;
    if (isRole || (asked.isToken && status == kForbidden))
        return roleMissing(asked, status);
    return asked.isToken ? tokenRefused(asked, status) : keyRefused(asked, status);
}

Verdict notThere(const Asked &asked, const http::Response &response)
{
    const std::string code = errorCode(response.body);
    const bool isIndex = asked.kind == ConnectionKind::CognitiveSearch;
    const bool isMissing = code == "DeploymentNotFound" || code == "model_not_found"
                           || (isIndex && says(response.body, "was not found"));
    if (isMissing || (isIndex && !asked.resource.empty())) {
        const std::string_view what = isIndex ? "index" : "deployment";
        return {"resource",
                fmt::format("404: there is no {} '{}'.", what, asked.resource),
                fmt::format("{} has no {} '{}'.", asked.host, what, asked.resource),
                "Whoever deploys there, or the author of the flow.",
                fmt::format("Create the {} '{}' on {}, or name one that is there in the flow.",
                            what,
                            asked.resource,
                            asked.host)};
    }
    return {"api_version",
            "404: the address or the API version is unknown.",
            fmt::format("{} knows no such path in this API version.", asked.host),
            "Whoever keeps the connection.",
            "Check that the connection's address is the resource's base address and that its "
            "api_version exists."};
}

} // namespace

std::string_view roleFor(ConnectionKind kind)
{
    switch (kind) {
    case ConnectionKind::AzureOpenAi:
        return "Cognitive Services OpenAI User";
    case ConnectionKind::CognitiveSearch:
        return "Search Index Data Reader";
    case ConnectionKind::Serverless:
        return "Azure AI Developer";
    default:
        return "Cognitive Services User";
    }
}

std::string_view serviceName(ConnectionKind kind)
{
    switch (kind) {
    case ConnectionKind::AzureOpenAi:
        return "Azure OpenAI";
    case ConnectionKind::OpenAi:
        return "OpenAI";
    case ConnectionKind::Serverless:
        return "Serverless endpoint";
    case ConnectionKind::AiServices:
        return "Azure AI services";
    case ConnectionKind::ContentSafety:
        return "Azure Content Safety";
    case ConnectionKind::CognitiveSearch:
        return "Azure AI Search";
    case ConnectionKind::FormRecognizer:
        return "Azure Document Intelligence";
    case ConnectionKind::Serp:
        return "Serp";
    default:
        return "Custom";
    }
}

std::string privateZoneOf(std::string_view host)
{
    for (const auto &[suffix, zone] : kZones) {
        if (host.ends_with(suffix))
            return std::string(zone);
    }
    return {};
}

Verdict verdictOn(const Asked &asked, const http::Response &response)
{
    const int status = response.head.status;
    constexpr int kGone = 404;
    constexpr int kUnauthorised = 401;
    constexpr int kForbidden = 403;
    constexpr int kTooMany = 429;
    constexpr int kFirstError = 400;
    constexpr int kFirstServerError = 500;
    if (status < kFirstError)
        return {};
    if (status == kUnauthorised || status == kForbidden)
        return notAllowed(asked, response);
    if (status == kGone)
        return notThere(asked, response);
    if (status == kTooMany) {
        const std::string_view wait = http::header(response.head.headers, "retry-after");
        return {
            "call",
            "429: the quota is used up.",
            fmt::format("The quota of {} is used up for now.",
                        asked.resource.empty() ? asked.host : "deployment '" + asked.resource + "'"),
            "The owner of the resource.",
            fmt::format("Wait {}, or ask for a higher quota (tokens a minute) of the deployment.",
                        wait.empty() ? std::string("a minute") : std::string(wait) + " seconds")};
    }
    if (status >= kFirstServerError)
        return {"call",
                fmt::format("{}: the service or a gateway before it fails.", status),
                fmt::format("{} can be reached and fails by itself ({}).", asked.host, status),
                "The owner of the resource, or Azure's support where its region has an outage.",
                "Check the health of the resource and its region; try again, or use another "
                "region's endpoint."};
    const std::string body = lowerText(response.body);
    if (says(body, "api-version") || says(body, "api version"))
        return {"api_version",
                fmt::format("{}: the API version isn't accepted.", status),
                fmt::format("{} doesn't know the connection's API version.", asked.host),
                "Whoever keeps the connection.",
                "Set api_version to one that the service has."};
    return {}; // refused for what the small call says, which the flow says otherwise
}

} // namespace postern::doctor
