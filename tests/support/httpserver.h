// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/http/message.h"

#include <boost/asio/ip/tcp.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postern::test {

/// An HTTP/1.1 server on loopback whose answers a test scripts byte by byte, on the test's loop.
class HttpServer
{
public:
    struct Received
    {
        std::string method;
        std::string target;
        http::Headers headers;
        std::string body;
    };

    /// One accepted connection.
    class Peer
    {
    public:
        explicit Peer(boost::asio::ip::tcp::socket socket)
            : m_socket(std::move(socket))
        {}

        /// Sends raw bytes; false when the client has gone.
        Task<bool> write(std::string bytes);
        /// Sends a whole answer with Content-Length.
        Task<bool> answer(int status, std::string body, http::Headers headers = {});
        /// Waits until the client closes the connection.
        Task<> closedByClient();
        /// Closes at once; `reset` drops what is under way.
        void close(bool reset = false);
        boost::asio::ip::tcp::socket &socket() { return m_socket; }

    private:
        boost::asio::ip::tcp::socket m_socket;
    };

    using Script = std::function<Task<>(Peer &, const Received &)>;

    /// Listens on a free port; the script answers each request. A connection is kept for the next
    /// request unless the script closed it.
    HttpServer(boost::asio::io_context &loop, Script script);
    ~HttpServer();
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    std::uint16_t port() const;
    /// "http://127.0.0.1:port" and the path.
    std::string url(std::string_view path = "/") const;
    int connections() const;
    const std::vector<Received> &requests() const;

private:
    struct State;
    static Task<> accept(std::shared_ptr<State> state);
    static Task<> serve(std::shared_ptr<State> state, std::shared_ptr<Peer> peer);

    std::shared_ptr<State> m_state;
};

} // namespace postern::test
