// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/simulator/simulatorserver.h"

#include "engine/base/error.h"
#include "engine/simulator/serverconnection.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <random>
#include <set>

namespace postern::simulator {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

tcp::acceptor listenOnLoopback(const asio::any_io_executor &loop, std::uint16_t port)
{
    tcp::acceptor acceptor(loop);
    try {
        const tcp::endpoint endpoint(asio::ip::address_v4::loopback(), port);
        acceptor.open(endpoint.protocol());
        acceptor.set_option(asio::socket_base::reuse_address(true));
        acceptor.bind(endpoint);
        acceptor.listen();
    } catch (const boost::system::system_error &error) {
        const bool isTaken = error.code() == asio::error::address_in_use;
        throw Error(ErrorCode::ConnectionFailed,
                    isTaken ? tr("Port %1 of 127.0.0.1 is in use by another program.", port)
                            : tr("Port %1 of 127.0.0.1 can't be opened: %2.",
                                 port,
                                 error.code().message()),
                    tr("Choose another port; 0 takes any free one."));
    }
    return acceptor;
}

} // namespace

struct SimulatorServer::State
{
    State(const asio::any_io_executor &loop, SimulatorOptions options, std::uint16_t portNumber)
        : acceptor(listenOnLoopback(loop, portNumber))
        , port(acceptor.local_endpoint().port())
        , retry(loop)
        , simulator(std::move(options))
    {}

    static Task<> accept(std::shared_ptr<State> state);
    static Task<> serve(std::shared_ptr<State> state, tcp::socket socket);

    tcp::acceptor acceptor;
    const std::uint16_t port;
    asio::steady_timer retry;
    Simulator simulator;
    std::set<ServerConnection *> connections;
};

Task<> SimulatorServer::State::accept(std::shared_ptr<State> state)
{
    while (state->acceptor.is_open()) {
        auto [error, socket] = co_await state->acceptor.async_accept(
            asio::as_tuple(asio::use_awaitable));
        if (!error) {
            asio::co_spawn(state->acceptor.get_executor(),
                           serve(state, std::move(socket)),
                           asio::detached);
        } else if (state->acceptor.is_open()) {
            // Too many open files, say: what is open has to end first.
            state->retry.expires_after(std::chrono::milliseconds(100));
            co_await state->retry.async_wait(asio::as_tuple(asio::use_awaitable));
        }
    }
}

Task<> SimulatorServer::State::serve(std::shared_ptr<State> state, tcp::socket socket)
{
    if (!state->acceptor.is_open())
        co_return;
    ServerConnection connection(std::move(socket), state->simulator);
    state->connections.insert(&connection);
    try {
        co_await connection.serve();
    } catch (...) { // out of memory: this connection ends, the others go on
    }
    state->connections.erase(&connection);
}

SimulatorServer::SimulatorServer(const asio::any_io_executor &loop,
                                 SimulatorOptions options,
                                 std::uint16_t port)
    : m_state(std::make_shared<State>(loop, std::move(options), port))
{
    asio::co_spawn(loop, State::accept(m_state), asio::detached);
}

SimulatorServer::~SimulatorServer()
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

std::uint16_t SimulatorServer::port() const
{
    return m_state->port;
}

std::string SimulatorServer::url() const
{
    return fmt::format("http://127.0.0.1:{}", port());
}

std::string randomKey()
{
    std::random_device random;
    return fmt::format("{:08x}{:08x}{:08x}{:08x}", random(), random(), random(), random());
}

} // namespace postern::simulator
