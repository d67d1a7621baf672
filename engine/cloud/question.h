// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/http/message.h"
#include "engine/simulator/simulator.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::cloud {

/// The services that are simulated, each with its own dialect of errors and its own audience.
enum class Service : std::uint8_t {
    OpenAi,
    Search,
    KeyVault,
    ContentSafety,
    DocumentIntelligence,
    Identity,
    Imds,
    Arm,
    Blob,
    Other ///< what tools ask beside Azure: a web search, an online endpoint
};

/// "openai", "search" and so on: how configuration and the line at the start name it.
std::string_view toString(Service service);
/// Nothing for a name that no service has.
std::optional<Service> serviceNamed(std::string_view name);

/// A request taken apart.
struct Question
{
    std::string method;
    std::string target;                                     ///< path and query as sent
    std::string path;                                       ///< decoded
    std::vector<std::string> segments;                      ///< of the path, decoded, none empty
    std::vector<std::pair<std::string, std::string>> query; ///< decoded
    http::Headers headers;
    std::string body;
    std::string base; ///< "https://127.0.0.1:8443": where the client found us

    /// A parameter of the query; empty when it isn't there.
    std::string_view parameter(std::string_view name) const;
    std::string_view header(std::string_view name) const;
    /// The token after "Bearer "; empty: none.
    std::string_view bearer() const;
    /// The segment, or empty.
    std::string_view segment(std::size_t index) const;
};

/// Takes a request apart. A target that is no path gives no segments.
Question readQuestion(std::string method,
                      std::string target,
                      http::Headers headers,
                      std::string body,
                      std::string_view scheme);

/// What goes back, and how it may break off.
struct Answer : simulator::SimulatedAnswer
{
    bool isDropped = false;              ///< the connection is closed unanswered
    std::optional<std::size_t> cutAfter; ///< the connection is closed after so many pieces
};

/// What a service refuses. Thrown and caught inside of the folder.
struct Failure
{
    int status = 400;
    std::string code;
    std::string message;
    std::string inner = {}; ///< code of the inner error; empty: none
    http::Headers headers = {};
};

Answer json(int status, const Value &body, http::Headers headers = {});
Answer plain(int status, std::string body, std::string_view type, http::Headers headers = {});
Answer empty(int status, http::Headers headers = {});
/// {"error": {"code", "message", "innererror"}}.
Answer failureAnswer(const Failure &failure);

/// The body as a dict. Throws Failure 400 for anything else.
Value readBody(const Question &question);
/// A text member; empty when it is missing or no text.
std::string textOf(const Value &value, std::string_view key);
/// A whole number; `fallback` when it is missing or none.
std::int64_t numberOf(const Value &value, std::string_view key, std::int64_t fallback);
bool flagOf(const Value &value, std::string_view key, bool fallback);

/// A random UUID.
std::string uuid();
/// "2026-11-30T14:18:05Z" for a time in seconds since 1970.
std::string isoTime(std::int64_t seconds);
/// "Mon, 30 Nov 2026 14:18:05 GMT".
std::string httpTime(std::int64_t seconds);

} // namespace postern::cloud
