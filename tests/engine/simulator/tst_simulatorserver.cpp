// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/http/client.h"
#include "engine/http/curltransport.h"
#include "engine/http/transfererror.h"
#include "engine/simulator/simulatorserver.h"
#include "tests/engine/simulator/simulatorcalls.h"
#include "tests/support/loop.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postern::simulator {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using testing::HasSubstr;
using testing::StartsWith;

constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);

/// Sends bytes as they are; gives all that the server says until it hangs up.
Task<std::string> converse(std::uint16_t port, std::string bytes)
{
    tcp::socket socket(co_await asio::this_coro::executor);
    const tcp::endpoint server(asio::ip::address_v4::loopback(), port);
    co_await socket.async_connect(server, asio::use_awaitable);
    co_await asio::async_write(socket, asio::buffer(bytes), kAsTuple);
    std::string answer;
    std::array<char, 4096> piece{};
    while (true) {
        const auto [error, size] = co_await socket.async_read_some(asio::buffer(piece), kAsTuple);
        answer.append(piece.data(), size);
        if (error)
            co_return answer;
    }
}

class SimulatorServerTest : public testing::Test
{
protected:
    SimulatorServer &start(SimulatorOptions options = {})
    {
        m_server.emplace(m_loop.get_executor(), std::move(options));
        return *m_server;
    }
    http::Request chat(const std::string &more = "", http::Headers headers = {}) const
    {
        http::Request request;
        request.method = "POST";
        request.url = m_server->openAiUrl() + "/chat/completions";
        request.headers = std::move(headers);
        request.headers.emplace_back("Content-Type", "application/json");
        request.body = chatBody("Be brief.", "What is a postern?", R"(, "model": "gpt-4o")" + more);
        request.route.proxy = "-";
        return request;
    }
    http::Response send(http::Request request)
    {
        return test::run(m_loop, m_client.send(std::move(request)));
    }
    std::string say(const std::string &bytes)
    {
        return test::run(m_loop, converse(m_server->port(), bytes));
    }

    asio::io_context m_loop;
    http::Client m_client{std::make_shared<http::CurlTransport>(m_loop.get_executor())};
    std::optional<SimulatorServer> m_server;
};

std::string get(const std::string &headers)
{
    return "GET /v1/models HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n";
}

TEST_F(SimulatorServerTest, AnswersAsTheSimulatorDoes)
{
    start();
    const http::Request request = chat();
    Simulator simulator;
    const http::Response response = send(request);
    EXPECT_EQ(response.head.status, 200);
    EXPECT_EQ(http::header(response.head.headers, "content-length"),
              std::to_string(response.body.size()));
    const std::string expected = simulator.answer(request).body();
    EXPECT_EQ(json::parse(response.body).find("choices")->asList().size(), 1U);
    EXPECT_EQ(*json::parse(response.body).find("choices"), *json::parse(expected).find("choices"));
}

TEST_F(SimulatorServerTest, StreamsInChunksWhatItSaysAsAWhole)
{
    start();
    const http::Response whole = send(chat());
    const http::Response streamed = send(chat(R"(, "stream": true)"));
    EXPECT_EQ(http::header(streamed.head.headers, "transfer-encoding"), "chunked");
    EXPECT_EQ(http::header(streamed.head.headers, "content-length"), "");
    std::string text;
    http::SseParser parser;
    const std::vector<http::SseEvent> events = parser.feed(streamed.body);
    ASSERT_FALSE(events.empty());
    EXPECT_EQ(events.back().data, "[DONE]");
    for (const http::SseEvent &event : events) {
        if (event.data == "[DONE]")
            continue;
        const Value chunk = json::parse(event.data);
        for (const Value &choice : chunk.find("choices")->asList()) {
            if (const Value *content = choice.find("delta")->find("content");
                content && content->isString())
                text += content->asString();
        }
    }
    const Value message = *json::parse(whole.body).find("choices")->asList().at(0).find("message");
    EXPECT_FALSE(text.empty());
    EXPECT_EQ(text, message.find("content")->asString());
}

TEST_F(SimulatorServerTest, AnswersManyRequestsOnOneConnection)
{
    SimulatorServer &server = start();
    const std::string once = "GET /v1/models HTTP/1.1\r\nHost: localhost\r\n\r\n";
    const std::string answer
        = test::run(m_loop, converse(server.port(), once + once + get("Host: localhost:1\r\n")));
    std::size_t count = 0;
    for (std::size_t at = 0; (at = answer.find("HTTP/1.1 200 OK", at)) != std::string::npos; ++at)
        ++count;
    EXPECT_EQ(count, 3U);
}

TEST_F(SimulatorServerTest, SendsAnOldClientNoChunks)
{
    start();
    const http::Request request = chat(R"(, "stream": true)");
    const std::string answer = say("POST /v1/chat/completions HTTP/1.0\r\nHost: localhost\r\n"
                                   "Content-Length: "
                                   + std::to_string(request.body.size()) + "\r\n\r\n"
                                   + request.body);
    EXPECT_THAT(answer, StartsWith("HTTP/1.0 200 OK"));
    EXPECT_THAT(answer, Not(HasSubstr("chunked")));
    EXPECT_THAT(answer, testing::EndsWith("data: [DONE]\n\n"));
}

TEST_F(SimulatorServerTest, AnswersOnlyToLoopbackNames)
{
    start();
    for (const std::string host :
         {"127.0.0.1", "127.0.0.1:80", "localhost:8080", "LOCALHOST", "[::1]:9"})
        EXPECT_THAT(say(get("Host: " + host + "\r\n")), StartsWith("HTTP/1.1 200 ")) << host;
    for (const std::string host : {"evil.example",
                                   "127.0.0.1.evil.example",
                                   "localhost.evil.example:80",
                                   "localhost@evil.example",
                                   "evil.example:127.0.0.1",
                                   "10.0.0.1",
                                   ""})
        EXPECT_THAT(say(get("Host: " + host + "\r\n")), StartsWith("HTTP/1.1 421 ")) << host;
    EXPECT_THAT(say(get("")), StartsWith("HTTP/1.1 400 "));
    EXPECT_THAT(say(get("Host: localhost\r\nHost: evil.example\r\n")), StartsWith("HTTP/1.1 400 "));
}

TEST_F(SimulatorServerTest, RefusesPagesOfOtherOrigins)
{
    start();
    const std::string host = "Host: localhost:80\r\nOrigin: ";
    EXPECT_THAT(say(get(host + "http://localhost:80\r\n")), StartsWith("HTTP/1.1 200 "));
    for (const std::string origin : {"https://evil.example", "null", "http://localhost:81", ""})
        EXPECT_THAT(say(get(host + origin + "\r\n")), StartsWith("HTTP/1.1 403 ")) << origin;
    EXPECT_THAT(say(get(host + "http://localhost:80\r\nOrigin: http://evil.example\r\n")),
                StartsWith("HTTP/1.1 403 "));
}

TEST_F(SimulatorServerTest, AcceptsOnlyItsKey)
{
    SimulatorOptions options;
    options.apiKey = "right";
    start(std::move(options));
    EXPECT_EQ(send(chat("", {{"api-key", "right"}})).head.status, 200);
    EXPECT_EQ(send(chat("", {{"Authorization", "Bearer right"}})).head.status, 200);
    EXPECT_EQ(send(chat("", {{"api-key", "wrong"}})).head.status, 401);
    EXPECT_EQ(send(chat()).head.status, 401);
}

TEST_F(SimulatorServerTest, Says400ToWhatIsNoHttp)
{
    start();
    for (const std::string bytes :
         {"hello\r\n\r\n",
          "GET / HTTP/9.9\r\n\r\n",
          "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "GET / HTTP/1.1\r\nHost localhost\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: "
          "chunked\r\n\r\nzz\r\n",
          "GET http://localhost/v1/models HTTP/1.1\r\nHost: "
          "localhost\r\n\r\n",
          "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "\x16\x03\x01\x02\x01\x01\x01\xfc\x03\x03\r\n\r\n"})
        EXPECT_THAT(say(bytes), StartsWith("HTTP/1.1 400 ")) << bytes;
    EXPECT_EQ(send(chat()).head.status, 200); // it lives
}

TEST_F(SimulatorServerTest, RefusesWhatIsTooLarge)
{
    start();
    constexpr std::size_t kLimit = 16UL * 1024 * 1024;
    http::Request request = chat();
    request.body.assign(kLimit + 1, ' ');
    EXPECT_EQ(send(request).head.status, 413);
    request.body.assign(kLimit, ' ');
    EXPECT_EQ(send(request).head.status, 400); // read, and no JSON
    const std::string answer = say("POST /v1/models HTTP/1.1\r\nHost: localhost\r\n"
                                   "Transfer-Encoding: chunked\r\n\r\n1100000\r\n"
                                   + std::string(0x1100000, 'x'));
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 413 "));
    EXPECT_THAT(say(get("Host: localhost\r\nX-Long: " + std::string(100'000, 'x') + "\r\n")),
                StartsWith("HTTP/1.1 431 "));
}

TEST_F(SimulatorServerTest, ServesFiftyConnectionsAtOnce)
{
    SimulatorOptions options;
    options.firstToken = std::chrono::milliseconds(200);
    start(std::move(options));
    int done = 0;
    int failed = 0;
    const auto ask = [&]() -> Task<> {
        const http::Response response = co_await m_client.send(chat());
        ++done;
        failed += response.head.status == 200 ? 0 : 1;
    };
    const auto all = [&]() -> Task<> {
        for (int i = 0; i < 49; ++i)
            asio::co_spawn(m_loop, ask(), [&](const std::exception_ptr &e) { failed += e ? 1 : 0; });
        co_await ask();
    };
    const auto begin = std::chrono::steady_clock::now();
    test::run(m_loop, all());
    while (done + failed < 50 && m_loop.run_one_for(std::chrono::seconds(10)) > 0) {
    }
    EXPECT_EQ(done, 50);
    EXPECT_EQ(failed, 0);
    // One after the other they would wait for 10 s.
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(8));
}

TEST_F(SimulatorServerTest, StopsAtOnceWhateverIsUnderWay)
{
    SimulatorOptions options;
    options.firstToken = std::chrono::hours(1);
    SimulatorServer &server = start(std::move(options));
    const std::uint16_t port = server.port();
    const auto idle = [&]() -> Task<bool> {
        tcp::socket socket(m_loop);
        const tcp::endpoint endpoint(asio::ip::address_v4::loopback(), port);
        co_await socket.async_connect(endpoint, asio::use_awaitable);
        const http::Request request = chat();
        const std::string bytes = "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
                                  "Expect: 100-continue\r\nContent-Length: "
                                  + std::to_string(request.body.size()) + "\r\n\r\n";
        co_await asio::async_write(socket, asio::buffer(bytes), asio::use_awaitable);
        std::array<char, 100> piece{};
        // Its leave to go on shows that the server is at this request.
        co_await socket.async_read_some(asio::buffer(piece), asio::use_awaitable);
        co_await asio::async_write(socket, asio::buffer(request.body), asio::use_awaitable);
        m_server.reset();
        const auto [error, size] = co_await socket.async_read_some(asio::buffer(piece), kAsTuple);
        co_return static_cast<bool>(error);
    };
    EXPECT_TRUE(test::run(m_loop, idle()));
    // Nothing is left on the loop: no timer, no socket.
    m_loop.restart();
    m_loop.run_for(std::chrono::seconds(5));
    EXPECT_TRUE(m_loop.stopped());
    SimulatorServer again(m_loop.get_executor(), {}, port);
    EXPECT_EQ(again.port(), port);
}

TEST_F(SimulatorServerTest, SaysThatAPortIsInUse)
{
    const SimulatorServer &server = start();
    try {
        const SimulatorServer second(m_loop.get_executor(), {}, server.port());
        FAIL() << "no error";
    } catch (const Error &error) {
        EXPECT_EQ(error.code(), ErrorCode::ConnectionFailed);
        EXPECT_THAT(error.message(), HasSubstr(std::to_string(server.port())));
        EXPECT_THAT(error.message(), HasSubstr("in use"));
        EXPECT_THAT(error.hint(), HasSubstr("0"));
    }
}

TEST(RandomKey, IsNeverTheSame)
{
    EXPECT_EQ(randomKey().size(), 32U);
    EXPECT_NE(randomKey(), randomKey());
}

} // namespace
} // namespace postern::simulator
