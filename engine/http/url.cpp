// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/url.h"

#include "engine/base/error.h"

#include <boost/algorithm/string/case_conv.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <boost/url/url.hpp>

namespace postern::http {
namespace {

boost::urls::url_view parseAbsolute(std::string_view text)
{
    const auto parsed = boost::urls::parse_uri(text);
    if (!parsed || parsed->host().empty()
        || (parsed->scheme() != "http" && parsed->scheme() != "https")
        || (parsed->has_port() && !parsed->port().empty() && parsed->port_number() == 0)) {
        throw Error(ErrorCode::InvalidInput,
                    "The address of an endpoint isn't an absolute http or https URL.",
                    "Write it as https://name.example.com, with nothing unescaped in it.");
    }
    return *parsed;
}

} // namespace

Endpoint endpointOf(std::string_view url)
{
    const boost::urls::url_view view = parseAbsolute(url);
    Endpoint endpoint;
    endpoint.scheme = view.scheme();
    endpoint.host = view.host_type() == boost::urls::host_type::ipv6
                        ? std::string(view.host_ipv6_address().to_string())
                        : boost::algorithm::to_lower_copy(view.host(), std::locale::classic());
    endpoint.port = view.port_number();
    if (endpoint.port == 0)
        endpoint.port = endpoint.scheme == "https" ? 443 : 80;
    return endpoint;
}

std::string joinUrl(std::string_view base, std::string_view path, const Query &query)
{
    boost::urls::url url(parseAbsolute(base));
    std::string joined(std::string_view(url.encoded_path()));
    if (!path.empty()) {
        while (joined.ends_with('/'))
            joined.pop_back();
        if (!path.starts_with('/'))
            joined += '/';
        joined += path;
    }
    std::string parameters(std::string_view(url.encoded_query()));
    for (const auto &[key, value] : query) {
        if (!parameters.empty())
            parameters += '&';
        parameters += escapeUrl(key) + '=' + escapeUrl(value);
    }
    url.set_encoded_path(joined);
    if (!parameters.empty())
        url.set_encoded_query(parameters);
    return url.buffer();
}

std::string escapeUrl(std::string_view text)
{
    return boost::urls::encode(text, boost::urls::unreserved_chars);
}

} // namespace postern::http
