// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/eventloop.h"
#include "engine/base/offload.h"
#include "tests/support/loop.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace postern {
namespace {

namespace asio = boost::asio;

TEST(Offload, GivesTheResultOnTheLoopsThread)
{
    EventLoop loop;
    const auto ask = []() -> Task<std::thread::id> {
        const std::thread::id there = co_await offload([] { return std::this_thread::get_id(); });
        EXPECT_NE(there, std::this_thread::get_id());
        co_return std::this_thread::get_id();
    };
    EXPECT_EQ(test::run(loop, ask()), std::this_thread::get_id());
}

TEST(Offload, TakesAndGivesWhatCanOnlyBeMoved)
{
    EventLoop loop;
    auto work = [given = std::make_unique<std::string>("text")]() mutable {
        return std::move(given);
    };
    auto asked = offload(std::move(work));
    const auto got = [](auto task) -> Task<std::string> {
        const std::unique_ptr<std::string> text = co_await std::move(task);
        co_return *text;
    };
    EXPECT_EQ(test::run(loop, got(std::move(asked))), "text");
}

TEST(Offload, ThrowsWhatTheWorkThrows)
{
    EventLoop loop;
    const auto fail = []() -> int {
        throw Error(ErrorCode::FileUnreadable, tr("There is no file."), tr("Make one."));
    };
    try {
        test::run(loop, offload(fail));
        FAIL();
    } catch (const Error &error) {
        EXPECT_EQ(error.code(), ErrorCode::FileUnreadable);
    }
}

TEST(Offload, LetsTheLoopGoOnMeanwhile)
{
    EventLoop loop;
    std::promise<void> leave;
    bool hasGoneOn = false;
    asio::co_spawn(loop,
                   offload([left = leave.get_future().share()] {
                       left.wait();
                       return 0;
                   }),
                   asio::detached);
    asio::post(loop, [&] {
        hasGoneOn = true;
        leave.set_value(); // the work waits for the loop, which mustn't wait for it
    });
    loop.run();
    EXPECT_TRUE(hasGoneOn);
}

TEST(Offload, DoesMuchAtATime)
{
    EventLoop loop;
    std::atomic<int> done = 0;
    for (int i = 0; i < 1000; ++i)
        asio::co_spawn(loop, offload([&done] { return ++done; }), asio::detached);
    loop.run();
    EXPECT_EQ(done, 1000);
}

TEST(Offload, EndsWhatHasBegunThoughItsCallerIsCancelled)
{
    EventLoop loop;
    asio::cancellation_signal cancel;
    std::promise<void> begun;
    std::promise<void> leave;
    bool hasEnded = false;
    asio::co_spawn(loop,
                   offload([&begun, left = leave.get_future().share()] {
                       begun.set_value();
                       left.wait();
                       return 0;
                   }),
                   asio::bind_cancellation_slot(cancel.slot(), [&](const std::exception_ptr &, int) {
                       hasEnded = true;
                   }));
    loop.poll();
    begun.get_future().wait();
    cancel.emit(asio::cancellation_type::terminal);
    loop.poll();
    EXPECT_FALSE(hasEnded);
    leave.set_value();
    loop.run();
    EXPECT_TRUE(hasEnded);
}

TEST(Offload, IsWaitedForByALoopThatGoes)
{
    std::promise<void> begun;
    const auto used = std::make_shared<int>(1);
    bool isTold = false;
    {
        EventLoop loop;
        asio::co_spawn(loop,
                       offload([&begun, used] {
                           begun.set_value();
                           std::this_thread::yield();
                           return *used;
                       }),
                       [&](const std::exception_ptr &, int) { isTold = true; });
        loop.poll();
        begun.get_future().wait();
    }
    EXPECT_FALSE(isTold);
    EXPECT_EQ(used.use_count(), 1); // nobody is left who could look at it
}

TEST(Offload, DropsWhatHasNotBegunWhenTheLoopGoes)
{
    const auto used = std::make_shared<int>(1);
    std::vector<std::promise<void>> blockers(2);
    std::promise<void> leave;
    const std::shared_future<void> left = leave.get_future().share();
    std::thread release;
    {
        EventLoop loop;
        for (std::promise<void> &begun : blockers)
            asio::co_spawn(loop,
                           offload([&begun, left] {
                               begun.set_value();
                               left.wait();
                               return 0;
                           }),
                           asio::detached);
        for (int i = 0; i < 100; ++i)
            asio::co_spawn(loop, offload([used] { return *used; }), asio::detached);
        loop.poll();
        for (std::promise<void> &begun : blockers)
            begun.get_future().wait();
        release = std::thread([&leave] { leave.set_value(); });
    }
    release.join();
    EXPECT_EQ(used.use_count(), 1);
}

/// What a coroutine has that uses something of the loop's owner until it goes.
class User
{
public:
    explicit User(const std::shared_ptr<bool> &isOwnerThere)
        : m_isOwnerThere(isOwnerThere)
    {}
    ~User() { EXPECT_TRUE(*m_isOwnerThere); }
    User(const User &) = delete;
    User &operator=(const User &) = delete;

private:
    const std::shared_ptr<bool> m_isOwnerThere;
};

Task<> useWhileWaiting(std::shared_ptr<bool> isOwnerThere, std::shared_future<void> left)
{
    const User user(isOwnerThere);
    auto waiting = offload([left] {
        left.wait();
        return 0;
    });
    co_await std::move(waiting);
}

TEST(Offload, DropsWithTheLoopWhoeverWaitsForWhatHasNotBegun)
{
    const auto isOwnerThere = std::make_shared<bool>(true);
    std::promise<void> leave;
    std::thread release;
    {
        EventLoop loop;
        const std::shared_future<void> left = leave.get_future().share();
        for (int i = 0; i < 50; ++i)
            asio::co_spawn(loop, useWhileWaiting(isOwnerThere, left), asio::detached);
        loop.poll();
        release = std::thread([&leave] { leave.set_value(); });
        loop.drop();
        EXPECT_EQ(isOwnerThere.use_count(), 1) << "all are gone";
        *isOwnerThere = false;
    }
    release.join();
}

} // namespace
} // namespace postern
