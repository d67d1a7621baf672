// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/connection/connectionfields.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace postern::connection {

namespace {

constexpr std::string_view kApiVersionField = "api_version";
constexpr std::string_view kAuthModeField = "auth_mode";
constexpr std::string_view kOrganizationField = "organization";
constexpr std::string_view kModelFamilyField = "model_family";

std::string_view keyField(ConnectionKind kind)
{
    return kind == ConnectionKind::Custom ? "endpoint_api_key" : "api_key";
}

/// Of a type that is unknown, a key alone can be found.
std::string_view endpointField(const Connection &connection)
{
    const ConnectionType *type = findConnectionType(connection.type);
    return type ? type->endpointField : std::string_view();
}

void putConfig(Connection &connection, std::string_view field, const std::string &value)
{
    if (!value.empty())
        connection.configs.insert_or_assign(std::string(field), value);
}

} // namespace

ConnectionFields fieldsOf(const Connection &connection)
{
    ConnectionFields fields;
    fields.endpoint = connection.get(endpointField(connection));
    fields.key = connection.get(keyField(connection.kind()));
    fields.apiVersion = connection.get(kApiVersionField);
    fields.organization = connection.get(kOrganizationField);
    fields.modelFamily = connection.get(kModelFamilyField);
    fields.wantsToken = connection.get(kAuthModeField) == "meid_token";
    return fields;
}

Connection makeConnection(std::string name, ConnectionKind kind, const ConnectionFields &fields)
{
    const auto type = std::ranges::find(connectionTypes(), kind, &ConnectionType::kind);
    Connection made;
    made.name = std::move(name);
    made.type = type->type;
    made.module = type->module;
    for (const ConnectionField &field : type->fields)
        putConfig(made, field.name, std::string(field.defaultValue));
    putConfig(made, type->endpointField, fields.endpoint);
    putConfig(made, kApiVersionField, fields.apiVersion);
    putConfig(made, kOrganizationField, fields.organization);
    putConfig(made, kModelFamilyField, fields.modelFamily);
    if (fields.wantsToken)
        putConfig(made, kAuthModeField, "meid_token");
    if (!fields.key.empty())
        made.secrets.emplace(keyField(kind), fields.key);
    return made;
}

void redirect(Connection &connection, const std::string &endpoint, const std::string &key)
{
    putConfig(connection, endpointField(connection), endpoint);
    const ConnectionType *type = findConnectionType(connection.type);
    if (type && type->supportsIdentity)
        putConfig(connection, kAuthModeField, "key");
    connection.secrets = {{std::string(keyField(connection.kind())), key}};
}

} // namespace postern::connection
