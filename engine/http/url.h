// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::http {

using Query = std::vector<std::pair<std::string, std::string>>;

struct Endpoint
{
    std::string scheme; ///< "http" or "https"
    std::string host;   ///< lower case, an IPv6 address without brackets
    std::uint16_t port = 0;
};

/// Throws Error InvalidInput for what isn't an absolute http or https URL, without repeating it:
/// a query may hold a key.
Endpoint endpointOf(std::string_view url);

/// The base with the path's segments appended (one slash between, none doubled) and the query
/// added to the base's own. The path is taken as already escaped, the query is escaped.
/// Throws Error InvalidInput for a base that isn't an absolute http or https URL.
std::string joinUrl(std::string_view base, std::string_view path, const Query &query = {});

/// Percent-escapes all but unreserved characters, for one path segment or one query value.
std::string escapeUrl(std::string_view text);

} // namespace postern::http
