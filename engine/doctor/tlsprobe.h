// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/http/url.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::doctor {

/// Where to connect, and by way of whom.
struct ProbeTarget
{
    http::Endpoint endpoint;
    std::string address; ///< to connect to; empty: the host's name is left to the proxy
    std::string proxyHost;
    std::uint16_t proxyPort = 0;
    std::string proxyLogin; ///< "user:password"; empty: none
    std::string caFile;     ///< PEM; empty: the system's
    std::chrono::milliseconds patience{10'000};
};

/// What a connection showed.
struct ProbeResult
{
    std::string tcpFailure; ///< empty: connected
    int proxyStatus = 0;    ///< of the proxy's refusal; 0: none
    std::string tlsFailure; ///< no secure connection could be made; empty: it was
    std::string protocol;   ///< "TLSv1.3"
    std::string subject;
    std::vector<std::string> issuers; ///< from the server's up
    std::string distrust;             ///< why the chain isn't trusted; empty: it is
    bool isNameCovered = true;
    std::int64_t daysLeft = 0;
    std::int64_t expiredDays = 0; ///< since when; 0: it has not
    bool isNotYetValid = false;
    bool hasUnknownRoot = false;
    std::string date; ///< header of the answer; empty: none came
    std::int64_t tcpMilliseconds = 0;
    std::int64_t tlsMilliseconds = 0;
};

/// Connects, looks at the certificates without sending anything secret, and asks for a head, whose
/// date is kept. Whatever fails is in the result.
Task<ProbeResult> probe(ProbeTarget target);

/// Seconds since 1970 of "Mon, 30 Nov 2026 14:18:05 GMT"; 0 for what is no date.
std::int64_t timeOfHeader(std::string_view text);

} // namespace postern::doctor
