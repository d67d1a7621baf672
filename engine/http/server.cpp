// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/server.h"

#include "engine/base/error.h"
#include "engine/http/serverconnection.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <set>
#include <utility>

namespace postern::http {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

tcp::acceptor listenAt(const asio::any_io_executor &loop,
                       const std::string &address,
                       std::uint16_t port)
{
    tcp::acceptor acceptor(loop);
    try {
        const tcp::endpoint endpoint(asio::ip::make_address(address), port);
        acceptor.open(endpoint.protocol());
        acceptor.set_option(asio::socket_base::reuse_address(true));
        acceptor.bind(endpoint);
        acceptor.listen();
    } catch (const boost::system::system_error &error) {
        const bool isTaken = error.code() == asio::error::address_in_use;
        throw Error(ErrorCode::ConnectionFailed,
                    isTaken ? tr("Port %1 of %2 is in use by another program.", port, address)
                            : tr("Port %1 of %2 can't be opened: %3.",
                                 port,
                                 address,
                                 error.code().message()),
                    tr("Choose another port; 0 takes any free one."));
    }
    return acceptor;
}

} // namespace

struct Server::State
{
    State(const asio::any_io_executor &loop, ServerOptions given, Handler answer)
        : options(std::move(given))
        , handler(std::move(answer))
        , acceptor(listenAt(loop, options.address, options.port))
        , port(acceptor.local_endpoint().port())
        , retry(loop)
    {}

    static Task<> accept(std::shared_ptr<State> state);
    static Task<> serve(std::shared_ptr<State> state, tcp::socket socket);
    Task<> pause(std::chrono::steady_clock::duration most);

    const ServerOptions options;
    const Handler handler;
    tcp::acceptor acceptor;
    const std::uint16_t port;
    asio::steady_timer retry;
    std::set<ServerConnection *> connections;
    bool isEnding = false;
};

Task<> Server::State::pause(std::chrono::steady_clock::duration most)
{
    retry.expires_after(most);
    co_await retry.async_wait(asio::as_tuple(asio::use_awaitable));
}

Task<> Server::State::accept(std::shared_ptr<State> state)
{
    while (state->acceptor.is_open()) {
        if (state->connections.size() >= state->options.mostConnections) {
            co_await state->pause(std::chrono::hours(1)); // until one ends
            continue;
        }
        auto [error, socket] = co_await state->acceptor.async_accept(
            asio::as_tuple(asio::use_awaitable));
        if (!error) {
            asio::co_spawn(state->acceptor.get_executor(),
                           serve(state, std::move(socket)),
                           asio::detached);
        } else if (state->acceptor.is_open()) {
            // Too many open files, say: what is open has to end first.
            co_await state->pause(std::chrono::milliseconds(100));
        }
    }
}

Task<> Server::State::serve(std::shared_ptr<State> state, tcp::socket socket)
{
    if (!state->acceptor.is_open())
        co_return;
    ServerConnection connection(std::move(socket), state->options, state->handler);
    state->connections.insert(&connection);
    if (state->isEnding)
        connection.endSoon();
    try {
        co_await connection.serve();
    } catch (...) { // out of memory: this connection ends, the others go on
    }
    state->connections.erase(&connection);
    state->retry.cancel();
}

Server::Server(const asio::any_io_executor &loop, ServerOptions options, Handler handler)
    : m_state(std::make_shared<State>(loop, std::move(options), std::move(handler)))
{
    asio::co_spawn(loop, State::accept(m_state), asio::detached);
}

Server::~Server()
{
    try {
        boost::system::error_code ignored;
        m_state->acceptor.close(ignored);
        m_state->retry.cancel();
        for (ServerConnection *connection : m_state->connections)
            connection->close();
    } catch (...) { // asio says it may throw; the sockets close with the loop then
    }
}

Task<> Server::drain(std::chrono::milliseconds most)
{
    // What has connected when the end is told may not have been accepted yet.
    constexpr std::chrono::milliseconds kLateComers{200};
    constexpr std::chrono::milliseconds kLook{10};
    co_await asio::this_coro::throw_if_cancelled(false);
    const std::shared_ptr<State> state = m_state;
    state->isEnding = true;
    for (ServerConnection *connection : state->connections)
        connection->endSoon();
    const auto begin = std::chrono::steady_clock::now();
    asio::steady_timer look(state->acceptor.get_executor());
    std::chrono::steady_clock::duration waited{};
    for (; waited < most; waited = std::chrono::steady_clock::now() - begin) {
        if (waited >= kLateComers && state->acceptor.is_open()) {
            boost::system::error_code ignored;
            state->acceptor.close(ignored);
        }
        if (!state->acceptor.is_open() && state->connections.empty())
            co_return;
        look.expires_after(kLook);
        co_await look.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

std::uint16_t Server::port() const
{
    return m_state->port;
}

std::size_t Server::connections() const
{
    return m_state->connections.size();
}

} // namespace postern::http
