// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/channel.h"
#include "engine/http/curltransport.h"
#include "tests/support/httpserver.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gtest/gtest.h>

#include <cstdlib>
#include <deque>
#include <map>
#include <random>

namespace postern::http {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using Time = std::chrono::system_clock::time_point;
using Peer = test::HttpServer::Peer;
using Received = test::HttpServer::Received;

int numberOf(const char *variable, int usual)
{
    const char *text = std::getenv(variable);
    return text ? std::atoi(text) : usual;
}

/// A clock that goes on only when all who are under way wait for it.
class SharedClock
{
public:
    explicit SharedClock(asio::io_context &loop)
        : m_loop(loop)
    {}

    Time now() const { return m_now; }
    void begin() { ++m_active; }
    void end()
    {
        --m_active;
        wakeLater();
    }

    Task<> sleep(milliseconds duration)
    {
        asio::steady_timer timer(m_loop, asio::steady_timer::time_point::max());
        m_sleepers.emplace(m_now + duration, &timer);
        wakeLater();
        co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    }

private:
    void wakeLater()
    {
        asio::post(m_loop, [this] {
            if (m_sleepers.empty() || static_cast<int>(m_sleepers.size()) < m_active)
                return;
            const auto first = m_sleepers.begin();
            m_now = std::max(m_now, first->first);
            first->second->cancel();
            m_sleepers.erase(first);
        });
    }

    asio::io_context &m_loop;
    Time m_now{1'700'000'000s};
    std::multimap<Time, asio::steady_timer *> m_sleepers;
    int m_active = 0;
};

/// A service that fails in every way, and keeps account of what it got and when.
class FaultyService
{
public:
    FaultyService(asio::io_context &loop, const SharedClock &clock, unsigned seed)
        : m_clock(clock)
        , m_random(seed)
        , m_server(loop,
                   [this](Peer &peer, const Received &request) { return answer(peer, request); })
    {}

    std::string url() const { return m_server.url(); }
    /// How often an answer to the request has begun.
    int begun(const std::string &request) const
    {
        const auto found = m_begun.find(request);
        return found == m_begun.end() ? 0 : found->second;
    }
    std::size_t mostInAMinute() const { return m_most; }

private:
    Task<> answer(Peer &peer, const Received &request)
    {
        const std::string whole = "answer to " + request.body;
        const int fate = std::uniform_int_distribution<int>(0, 9)(m_random);
        if (fate
            == 0) { // before it is taken; libcurl asks again by itself where it kept the connection
            peer.close(true);
            co_return;
        }
        count();
        switch (fate) {
        case 1:
            co_await peer.answer(429, "", {{"retry-after-ms", "700"}});
            break;
        case 2:
            co_await peer.answer(500, "oh");
            break;
        case 3: // cut in the middle
            ++m_begun[request.body];
            co_await peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + whole);
            peer.close();
            break;
        case 4: // piece by piece
            ++m_begun[request.body];
            co_await peer.write("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(whole.size())
                                + "\r\n\r\n");
            for (const char letter : whole)
                co_await peer.write(std::string(1, letter));
            break;
        default:
            ++m_begun[request.body];
            co_await peer.answer(200, whole);
        }
    }

    void count()
    {
        m_lately.push_back(m_clock.now());
        while (m_lately.front() <= m_clock.now() - 60s)
            m_lately.pop_front();
        m_most = std::max(m_most, m_lately.size());
    }

    const SharedClock &m_clock;
    std::mt19937 m_random;
    std::map<std::string, int> m_begun;
    std::deque<Time> m_lately;
    std::size_t m_most = 0;
    test::HttpServer m_server;
};

/// Sends requests one after the other until there are none left; keeps what came of each.
Task<> work(Channel &channel,
            SharedClock &clock,
            int &next,
            int all,
            std::map<std::string, std::string> &came)
{
    constexpr std::uint64_t kTokens = 50;
    while (next < all) {
        ServiceCall call;
        call.request.method = "POST";
        call.request.body = std::to_string(next++);
        call.tokens = kTokens;
        call.retries.attempts = 200;
        call.retries.jitter = 0.3;
        const std::string id = call.request.body;
        try {
            const Response response = co_await channel.send(std::move(call));
            came[id] = response.head.status == 200 ? response.body : "refused";
        } catch (const TransferError &error) {
            came[id] = error.step() == TransferError::Step::Broken ? "cut" : "failed";
        }
    }
    clock.end();
}

/// scripts/soak sends 10,000.
TEST(Faults, NoRequestIsLostOrSentTwiceAndTheLimitIsKept)
{
    const int all = numberOf("POSTERN_SOAK_REQUESTS", 100);
    constexpr std::uint64_t kTokensInAMinute = 3'000;
    constexpr int kAtOnce = 8;
    asio::io_context loop{1};
    SharedClock clock(loop);
    FaultyService service(loop,
                          clock,
                          static_cast<unsigned>(numberOf("POSTERN_SOAK_SEED", 20261130)));
    Client client(std::make_shared<CurlTransport>(loop.get_executor()));
    client.setTime([&clock] { return clock.now(); },
                   [&clock](milliseconds duration) { return clock.sleep(duration); });
    ChannelOptions options;
    options.endpoints = {{PooledEndpoint(service.url()), nullptr}};
    options.limits = {kTokensInAMinute, 0};
    Channel channel(client, std::make_shared<KeyCredential>("nobody", Authorisation()), options);

    int next = 0;
    int ended = 0;
    std::map<std::string, std::string> came;
    for (int i = 0; i < kAtOnce; ++i) {
        clock.begin();
        asio::co_spawn(loop,
                       work(channel, clock, next, all, came),
                       [&ended](const std::exception_ptr &error) {
                           EXPECT_FALSE(error);
                           ++ended;
                       });
    }
    while (ended < kAtOnce && loop.run_one_for(60s) > 0) {
    }
    ASSERT_EQ(came.size(), static_cast<std::size_t>(all)) << "something is lost";
    int answered = 0;
    for (const auto &[id, text] : came) {
        EXPECT_LE(service.begun(id), 1) << id << " was sent again after its first byte";
        EXPECT_EQ(service.begun(id), text == "refused" || text == "failed" ? 0 : 1) << id << text;
        if (service.begun(id) == 1 && text != "cut") {
            EXPECT_EQ(text, "answer to " + id);
            ++answered;
        }
    }
    EXPECT_GT(answered, all / 2);
    constexpr double kMostOver = 1.05;
    EXPECT_LE(static_cast<double>(service.mostInAMinute() * 50),
              static_cast<double>(kTokensInAMinute) * kMostOver);
    EXPECT_GE(service.mostInAMinute() * 50, kTokensInAMinute / 2) << "the limit isn't used";
}

} // namespace
} // namespace postern::http
