// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::http {

/// Names compare without case; order and repeats are kept.
using Headers = std::vector<std::pair<std::string, std::string>>;

/// The first value of a header, or empty.
std::string_view header(const Headers &headers, std::string_view name);

struct Request
{
    std::string method = "GET";
    std::string url;
    Headers headers;
    std::string body;
    std::chrono::milliseconds connectTimeout{15'000};
    /// The longest silence: no byte sent or received. The whole may take longer.
    std::chrono::milliseconds idleTimeout{600'000};
};

struct ResponseHead
{
    int status = 0;
    Headers headers;
};

struct Response
{
    ResponseHead head;
    std::string body;
};

} // namespace postern::http
