// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/simulator/simulator.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace postern::simulator {

/// One client's connection to the server: its requests, one after the other.
class ServerConnection
{
public:
    ServerConnection(boost::asio::ip::tcp::socket socket, Simulator &simulator);

    /// Answers until the client goes, says something that is no HTTP, or close() is called.
    Task<> serve();
    void close();

private:
    using Request = boost::beast::http::request<boost::beast::http::string_body>;
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

    /// Each returns whether the connection can take another request.
    Task<bool> serveRequest();
    Task<bool> send(const Request &request, SimulatedAnswer answer, bool keepAlive);
    Task<bool> sendWhole(const Request &request, SimulatedAnswer answer, bool keepAlive);
    Task<bool> sendStream(const Request &request, SimulatedAnswer answer, bool keepAlive);

    Task<> refuseUnreadable(boost::system::error_code failure);
    Task<bool> writeText(std::string text);
    /// False when the connection was closed meanwhile.
    Task<bool> pause(std::chrono::milliseconds duration);
    /// Ends a connection whose client may still be sending, so that it gets what was answered.
    Task<> hangUp();

    boost::beast::tcp_stream m_stream;
    boost::beast::flat_buffer m_buffer;
    boost::asio::steady_timer m_timer;
    Simulator &m_simulator;
};

} // namespace postern::simulator
