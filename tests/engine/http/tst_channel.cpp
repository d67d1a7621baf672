// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/channel.h"
#include "engine/http/curltransport.h"
#include "tests/support/httpserver.h"
#include "tests/support/loop.h"

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postern::http {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using test::HttpServer;
using testing::ElementsAre;
using Peer = HttpServer::Peer;
using Received = HttpServer::Received;

/// A token that is fetched on the loop and may be replaced by the next one: "token 1" ...
class RotatingCredential final : public Credential
{
public:
    explicit RotatingCredential(int mostTokens = 1'000)
        : m_mostTokens(mostTokens)
    {}

    const std::string &name() const override { return m_name; }

    Task<Authorisation> authorise() override
    {
        co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
        ++asked;
        co_return Authorisation{{{"Authorization", "token " + std::to_string(m_token)}}, {}};
    }

    Task<bool> renew(const Authorisation &refused) override
    {
        co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
        // Another request may have had it renewed meanwhile.
        if (refused.headers.at(0).second == "token " + std::to_string(m_token)) {
            if (m_token == m_mostTokens)
                co_return false;
            ++m_token;
        }
        co_return true;
    }

    int asked = 0;

private:
    const std::string m_name = "a token that rotates";
    const int m_mostTokens;
    int m_token = 1;
};

/// Scripted servers, and a clock that a wait moves.
class ChannelTest : public testing::Test
{
protected:
    ChannelTest()
    {
        m_client.setTime([this] { return m_now; },
                         [this](milliseconds wait) -> Task<> {
                             m_waits.push_back(wait);
                             m_now += wait;
                             co_return;
                         });
    }

    /// Answers with one status after the other, the last one for ever; 401 for another token.
    std::unique_ptr<HttpServer> serve(std::vector<int> statuses, std::string token = {})
    {
        return std::make_unique<HttpServer>(
            m_loop,
            [statuses, token, at = std::size_t(0)](Peer &peer,
                                                   const Received &request) mutable -> Task<> {
                const int status = statuses[std::min(at++, statuses.size() - 1)];
                if (!token.empty() && header(request.headers, "Authorization") != token)
                    co_await peer.answer(401, "who?");
                else
                    co_await peer.answer(status, "answer " + std::to_string(status));
            });
    }

    static ServiceCall callOf(RetryPolicy retries = RetryPolicy::standard())
    {
        ServiceCall call;
        call.path = "chat/it";
        call.query = {{"v", "1"}};
        call.retries = std::move(retries);
        call.request.method = "POST";
        call.request.body = "question";
        return call;
    }

    int statusOf(Channel &channel, ServiceCall call = callOf())
    {
        return test::run(m_loop, channel.send(std::move(call))).head.status;
    }

    asio::io_context m_loop;
    Client m_client{std::make_shared<CurlTransport>(m_loop.get_executor())};
    std::chrono::system_clock::time_point m_now{1'700'000'000s};
    std::vector<milliseconds> m_waits;
    std::shared_ptr<RotatingCredential> m_credential = std::make_shared<RotatingCredential>();
};

TEST_F(ChannelTest, AddsAddressAuthorisationAndHeaders)
{
    const auto server = serve({200});
    Channel channel(m_client, {server->url("/base/")}, m_credential, {{"X-Gateway", "g"}});
    EXPECT_EQ(statusOf(channel), 200);
    const Received &request = server->requests().at(0);
    EXPECT_EQ(request.target, "/base/chat/it?v=1");
    EXPECT_EQ(request.body, "question");
    EXPECT_EQ(header(request.headers, "Authorization"), "token 1");
    EXPECT_EQ(header(request.headers, "X-Gateway"), "g");
}

TEST_F(ChannelTest, AKeyMayBeAParameterWhichNoAddressTells)
{
    const auto server = serve({200});
    Channel channel(m_client,
                    {server->url("/base")},
                    std::make_shared<KeyCredential>("key", Authorisation{{}, {{"key", "s&cret"}}}));
    const ServiceAnswer answer = test::run(m_loop, channel.open(callOf()));
    EXPECT_EQ(server->requests().at(0).target, "/base/chat/it?v=1&key=s%26cret");
    EXPECT_EQ(answer.address, server->url("/base/chat/it?v=1"));
}

TEST_F(ChannelTest, EveryAttemptIsAuthorisedAnew)
{
    const auto server = serve({503, 503, 200});
    Channel channel(m_client, {server->url()}, m_credential);
    EXPECT_EQ(statusOf(channel), 200);
    EXPECT_EQ(m_credential->asked, 3);
    EXPECT_THAT(m_waits, ElementsAre(500ms, 1s)) << "as the policy says";
}

TEST_F(ChannelTest, ARefusedTokenIsRenewedOnceAndAtOnce)
{
    const auto server = serve({200}, "token 2");
    Channel channel(m_client, {server->url()}, m_credential);
    EXPECT_EQ(statusOf(channel), 200);
    EXPECT_EQ(server->requests().size(), 2U);
    EXPECT_TRUE(m_waits.empty());
    EXPECT_EQ(statusOf(channel), 200) << "the next request has it already";
    EXPECT_EQ(server->requests().size(), 3U);

    const auto strict = serve({200}, "no such token");
    Channel other(m_client, {strict->url()}, m_credential);
    EXPECT_EQ(statusOf(other), 401);
    EXPECT_EQ(strict->requests().size(), 2U);
}

TEST_F(ChannelTest, ACredentialWithNothingNewLeavesTheRefusal)
{
    const auto server = serve({200}, "another");
    Channel last(m_client, {server->url()}, std::make_shared<RotatingCredential>(1));
    EXPECT_EQ(statusOf(last), 401);
    EXPECT_EQ(server->requests().size(), 1U);
    Channel keyed(m_client,
                  {server->url()},
                  std::make_shared<KeyCredential>("key", Authorisation{{{"k", "v"}}, {}}));
    EXPECT_EQ(statusOf(keyed), 401);
    EXPECT_EQ(server->requests().size(), 2U);
}

TEST_F(ChannelTest, AnotherEndpointIsAskedAtOnce)
{
    const auto first = serve({429});
    const auto second = serve({200});
    Channel channel(m_client, {first->url("/a"), second->url("/b")}, m_credential);
    EXPECT_EQ(statusOf(channel), 200);
    EXPECT_TRUE(m_waits.empty());
    EXPECT_EQ(second->requests().at(0).target, "/b/chat/it?v=1");
    EXPECT_EQ(statusOf(channel), 200);
    EXPECT_EQ(first->requests().size(), 1U) << "it rests";
    m_now += 10s;
    EXPECT_EQ(statusOf(channel), 200);
    EXPECT_EQ(first->requests().size(), 2U) << "it is tried again";
}

TEST_F(ChannelTest, AnEndpointThatIsGoneIsLeftForAnother)
{
    auto gone = serve({200});
    const std::string nowhere = gone->url();
    gone.reset();
    const auto second = serve({200});
    Channel channel(m_client, {nowhere, second->url()}, m_credential);
    EXPECT_EQ(statusOf(channel, callOf(RetryPolicy::promptflow())), 200);
}

TEST_F(ChannelTest, WhenAllEndpointsFailThePolicyWaitsAndCounts)
{
    const auto first = serve({503});
    const auto second = serve({500});
    Channel channel(m_client, {first->url(), second->url()}, m_credential);
    EXPECT_GE(statusOf(channel), 500);
    EXPECT_EQ(first->requests().size() + second->requests().size(), 4U);
    EXPECT_FALSE(m_waits.empty());
}

TEST_F(ChannelTest, AMistakeOfTheRequestIsNoFailureOfTheEndpoint)
{
    const auto first = serve({400});
    const auto second = serve({200});
    Channel channel(m_client, {first->url(), second->url()}, m_credential);
    EXPECT_EQ(statusOf(channel), 400);
    EXPECT_EQ(statusOf(channel), 400);
    EXPECT_TRUE(second->requests().empty());
}

TEST_F(ChannelTest, AWatchIsToldOfAttemptsThatFollowAtOnce)
{
    const auto server = serve({200}, "token 2");
    Channel channel(m_client, {server->url()}, m_credential);
    std::vector<std::string> order;
    Watch watch;
    watch.onAttempt = [&](const Attempt &attempt) {
        order.push_back(std::to_string(attempt.number) + ": " + std::to_string(attempt.status));
    };
    watch.onRetry = [&](const Failure &failure, milliseconds wait) {
        order.push_back(std::string(failure.host) + " in " + std::to_string(wait.count()));
    };
    ServiceCall call = callOf();
    call.request.watch = std::make_shared<const Watch>(std::move(watch));
    EXPECT_EQ(statusOf(channel, std::move(call)), 200);
    EXPECT_THAT(order, ElementsAre("0: 401", "127.0.0.1 in 0", "1: 200"));
}

TEST_F(ChannelTest, ARedirectKeepsTheAuthorisationAtItsHostOnly)
{
    HttpServer server(m_loop, [](Peer &peer, const Received &request) -> Task<> {
        if (request.target.starts_with("/there"))
            co_await peer.answer(200, "");
        else
            co_await peer.answer(308, "", {{"Location", "/there?x=1"}});
    });
    Channel channel(m_client, {server.url("/base")}, m_credential);
    EXPECT_EQ(statusOf(channel), 308) << "nobody asked for it";
    ServiceCall following = callOf();
    following.followsRedirects = true;
    EXPECT_EQ(statusOf(channel, std::move(following)), 200);
    EXPECT_EQ(server.requests().back().target, "/there?x=1");
    EXPECT_EQ(server.requests().back().body, "question");
    EXPECT_EQ(header(server.requests().back().headers, "Authorization"), "token 1");
}

TEST_F(ChannelTest, WaitsForTheLimitsThatWereSetAndTellsIt)
{
    const auto server = serve({200});
    ChannelOptions options;
    options.endpoints = {{PooledEndpoint(server->url()), nullptr}};
    options.limits = {1'000, 0};
    Channel channel(m_client, m_credential, options);
    std::vector<milliseconds> told;
    Watch watch;
    watch.onRetry = [&told](const Failure &, milliseconds wait) { told.push_back(wait); };
    ServiceCall call = callOf();
    call.tokens = 600;
    call.request.watch = std::make_shared<const Watch>(std::move(watch));
    EXPECT_EQ(statusOf(channel, call), 200);
    EXPECT_EQ(statusOf(channel, call), 200);
    EXPECT_THAT(told, ElementsAre(60s));
    EXPECT_THAT(m_waits, ElementsAre(60s));
}

TEST_F(ChannelTest, EachEndpointMayHaveAKeyOfItsOwn)
{
    const auto first = serve({503});
    const auto second = serve({200});
    ChannelOptions options;
    const auto own = std::make_shared<KeyCredential>("key of the second",
                                                     Authorisation{{{"api-key", "k2"}}, {}});
    options.endpoints = {{PooledEndpoint(second->url(), 2), own},
                         {PooledEndpoint(first->url(), 1), nullptr}};
    Channel channel(m_client, m_credential, options);
    EXPECT_EQ(statusOf(channel), 200);
    EXPECT_EQ(header(first->requests().at(0).headers, "Authorization"), "token 1");
    EXPECT_EQ(header(second->requests().at(0).headers, "api-key"), "k2");
    EXPECT_EQ(header(second->requests().at(0).headers, "Authorization"), "");
}

TEST_F(ChannelTest, ARedirectGetsTheKeyOfItsOwnEndpoint)
{
    const auto redirect = [](Peer &peer, const Received &request) -> Task<> {
        if (request.target.starts_with("/there"))
            co_await peer.answer(200, "");
        else
            co_await peer.answer(307, "", {{"Location", "/there"}});
    };
    HttpServer first(m_loop, redirect);
    HttpServer second(m_loop, redirect);
    const auto keyOf = [](const char *key) {
        return std::make_shared<KeyCredential>(key, Authorisation{{{"api-key", key}}, {}});
    };
    ChannelOptions options; // in turns, so that the next one would be the other
    options.endpoints = {{PooledEndpoint(first.url(), 1), keyOf("k1")},
                         {PooledEndpoint(second.url(), 1), keyOf("k2")}};
    Channel channel(m_client, m_credential, options);
    for (int i = 0; i < 4; ++i) {
        ServiceCall call = callOf();
        call.followsRedirects = true;
        EXPECT_EQ(statusOf(channel, std::move(call)), 200);
    }
    EXPECT_EQ(first.requests().size(), 4U);
    for (const Received &request : first.requests())
        EXPECT_EQ(header(request.headers, "api-key"), "k1");
    EXPECT_EQ(second.requests().size(), 4U);
    for (const Received &request : second.requests())
        EXPECT_EQ(header(request.headers, "api-key"), "k2");
}

TEST_F(ChannelTest, NobodyNewIsSentWhereAllFailedUntilOneMayTry)
{
    const auto server = serve({503, 503, 503, 503, 503, 200});
    Channel channel(m_client, {server->url()}, m_credential);
    RetryPolicy once;
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(statusOf(channel, callOf(once)), 503);
    EXPECT_THROW(statusOf(channel, callOf(once)), TransferError) << "the circuit is open";
    EXPECT_EQ(server->requests().size(), 5U);
    m_now += 300s;
    EXPECT_EQ(statusOf(channel, callOf(once)), 200);
    EXPECT_EQ(statusOf(channel, callOf(once)), 200);
    EXPECT_EQ(server->requests().size(), 7U);
}

TEST_F(ChannelTest, WhoIsToldToWaitSpeaksForAll)
{
    HttpServer server(m_loop, [](Peer &peer, const Received &request) -> Task<> {
        if (request.body == "first")
            co_await peer.answer(429, "", {{"Retry-After", "20"}});
        else
            co_await peer.answer(200, "");
    });
    Channel channel(m_client, {server.url()}, m_credential);
    RetryPolicy once;
    ServiceCall call = callOf(once);
    call.request.body = "first";
    EXPECT_EQ(statusOf(channel, std::move(call)), 429);
    EXPECT_EQ(statusOf(channel, callOf(once)), 200);
    EXPECT_THAT(m_waits, ElementsAre(20s));
}

TEST_F(ChannelTest, GoesItsOwnWay)
{
    HttpServer proxy(m_loop, [](Peer &peer, const Received &) -> Task<> {
        co_await peer.answer(200, "through the proxy");
    });
    ChannelOptions options;
    options.endpoints = {{PooledEndpoint("http://service.example"), nullptr}};
    options.route.proxy = proxy.url("");
    options.route.proxyUser = "me";
    options.route.proxyPassword = "p@ss";
    options.route.proxyLogin = "basic";
    Channel channel(m_client, m_credential, options);
    EXPECT_EQ(statusOf(channel), 200);
    EXPECT_EQ(proxy.requests().at(0).target, "http://service.example/chat/it?v=1");
    EXPECT_EQ(header(proxy.requests().at(0).headers, "Proxy-Authorization"), "Basic bWU6cEBzcw==");
}

TEST_F(ChannelTest, AnEndpointThatIsNoAddressIsToldBeforeAnythingIsAsked)
{
    Channel channel(m_client, {""}, m_credential);
    EXPECT_THROW(statusOf(channel), Error);
    EXPECT_EQ(m_credential->asked, 0);
}

} // namespace
} // namespace postern::http
