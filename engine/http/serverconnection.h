// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/http/server.h"

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <memory>
#include <optional>
#include <string>

namespace postern::http {

/// One client's connection to a server: its requests, one after the other.
class ServerConnection
{
public:
    ServerConnection(boost::asio::ip::tcp::socket socket,
                     const ServerOptions &options,
                     const Server::Handler &handler);

    /// Answers until the client goes, says something that is no HTTP, or close() is called.
    Task<> serve();
    void close();
    /// The answer under way, or the one to a request that is just coming, is the last.
    void endSoon();

private:
    friend class Responder;
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
    /// Shared with a wait that may outlive the connection.
    struct ClientWatch
    {
        boost::asio::cancellation_signal stop;
        bool isOver = false;
    };

    /// Each returns whether the connection can take another request.
    Task<bool> serveRequest();
    Task<bool> readBody(Parser &parser);
    Task<bool> answer(ServerRequest request);
    Task<bool> finish(bool hasFailed);

    Task<> refuseUnreadable(boost::system::error_code failure);
    Response refusal(int status, std::string_view message) const;
    /// For Responder.
    Task<bool> sendWhole(Response response);
    Task<bool> sendHead(ResponseHead head);
    Task<bool> sendPiece(std::string piece);

    std::string headText(const ResponseHead &head, std::optional<std::size_t> size) const;
    Task<bool> writeText(std::string text);
    /// Cancels the handler when the client goes.
    void watchClient(const std::shared_ptr<ClientWatch> &watch);
    /// Ends a connection whose client may still be sending, so that it gets what was answered.
    Task<> hangUp();

    const ServerOptions &m_options;
    const Server::Handler &m_handler;
    boost::beast::tcp_stream m_stream;
    boost::beast::flat_buffer m_buffer;
    std::string m_client;
    std::weak_ptr<ClientWatch> m_watch; ///< while a handler is at work

    // Of the request under way.
    enum class Sent { Nothing, Head, All };
    unsigned m_version = 11; ///< of HTTP, as Beast has it
    bool m_isHead = false;
    bool m_keepsAlive = false;
    Sent m_sent = Sent::Nothing;
    bool m_isOpen = true; ///< the client can still be written to
    bool m_isLast = false;
    bool m_isIdle = false; ///< nothing of a next request has come
};

} // namespace postern::http
