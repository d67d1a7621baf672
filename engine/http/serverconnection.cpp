// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/serverconnection.h"

#include "engine/base/log.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

#include <array>
#include <charconv>
#include <sstream>
#include <utility>

namespace postern::http {

namespace asio = boost::asio;
namespace beast = boost::beast;

namespace {

constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::seconds kHangUp{2};

template<typename Head>
ServerRequest requestOf(const Head &head, std::string client)
{
    ServerRequest request;
    request.method = head.method_string();
    request.target = head.target();
    for (const auto &field : head)
        request.headers.emplace_back(field.name_string(), field.value());
    request.client = std::move(client);
    return request;
}

std::string hexadecimal(std::size_t number)
{
    std::array<char, 2 * sizeof number> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16);
    return {digits.data(), end.ptr};
}

std::string sizeText(std::uint64_t bytes)
{
    constexpr std::uint64_t kMebi = 1U << 20U;
    return bytes % kMebi == 0 ? std::to_string(bytes / kMebi) + " MiB"
                              : std::to_string(bytes / 1024) + " KiB";
}

} // namespace

ServerConnection::ServerConnection(asio::ip::tcp::socket socket,
                                   const ServerOptions &options,
                                   const Server::Handler &handler)
    : m_options(options)
    , m_handler(handler)
    , m_stream(std::move(socket))
{
    boost::system::error_code ignored;
    m_stream.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
    const auto client = m_stream.socket().remote_endpoint(ignored);
    if (!ignored)
        m_client = client.address().to_string();
}

void ServerConnection::close()
{
    m_stream.close();
    if (const std::shared_ptr<ClientWatch> watch = m_watch.lock())
        watch->stop.emit(asio::cancellation_type::terminal);
}

void ServerConnection::endSoon()
{
    m_isLast = true;
    if (m_isIdle && m_buffer.size() == 0)
        m_stream.close();
}

Task<> ServerConnection::serve()
{
    bool goesOn = true;
    while (goesOn) {
        goesOn = co_await serveRequest();
        goesOn = goesOn && !m_isLast;
        m_isIdle = true;
    }
    co_await hangUp();
}

Task<bool> ServerConnection::serveRequest()
{
    Parser parser;
    parser.body_limit(m_options.bodyLimit);
    parser.header_limit(m_options.headLimit);
    m_version = 11;
    m_isHead = false;
    m_keepsAlive = false;
    m_sent = Sent::Nothing;
    m_stream.expires_after(m_options.silence);
    const auto [error, size]
        = co_await beast::http::async_read_header(m_stream, m_buffer, parser, kAsTuple);
    m_isIdle = false;
    if (error) {
        co_await refuseUnreadable(error);
        co_return false;
    }
    m_version = parser.get().version();
    m_isHead = parser.get().method() == beast::http::verb::head;
    ServerRequest request = requestOf(parser.get(), m_client);
    std::optional<Response> refused;
    if (m_options.screen)
        refused = m_options.screen(request);
    if (refused) {
        co_await sendWhole(std::move(*refused));
        co_return false;
    }
    const bool isRead = co_await readBody(parser);
    if (!isRead)
        co_return false;
    m_keepsAlive = parser.keep_alive() && !m_isLast;
    request.body = std::move(parser.get().body());
    co_return co_await answer(std::move(request));
}

Task<bool> ServerConnection::readBody(Parser &parser)
{
    if (beast::iequals(parser.get()[beast::http::field::expect], "100-continue"))
        co_await writeText("HTTP/1.1 100 Continue\r\n\r\n");
    while (!parser.is_done()) {
        m_stream.expires_after(m_options.silence);
        const auto [error, size]
            = co_await beast::http::async_read_some(m_stream, m_buffer, parser, kAsTuple);
        if (error) {
            co_await refuseUnreadable(error);
            co_return false;
        }
    }
    co_return true;
}

Task<bool> ServerConnection::answer(ServerRequest request)
{
    m_stream.expires_never(); // how long the answer takes is the handler's affair
    const auto watch = std::make_shared<ClientWatch>();
    m_watch = watch;
    watchClient(watch);
    Responder responder(*this);
    bool hasFailed = false;
    try {
        auto token = asio::bind_cancellation_slot(watch->stop.slot(), asio::use_awaitable);
        auto handling = m_handler(std::move(request), responder);
        co_await asio::co_spawn(m_stream.get_executor(), std::move(handling), std::move(token));
    } catch (const std::exception &failure) {
        hasFailed = true;
        if (m_stream.socket().is_open())
            log::write(log::Level::Info, "http", std::string("A request failed: ") + failure.what());
    } catch (...) {
        hasFailed = true;
    }
    watch->isOver = true;
    if (m_stream.socket().is_open())
        m_stream.socket().cancel(); // the watch
    co_return co_await finish(hasFailed);
}

Task<bool> ServerConnection::finish(bool hasFailed)
{
    if (m_sent == Sent::Nothing && m_isOpen)
        co_await sendWhole(refusal(500, "The request could not be answered."));
    else if (m_sent == Sent::Head && hasFailed)
        m_stream.close(); // its client mustn't take it for the whole
    else if (m_sent == Sent::Head && m_version >= 11 && !m_isHead)
        co_await writeText("0\r\n\r\n");
    co_return (m_isOpen && m_keepsAlive && m_stream.socket().is_open());
}

void ServerConnection::watchClient(const std::shared_ptr<ClientWatch> &watch)
{
    m_stream.socket().async_wait(asio::ip::tcp::socket::wait_read,
                                 [this, watch](const boost::system::error_code &error) {
                                     if (error || watch->isOver)
                                         return;
                                     // More bytes are its next request; an end is its end.
                                     boost::system::error_code failed;
                                     if (m_stream.socket().available(failed) > 0)
                                         return;
                                     m_isOpen = false;
                                     watch->stop.emit(asio::cancellation_type::terminal);
                                 });
}

Task<bool> ServerConnection::sendWhole(Response response)
{
    std::string text = headText(response.head, response.body.size());
    if (!m_isHead)
        text += response.body;
    m_sent = Sent::All;
    co_return co_await writeText(std::move(text));
}

Task<bool> ServerConnection::sendHead(ResponseHead head)
{
    m_sent = Sent::Head;
    // HTTP/1.0 knows no chunks: there the end of the connection is that of the body.
    m_keepsAlive = m_keepsAlive && m_version >= 11;
    co_return co_await writeText(headText(head, std::nullopt));
}

Task<bool> ServerConnection::sendPiece(std::string piece)
{
    if (m_isHead || piece.empty())
        co_return m_isOpen;
    if (m_version >= 11)
        piece = hexadecimal(piece.size()) + "\r\n" + piece + "\r\n";
    co_return co_await writeText(std::move(piece));
}

std::string ServerConnection::headText(const ResponseHead &head,
                                       std::optional<std::size_t> size) const
{
    beast::http::response<beast::http::empty_body> response;
    response.version(m_version);
    response.result(static_cast<unsigned>(head.status));
    for (const auto &[name, value] : head.headers)
        response.insert(name, value);
    response.keep_alive(m_keepsAlive && !m_isLast);
    if (size)
        response.content_length(*size);
    else if (m_version >= 11)
        response.chunked(true);
    std::ostringstream text;
    text << response.base();
    return std::move(text).str();
}

Response ServerConnection::refusal(int status, std::string_view message) const
{
    if (m_options.refuse)
        return m_options.refuse(status, message);
    return {{status, {{"Content-Type", "text/plain"}}}, std::string(message) + '\n'};
}

Task<> ServerConnection::refuseUnreadable(boost::system::error_code failure)
{
    using Code = beast::http::error;
    int status = 400;
    std::string message = "The request is no HTTP/1.1.";
    if (failure == Code::body_limit) {
        status = 413;
        message = "The request's body is larger than " + sizeText(m_options.bodyLimit) + '.';
    } else if (failure == Code::header_limit) {
        status = 431;
        message = "The request's head is larger than " + sizeText(m_options.headLimit) + '.';
    } else if (failure == Code::end_of_stream || failure == Code::partial_message
               || failure.category() != make_error_code(Code::bad_method).category()) {
        co_return; // the client went, fell silent, or the server stops
    }
    co_await sendWhole(refusal(status, message));
}

Task<bool> ServerConnection::writeText(std::string text)
{
    m_stream.expires_after(m_options.silence);
    const auto [error, size] = co_await asio::async_write(m_stream, asio::buffer(text), kAsTuple);
    m_stream.expires_never();
    m_isOpen = m_isOpen && !error;
    co_return m_isOpen;
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

Task<bool> Responder::send(Response response)
{
    co_return co_await m_connection.sendWhole(std::move(response));
}

Task<bool> Responder::begin(ResponseHead head)
{
    co_return co_await m_connection.sendHead(std::move(head));
}

Task<bool> Responder::write(std::string piece)
{
    co_return co_await m_connection.sendPiece(std::move(piece));
}

} // namespace postern::http
