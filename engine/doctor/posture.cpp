// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/doctor/examination.h"
#include "engine/identity/cloud.h"

#include <fmt/format.h>

#include <array>

namespace postern::doctor {

namespace {

/// Azure's own roles by the identifiers that assignments name.
struct BuiltInRole
{
    std::string_view id;
    std::string_view name;
};
constexpr std::array
    kRoles{BuiltInRole{"5e0bd9bd-7b93-4f28-af87-19fc36ad61bd", "Cognitive Services OpenAI User"},
           BuiltInRole{"a97b65f3-24c7-4388-baec-2e87135dc908", "Cognitive Services User"},
           BuiltInRole{"1407120a-92aa-4202-b7e9-c0e197c71c8f", "Search Index Data Reader"},
           BuiltInRole{"64702f94-c441-49e6-a78b-ef80e0188fee", "Azure AI Developer"}};

std::string memberText(const Value *value, std::string_view key)
{
    const Value *member = value ? value->find(key) : nullptr;
    return member && member->isString() ? member->asString() : std::string();
}

Value parsedBody(const http::Response &response)
{
    try {
        return json::parse(response.body);
    } catch (const Error &) {
        return {};
    }
}

} // namespace

void Examination::judgePosture(const Value &resource)
{
    const Value *properties = resource.find("properties");
    const std::string access = memberText(properties, "publicNetworkAccess");
    if (access.empty())
        tell("posture", State::Unknown, "Public access: not told");
    else
        tell("posture",
             access == "Disabled" || access == "disabled" ? State::Ok : State::Warning,
             "Public access: " + access);
    const Value *local = properties ? properties->find("disableLocalAuth") : nullptr;
    const bool isLocalOff = local && local->isBool() && local->asBool();
    tell("posture",
         isLocalOff ? State::Ok : State::Warning,
         isLocalOff ? "Keys are switched off" : "Keys let in, beside identities");
    const Value *encryption = properties ? properties->find("encryption") : nullptr;
    const bool isOwnKey = memberText(encryption, "keySource") == "Microsoft.KeyVault";
    tell("posture",
         isOwnKey ? State::Ok : State::Warning,
         isOwnKey ? "Encrypted with a key of the customer" : "Encrypted with Microsoft's key");
    const Value *identity = resource.find("identity");
    const std::string kind = memberText(identity, "type");
    tell("posture",
         kind.empty() ? State::Unknown : State::Ok,
         kind.empty() ? std::string("Identity of the resource: not told")
                      : "Identity of the resource: " + kind);
    if (m_asked.kind != connection::ConnectionKind::CognitiveSearch)
        return;
    const std::string tier = memberText(resource.find("sku"), "name");
    const Value *replicas = properties ? properties->find("replicaCount") : nullptr;
    const std::int64_t count = replicas && replicas->isInt() ? replicas->asInt() : 0;
    tell("posture",
         count >= 2 ? State::Ok : State::Warning,
         fmt::format("Search tier {} with {} replicas{}",
                     tier.empty() ? "unknown" : tier,
                     count,
                     count >= 2 ? "" : ": fewer than 2 have no service level"));
}

Task<> Examination::judgeRoles(http::Channel &channel, std::string resourceId)
{
    if (m_objectId.empty()) {
        tell("posture", State::Unknown, "Roles: no identity is used");
        co_return;
    }
    http::ServiceCall call;
    call.path = resourceId + "/providers/Microsoft.Authorization/roleAssignments";
    call.query = {{"api-version", "2022-04-01"}, {"$filter", "assignedTo('" + m_objectId + "')"}};
    const http::Response response = co_await channel.send(std::move(call));
    const Value body = parsedBody(response);
    const Value *list = body.find("value");
    constexpr int kFirstError = 400;
    if (response.head.status >= kFirstError || !list || !list->isList()) {
        tell("posture",
             State::Unknown,
             fmt::format("Roles: can't be read ({})", response.head.status));
        co_return;
    }
    const std::string_view wanted = roleFor(m_asked.kind);
    bool isThere = false;
    for (const Value &assignment : list->asList()) {
        const std::string role = memberText(assignment.find("properties"), "roleDefinitionId");
        for (const BuiltInRole &known : kRoles)
            isThere = isThere || (known.name == wanted && role.ends_with(known.id));
    }
    tell("posture",
         isThere ? State::Ok : State::Warning,
         fmt::format("Role {}: {}",
                     wanted,
                     isThere ? "assigned" : "not assigned to the identity by itself"));
}

Task<> Examination::readPosture()
{
    std::string resourceId(m_connection.get("resource_id"));
    while (resourceId.starts_with('/'))
        resourceId.erase(0, 1);
    if (!resourceId.starts_with("subscriptions/")) {
        tell("posture", State::Unknown, "Not read: the connection names no resource_id");
        co_return;
    }
    const bool isSearch = m_asked.kind == connection::ConnectionKind::CognitiveSearch;
    std::string failure;
    try {
        const std::string base = m_options.resourceManager.empty()
                                     ? std::string(
                                           identity::cloudOf(m_endpoint.host).resourceManager)
                                     : m_options.resourceManager;
        const auto channel = m_channels.toService(m_connection,
                                                  base,
                                                  identity::Service::ResourceManager);
        http::ServiceCall call;
        call.path = resourceId;
        call.query = {{"api-version", isSearch ? "2023-11-01" : "2023-05-01"}};
        call.request.idleTimeout = m_options.patience;
        const http::Response response = co_await channel->send(std::move(call));
        constexpr int kGood = 200;
        if (response.head.status != kGood) {
            failure = fmt::format("the resource manager answers {}", response.head.status);
        } else {
            judgePosture(parsedBody(response));
            co_await judgeRoles(*channel, resourceId);
        }
    } catch (const Error &error) {
        if (error.code() == ErrorCode::Cancelled)
            throw;
        failure = error.message();
    }
    if (!failure.empty())
        tell("posture", State::Unknown, "Not read: " + failure);
}

} // namespace postern::doctor
