// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/connection/connection.h"

#include <string>
#include <string_view>

namespace postern::simulator {

/// Where the simulator in this process is asked: any address will do, and no key is looked at.
inline constexpr std::string_view kAddress = "https://simulator.invalid";
inline constexpr std::string_view kKey = "simulated";

/// What the simulator stands in for, by type of connection.
struct SimulatedService
{
    connection::ConnectionKind kind;
    bool hasAddress = true; ///< a connection says where the service is
    bool isOpenAi = false;  ///< an address of OpenAI's API, which ends with a version
};

/// By type or class name; null for those it doesn't stand in for.
const SimulatedService *findSimulatedService(std::string_view typeOrClass);

/// Lets the connection lead to the simulator at `address`, with that key and no other secret.
void leadTo(connection::Connection &connection,
            const SimulatedService &service,
            std::string_view address,
            std::string_view key);

/// A connection of that name to the simulator.
connection::Connection simulatedConnection(std::string_view name,
                                           const SimulatedService &service,
                                           std::string_view address,
                                           std::string_view key);

} // namespace postern::simulator
