// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/redirect.h"

#include "engine/base/error.h"
#include "engine/http/url.h"

#include <boost/url.hpp>

#include <algorithm>

namespace postern::http {

namespace {

/// Without its "." and ".." (RFC 3986, section 5.2.4).
std::string withoutDots(std::string_view path)
{
    std::string result;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/', 1), path.size());
        const std::string_view segment = path.substr(0, end); // "/name"
        path.remove_prefix(end);
        const bool isUp = segment == "/..";
        if (!isUp && segment != "/.") {
            result += segment;
            continue;
        }
        if (isUp)
            result.erase(std::min(result.rfind('/'), result.size()));
        if (path.empty())
            result += '/';
    }
    return result;
}

/// The reference seen from a base, byte for byte, without its fragment (section 5.2.2). Boost's own
/// way decodes "%2F", which names another resource.
std::string resolved(const boost::urls::url_view &base, const boost::urls::url_view &reference)
{
    const auto of = [](const boost::urls::url_view &parts, const std::string &path, bool hasQuery) {
        std::string text(parts.scheme());
        text += "://" + std::string(parts.encoded_authority()) + path;
        return hasQuery ? text + '?' : text;
    };
    const std::string path(reference.encoded_path());
    const std::string query(reference.encoded_query());
    const bool hasQuery = reference.has_query();
    if (reference.has_scheme())
        return reference.has_authority() ? of(reference, withoutDots(path), hasQuery) + query
                                         : std::string();
    if (reference.has_authority()) {
        std::string text = std::string(base.scheme()) + "://"
                           + std::string(reference.encoded_authority()) + withoutDots(path);
        return hasQuery ? text + '?' + query : text;
    }
    const std::string own(base.encoded_path());
    if (path.empty())
        return of(base, own, hasQuery || base.has_query())
               + (hasQuery ? query : std::string(base.encoded_query()));
    if (path.starts_with('/'))
        return of(base, withoutDots(path), hasQuery) + query;
    return of(base,
              withoutDots(own.empty() ? '/' + path : own.substr(0, own.rfind('/') + 1) + path),
              hasQuery)
           + query;
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
    std::string target = resolved(*base, *reference);
    try {
        static_cast<void>(endpointOf(target));
    } catch (const Error &) { // to a scheme of another kind
        return {};
    }
    return target;
}

bool isSameRequest(int status)
{
    return status == 307 || status == 308;
}

bool isSameHost(std::string_view from, std::string_view to)
{
    const Endpoint one = endpointOf(from);
    const Endpoint other = endpointOf(to);
    if (one.host != other.host)
        return false;
    const bool isSecured = one.scheme == "http" && one.port == 80 && other.scheme == "https"
                           && other.port == 443;
    return isSecured || (one.scheme == other.scheme && one.port == other.port);
}

} // namespace postern::http
