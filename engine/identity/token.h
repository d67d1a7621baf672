// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace postern::identity {

using Time = std::chrono::system_clock::time_point;

/// What lets in at a service for a while.
struct Token
{
    std::string value;
    Time expires;
    Time refreshes; ///< from then on another one is better

    /// Whether it may still be used.
    bool isValid(Time now) const { return now < expires; }
    /// Whether another one should be asked for meanwhile.
    bool isAging(Time now) const
    {
        return now >= refreshes || now + std::chrono::minutes(5) >= expires;
    }
};

/// What an endpoint of Entra, IMDS, App Service or Azure ML answers, numbers as texts or not. It is
/// registered for redaction. Nothing where it holds no token.
std::optional<Token> tokenOf(const Value &answer, Time now);

/// "1700000000", "06/20/2019 02:57:58 +00:00", "1/16/2020 5:24:12 AM +00:00".
std::optional<Time> parseExpiry(std::string_view text);

/// What a token says of itself, unchecked: {"aud": ..., "oid": ...}. Empty for what is no token.
Dict claimsOf(std::string_view token);

} // namespace postern::identity
