// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/server.h"
#include "engine/serve/scoring.h"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace postern::serve {

/// What is told of an answer: no contents.
struct AccessRecord
{
    std::string client; ///< by X-Forwarded-For where a proxy says it
    std::string method;
    std::string route; ///< "/score"; "other" for what isn't served
    int status = 0;
    std::chrono::microseconds elapsed{0};
    std::string id; ///< x-request-id, or x-ms-client-request-id
};

struct ServeOptions
{
    http::ServerOptions server;
    std::size_t mostRunning = 256;  ///< runs at once
    std::size_t mostWaiting = 1024; ///< further ones get 429
    std::chrono::milliseconds timeout{300'000};
    std::string key; ///< "Authorization: Bearer KEY" or "api-key: KEY"; empty: nobody is asked
    std::string pathPrefix; ///< "/flows/chat": where a proxy has put the server
    std::string origin;     ///< of web pages that may ask; empty: only the server's own
    std::string buildInfo;  ///< for /version, as prompt flow reads BUILD_INFO
    bool isLocal = true;    ///< answers only who names this machine
    std::function<void(const AccessRecord &)> onAnswer;
    std::function<void(std::string_view body)> onFeedback;
};

/// A flow as a web service: prompt flow's routes (/score, /health, /version, /swagger.json, /feedback,
/// a page at /), and /health/live, /health/ready and /metrics beside them. Belongs to the loop.
class FlowServer
{
public:
    /// Listens at once. Throws Error ConnectionFailed when the port can't be had.
    FlowServer(const boost::asio::any_io_executor &loop,
               std::shared_ptr<const ServedFlow> served,
               ServeOptions options);
    ~FlowServer();
    FlowServer(const FlowServer &) = delete;
    FlowServer &operator=(const FlowServer &) = delete;

    std::uint16_t port() const;
    /// Requests from now on are answered by this; those under way by what they began with.
    void replace(std::shared_ptr<const ServedFlow> served);
    /// The folder couldn't be read anew.
    void noteFailedReload();
    /// See http::Server::drain(); /health/ready says so from the first moment.
    Task<> drain(std::chrono::milliseconds most);

private:
    struct State;
    const std::shared_ptr<State> m_state;
    std::unique_ptr<http::Server> m_server;
};

} // namespace postern::serve
