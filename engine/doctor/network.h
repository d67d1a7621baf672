// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/http/message.h"
#include "engine/http/url.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::doctor {

/// Whether an address is of a private network or of this machine.
bool isPrivateAddress(std::string_view text);

/// How a name was found.
struct Resolution
{
    std::vector<std::string> aliases;   ///< as the name server tells them
    std::vector<std::string> addresses; ///< as the system gives them to programs
    std::vector<std::string> fromServer;
    std::string resolver; ///< the name server that was asked; empty: none is set, or none answered
    std::string failure;  ///< why the system has no address; empty: it has
};
Task<Resolution> resolveName(std::string host, std::chrono::milliseconds patience);

/// The name servers of a resolv.conf.
std::vector<std::string> nameServersIn(std::string_view text);

/// How a packet to an address leaves this machine.
struct Leaving
{
    std::string source;  ///< own address; empty: there is no way
    std::string gateway; ///< next hop; empty: on the own network, or unknown
    std::string device;
};
Leaving routeTo(std::string_view address);
/// The same from the text of /proc/net/route: gateway and device.
Leaving gatewayIn(std::string_view table, std::string_view text);

/// Whether a proxy is asked, and why.
struct ProxyDecision
{
    std::string host; ///< empty: none is asked
    std::uint16_t port = 0;
    std::string reason; ///< "HTTPS_PROXY is set", ".search.windows.net in NO_PROXY"
};
using Variables = std::function<std::string(std::string_view name)>;
/// By the route and the environment, as the client decides.
ProxyDecision decideProxy(const http::Endpoint &endpoint,
                          const http::Route &route,
                          const Variables &variables);

} // namespace postern::doctor
