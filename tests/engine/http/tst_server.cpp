// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/http/server.h"
#include "tests/support/loop.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <gmock/gmock.h>

#include <array>

namespace postern::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);

Response text(std::string body)
{
    return {{200, {{"Content-Type", "text/plain"}}}, std::move(body)};
}

/// Says what it was asked.
Task<> echo(ServerRequest request, Responder &responder)
{
    Response response = text(request.method + ' ' + request.target + ' ' + request.body + '\n');
    co_await responder.send(std::move(response));
}

Task<> stream(ServerRequest, Responder &responder)
{
    ResponseHead head{200, {{"Content-Type", "text/plain"}}};
    co_await responder.begin(std::move(head));
    for (const char *piece : {"one ", "", "two ", "three"}) {
        const bool isOpen = co_await responder.write(piece);
        EXPECT_TRUE(isOpen);
    }
}

Task<tcp::socket> connectTo(std::uint16_t port)
{
    tcp::socket socket(co_await asio::this_coro::executor);
    const tcp::endpoint server(asio::ip::address_v4::loopback(), port);
    co_await socket.async_connect(server, asio::use_awaitable);
    co_return socket;
}

Task<> say(tcp::socket &socket, std::string bytes)
{
    co_await asio::async_write(socket, asio::buffer(bytes), asio::use_awaitable);
}

/// All that comes until the server hangs up.
Task<std::string> hear(tcp::socket &socket)
{
    std::string heard;
    std::array<char, 4096> piece{};
    while (true) {
        const auto [error, size] = co_await socket.async_read_some(asio::buffer(piece), kAsTuple);
        heard.append(piece.data(), size);
        if (error)
            co_return heard;
    }
}

Task<std::string> converse(std::uint16_t port, std::string bytes)
{
    tcp::socket socket = co_await connectTo(port);
    co_await say(socket, std::move(bytes));
    co_return co_await hear(socket);
}

std::string get(const std::string &target, const std::string &more = "Connection: close\r\n")
{
    return "GET " + target + " HTTP/1.1\r\nHost: anything.example\r\n" + more + "\r\n";
}

class ServerTest : public testing::Test
{
protected:
    ~ServerTest() override
    {
        m_server.reset();
        m_loop.restart();
        m_loop.run_for(std::chrono::seconds(20));
        EXPECT_TRUE(m_loop.stopped()); // nothing of it is left, whatever happened
    }

    void start(Server::Handler handler)
    {
        m_server.emplace(m_loop.get_executor(), m_options, std::move(handler));
    }
    std::string answerTo(std::string bytes)
    {
        return test::run(m_loop, converse(m_server->port(), std::move(bytes)));
    }
    /// Works until nobody is connected.
    void awaitNobody()
    {
        m_loop.restart();
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (m_server->connections() > 0 && m_loop.run_one_until(end) > 0) {
        }
        EXPECT_EQ(m_server->connections(), 0U);
    }

    /// A handler that waits until it is cancelled, and says so.
    Server::Handler waiting(bool &hasBegun, bool &isCancelled)
    {
        return [this, &hasBegun, &isCancelled](const ServerRequest &, Responder &) -> Task<> {
            hasBegun = true;
            asio::steady_timer never(m_loop, asio::steady_timer::time_point::max());
            const auto [error] = co_await never.async_wait(kAsTuple);
            isCancelled = error == asio::error::operation_aborted;
        };
    }

    asio::io_context m_loop{1};
    ServerOptions m_options;
    std::optional<Server> m_server;
};

TEST_F(ServerTest, AnswersRequestsOfOneConnectionInTheirOrder)
{
    start(echo);
    const std::string answer = answerTo(
        get("/a", "") + "POST /b?c=d HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody" + get("/e"));
    const std::size_t a = answer.find("GET /a \n");
    const std::size_t b = answer.find("POST /b?c=d body\n");
    const std::size_t e = answer.find("GET /e \n");
    EXPECT_LT(a, b);
    EXPECT_LT(b, e);
    EXPECT_NE(e, std::string::npos) << answer;
    EXPECT_THAT(answer, HasSubstr("Content-Length: 17\r\n"));
}

TEST_F(ServerTest, KeepsAConnectionBetweenRequests)
{
    start(echo);
    const auto talk = [&]() -> Task<std::size_t> {
        tcp::socket socket = co_await connectTo(m_server->port());
        std::array<char, 4096> piece{};
        std::string heard;
        for (const char *target : {"/1", "/2", "/3"}) {
            co_await say(socket, get(target, ""));
            do {
                const std::size_t size = co_await socket.async_read_some(asio::buffer(piece),
                                                                         asio::use_awaitable);
                heard.append(piece.data(), size);
            } while (!heard.ends_with(std::string("GET ") + target + " \n"));
        }
        co_return m_server->connections();
    };
    EXPECT_EQ(test::run(m_loop, talk()), 1U);
    awaitNobody();
}

TEST_F(ServerTest, WaitsForAClientThatIsSlow)
{
    start(echo);
    const auto talk = [&]() -> Task<std::string> {
        tcp::socket socket = co_await connectTo(m_server->port());
        for (const char byte : std::string("POST /slow HTTP/1.1\r\nContent-Length: 5\r\n"
                                           "Connection: close\r\n\r\nhello"))
            co_await say(socket, std::string(1, byte));
        co_return co_await hear(socket);
    };
    EXPECT_THAT(test::run(m_loop, talk()), EndsWith("POST /slow hello\n"));
}

TEST_F(ServerTest, HangsUpOnAClientThatSaysNoMore)
{
    m_options.silence = std::chrono::milliseconds(50);
    start(echo);
    for (const char *begun : {"",
                              "GET / HT",
                              "GET / HTTP/1.1\r\nX: y\r\n",
                              "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc"})
        EXPECT_EQ(answerTo(begun), "") << begun;
    EXPECT_THAT(answerTo(get("/", "")), EndsWith("GET / \n")); // and after an answer
}

TEST_F(ServerTest, GivesUpOnAClientThatDoesNotRead)
{
    m_options.silence = std::chrono::milliseconds(100);
    bool hasGoneOn = true;
    start([&](const ServerRequest &, Responder &responder) -> Task<> {
        ResponseHead head{200, {}};
        co_await responder.begin(std::move(head));
        while (hasGoneOn)
            hasGoneOn = co_await responder.write(std::string(1U << 20U, 'x'));
    });
    const auto talk = [&]() -> Task<> {
        tcp::socket socket = co_await connectTo(m_server->port());
        co_await say(socket, get("/"));
        asio::steady_timer step(m_loop);
        while (hasGoneOn) {
            step.expires_after(std::chrono::milliseconds(10));
            co_await step.async_wait(kAsTuple);
        }
    };
    test::run(m_loop, talk());
    awaitNobody();
}

TEST_F(ServerTest, RefusesWhatIsTooLargeOrNoHttp)
{
    m_options.bodyLimit = 10;
    m_options.headLimit = 4096;
    start(echo);
    EXPECT_THAT(answerTo(get("/", "X: " + std::string(5000, 'x') + "\r\n")),
                StartsWith("HTTP/1.1 431 "));
    EXPECT_THAT(answerTo("POST / HTTP/1.1\r\nContent-Length: 11\r\n\r\n01234567890"),
                StartsWith("HTTP/1.1 413 "));
    EXPECT_THAT(answerTo("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n14\r\n"
                         + std::string(0x14, 'x') + "\r\n0\r\n\r\n"),
                StartsWith("HTTP/1.1 413 "));
    const std::string answer = answerTo("what?\r\n\r\n");
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 400 "));
    EXPECT_THAT(answer, EndsWith("The request is no HTTP/1.1.\n"));
    EXPECT_THAT(answerTo(get("/")), EndsWith("GET / \n")); // whoever asks properly
}

TEST_F(ServerTest, LetsItsOwnerScreenAndRefuse)
{
    m_options.screen = [](const ServerRequest &head) -> std::optional<Response> {
        EXPECT_EQ(head.body, "");
        EXPECT_EQ(head.client, "127.0.0.1");
        if (header(head.headers, "X-Key") == "right")
            return std::nullopt;
        return Response{{401, {}}, "no key"};
    };
    m_options.refuse = [](int status, std::string_view) {
        return Response{{status, {{"X-Own", "yes"}}}, {}};
    };
    start(echo);
    EXPECT_THAT(answerTo(get("/", "X-Key: right\r\nConnection: close\r\n")), EndsWith("GET / \n"));
    const std::string refused = answerTo("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"
                                         + get("/never"));
    EXPECT_THAT(refused, StartsWith("HTTP/1.1 401 "));
    EXPECT_THAT(refused, EndsWith("\r\n\r\nno key"));
    EXPECT_THAT(answerTo("what?\r\n\r\n"), HasSubstr("X-Own: yes\r\n"));
}

TEST_F(ServerTest, SendsPiecesAsEachKindOfClientCanReadThem)
{
    start(stream);
    EXPECT_THAT(answerTo(get("/")),
                EndsWith("\r\n\r\n4\r\none \r\n4\r\ntwo \r\n5\r\nthree\r\n0\r\n\r\n"));
    const std::string old = answerTo("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_THAT(old, EndsWith("\r\n\r\none two three"));
    EXPECT_THAT(old, Not(HasSubstr("chunked")));
    EXPECT_THAT(answerTo("HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n"), EndsWith("\r\n\r\n"));
    const std::string kept = answerTo(get("/", "") + get("/"));
    EXPECT_NE(kept.find("200 OK"), kept.rfind("200 OK"));
}

TEST_F(ServerTest, TellsAClientThatItsRequestFailed)
{
    start([](const ServerRequest &request, Responder &responder) -> Task<> {
        if (request.target == "/silent")
            co_return;
        if (request.target == "/late") {
            ResponseHead head{200, {}};
            co_await responder.begin(std::move(head));
            co_await responder.write("half");
        }
        throw std::runtime_error("something is broken");
    });
    EXPECT_THAT(answerTo(get("/")), StartsWith("HTTP/1.1 500 "));
    EXPECT_THAT(answerTo(get("/")), Not(HasSubstr("something"))); // which is for the log
    EXPECT_THAT(answerTo(get("/silent")), StartsWith("HTTP/1.1 500 "));
    EXPECT_THAT(answerTo(get("/late")), EndsWith("half\r\n")); // and no end
}

TEST_F(ServerTest, CancelsWhatAClientNoLongerWaitsFor)
{
    bool hasBegun = false;
    bool isCancelled = false;
    start(waiting(hasBegun, isCancelled));
    const auto talk = [&]() -> Task<> {
        tcp::socket socket = co_await connectTo(m_server->port());
        co_await say(socket, get("/"));
        asio::steady_timer step(m_loop);
        while (!hasBegun) {
            step.expires_after(std::chrono::milliseconds(1));
            co_await step.async_wait(kAsTuple);
        }
    };
    test::run(m_loop, talk());
    EXPECT_FALSE(isCancelled);
    awaitNobody();
    EXPECT_TRUE(isCancelled);
}

TEST_F(ServerTest, CancelsWhatIsUnderWayWhenItGoes)
{
    bool hasBegun = false;
    bool isCancelled = false;
    start(waiting(hasBegun, isCancelled));
    const auto talk = [&]() -> Task<std::string> {
        tcp::socket socket = co_await connectTo(m_server->port());
        co_await say(socket, get("/"));
        asio::steady_timer step(m_loop);
        while (!hasBegun) {
            step.expires_after(std::chrono::milliseconds(1));
            co_await step.async_wait(kAsTuple);
        }
        m_server.reset();
        co_return co_await hear(socket);
    };
    EXPECT_EQ(test::run(m_loop, talk()), "");
    m_loop.restart();
    m_loop.run_for(std::chrono::seconds(20));
    EXPECT_TRUE(isCancelled);
}

TEST_F(ServerTest, LetsNoMoreConnectThanItMay)
{
    m_options.mostConnections = 1;
    start(echo);
    const auto talk = [&]() -> Task<std::string> {
        std::optional<tcp::socket> first = co_await connectTo(m_server->port());
        co_await say(*first, get("/first", ""));
        std::array<char, 4096> piece{};
        co_await first->async_read_some(asio::buffer(piece), asio::use_awaitable);
        tcp::socket second = co_await connectTo(m_server->port());
        co_await say(second, get("/second"));
        EXPECT_EQ(m_server->connections(), 1U);
        first.reset();
        co_return co_await hear(second);
    };
    EXPECT_THAT(test::run(m_loop, talk()), EndsWith("GET /second \n"));
}

TEST_F(ServerTest, SaysWhichPortItCannotHave)
{
    start(echo);
    m_options.port = m_server->port();
    for (const char *address : {"127.0.0.1", "192.0.2.1", "nowhere"}) {
        m_options.address = address;
        try {
            const Server other(m_loop.get_executor(), m_options, echo);
            FAIL() << address;
        } catch (const Error &error) {
            EXPECT_EQ(error.code(), ErrorCode::ConnectionFailed);
            EXPECT_THAT(error.message(), HasSubstr(std::to_string(m_options.port)));
            EXPECT_THAT(error.message(), HasSubstr(address));
        }
    }
}

} // namespace
} // namespace postern::http
