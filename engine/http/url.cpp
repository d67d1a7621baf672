// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/url.h"

#include "engine/base/error.h"

#include <boost/algorithm/string/case_conv.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <boost/url/scheme.hpp>
#include <boost/url/url.hpp>

#include <charconv>

namespace postern::http {
namespace {

bool isHttp(const boost::urls::url_view &url)
{
    return url.scheme_id() == boost::urls::scheme::http
           || url.scheme_id() == boost::urls::scheme::https;
}

/// 0 for one that isn't from 1 to 65535; the scheme's own when none is written.
std::uint16_t portOf(const boost::urls::url_view &url)
{
    const std::string_view text = url.port();
    if (text.empty())
        return url.scheme_id() == boost::urls::scheme::https ? 443 : 80;
    std::uint16_t port = 0; // stays so when the number is too large
    std::from_chars(text.data(), text.data() + text.size(), port);
    return port;
}

boost::urls::url_view parseAbsolute(std::string_view text)
{
    const auto parsed = boost::urls::parse_uri(text);
    if (!parsed || !isHttp(*parsed) || parsed->host().empty() || portOf(*parsed) == 0) {
        throw Error(ErrorCode::InvalidInput,
                    tr("The address of an endpoint isn't an absolute http or https URL."),
                    tr("Write it as https://name.example.com, with nothing unescaped in it."));
    }
    return *parsed;
}

} // namespace

Endpoint endpointOf(std::string_view url)
{
    const boost::urls::url_view view = parseAbsolute(url);
    Endpoint endpoint;
    endpoint.scheme = view.scheme_id() == boost::urls::scheme::https ? "https" : "http";
    endpoint.host = view.host_type() == boost::urls::host_type::ipv6
                        ? std::string(view.host_ipv6_address().to_string())
                        : boost::algorithm::to_lower_copy(view.host(), std::locale::classic());
    endpoint.port = portOf(view);
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
