// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/http/client.h"
#include "engine/http/curltransport.h"
#include "tests/support/httpserver.h"
#include "tests/support/loop.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/post.hpp>
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

/// Answers with one status after the other, the last one for ever.
class ClientTest : public testing::Test
{
protected:
    ClientTest()
    {
        m_client.setTime([this] { return m_now; },
                         [this](milliseconds wait) -> Task<> {
                             m_waits.push_back(wait);
                             m_now += wait;
                             co_return;
                         });
    }

    struct Answer
    {
        int status = 200; // 0: closes without an answer
        Headers headers = {};
        std::string body = {};
    };

    std::string serve(std::vector<Answer> answers)
    {
        m_server = std::make_unique<HttpServer>(
            m_loop, [answers, at = std::size_t(0)](Peer &peer, const Received &) mutable -> Task<> {
                const Answer &answer = answers[std::min(at++, answers.size() - 1)];
                if (answer.status == 0)
                    peer.close();
                else
                    co_await peer.answer(answer.status, answer.body, answer.headers);
            });
        return m_server->url();
    }

    Response send(std::string url, RetryPolicy policy = {})
    {
        Request request;
        request.url = std::move(url);
        return test::run(m_loop, m_client.send(std::move(request), std::move(policy)));
    }

    asio::io_context m_loop;
    Client m_client{std::make_shared<CurlTransport>(m_loop.get_executor())};
    std::unique_ptr<HttpServer> m_server;
    std::chrono::system_clock::time_point m_now{1'700'000'000s};
    std::vector<milliseconds> m_waits;
};

TEST_F(ClientTest, WithoutAPolicyAFailureIsTheAnswer)
{
    EXPECT_EQ(send(serve({{503, {}, "busy"}})).body, "busy");
    EXPECT_EQ(m_server->requests().size(), 1U);
}

TEST_F(ClientTest, TheStandardPolicyWaitsLongerEachTimeAndEndsAfterFourAttempts)
{
    EXPECT_EQ(send(serve({{0}, {500}, {429}, {503}}), RetryPolicy::standard()).head.status, 503);
    EXPECT_THAT(m_waits, ElementsAre(500ms, 1s, 2s));
    EXPECT_EQ(send(serve({{400}}), RetryPolicy::standard()).head.status, 400);
    EXPECT_EQ(m_server->requests().size(), 1U);
}

TEST_F(ClientTest, WaitsWhatTheAnswerAsksFor)
{
    const std::string url = serve({{429, {{"Retry-After", "7"}}},
                                   {429, {{"retry-after-ms", "250"}, {"Retry-After", "1"}}},
                                   {429, {{"Retry-After", "Tue, 14 Nov 2023 22:14:00 GMT"}}},
                                   {200}});
    EXPECT_EQ(send(url, RetryPolicy::standard()).head.status, 200);
    // The clock starts at 22:13:20.
    EXPECT_THAT(m_waits, ElementsAre(7s, 250ms, 32750ms));
}

TEST_F(ClientTest, AWaitBeyondTheLongestIsNotWaited)
{
    RetryPolicy policy = RetryPolicy::standard();
    policy.longestWait = 60s;
    EXPECT_EQ(send(serve({{429, {{"Retry-After", "61"}}}, {200}}), policy).head.status, 429);
    EXPECT_TRUE(m_waits.empty());
}

TEST_F(ClientTest, PromptflowsWaitsGrowToAMinute)
{
    const auto policy = RetryPolicy::promptflow(8);
    EXPECT_EQ(send(serve({{500}}), policy).head.status, 500);
    EXPECT_THAT(m_waits, ElementsAre(3s, 4s, 6s, 10s, 18s, 34s, 60s, 60s));
    EXPECT_EQ(m_server->requests().size(), 9U);
}

TEST_F(ClientTest, PromptflowTakesRetryAfterAsSecondsWithFractions)
{
    const auto policy = RetryPolicy::promptflow();
    const std::string url = serve({{429, {{"Retry-After", "0.5"}, {"retry-after-ms", "9"}}}, {200}});
    EXPECT_EQ(send(url, policy).head.status, 200);
    EXPECT_THAT(m_waits, ElementsAre(500ms));
}

TEST_F(ClientTest, PromptflowGivesUpAfterThree422InARow)
{
    const auto policy = RetryPolicy::promptflow();
    EXPECT_EQ(send(serve({{422}, {422}, {500}, {422}, {422}, {422}, {200}}), policy).head.status,
              422);
    EXPECT_EQ(m_server->requests().size(), 6U);
}

TEST_F(ClientTest, PromptflowDoesNotRepeatWhenTheQuotaIsUsedUp)
{
    const std::string body = R"({"error":{"type":"insufficient_quota","message":"pay"}})";
    const Response response = send(serve({{429, {}, body}}), RetryPolicy::promptflow());
    EXPECT_EQ(response.body, body);
    EXPECT_EQ(m_server->requests().size(), 1U);
}

TEST_F(ClientTest, PromptflowRepeatsADroppedConnectionButNotARefusedOne)
{
    EXPECT_EQ(send(serve({{0}, {200}}), RetryPolicy::promptflow()).head.status, 200);
    const std::string url = m_server->url();
    m_server.reset();
    m_waits.clear();
    EXPECT_THROW(send(url, RetryPolicy::promptflow()), TransferError);
    EXPECT_TRUE(m_waits.empty());
}

TEST_F(ClientTest, TheObserverHearsOfEachWait)
{
    std::vector<int> statuses;
    m_client.setRetryObserver(
        [&](const Failure &failure, milliseconds) { statuses.push_back(failure.status); });
    send(serve({{0}, {500}, {200}}), RetryPolicy::standard());
    EXPECT_THAT(statuses, ElementsAre(0, 500));
}

/// Keeps what a watch is told.
struct Watcher
{
    std::vector<Attempt> attempts;
    std::vector<std::string> order; ///< "attempt 0", "retry 1"

    std::shared_ptr<const Watch> watch(bool keepsBodies = false)
    {
        Watch made;
        made.onAttempt = [this](Attempt attempt) {
            order.push_back("attempt " + std::to_string(attempt.number));
            attempts.push_back(std::move(attempt));
        };
        made.onRetry = [this](const Failure &failure, milliseconds) {
            order.push_back("retry " + std::to_string(failure.attempt + 1));
        };
        made.keepsBodies = keepsBodies;
        return std::make_shared<const Watch>(std::move(made));
    }
};

TEST_F(ClientTest, AnAttemptIsToldWithItsHeadersAndWithoutTheirSecrets)
{
    Watcher watcher;
    Request request;
    request.method = "POST";
    request.url = serve({{200, {{"Set-Cookie", "session=abc"}, {"x-request-id", "42"}}, "here"}})
                  + "deployments/gpt?api-version=1&sig=topsecret#part";
    request.headers = {{"Ocp-Apim-Subscription-Key", "very-secret"},
                       {"authorization", "Bearer ey.ey"},
                       {"accept", "application/json"}};
    request.watch = watcher.watch(true);
    test::run(m_loop, m_client.send(std::move(request)));
    ASSERT_EQ(watcher.attempts.size(), 1U);
    const Attempt &attempt = watcher.attempts[0];
    EXPECT_THAT(attempt.target, testing::StartsWith("/deployments/gpt?api-version=1"));
    EXPECT_THAT(attempt.target, testing::Not(testing::HasSubstr("topsecret")));
    EXPECT_THAT(attempt.sentHeaders,
                ElementsAre(testing::Pair("Ocp-Apim-Subscription-Key", "******"),
                            testing::Pair("authorization", "******"),
                            testing::Pair("accept", "application/json")));
    EXPECT_EQ(header(attempt.receivedHeaders, "set-cookie"), "******");
    EXPECT_EQ(header(attempt.receivedHeaders, "x-request-id"), "42");
}

TEST_F(ClientTest, AWatchIsToldOfEveryAttemptAndWait)
{
    Watcher watcher;
    Request request;
    request.method = "POST";
    request.url = serve({{0}, {429, {}, "busy"}, {200, {}, "here"}});
    request.body = "question";
    request.watch = watcher.watch();
    test::run(m_loop, m_client.send(std::move(request), RetryPolicy::standard()));
    EXPECT_THAT(watcher.order,
                ElementsAre("attempt 0", "retry 1", "attempt 1", "retry 2", "attempt 2"));
    const std::vector<Attempt> &attempts = watcher.attempts;
    ASSERT_EQ(attempts.size(), 3U);
    EXPECT_EQ(attempts[0].status, 0);
    EXPECT_NE(attempts[0].error, "");
    EXPECT_EQ(attempts[1].status, 429);
    EXPECT_EQ(attempts[1].bytesReceived, 4U);
    EXPECT_EQ(attempts[2].status, 200);
    EXPECT_EQ(attempts[2].error, "");
    EXPECT_EQ(attempts[2].method, "POST");
    EXPECT_EQ(attempts[2].host, "127.0.0.1");
    EXPECT_NE(attempts[2].port, 0);
    EXPECT_EQ(attempts[2].bytesSent, 8U);
    EXPECT_GT(attempts[2].elapsed.count(), 0);
    EXPECT_FALSE(attempts[2].sent) << "nobody asked for bodies";
}

TEST_F(ClientTest, AWatchThatWantsBodiesHasThem)
{
    Watcher watcher;
    Request request;
    request.method = "POST";
    request.url = serve({{200, {}, "here"}});
    request.body = "question";
    request.watch = watcher.watch(true);
    test::run(m_loop, m_client.send(std::move(request)));
    ASSERT_EQ(watcher.attempts.size(), 1U);
    EXPECT_EQ(*watcher.attempts[0].sent, "question");
    EXPECT_EQ(*watcher.attempts[0].received, "here");
}

TEST_F(ClientTest, AWatchIsToldOfAnAnswerThatNobodyReadsToItsEnd)
{
    Watcher watcher;
    Request request;
    request.url = serve({{200, {}, "here"}});
    request.watch = watcher.watch();
    auto exchange = test::run(m_loop, m_client.open(std::move(request)));
    EXPECT_TRUE(watcher.attempts.empty());
    exchange.reset();
    ASSERT_EQ(watcher.attempts.size(), 1U);
    EXPECT_EQ(watcher.attempts[0].status, 200);
}

TEST_F(ClientTest, AWatchIsToldOfARefusal)
{
    Watcher watcher;
    m_client.ledger().allowOnly({"elsewhere"});
    Request request;
    request.url = serve({{200}});
    request.watch = watcher.watch();
    EXPECT_THROW(test::run(m_loop, m_client.send(std::move(request))), Error);
    ASSERT_EQ(watcher.attempts.size(), 1U);
    EXPECT_EQ(watcher.attempts[0].status, 0);
    EXPECT_THAT(watcher.attempts[0].error, testing::HasSubstr("127.0.0.1"));
}

TEST_F(ClientTest, AnErrorOfTheLastAttemptIsThrown)
{
    EXPECT_THROW(send(serve({{0}}), RetryPolicy::standard()), TransferError);
    EXPECT_EQ(m_waits.size(), 3U);
}

TEST_F(ClientTest, CancellingEndsTheWaitForAnotherAttempt)
{
    Client client(std::make_shared<CurlTransport>(m_loop.get_executor())); // waits for real
    bool waiting = false;
    client.setRetryObserver([&](const Failure &, milliseconds) { waiting = true; });
    Request request;
    request.url = serve({{429, {{"Retry-After", "300"}}}});
    asio::cancellation_signal signal;
    std::exception_ptr failure;
    asio::co_spawn(m_loop,
                   client.send(std::move(request), RetryPolicy::promptflow()),
                   asio::bind_cancellation_slot(signal.slot(),
                                                [&](std::exception_ptr e, const Response &) {
                                                    failure = e;
                                                }));
    while (!waiting)
        m_loop.run_one();
    asio::post(m_loop, [&] { signal.emit(asio::cancellation_type::terminal); });
    const auto start = std::chrono::steady_clock::now();
    while (!failure)
        m_loop.run_one();
    EXPECT_LT(std::chrono::steady_clock::now() - start, 100ms);
    try {
        std::rethrow_exception(failure);
    } catch (const Error &e) {
        EXPECT_EQ(e.code(), ErrorCode::Cancelled);
    }
}

TEST_F(ClientTest, TheLedgerKnowsWhoWasContacted)
{
    send(serve({{500, {}, "12345"}, {200, {}, "123"}}), RetryPolicy::standard());
    const auto entries = m_client.ledger().entries();
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].host, "127.0.0.1");
    EXPECT_EQ(entries[0].port, m_server->port());
    EXPECT_EQ(entries[0].requests, 2U);
    EXPECT_EQ(entries[0].bytesReceived, 8U);
    EXPECT_EQ(entries[0].lastStatus, 200);
    EXPECT_EQ(entries[0].last - entries[0].first, 500ms);
}

TEST_F(ClientTest, AHostOffTheAllowListIsNotContacted)
{
    const std::string url = serve({{200}});
    m_client.ledger().allowOnly({"*.openai.azure.com"});
    try {
        send(url, RetryPolicy::standard());
        ADD_FAILURE() << "not refused";
    } catch (const Error &e) {
        EXPECT_EQ(e.code(), ErrorCode::Refused);
        EXPECT_THAT(e.message(), testing::HasSubstr("127.0.0.1"));
    }
    EXPECT_EQ(m_server->connections(), 0);
    const auto entries = m_client.ledger().entries();
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].requests, 0U);
    EXPECT_EQ(entries[0].refused, 1U);
    EXPECT_FALSE(entries[0].isAllowed);

    m_client.ledger().allowOnly({"127.0.0.1:" + std::to_string(m_server->port())});
    EXPECT_EQ(send(url).head.status, 200);
}

TEST_F(ClientTest, RequestsTakeTheClientsRoute)
{
    Route route;
    route.proxy = serve({{200, {}, "by the proxy"}});
    m_client.setRoute(route);
    EXPECT_EQ(send("http://model.invalid/").body, "by the proxy");
    // What was contacted for is the host, not the way to it.
    EXPECT_EQ(m_client.ledger().entries().at(0).host, "model.invalid");
}

TEST(EgressLedger, PatternsNameHostsSuffixesAndPorts)
{
    EgressLedger ledger;
    EXPECT_TRUE(ledger.allows("anything", 1));
    ledger.allowOnly({"A.example.com", "*.openai.azure.com", "b.com:8443", "::1", "[fd00::1]:443"});
    EXPECT_TRUE(ledger.allows("a.example.com", 443));
    EXPECT_FALSE(ledger.allows("x.a.example.com", 443));
    EXPECT_TRUE(ledger.allows("r.openai.azure.com", 443));
    EXPECT_FALSE(ledger.allows("openai.azure.com", 443));
    EXPECT_FALSE(ledger.allows("evilopenai.azure.com", 443));
    EXPECT_TRUE(ledger.allows("b.com", 8443));
    EXPECT_FALSE(ledger.allows("b.com", 443));
    EXPECT_TRUE(ledger.allows("::1", 80));
    EXPECT_TRUE(ledger.allows("fd00::1", 443));
    EXPECT_FALSE(ledger.allows("fd00::1", 80));
    ledger.allowOnly({});
    EXPECT_FALSE(ledger.allows("a.example.com", 443));
}

TEST(EgressLedger, WhoWatchesIsToldOfEachAttempt)
{
    EgressLedger ledger;
    std::vector<std::string> told;
    ledger.setObserver([&told](const EgressLedger::Entry &entry) {
        told.push_back(entry.host + (entry.isAllowed ? " allowed" : " not allowed"));
    });
    const EgressLedger::Time now{1'700'000'000s};
    ledger.begin("a.com", 443, Purpose::Model, now);
    ledger.allowOnly({"a.com"});
    EXPECT_THROW(ledger.begin("b.com", 443, Purpose::Image, now), Error);
    ledger.note("b.com", 443, Purpose::Python, now);
    ledger.allowAll();
    ledger.note("b.com", 0, Purpose::Python, now);
    EXPECT_THAT(told,
                testing::ElementsAre("a.com allowed",
                                     "b.com not allowed",
                                     "b.com not allowed",
                                     "b.com allowed"));
    EXPECT_EQ(ledger.entries().size(), 4U);
}

TEST(RetryAfter, NonsenseIsNothing)
{
    const std::chrono::system_clock::time_point now{1'700'000'000s};
    for (const char *text : {"", "soon", "-3", "nan", "inf", "1e", "5 s", "Tue, 99 Nov 2023 x"})
        EXPECT_EQ(retryAfter({{"Retry-After", text}}, now), std::nullopt) << text;
    EXPECT_EQ(retryAfter({{"Retry-After", "Mon, 13 Nov 2023 22:14:00 GMT"}}, now), 0ms);
    EXPECT_EQ(retryAfter({{"x-ms-retry-after-ms", "40"}}, now), 40ms);
    for (const char *endless : {"1e300", "1e400", "1E+999", "0.001e999"})
        EXPECT_EQ(retryAfter({{"Retry-After", endless}}, now), std::chrono::weeks(1)) << endless;
    EXPECT_EQ(retryAfter({{"Retry-After", std::string(400, '9')}}, now), std::chrono::weeks(1));
    EXPECT_EQ(retryAfter({{"Retry-After", "1e-400"}}, now), 0ms);
    EXPECT_EQ(retryAfter({{"Retry-After", "0." + std::string(400, '0') + "1"}}, now), 0ms);
    EXPECT_EQ(retryAfter({{"Retry-After", "-1e400"}}, now), std::nullopt);
}

TEST(RetryAfter, ADateFarAheadIsAWeek)
{
    const std::chrono::system_clock::time_point now{1'700'000'000s};
    for (const char *text : {"Fri, 31 Dec 9999 23:59:59 GMT", "Fri, 01 Jan 2100 00:00:00 GMT"})
        EXPECT_EQ(retryAfter({{"Retry-After", text}}, now), std::chrono::weeks(1)) << text;
}

TEST(RetryAfter, AtOnceIsAMomentThatGrows)
{
    EXPECT_EQ(leastWait(0), 100ms);
    EXPECT_EQ(leastWait(3), 800ms);
    EXPECT_EQ(leastWait(100), 10s);
}

TEST(RetryAfter, NobodyWaitsForDays)
{
    EXPECT_LE(RetryPolicy::promptflow().longestWait, 10min);
    EXPECT_LE(RetryPolicy::standard().longestWait, 10min);
}

} // namespace
} // namespace postern::http
