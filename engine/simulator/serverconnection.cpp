// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/simulator/serverconnection.h"

#include "engine/simulator/wire.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>

namespace postern::simulator {

namespace asio = boost::asio;
namespace beast = boost::beast;

namespace {

constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);
constexpr std::uint64_t kBodyLimit = 16ULL * 1024 * 1024;
constexpr std::uint32_t kHeaderLimit = 64 * 1024;
/// The longest silence of a client: between requests, within one, and while it should read.
constexpr std::chrono::seconds kSilence{60};
constexpr std::chrono::seconds kHangUp{2};

/// "localhost:8080" and the like: the port may be another where a tunnel leads here.
bool namesLoopback(std::string_view host)
{
    const std::size_t colon = host.rfind(':');
    if (colon != std::string_view::npos && !host.ends_with(']')) {
        const std::string_view port = host.substr(colon + 1);
        if (!std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; }))
            return false;
        host = host.substr(0, colon);
    }
    return host == "127.0.0.1" || host == "[::1]" || beast::iequals(host, "localhost");
}

SimulatedAnswer refusal(int status, std::string_view message)
{
    Dict error{{"code", std::to_string(status)}, {"message", message}};
    return jsonAnswer(status, Dict{{"error", std::move(error)}});
}

/// What stops a request before its body is looked at.
template<typename Head>
std::optional<SimulatedAnswer> refusalOf(const Head &head)
{
    if (head.count(beast::http::field::host) != 1)
        return refusal(400, "The request must have one Host header.");
    const std::string_view host = head[beast::http::field::host];
    if (!namesLoopback(host))
        return refusal(421, "This server answers for 127.0.0.1 and localhost only.");
    const auto [begin, end] = head.equal_range(beast::http::field::origin);
    const std::string own = "http://" + std::string(host);
    const bool isForeign = std::any_of(begin, end, [&](const auto &origin) {
        return !beast::iequals(origin.value(), own);
    });
    if (isForeign)
        return refusal(403, "This server answers no web page of another origin.");
    if (!head.target().starts_with('/'))
        return refusal(400, "The request's target must be a path.");
    return std::nullopt;
}

/// The head of an answer as it is sent; without a size the body comes in chunks.
std::string headText(const SimulatedAnswer &answer,
                     unsigned version,
                     bool keepAlive,
                     std::optional<std::size_t> size)
{
    beast::http::response<beast::http::empty_body> response;
    response.version(version);
    response.result(static_cast<unsigned>(answer.head.status));
    for (const auto &[name, value] : answer.head.headers)
        response.insert(name, value);
    response.keep_alive(keepAlive);
    if (size)
        response.content_length(*size);
    else
        response.chunked(true);
    std::ostringstream text;
    text << response.base();
    return std::move(text).str();
}

} // namespace

ServerConnection::ServerConnection(asio::ip::tcp::socket socket, Simulator &simulator)
    : m_stream(std::move(socket))
    , m_timer(m_stream.get_executor())
    , m_simulator(simulator)
{
    boost::system::error_code ignored;
    m_stream.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
}

void ServerConnection::close()
{
    m_stream.close();
    m_timer.cancel();
}

Task<> ServerConnection::serve()
{
    bool goesOn = true;
    while (goesOn)
        goesOn = co_await serveRequest();
    co_await hangUp();
}

Task<bool> ServerConnection::serveRequest()
{
    Parser parser;
    parser.body_limit(kBodyLimit);
    parser.header_limit(kHeaderLimit);
    m_stream.expires_after(kSilence);
    const auto [headError, headSize]
        = co_await beast::http::async_read_header(m_stream, m_buffer, parser, kAsTuple);
    if (headError) {
        co_await refuseUnreadable(headError);
        co_return false;
    }
    std::optional<SimulatedAnswer> refused = refusalOf(parser.get());
    if (refused)
        co_return co_await send(parser.get(), std::move(*refused), false);
    if (beast::iequals(parser.get()[beast::http::field::expect], "100-continue"))
        co_await writeText("HTTP/1.1 100 Continue\r\n\r\n");
    const auto [bodyError, bodySize]
        = co_await beast::http::async_read(m_stream, m_buffer, parser, kAsTuple);
    if (bodyError) {
        co_await refuseUnreadable(bodyError);
        co_return false;
    }
    const bool keepAlive = parser.keep_alive();
    http::Request request;
    request.method = parser.get().method_string();
    request.url = parser.get().target();
    for (const auto &field : parser.get())
        request.headers.emplace_back(field.name_string(), field.value());
    request.body = std::move(parser.get().body());
    co_return co_await send(parser.get(), m_simulator.answer(request), keepAlive);
}

Task<bool> ServerConnection::send(const Request &request, SimulatedAnswer answer, bool keepAlive)
{
    const bool isOpen = co_await pause(answer.beforeFirst);
    if (!isOpen)
        co_return false;
    const std::string_view type = http::header(answer.head.headers, "content-type");
    // HTTP/1.0 knows no chunks, and an answer to HEAD has none.
    const bool isStream = type.starts_with("text/event-stream") && request.version() >= 11
                          && request.method() != beast::http::verb::head;
    if (isStream)
        co_return co_await sendStream(request, std::move(answer), keepAlive);
    co_return co_await sendWhole(request, std::move(answer), keepAlive);
}

Task<bool> ServerConnection::sendWhole(const Request &request,
                                       SimulatedAnswer answer,
                                       bool keepAlive)
{
    const std::string body = answer.body();
    std::string text = headText(answer, request.version(), keepAlive, body.size());
    if (request.method() != beast::http::verb::head)
        text += body;
    const bool isSent = co_await writeText(std::move(text));
    co_return (isSent && keepAlive);
}

Task<bool> ServerConnection::sendStream(const Request &request,
                                        SimulatedAnswer answer,
                                        bool keepAlive)
{
    std::string head = headText(answer, request.version(), keepAlive, std::nullopt);
    bool isOpen = co_await writeText(std::move(head));
    for (std::size_t i = 0; i < answer.pieces.size() && isOpen; ++i) {
        if (i > 0)
            isOpen = co_await pause(answer.between);
        const std::string &piece = answer.pieces[i];
        isOpen = isOpen && co_await writeText(fmt::format("{:x}\r\n{}\r\n", piece.size(), piece));
    }
    isOpen = isOpen && co_await writeText("0\r\n\r\n");
    co_return (isOpen && keepAlive);
}

Task<> ServerConnection::refuseUnreadable(boost::system::error_code failure)
{
    using Code = beast::http::error;
    int status = 400;
    std::string_view message = "The request is no HTTP/1.1.";
    if (failure == Code::body_limit) {
        status = 413;
        message = "The request's body is larger than 16 MiB.";
    } else if (failure == Code::header_limit) {
        status = 431;
        message = "The request's head is larger than 64 KiB.";
    } else if (failure == Code::end_of_stream || failure == Code::partial_message
               || failure.category() != make_error_code(Code::bad_method).category()) {
        co_return; // the client went, fell silent, or the server stops
    }
    Request unreadable;
    co_await send(unreadable, refusal(status, message), false);
}

Task<bool> ServerConnection::writeText(std::string text)
{
    m_stream.expires_after(kSilence);
    const auto [error, size] = co_await asio::async_write(m_stream, asio::buffer(text), kAsTuple);
    co_return !error;
}

Task<bool> ServerConnection::pause(std::chrono::milliseconds duration)
{
    if (duration.count() > 0) {
        m_timer.expires_after(duration);
        co_await m_timer.async_wait(kAsTuple);
    }
    co_return m_stream.socket().is_open();
}

Task<> ServerConnection::hangUp()
{
    boost::system::error_code failed;
    m_stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, failed);
    if (failed)
        co_return;
    // Closing with bytes unread resets the connection, and the client would lose the answer.
    std::array<char, 16 * 1024> dropped;
    m_stream.expires_after(kHangUp);
    while (!failed) {
        const auto [error, size] = co_await m_stream.async_read_some(asio::buffer(dropped),
                                                                     kAsTuple);
        failed = error;
    }
}

} // namespace postern::simulator
