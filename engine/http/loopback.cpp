// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/loopback.h"

#include <boost/beast/core/string.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace postern::http {

namespace {

std::vector<std::string_view> valuesOf(const Headers &headers, std::string_view wanted)
{
    std::vector<std::string_view> values;
    for (const auto &[name, value] : headers) {
        if (boost::beast::iequals(name, wanted))
            values.emplace_back(value);
    }
    return values;
}

/// "localhost:8080" and the like: the port may be another where a tunnel leads here.
bool namesLoopback(std::string_view host)
{
    const std::size_t colon = host.rfind(':');
    if (colon != std::string_view::npos && !host.ends_with(']')) {
        const std::string_view port = host.substr(colon + 1);
        if (!std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; }))
            return false;
        host = host.substr(0, colon);
    }
    return host == "127.0.0.1" || host == "[::1]" || boost::beast::iequals(host, "localhost");
}

} // namespace

std::optional<RefusedRequest> refusedOnLoopback(const ServerRequest &head)
{
    const std::vector<std::string_view> hosts = valuesOf(head.headers, "Host");
    if (hosts.size() != 1)
        return RefusedRequest{400, "The request must have one Host header."};
    if (!namesLoopback(hosts.front()))
        return RefusedRequest{421, "This server answers for 127.0.0.1 and localhost only."};
    const std::string own = "http://" + std::string(hosts.front());
    const std::vector<std::string_view> origins = valuesOf(head.headers, "Origin");
    const bool isForeign = std::ranges::any_of(origins, [&own](std::string_view origin) {
        return !boost::beast::iequals(origin, own);
    });
    if (isForeign)
        return RefusedRequest{403, "This server answers no web page of another origin."};
    if (!head.target.starts_with('/'))
        return RefusedRequest{400, "The request's target must be a path."};
    return std::nullopt;
}

} // namespace postern::http
