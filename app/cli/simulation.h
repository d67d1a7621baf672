// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/exitcode.h"
#include "engine/base/task.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace postern::cli {

struct SimulateOptions
{
    std::uint16_t port = 0;
    std::string key;
    int latency = -1; // milliseconds; negative: not given
    std::filesystem::path config;
    std::int64_t tokensPerMinute = 0; // 0: no limit
    std::int64_t requestsPerMinute = 0;
    bool isTls = false;
    std::filesystem::path certificate; // empty: one is made, with its own authority
    std::filesystem::path privateKey;
};

/// Tells where the simulator listens and serves it until cancelled. Throws Error.
Task<ExitCode> simulate(SimulateOptions options);

} // namespace postern::cli
