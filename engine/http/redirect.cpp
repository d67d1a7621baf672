// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/redirect.h"

#include "engine/base/error.h"
#include "engine/http/url.h"

#include <boost/algorithm/string/predicate.hpp>
#include <boost/url.hpp>

#include <algorithm>
#include <utility>

namespace postern::http {

namespace {

bool isCredential(const std::string &name)
{
    return std::ranges::any_of(std::initializer_list<const char *>{"authorization",
                                                                   "api-key",
                                                                   "x-api-key",
                                                                   "ocp-apim-subscription-key",
                                                                   "proxy-authorization",
                                                                   "cookie"},
                               [&name](const char *known) {
                                   return boost::algorithm::iequals(name, known);
                               });
}

bool isSameHost(const Endpoint &from, const Endpoint &to)
{
    if (from.host != to.host)
        return false;
    const bool isSecured = from.scheme == "http" && from.port == 80 && to.scheme == "https"
                           && to.port == 443;
    return isSecured || (from.scheme == to.scheme && from.port == to.port);
}

} // namespace

std::string redirectTarget(const ResponseHead &head, std::string_view from)
{
    if (head.status < 301 || head.status > 308 || head.status == 304)
        return {};
    const std::string_view location = header(head.headers, "Location");
    const auto base = boost::urls::parse_uri(from);
    const auto reference = boost::urls::parse_uri_reference(location);
    if (location.empty() || !base || !reference)
        return {};
    boost::urls::url target;
    if (!boost::urls::resolve(*base, *reference, target))
        return {};
    target.remove_fragment();
    try {
        static_cast<void>(endpointOf(target.buffer()));
    } catch (const Error &) { // to a scheme of another kind
        return {};
    }
    return target.buffer();
}

bool isSameRequest(int status)
{
    return status == 307 || status == 308;
}

bool redirect(Request &request, std::string target)
{
    const bool isSame = isSameHost(endpointOf(request.url), endpointOf(target));
    if (!isSame) {
        std::erase_if(request.headers,
                      [](const auto &header) { return isCredential(header.first); });
    }
    request.url = std::move(target);
    return isSame;
}

} // namespace postern::http
