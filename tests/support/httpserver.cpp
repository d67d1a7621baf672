// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/httpserver.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

namespace postern::test {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

namespace {
constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);
} // namespace

struct HttpServer::State
{
    State(asio::io_context &loop, Script scriptOfTest)
        : acceptor(loop, tcp::endpoint(asio::ip::address_v4::loopback(), 0))
        , script(std::move(scriptOfTest))
    {}

    tcp::acceptor acceptor;
    Script script;
    std::vector<std::weak_ptr<Peer>> peers;
    std::vector<Received> requests;
    int connections = 0;
};

Task<bool> HttpServer::Peer::write(std::string bytes)
{
    const auto [error, size] = co_await asio::async_write(m_socket, asio::buffer(bytes), kAsTuple);
    co_return !error;
}

Task<bool> HttpServer::Peer::answer(int status, std::string body, http::Headers headers)
{
    std::string text = "HTTP/1.1 " + std::to_string(status) + " Scripted\r\n";
    for (const auto &[name, value] : headers)
        text += name + ": " + value + "\r\n";
    text += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    co_return co_await write(std::move(text));
}

Task<> HttpServer::Peer::closedByClient()
{
    char byte = 0;
    co_await m_socket.async_read_some(asio::buffer(&byte, 1), kAsTuple);
}

void HttpServer::Peer::close(bool reset)
{
    boost::system::error_code ignored;
    if (reset)
        m_socket.set_option(asio::socket_base::linger(true, 0), ignored);
    m_socket.close(ignored);
}

HttpServer::HttpServer(asio::io_context &loop, Script script)
    : m_state(std::make_shared<State>(loop, std::move(script)))
{
    asio::co_spawn(loop, accept(m_state), asio::detached);
}

HttpServer::~HttpServer()
{
    boost::system::error_code ignored;
    m_state->acceptor.close(ignored);
    for (const std::weak_ptr<Peer> &peer : m_state->peers) {
        if (const std::shared_ptr<Peer> open = peer.lock())
            open->close();
    }
}

std::uint16_t HttpServer::port() const
{
    return m_state->acceptor.local_endpoint().port();
}

std::string HttpServer::url(std::string_view path) const
{
    return "http://127.0.0.1:" + std::to_string(port()) + std::string(path);
}

int HttpServer::connections() const
{
    return m_state->connections;
}

const std::vector<HttpServer::Received> &HttpServer::requests() const
{
    return m_state->requests;
}

Task<> HttpServer::accept(std::shared_ptr<State> state)
{
    while (true) {
        auto [error, socket] = co_await state->acceptor.async_accept(kAsTuple);
        if (error)
            co_return;
        ++state->connections;
        auto peer = std::make_shared<Peer>(std::move(socket));
        state->peers.push_back(peer);
        asio::co_spawn(state->acceptor.get_executor(), serve(state, peer), asio::detached);
    }
}

Task<> HttpServer::serve(std::shared_ptr<State> state, std::shared_ptr<Peer> peer)
{
    beast::flat_buffer buffer;
    while (peer->socket().is_open()) {
        beast::http::request_parser<beast::http::string_body> parser;
        parser.body_limit(64 * 1024 * 1024);
        const auto [error, size]
            = co_await beast::http::async_read(peer->socket(), buffer, parser, kAsTuple);
        if (error)
            co_return;
        Received received;
        received.method = parser.get().method_string();
        received.target = parser.get().target();
        received.body = std::move(parser.get().body());
        for (const auto &field : parser.get())
            received.headers.emplace_back(field.name_string(), field.value());
        state->requests.push_back(received);
        co_await state->script(*peer, received);
    }
}

} // namespace postern::test
