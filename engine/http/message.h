// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/watch.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::http {

/// Names compare without case; order and repeats are kept.
using Headers = HeaderLines;

/// The first value of a header, or empty.
std::string_view header(const Headers &headers, std::string_view name);

/// How a request gets to its host, where that isn't left to the system.
struct Route
{
    std::string proxy; ///< "http://host:port"; empty: HTTPS_PROXY, NO_PROXY and the like; "-": none
    /// Hosts that the proxy isn't asked for, as NO_PROXY has them: "host, .suffix, 10.0.0.0/8".
    /// Empty: as NO_PROXY says where the proxy is the environment's, else none.
    std::string noProxy;
    std::string proxyUser;         ///< who the proxy lets in; a password may stand beside it
    std::string proxyPassword;     ///< never told
    std::string proxyLogin;        ///< "basic", "ntlm", "negotiate"; empty: the best that it offers
    std::string caFile;            ///< PEM bundle, UTF-8 path; empty: the system's
    std::string clientCertificate; ///< PEM file that proves who asks, its key in it or beside it
    std::string clientKey;         ///< PEM file; empty: it is in the certificate's
    std::string address; ///< IP address to use instead of asking DNS; name and certificate stay
    std::map<std::string, std::string> addresses; ///< the same by host, in small letters
    bool preferHttp2 = false;                     ///< where TLS offers it; else HTTP/1.1 keep-alive

    bool operator==(const Route &) const = default;
};

/// What a host is contacted for.
enum class Purpose {
    Other,
    Model,    ///< an answer of a model
    Image,    ///< an image that an input names
    Python,   ///< by Python code of a flow, for itself
    Packages, ///< by pip, for a new environment
};

/// A route that says what `own` says, and else what `general` does.
Route mergedRoute(const Route &general, const Route &own);

struct Request
{
    Purpose purpose = Purpose::Other;
    std::string method = "GET";
    std::string url;
    Headers headers;
    std::string body;
    Route route;
    std::chrono::milliseconds connectTimeout{15'000};
    /// The longest silence: no byte sent or received. The whole may take longer.
    std::chrono::milliseconds idleTimeout{600'000};
    /// The longest answer, however steadily it drips.
    std::chrono::milliseconds wholeTimeout{3'600'000};
    /// A longer body of the answer is Error LimitExceeded.
    std::uint64_t bodyLimit = 256ULL * 1024 * 1024;
    std::shared_ptr<const Watch> watch; ///< is told what becomes of it; null: nobody
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
