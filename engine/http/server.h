// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/http/message.h"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace postern::http {

class ServerConnection;

/// What a client asked a server.
struct ServerRequest
{
    std::string method;
    std::string target; ///< as it was sent: path and query
    Headers headers;
    std::string body;   ///< empty while only the head has been read
    std::string client; ///< its IP address
};

/// The way back to the client of one request: either send(), or begin() and then as many pieces as
/// there are. Each says whether the client is still there.
class Responder
{
public:
    explicit Responder(ServerConnection &connection)
        : m_connection(connection)
    {}

    Task<bool> send(Response response);
    /// The body follows in pieces; to return from the handler ends it.
    Task<bool> begin(ResponseHead head);
    Task<bool> write(std::string piece);

private:
    ServerConnection &m_connection;
};

struct ServerOptions
{
    std::string address = "127.0.0.1"; ///< IP address to listen at
    std::uint16_t port = 0;            ///< 0: any free one
    std::uint64_t bodyLimit = 16ULL * 1024 * 1024;
    std::uint32_t headLimit = 64U * 1024;
    /// The longest silence of a client: between requests, within a body, and while it should read.
    /// A head has to be there as a whole by then.
    std::chrono::milliseconds silence{60'000};
    std::size_t mostConnections = 1024; ///< further ones wait to be accepted

    /// Looks at a request's head before its body is read: an answer refuses it and ends the
    /// connection. A request may come from anywhere, by any name: what to make of that is said
    /// here. Empty: none is refused.
    std::function<std::optional<Response>(const ServerRequest &head)> screen;
    /// Makes the answer to what is no HTTP/1.1 (400), has too large a body (413) or head (431), or
    /// that the handler failed to answer (500). Empty: the message as plain text.
    std::function<Response(int status, std::string_view message)> refuse;
};

/// An HTTP/1.1 server: connections that are kept, requests one after the other on each, answers as
/// a whole or in pieces. It knows nothing of what it serves, and nothing of TLS. Belongs to the loop.
class Server
{
public:
    /// Answers a request. When the client goes before that is done, or the server does, it is
    /// cancelled, and mustn't use then what may have gone with the server. What it throws is
    /// answered by 500, or breaks off an answer that has begun.
    using Handler = std::function<Task<>(ServerRequest request, Responder &responder)>;

    /// Listens at once. Throws Error ConnectionFailed when the port can't be had.
    Server(const boost::asio::any_io_executor &loop, ServerOptions options, Handler handler);
    /// Closes the port and every connection, whatever is under way on it.
    ~Server();
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    /// Ends the server's work without losing a request: who is connected gets the answer that is
    /// under way and no other, who has just come gets one, and then the port is closed. Returns when
    /// all have gone, or after `most`, whether it is cancelled or not.
    Task<> drain(std::chrono::milliseconds most);

    std::uint16_t port() const;
    /// How many clients are connected.
    std::size_t connections() const;

private:
    struct State;
    const std::shared_ptr<State> m_state;
};

} // namespace postern::http
