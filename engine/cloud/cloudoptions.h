// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/simulator/simulator.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace postern::cloud {

/// A service or a deployment that misbehaves on purpose.
struct CloudFault
{
    enum class Kind : std::uint8_t {
        Status, ///< an error of that status, in the service's own form
        Reset,  ///< the connection is closed unanswered
        Cut,    ///< the answer breaks off after some pieces
        Slow,   ///< the first byte takes its time
        Denied  ///< refused for a reason: "key", "role", "firewall", "public", "waf"
    };
    Kind kind = Kind::Status;
    int status = 503;
    int times = -1; ///< so many requests are hit; negative: all
    int retryAfter = 1;
    std::size_t after = 1;              ///< pieces before the cut
    std::chrono::milliseconds delay{0}; ///< of Slow
    std::string reason;                 ///< of Denied
};

struct SimulatedDeployment
{
    std::string model; ///< empty: as the deployment is called
    std::string version = "2024-11-20";
    std::int64_t tokensPerMinute = 0;   ///< 0: as for all
    std::int64_t requestsPerMinute = 0; ///< 0: as for all
};

struct CloudOptions
{
    simulator::SimulatorOptions models;                     ///< the key is that of every service
    std::map<std::string, SimulatedDeployment> deployments; ///< empty: any name
    std::map<std::string, CloudFault> faults;               ///< by deployment, model or service
    std::string tenant;                                     ///< empty, as the next two: random
    std::string clientId;
    std::string clientSecret;
    std::int64_t tokensPerMinute = 0;   ///< of each deployment; 0: no limit
    std::int64_t requestsPerMinute = 0; ///< the same
    std::int64_t tokenLifetime = 3599;  ///< seconds
    std::int64_t clockSkew = 0;         ///< seconds that the services are ahead
    std::size_t contextTokens = 128'000;
    std::map<std::string, std::string> secrets; ///< of the key vault, from the start
    std::function<std::int64_t()> clock;        ///< milliseconds since 1970; empty: the system's
};

} // namespace postern::cloud
