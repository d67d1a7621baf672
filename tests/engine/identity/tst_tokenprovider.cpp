// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/identity/tokenprovider.h"
#include "tests/support/loop.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gtest/gtest.h>

namespace postern::identity {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

/// What a test sees of a source that gives "token 1", "token 2" ...
struct Told
{
    int fetched = 0;
    int stopped = 0;
    bool fails = false;
    bool hangs = false;
};

class CountingSource final : public TokenSource
{
public:
    CountingSource(std::shared_ptr<Told> told, std::shared_ptr<Time> now)
        : m_told(std::move(told))
        , m_now(std::move(now))
    {}

    Task<Token> fetch(std::string scope) override
    {
        const auto loop = co_await asio::this_coro::executor;
        co_await asio::post(loop, asio::use_awaitable);
        const int number = ++m_told->fetched;
        if (m_told->hangs) {
            asio::steady_timer never(loop, asio::steady_timer::time_point::max());
            try {
                co_await never.async_wait(asio::use_awaitable);
            } catch (...) {
                ++m_told->stopped;
                throw Error(ErrorCode::Cancelled, "stopped");
            }
        }
        if (m_told->fails)
            throw Error(ErrorCode::ConnectionFailed, "no token");
        co_return Token{scope + " " + std::to_string(number), *m_now + 1h, *m_now + 1h};
    }

private:
    std::shared_ptr<Told> m_told;
    std::shared_ptr<Time> m_now;
};

class TokenProviderTest : public testing::Test
{
protected:
    std::string token(const std::string &scope = "s")
    {
        return test::run(m_loop, m_provider->token(scope)).value;
    }

    asio::io_context m_loop{1};
    std::shared_ptr<Told> m_told = std::make_shared<Told>();
    std::shared_ptr<Time> m_now = std::make_shared<Time>(1'700'000'000s);
    std::shared_ptr<TokenProvider> m_provider
        = std::make_shared<TokenProvider>(std::make_unique<CountingSource>(m_told, m_now),
                                          [now = m_now] { return *now; });
};

TEST_F(TokenProviderTest, KeepsATokenOfEachScope)
{
    EXPECT_EQ(token(), "s 1");
    EXPECT_EQ(token(), "s 1");
    EXPECT_EQ(token("other"), "other 2");
    EXPECT_EQ(token(), "s 1");
}

TEST_F(TokenProviderTest, ManyWhoWaitMakeOneRequest)
{
    std::vector<std::string> got;
    for (int i = 0; i < 50; ++i)
        asio::co_spawn(m_loop, m_provider->token("s"), [&](const std::exception_ptr &, Token token) {
            got.push_back(token.value);
        });
    m_loop.run();
    EXPECT_EQ(got, std::vector<std::string>(50, "s 1"));
    EXPECT_EQ(m_told->fetched, 1);
}

TEST_F(TokenProviderTest, RenewsWhatAgesAndKeepsItWhereThatFails)
{
    EXPECT_EQ(token(), "s 1");
    *m_now += 56min;
    m_told->fails = true;
    EXPECT_EQ(token(), "s 1") << "it is valid yet";
    EXPECT_EQ(m_told->fetched, 2);
    EXPECT_EQ(token(), "s 1");
    EXPECT_EQ(m_told->fetched, 2) << "not again within half a minute";
    *m_now += 1min;
    m_told->fails = false;
    EXPECT_EQ(token(), "s 3");
    *m_now += 2h;
    m_told->fails = true;
    EXPECT_THROW(token(), Error) << "it has expired";
}

TEST_F(TokenProviderTest, OneThatIsRefusedIsFetchedAnewOnce)
{
    TokenCredential credential("token", m_provider, "s");
    const http::Authorisation first = test::run(m_loop, credential.authorise());
    EXPECT_EQ(first.headers.at(0).second, "Bearer s 1");
    EXPECT_TRUE(test::run(m_loop, credential.renew(first)));
    EXPECT_EQ(test::run(m_loop, credential.authorise()).headers.at(0).second, "Bearer s 2");
    EXPECT_TRUE(test::run(m_loop, credential.renew(first))) << "another had it renewed";
    EXPECT_EQ(m_told->fetched, 2);
}

TEST_F(TokenProviderTest, ARequestEndsWhenNobodyWaitsAnyMoreAndTheNextOneAsksAnew)
{
    m_told->hangs = true;
    asio::cancellation_signal first;
    asio::cancellation_signal second;
    int cancelled = 0;
    const auto wait = [&](asio::cancellation_signal &signal) {
        asio::co_spawn(m_loop,
                       m_provider->token("s"),
                       asio::bind_cancellation_slot(signal.slot(),
                                                    [&](const std::exception_ptr &error,
                                                        const Token &) {
                                                        cancelled += error != nullptr ? 1 : 0;
                                                    }));
    };
    wait(first);
    wait(second);
    m_loop.poll();
    first.emit(asio::cancellation_type::terminal);
    m_loop.poll();
    EXPECT_EQ(cancelled, 1);
    EXPECT_EQ(m_told->stopped, 0) << "another one waits";
    second.emit(asio::cancellation_type::terminal);
    m_loop.poll();
    EXPECT_EQ(cancelled, 2);
    EXPECT_EQ(m_told->stopped, 1);
    m_told->hangs = false;
    EXPECT_EQ(token(), "s 2");
}

} // namespace
} // namespace postern::identity
