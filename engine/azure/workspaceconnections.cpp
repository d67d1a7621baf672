// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/azure/workspaceconnections.h"

#include "engine/azure/resourcekeys.h"
#include "engine/connection/connectionoptions.h"
#include "engine/http/url.h"

#include <boost/algorithm/string/predicate.hpp>

#include <locale>
#include <utility>

namespace postern::azure {

namespace {

constexpr const char *kConnectionsVersion = "2023-04-01-preview";

std::string memberOf(const Value &value, std::string_view name)
{
    if (!value.isDict())
        return {};
    for (const auto &[key, member] : value.asDict()) {
        if (key.isString() && member.isString()
            && boost::algorithm::iequals(key.asString(), name, std::locale::classic()))
            return member.asString();
    }
    return {};
}

Value partOf(const Value &value, std::string_view name)
{
    const Value *part = value.isDict() ? value.find(name) : nullptr;
    return part ? *part : Value(Dict());
}

/// The type of ours for a category; empty: none.
std::string typeOfCategory(const std::string &category, const std::string &kind)
{
    if (category == "AzureOpenAI")
        return "azure_open_ai";
    if (category == "CognitiveSearch")
        return "cognitive_search";
    if (category == "Serverless")
        return "serverless";
    if (category == "AIServices")
        return "azure_ai_services";
    if (category == "OpenAI")
        return "open_ai";
    if (category == "Serp")
        return "serp";
    if (category == "CognitiveService" && kind == "Content Safety")
        return "azure_content_safety";
    if (category == "CognitiveService" && kind == "Form Recognizer")
        return "form_recognizer";
    return category == "CustomKeys" ? "custom" : "";
}

void takeCustomKeys(connection::Connection &made, const Value &credentials, const Value &metadata)
{
    const Value given = partOf(credentials, "keys");
    const Value keys = given.isDict() ? given : Value(Dict());
    for (const auto &[key, secret] : keys.asDict()) {
        if (key.isString() && secret.isString())
            made.secrets.emplace(key.asString(), secret.asString());
    }
    for (const auto &[key, value] : metadata.asDict()) {
        const bool isOurs = key.isString() && value.isString();
        if (isOurs && !key.asString().starts_with("azureml.flow."))
            made.configs.emplace(key.asString(), value.asString());
    }
}

std::string lastSegment(const std::string &path)
{
    return path.substr(path.find_last_of('/') + 1);
}

} // namespace

std::optional<connection::Connection> workspaceConnection(const Value &resource)
{
    const Value properties = partOf(resource, "properties");
    const Value metadata = partOf(properties, "metadata");
    const Value credentials = partOf(properties, "credentials");
    const std::string type = typeOfCategory(memberOf(properties, "category"),
                                            memberOf(metadata, "Kind"));
    const connection::ConnectionType *known = connection::findConnectionType(type);
    if (!known || !metadata.isDict() || !credentials.isDict())
        return std::nullopt;
    connection::Connection made;
    made.name = memberOf(resource, "name");
    made.type = type;
    made.module = known->module;
    if (known->kind == connection::ConnectionKind::Custom) {
        takeCustomKeys(made, credentials, metadata);
        return made;
    }
    const auto put = [&made](std::string_view field, const std::string &value) {
        if (!value.empty())
            made.configs.insert_or_assign(std::string(field), value);
    };
    for (const connection::ConnectionField &field : known->fields)
        put(field.name, field.secret ? std::string() : std::string(field.defaultValue));
    if (known->kind == connection::ConnectionKind::OpenAi) {
        put("base_url", memberOf(properties, "target"));
        put("organization", memberOf(metadata, "organization"));
    } else if (known->kind != connection::ConnectionKind::Serp) {
        put(known->endpointField, memberOf(properties, "target"));
        put("api_version", memberOf(metadata, "ApiVersion"));
    }
    if (known->kind == connection::ConnectionKind::AzureOpenAi)
        put("resource_id", memberOf(metadata, "ResourceId"));
    if (memberOf(properties, "authType") == "AAD")
        put("auth_mode", "meid_token");
    else if (const std::string key = memberOf(credentials, "key"); !key.empty())
        made.secrets.emplace("api_key", key);
    return made;
}

Task<connection::PromptflowConnections> workspaceConnections(Channels &channels,
                                                             connection::Connection asker,
                                                             std::string workspace)
{
    while (workspace.ends_with('/'))
        workspace.pop_back();
    const bool isWorkspace = workspace.starts_with("/subscriptions/")
                             && workspace.find("/workspaces/") != std::string::npos
                             && workspace.find_first_of("?#% \r\n") == std::string::npos;
    if (!isWorkspace)
        throw Error(ErrorCode::InvalidInput,
                    tr("'%1' is no ID of a workspace.", workspace),
                    tr("Copy it from the workspace's properties: "
                       "/subscriptions/.../workspaces/NAME."));
    ResourceManager manager(channels, asker);
    const Value listed = co_await manager.ask("GET",
                                              workspace + "/connections",
                                              kConnectionsVersion);
    connection::PromptflowConnections found;
    const Value items = partOf(listed, "value");
    if (!items.isList())
        co_return found;
    for (const Value &item : items.asList()) {
        const std::string name = lastSegment(memberOf(item, "name"));
        const std::string path = workspace + "/connections/" + http::escapeUrl(name)
                                 + "/listsecrets";
        if (!workspaceConnection(item))
            continue; // of a kind that no flow has
        try {
            const Value whole = co_await manager.ask("POST", path, kConnectionsVersion);
            if (auto made = workspaceConnection(whole)) {
                connection::registerSecretsOf(*made);
                found.connections.push_back(std::move(*made));
            }
        } catch (const Error &error) {
            if (error.code() == ErrorCode::Cancelled)
                throw;
            found.unreadable.push_back(name);
        }
    }
    co_return found;
}

} // namespace postern::azure
