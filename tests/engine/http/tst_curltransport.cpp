// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/http/curltransport.h"
#include "engine/http/transfererror.h"
#include "tests/support/httpserver.h"
#include "tests/support/loop.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postern::http {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;
using test::HttpServer;
using testing::HasSubstr;
using Peer = HttpServer::Peer;
using Received = HttpServer::Received;

Request to(std::string url)
{
    Request request;
    request.url = std::move(url);
    return request;
}

Task<Response> fetch(Transport &transport, Request request)
{
    const std::unique_ptr<Exchange> exchange = co_await transport.open(std::move(request));
    Response response;
    response.head = exchange->head();
    while (const std::optional<std::string> piece = co_await exchange->read())
        response.body += *piece;
    co_return response;
}

class CurlTransportTest : public testing::Test
{
protected:
    Response get(const std::string &url) { return send(to(url)); }
    Response send(Request request)
    {
        return test::run(m_loop, fetch(m_transport, std::move(request)));
    }

    /// The step at which the request fails; its sentence is kept in m_message.
    TransferError::Step failingStep(Request request)
    {
        try {
            send(std::move(request));
        } catch (const TransferError &e) {
            m_message = e.message();
            EXPECT_FALSE(e.hint().empty());
            return e.step();
        }
        ADD_FAILURE() << "no TransferError";
        return TransferError::Step::Other;
    }

    asio::io_context m_loop;
    CurlTransport m_transport{m_loop.get_executor()};
    std::string m_message;
};

TEST_F(CurlTransportTest, BringsStatusHeadersAndBodyOfBothDirections)
{
    HttpServer server(m_loop, [](Peer &peer, const Received &) -> Task<> {
        http::Headers headers{{"X-One", "1"}, {"x-two", " 2 "}};
        co_await peer.answer(201, "made", std::move(headers));
    });
    Request request;
    request.method = "POST";
    request.url = server.url("/a/b?c=d");
    request.headers = {{"api-key", "k"}, {"Content-Type", "application/json"}};
    request.body = R"({"a":1})";

    const Response response = send(request);

    EXPECT_EQ(response.head.status, 201);
    EXPECT_EQ(response.body, "made");
    EXPECT_EQ(header(response.head.headers, "x-one"), "1");
    EXPECT_EQ(header(response.head.headers, "X-TWO"), "2");
    ASSERT_EQ(server.requests().size(), 1U);
    const Received &received = server.requests().front();
    EXPECT_EQ(received.method, "POST");
    EXPECT_EQ(received.target, "/a/b?c=d");
    EXPECT_EQ(received.body, request.body);
    EXPECT_EQ(header(received.headers, "api-key"), "k");
    EXPECT_EQ(header(received.headers, "content-type"), "application/json");
    EXPECT_THAT(std::string(header(received.headers, "user-agent")), HasSubstr("postern/"));
    EXPECT_EQ(header(received.headers, "expect"), "");
}

TEST_F(CurlTransportTest, SendsEveryMethod)
{
    HttpServer server(m_loop, [](Peer &peer, const Received &request) -> Task<> {
        co_await peer.answer(200, request.method == "HEAD" ? "" : "ok");
    });
    for (const std::string method : {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}) {
        Request request;
        request.method = method;
        request.url = server.url();
        send(request);
        EXPECT_EQ(server.requests().back().method, method);
    }
}

TEST_F(CurlTransportTest, KeepsTheConnectionForTheNextRequest)
{
    HttpServer server(m_loop, [](Peer &peer, const Received &) -> Task<> {
        co_await peer.answer(200, "ok");
    });
    for (int i = 0; i < 20; ++i)
        get(server.url());
    EXPECT_EQ(server.connections(), 1);
    EXPECT_EQ(server.requests().size(), 20U);
}

TEST_F(CurlTransportTest, HandsOverPiecesAsTheyArrive)
{
    asio::steady_timer gate(m_loop, asio::steady_timer::time_point::max());
    HttpServer server(m_loop, [&](Peer &peer, const Received &) -> Task<> {
        co_await peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
        boost::system::error_code opened;
        co_await gate.async_wait(asio::redirect_error(asio::use_awaitable, opened));
        co_await peer.write("6\r\nsecond\r\n0\r\n\r\n");
    });
    const auto script = [&]() -> Task<> {
        Request request;
        request.url = server.url();
        const auto exchange = co_await m_transport.open(std::move(request));
        const std::optional<std::string> first = co_await exchange->read();
        EXPECT_EQ(first, "first"); // though the server waits for us to go on
        gate.cancel();
        const std::optional<std::string> second = co_await exchange->read();
        EXPECT_EQ(second, "second");
        const std::optional<std::string> end = co_await exchange->read();
        EXPECT_EQ(end, std::nullopt);
    };
    test::run(m_loop, script());
}

TEST_F(CurlTransportTest, HoldsBackAServerWhoseAnswerNobodyReads)
{
    constexpr std::size_t kPiece = 1024 * 1024;
    constexpr int kPieces = 64;
    int sent = 0;
    HttpServer server(m_loop, [&](Peer &peer, const Received &) -> Task<> {
        co_await peer.write("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(kPiece * kPieces)
                            + "\r\n\r\n");
        for (; sent < kPieces; ++sent)
            co_await peer.write(std::string(kPiece, 'x'));
    });
    const auto script = [&]() -> Task<std::size_t> {
        Request request;
        request.url = server.url();
        const auto exchange = co_await m_transport.open(std::move(request));
        // Give the loop every chance to take more than it should.
        for (int i = 0; i < 2000; ++i)
            co_await asio::post(m_loop, asio::use_awaitable);
        EXPECT_LT(sent, kPieces / 2);
        std::size_t size = 0;
        while (const auto piece = co_await exchange->read())
            size += piece->size();
        co_return size;
    };
    EXPECT_EQ(test::run(m_loop, script()), kPiece * kPieces);
}

TEST_F(CurlTransportTest, NothingListeningIsAConnectErrorWithHostAndPort)
{
    std::uint16_t port = 0;
    {
        HttpServer server(m_loop, {});
        port = server.port();
    }
    const std::string where = "127.0.0.1:" + std::to_string(port);
    EXPECT_EQ(failingStep(to("http://" + where + "/?sig=verysecret")), TransferError::Step::Connect);
    EXPECT_THAT(m_message, HasSubstr(where));
    EXPECT_THAT(m_message, HasSubstr("refused"));
    EXPECT_THAT(m_message, Not(HasSubstr("verysecret")));
}

TEST_F(CurlTransportTest, AnUnknownNameIsANameError)
{
    EXPECT_EQ(failingStep(to("http://no-such-host.invalid/")), TransferError::Step::Name);
    EXPECT_THAT(m_message, HasSubstr("no-such-host.invalid:80"));
}

TEST_F(CurlTransportTest, PlainTextWhereTlsIsExpectedIsATlsError)
{
    HttpServer server(m_loop, [](Peer &peer, const Received &) -> Task<> {
        co_await peer.answer(200, "");
    });
    EXPECT_EQ(failingStep(to("https://127.0.0.1:" + std::to_string(server.port()))),
              TransferError::Step::Tls);
}

TEST_F(CurlTransportTest, AProxyThatRefusesIsAProxyError)
{
    HttpServer proxy(m_loop, [](Peer &peer, const Received &) -> Task<> {
        http::Headers headers{{"Proxy-Authenticate", "Basic"}};
        co_await peer.answer(407, "", std::move(headers));
    });
    Request request;
    request.url = "https://example.invalid/";
    request.route.proxy = proxy.url("");
    EXPECT_EQ(failingStep(request), TransferError::Step::Proxy);
}

TEST_F(CurlTransportTest, GoesThroughTheProxyOfTheRoute)
{
    HttpServer proxy(m_loop, [](Peer &peer, const Received &) -> Task<> {
        co_await peer.answer(200, "by proxy");
    });
    Request request;
    request.url = "http://example.invalid/path";
    request.route.proxy = proxy.url("");
    EXPECT_EQ(send(request).body, "by proxy");
    EXPECT_EQ(proxy.requests().front().target, "http://example.invalid/path");
}

TEST_F(CurlTransportTest, AnAddressOfTheRouteReplacesDnsForThatRequestOnly)
{
    HttpServer server(m_loop, [](Peer &peer, const Received &) -> Task<> {
        co_await peer.answer(200, "here");
    });
    Request request;
    request.url = "http://name.invalid:" + std::to_string(server.port()) + "/";
    request.route.address = "127.0.0.1";
    EXPECT_EQ(send(request).body, "here");
    EXPECT_EQ(header(server.requests().front().headers, "host"),
              "name.invalid:" + std::to_string(server.port()));
    request.route.address.clear();
    EXPECT_EQ(failingStep(request), TransferError::Step::Name);
}

TEST_F(CurlTransportTest, AClosedConnectionWithoutAnAnswerSaysSo)
{
    HttpServer server(m_loop, [](Peer &peer, const Received &) -> Task<> {
        peer.close();
        co_return;
    });
    EXPECT_EQ(failingStep(to(server.url())), TransferError::Step::NoAnswer);
}

TEST_F(CurlTransportTest, ABodyThatBreaksOffIsAnErrorAfterItsHead)
{
    HttpServer server(m_loop, [](Peer &peer, const Received &) -> Task<> {
        co_await peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        peer.close();
    });
    EXPECT_EQ(failingStep(to(server.url())), TransferError::Step::Broken);
    HttpServer resetting(m_loop, [](Peer &peer, const Received &) -> Task<> {
        co_await peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
        peer.close(true);
    });
    EXPECT_EQ(failingStep(to(resetting.url())), TransferError::Step::Broken);
}

TEST_F(CurlTransportTest, SilenceBeyondTheIdleTimeIsATimeout)
{
    HttpServer silent(m_loop, [](Peer &peer, const Received &) -> Task<> {
        co_await peer.closedByClient();
    });
    Request request;
    request.url = silent.url();
    request.idleTimeout = milliseconds(50);
    EXPECT_EQ(failingStep(request), TransferError::Step::Timeout);

    HttpServer stalling(m_loop, [](Peer &peer, const Received &) -> Task<> {
        co_await peer.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsome");
        co_await peer.closedByClient();
    });
    request.url = stalling.url();
    EXPECT_EQ(failingStep(request), TransferError::Step::Timeout);
}

TEST_F(CurlTransportTest, SlowBytesAreNoSilence)
{
    HttpServer server(m_loop, [](Peer &peer, const Received &) -> Task<> {
        co_await peer.write("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n");
        asio::steady_timer timer(peer.socket().get_executor());
        for (int i = 0; i < 20; ++i) {
            timer.expires_after(milliseconds(20));
            co_await timer.async_wait(asio::use_awaitable);
            co_await peer.write(".");
        }
    });
    Request request;
    request.url = server.url();
    request.idleTimeout = milliseconds(200); // half of what the whole takes
    EXPECT_EQ(send(request).body.size(), 20U);
}

TEST_F(CurlTransportTest, ABodyOrHeadBeyondTheLimitIsRefused)
{
    HttpServer server(m_loop, [](Peer &peer, const Received &request) -> Task<> {
        const bool head = request.target == "/head";
        http::Headers headers;
        for (int i = 0; head && i < 40; ++i)
            headers.emplace_back("X-Long", std::string(10'000, 'h'));
        co_await peer.answer(200, std::string(1000, 'b'), std::move(headers));
    });
    const auto codeOf = [this](Request request) {
        try {
            send(std::move(request));
        } catch (const Error &e) {
            return e.code();
        }
        return ErrorCode::Internal;
    };
    Request request;
    request.url = server.url();
    request.bodyLimit = 999;
    EXPECT_EQ(codeOf(request), ErrorCode::ConnectionFailed);
    request.bodyLimit = 1000;
    EXPECT_EQ(send(request).body.size(), 1000U);
    request.url = server.url("/head");
    EXPECT_EQ(codeOf(request), ErrorCode::ConnectionFailed);
}

TEST_F(CurlTransportTest, NothingIsSentForAHeaderWithALineBreak)
{
    HttpServer server(m_loop, {});
    Request request;
    request.url = server.url();
    request.headers = {{"api-key", "good\r\nEvil: yes"}};
    EXPECT_THROW(send(request), Error);
    request.headers = {{"bad name", "x"}};
    EXPECT_THROW(send(request), Error);
    request.headers.clear();
    request.url = "file:///etc/passwd";
    EXPECT_THROW(send(request), Error);
    EXPECT_EQ(server.connections(), 0);
}

TEST_F(CurlTransportTest, RedirectsAreAnswersLikeOthers)
{
    HttpServer server(m_loop, [](Peer &peer, const Received &) -> Task<> {
        http::Headers headers{{"Location", "/elsewhere"}};
        co_await peer.answer(302, "", std::move(headers));
    });
    EXPECT_EQ(get(server.url()).head.status, 302);
    EXPECT_EQ(server.requests().size(), 1U);
}

TEST_F(CurlTransportTest, ContinueIsNotTheAnswer)
{
    HttpServer server(m_loop, [](Peer &peer, const Received &) -> Task<> {
        co_await peer.write("HTTP/1.1 100 Continue\r\nX-Not: this\r\n\r\n");
        co_await peer.answer(200, "real");
    });
    const Response response = get(server.url());
    EXPECT_EQ(response.head.status, 200);
    EXPECT_EQ(header(response.head.headers, "x-not"), "");
}

/// Cancels the task once `when` says so and returns how long it took to end.
template<typename T>
milliseconds cancelled(asio::io_context &loop, Task<T> task, const std::function<bool()> &when)
{
    asio::cancellation_signal signal;
    std::exception_ptr failure;
    bool done = false;
    asio::co_spawn(loop,
                   std::move(task),
                   asio::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr e, const T &) {
                       failure = e;
                       done = true;
                   }));
    loop.restart();
    while (!when())
        loop.run_one();
    const auto start = std::chrono::steady_clock::now();
    signal.emit(asio::cancellation_type::terminal);
    while (!done)
        loop.run_one();
    const auto end = std::chrono::steady_clock::now();
    try {
        std::rethrow_exception(failure);
    } catch (const Error &e) {
        EXPECT_EQ(e.code(), ErrorCode::Cancelled);
    }
    return std::chrono::duration_cast<milliseconds>(end - start);
}

TEST_F(CurlTransportTest, CancellingStopsTheTransferWithin100Milliseconds)
{
    bool clientLeft = false;
    HttpServer server(m_loop, [&](Peer &peer, const Received &request) -> Task<> {
        if (request.target == "/body")
            co_await peer.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsome");
        co_await peer.closedByClient();
        clientLeft = true;
        peer.close();
    });
    for (const char *path : {"/head", "/body"}) {
        const std::size_t before = server.requests().size();
        clientLeft = false;
        Request request;
        request.url = server.url(path);
        const milliseconds took = cancelled(m_loop, fetch(m_transport, std::move(request)), [&] {
            return server.requests().size() > before;
        });
        EXPECT_LT(took, milliseconds(100));
        while (!clientLeft)
            m_loop.run_one();
    }
}

TEST_F(CurlTransportTest, CancellingWhileANameIsResolvedDoesNotWaitForTheResolver)
{
    int polls = 0;
    Request request;
    request.url = "http://no-such-host.invalid/";
    const auto script = [&]() -> Task<Response> {
        ++polls;
        co_return co_await fetch(m_transport, request);
    };
    EXPECT_LT(cancelled(m_loop, script(), [&] { return polls > 0; }), milliseconds(100));
}

TEST_F(CurlTransportTest, AnExchangeOutlivesItsTransport)
{
    asio::steady_timer gate(m_loop, asio::steady_timer::time_point::max());
    HttpServer server(m_loop, [&](Peer &peer, const Received &) -> Task<> {
        co_await peer.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n");
        boost::system::error_code opened;
        co_await gate.async_wait(asio::redirect_error(asio::use_awaitable, opened));
        co_await peer.write("late");
    });
    const auto script = [&]() -> Task<> {
        auto transport = std::make_unique<CurlTransport>(m_loop.get_executor());
        Request request;
        request.url = server.url();
        const auto exchange = co_await transport->open(std::move(request));
        transport.reset();
        gate.cancel();
        const std::optional<std::string> piece = co_await exchange->read();
        EXPECT_EQ(piece, "late");
    };
    test::run(m_loop, script());
}

TEST_F(CurlTransportTest, CarriesHundredsOfRequestsAtOnce)
{
    HttpServer server(m_loop, [](Peer &peer, const Received &request) -> Task<> {
        co_await peer.answer(200, request.target);
    });
    constexpr int kRequests = 300;
    int done = 0;
    for (int i = 0; i < kRequests; ++i) {
        const auto one = [&, i]() -> Task<> {
            Request request;
            request.url = server.url("/" + std::to_string(i));
            const Response response = co_await fetch(m_transport, std::move(request));
            EXPECT_EQ(response.body, "/" + std::to_string(i));
            ++done;
        };
        asio::co_spawn(m_loop, one, [](std::exception_ptr e) { EXPECT_FALSE(e); });
    }
    while (done < kRequests && m_loop.run_one_for(std::chrono::seconds(20)) > 0) {
    }
    EXPECT_EQ(done, kRequests);
}

} // namespace
} // namespace postern::http
