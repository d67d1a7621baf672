// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/simulator/simulatedservice.h"

#include "engine/connection/connectiontype.h"

#include <algorithm>
#include <array>

namespace postern::simulator {

namespace {

constexpr std::array kSimulatedServices{SimulatedService{"azure_open_ai", "api_base"},
                                        SimulatedService{"open_ai", "base_url", true},
                                        SimulatedService{"serverless", "api_base", true},
                                        SimulatedService{"azure_content_safety", "endpoint"},
                                        SimulatedService{"serp", ""}};

} // namespace

const SimulatedService *findSimulatedService(std::string_view typeOrClass)
{
    const connection::ConnectionType *type = connection::findConnectionType(typeOrClass);
    if (!type)
        return nullptr;
    const auto *const found = std::ranges::find(kSimulatedServices,
                                                type->type,
                                                &SimulatedService::type);
    return found == kSimulatedServices.end() ? nullptr : found;
}

void leadTo(connection::Connection &connection,
            const SimulatedService &service,
            std::string_view address,
            std::string_view key)
{
    if (!service.address.empty())
        connection.configs[std::string(service.address)] = std::string(address)
                                                           + (service.isOpenAi ? "/v1" : "");
    if (connection::findConnectionType(service.type)->supportsIdentity)
        connection.configs["auth_mode"] = "key";
    connection.secrets = {{"api_key", std::string(key)}};
}

connection::Connection simulatedConnection(std::string_view name,
                                           const SimulatedService &service,
                                           std::string_view address,
                                           std::string_view key)
{
    const connection::ConnectionType &type = *connection::findConnectionType(service.type);
    connection::Connection made;
    made.name = name;
    made.type = type.type;
    made.module = type.module;
    for (const connection::ConnectionField &field : type.fields) {
        if (!field.defaultValue.empty())
            made.configs[std::string(field.name)] = field.defaultValue;
    }
    leadTo(made, service, address, key);
    return made;
}

} // namespace postern::simulator
