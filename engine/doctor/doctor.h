// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/azure/channels.h"
#include "engine/base/task.h"
#include "engine/connection/connection.h"
#include "engine/doctor/finding.h"
#include "engine/doctor/network.h"
#include "engine/http/client.h"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace postern::doctor {

/// What an examination goes by, beside the connection.
struct DoctorOptions
{
    std::vector<std::string> deployments; ///< that flows ask of it
    std::vector<std::string> indexes;
    std::string resourceManager;                ///< address; empty: the cloud's
    Variables variables;                        ///< of the environment; empty: the process's
    std::function<std::int64_t()> clock;        ///< seconds since 1970; empty: the system's
    std::chrono::milliseconds patience{10'000}; ///< for each step
    std::function<void(const Finding &)> told;  ///< each finding as it is made; may be empty
};

/// Finds out why a connection's endpoint can't be used: step by step, the first failure ends it.
/// Sends the key or token only to the endpoint, and only after the network was found well. Never
/// throws for what it finds; throws Error Cancelled. `client` and `channels` must outlive the task.
Task<Diagnosis> examine(connection::Connection connection,
                        http::Client &client,
                        azure::Channels &channels,
                        DoctorOptions options);

} // namespace postern::doctor
