// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/tlsrelay.h"

#include "engine/base/error.h"
#include "engine/base/task.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <chrono>
#include <set>

namespace postern::cloud {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kMostConnections = 1024;
constexpr std::chrono::seconds kHandshake{30};

/// A client's connection and the one to the server behind.
struct Pair
{
    Pair(tcp::socket socket, asio::ssl::context &context)
        : server(socket.get_executor())
        , timer(socket.get_executor())
        , client(std::move(socket), context)
    {}

    void close()
    {
        boost::system::error_code ignored;
        client.lowest_layer().close(ignored);
        server.close(ignored);
        timer.cancel();
    }

    tcp::socket server;
    asio::steady_timer timer;
    asio::ssl::stream<tcp::socket> client;
};

template<typename From, typename To>
Task<> copy(std::shared_ptr<Pair> pair, From &from, To &to)
{
    constexpr std::size_t kPiece = 16UL * 1024;
    std::array<char, kPiece> bytes{};
    while (true) {
        const auto [failed, size] = co_await from.async_read_some(asio::buffer(bytes), kAsTuple);
        if (failed)
            break;
        const auto [lost, written] = co_await asio::async_write(to,
                                                                asio::buffer(bytes.data(), size),
                                                                kAsTuple);
        if (lost)
            break;
    }
    // A half-closed connection would need both sides to know of it; HTTP's end with their answer.
    static_cast<void>(co_await pair->client.async_shutdown(kAsTuple));
    pair->close();
}

} // namespace

struct TlsRelay::State
{
    State(const asio::any_io_executor &executor,
          const ServerCertificate &certificate,
          std::uint16_t wanted,
          std::uint16_t toPort)
        : acceptor(executor)
        , target(asio::ip::address_v4::loopback(), toPort)
    {
        try {
            context.set_options(asio::ssl::context::default_workarounds
                                | asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1);
            context.use_certificate_chain(asio::buffer(certificate.chain));
            context.use_private_key(asio::buffer(certificate.key), asio::ssl::context::pem);
        } catch (const boost::system::system_error &error) {
            throw Error(ErrorCode::InvalidInput,
                        tr("The certificate or its key can't be used: %1.", error.code().message()),
                        tr("Both must be PEM, the certificate first in its chain, the key without "
                           "a password."));
        }
        try {
            const tcp::endpoint endpoint(asio::ip::address_v4::loopback(), wanted);
            acceptor.open(endpoint.protocol());
            acceptor.set_option(asio::socket_base::reuse_address(true));
            acceptor.bind(endpoint);
            acceptor.listen();
        } catch (const boost::system::system_error &error) {
            throw Error(ErrorCode::ConnectionFailed,
                        tr("Port %1 can't be opened: %2.", wanted, error.code().message()),
                        tr("Choose another port; 0 takes any free one."));
        }
    }

    static Task<> accept(std::shared_ptr<State> state);
    static Task<> serve(std::shared_ptr<State> state, tcp::socket socket);

    asio::ssl::context context{asio::ssl::context::tls_server};
    tcp::acceptor acceptor;
    const tcp::endpoint target;
    std::set<std::shared_ptr<Pair>> pairs;
};

Task<> TlsRelay::State::accept(std::shared_ptr<State> state)
{
    while (state->acceptor.is_open()) {
        auto [error, socket] = co_await state->acceptor.async_accept(kAsTuple);
        const bool isFull = state->pairs.size() >= kMostConnections;
        if (!error && !isFull)
            asio::co_spawn(state->acceptor.get_executor(),
                           serve(state, std::move(socket)),
                           asio::detached);
    }
}

Task<> TlsRelay::State::serve(std::shared_ptr<State> state, tcp::socket socket)
{
    const auto pair = std::make_shared<Pair>(std::move(socket), state->context);
    state->pairs.insert(pair);
    boost::system::error_code ignored;
    pair->client.lowest_layer().set_option(tcp::no_delay(true), ignored);
    pair->timer.expires_after(kHandshake);
    pair->timer.async_wait([pair](const boost::system::error_code &error) {
        if (!error)
            pair->close();
    });
    const auto [refused] = co_await pair->client.async_handshake(asio::ssl::stream_base::server,
                                                                 kAsTuple);
    pair->timer.cancel();
    if (!refused) {
        const auto [lost] = co_await pair->server.async_connect(state->target, kAsTuple);
        if (!lost) {
            asio::co_spawn(state->acceptor.get_executor(),
                           copy(pair, pair->client, pair->server),
                           asio::detached);
            co_await copy(pair, pair->server, pair->client);
        }
    }
    pair->close();
    state->pairs.erase(pair);
}

TlsRelay::TlsRelay(const asio::any_io_executor &loop,
                   const ServerCertificate &certificate,
                   std::uint16_t port,
                   std::uint16_t target)
    : m_state(std::make_shared<State>(loop, certificate, port, target))
{
    asio::co_spawn(loop, State::accept(m_state), asio::detached);
}

TlsRelay::~TlsRelay()
{
    try {
        boost::system::error_code ignored;
        m_state->acceptor.close(ignored);
        for (const std::shared_ptr<Pair> &pair : m_state->pairs)
            pair->close();
    } catch (...) { // the sockets close with the loop then
    }
}

std::uint16_t TlsRelay::port() const
{
    return m_state->acceptor.local_endpoint().port();
}

} // namespace postern::cloud
