// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/cloud.h"

#include <fmt/format.h>

namespace postern::cloud {

namespace {

/// A web application firewall in front of a gateway, which knows nothing of the service.
Answer firewallPage()
{
    return plain(403,
                 "<html>\r\n<head><title>403 Forbidden</title></head>\r\n<body>\r\n<center><h1>403 "
                 "Forbidden</h1></center>\r\n<hr><center>Microsoft-Azure-Application-Gateway/v2"
                 "</center>\r\n</body>\r\n</html>\r\n",
                 "text/html",
                 {{"Server", "Microsoft-Azure-Application-Gateway/v2"}});
}

Answer deniedByModels(const Question &question, const std::string &reason, const std::string &object)
{
    const bool isAzure = question.path.find("/v1/") != 0 || question.path.starts_with("/openai");
    if (reason == "role") {
        return failureAnswer(
            {401,
             "PermissionDenied",
             fmt::format(
                 "The principal `{}` lacks the required data action "
                 "`Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/"
                 "completions/action` to perform `{} {}` operation. Principal does not have "
                 "access to API/Operation.",
                 object,
                 question.method,
                 question.path)});
    }
    const http::Headers policy{{"policy-id", "ThrowExceptionDueToTrafficDenied"}};
    if (reason == "firewall")
        return failureAnswer(
            {403, "403", "Access denied due to Virtual Network/Firewall rules.", {}, policy});
    if (reason == "public")
        return failureAnswer({403,
                              "403",
                              "Public access is disabled. Please configure private endpoint.",
                              {},
                              policy});
    if (reason == "token")
        return failureAnswer(
            {401,
             "401",
             "Unauthorized. Access token is missing, invalid, audience is incorrect "
             "(https://cognitiveservices.azure.com), or have expired."});
    if (!isAzure) {
        const Dict error{{"message", "Incorrect API key provided."},
                         {"type", "invalid_request_error"},
                         {"param", nullptr},
                         {"code", "invalid_api_key"}};
        return json(401, Dict{{"error", error}});
    }
    return failureAnswer(
        {401,
         "401",
         "Access denied due to invalid subscription key or wrong API endpoint. Make "
         "sure to provide a valid key for an active subscription and use a correct "
         "regional API endpoint for your resource."});
}

Answer deniedBySearch(const std::string &reason)
{
    if (reason == "firewall")
        return failureAnswer({403, "", "The client's IP address is not allowed by the firewall."});
    if (reason == "public")
        return failureAnswer({403,
                              "",
                              "The public network access on this search service is disabled. Use a "
                              "private endpoint."});
    if (reason == "token")
        return empty(401, {{"WWW-Authenticate", "Bearer realm=\"search\""}});
    return empty(403);
}

Answer deniedByVault(const std::string &reason, const std::string &object)
{
    if (reason == "firewall")
        return failureAnswer(
            {403,
             "Forbidden",
             "Client address is not authorized and caller is not a trusted service.",
             "ForbiddenByFirewall"});
    if (reason == "public")
        return failureAnswer({403,
                              "Forbidden",
                              "Public network access is disabled and request is not from a trusted "
                              "service nor via an approved private link.",
                              "ForbiddenByConnection"});
    return failureAnswer(
        {403,
         "Forbidden",
         "Caller is not authorized to perform action on resource. Caller: oid=" + object
             + ". Action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'. "
               "Assignment: (not found)",
         "ForbiddenByRbac"});
}

Answer deniedByStorage(const Question &question, const std::string &reason)
{
    if (reason == "role")
        return blobFailure(question,
                           403,
                           "AuthorizationPermissionMismatch",
                           "This request is not authorized to perform this operation using this "
                           "permission.");
    return blobFailure(question,
                       403,
                       reason == "key" || reason == "token" ? "AuthenticationFailed"
                                                            : "AuthorizationFailure",
                       "This request is not authorized to perform this operation.");
}

} // namespace

Answer Cloud::denied(const Question &question, Service service, const std::string &reason) const
{
    const std::string &object = m_identity.application().objectId;
    if (reason == "waf")
        return firewallPage();
    switch (service) {
    case Service::Search:
        return deniedBySearch(reason);
    case Service::KeyVault:
        return deniedByVault(reason, object);
    case Service::Blob:
        return deniedByStorage(question, reason);
    case Service::Arm:
        if (reason == "token")
            return failureAnswer(
                {401,
                 "InvalidAuthenticationToken",
                 "The access token is missing, invalid or expired, or its audience "
                 "is not 'https://management.azure.com'."});
        return failureAnswer(
            {403,
             "AuthorizationFailed",
             "The client with object id '" + object
                 + "' does not have authorization to perform the action over scope '"
                 + question.path + "' or the scope is invalid."});
    default:
        return deniedByModels(question, reason, object);
    }
}

} // namespace postern::cloud
