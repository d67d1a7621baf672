// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/simulator/simulatedservice.h"

#include "engine/connection/connectionfields.h"

#include <algorithm>
#include <array>

namespace postern::simulator {

namespace {

using connection::ConnectionKind;

constexpr std::array kSimulatedServices{SimulatedService{ConnectionKind::AzureOpenAi},
                                        SimulatedService{ConnectionKind::OpenAi, true, true},
                                        SimulatedService{ConnectionKind::Serverless, true, true},
                                        SimulatedService{ConnectionKind::ContentSafety},
                                        SimulatedService{ConnectionKind::Serp, false}};

} // namespace

const SimulatedService *findSimulatedService(std::string_view typeOrClass)
{
    const connection::ConnectionType *type = connection::findConnectionType(typeOrClass);
    if (!type)
        return nullptr;
    const auto *const found = std::ranges::find(kSimulatedServices,
                                                type->kind,
                                                &SimulatedService::kind);
    return found == kSimulatedServices.end() ? nullptr : found;
}

void leadTo(connection::Connection &connection,
            const SimulatedService &service,
            std::string_view address,
            std::string_view key)
{
    std::string endpoint;
    if (service.hasAddress)
        endpoint.append(address).append(service.isOpenAi ? "/v1" : "");
    connection::redirect(connection, endpoint, std::string(key));
}

connection::Connection simulatedConnection(std::string_view name,
                                           const SimulatedService &service,
                                           std::string_view address,
                                           std::string_view key)
{
    connection::Connection made = connection::makeConnection(std::string(name), service.kind, {});
    leadTo(made, service, address, key);
    return made;
}

} // namespace postern::simulator
