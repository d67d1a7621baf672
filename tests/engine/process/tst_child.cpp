// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/process/child.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <optional>

using namespace postern;
namespace asio = boost::asio;

namespace {

/// Runs a task on a loop of its own; a task that doesn't end within 20 s fails the test.
template<typename T>
T runTask(asio::io_context &loop, Task<T> task)
{
    std::optional<T> result;
    std::exception_ptr error;
    asio::co_spawn(loop, std::move(task), [&](std::exception_ptr e, T value) {
        error = std::move(e);
        result = std::move(value);
    });
    loop.run_for(std::chrono::seconds(20));
    if (error) {
        std::rethrow_exception(error);
    }
    if (!result) {
        throw std::runtime_error("the task did not end");
    }
    return std::move(*result);
}

process::Output runCommand(process::Command command,
                           std::string input = {},
                           std::size_t limit = process::kDefaultOutputLimit)
{
    asio::io_context loop;
    return runTask(loop, process::run(std::move(command), std::move(input), limit));
}

process::Command shell(std::string script)
{
    process::Command command;
    command.program = "sh";
    command.arguments = {"-c", std::move(script)};
    return command;
}

} // namespace

TEST(Child, BothStreamsAndTheExitCodeComeBack)
{
    const process::Output result = runCommand(shell("echo out; echo err >&2; exit 3"));
    EXPECT_EQ(result.output, "out\n");
    EXPECT_EQ(result.errors, "err\n");
    EXPECT_EQ(result.status.code, 3);
    EXPECT_FALSE(result.status.ok());
    EXPECT_EQ(result.status.text(), "exit code 3");
}

TEST(Child, ASignalIsSaidByName)
{
    const process::Output result = runCommand(shell("kill -9 $$"));
    EXPECT_EQ(result.status.signal, SIGKILL);
    EXPECT_EQ(result.status.text(), "signal 9 (Killed)");
}

TEST(Child, InputIsFedWhileOutputIsRead)
{
    const std::string text(3U << 20U, 'x');
    EXPECT_EQ(runCommand(shell("cat"), text).output, text);
}

TEST(Child, WithoutInputItIsEmpty)
{
    EXPECT_EQ(runCommand(shell("cat; echo end")).output, "end\n");
}

TEST(Child, AChildThatDoesNotReadItsInputIsNoError)
{
    EXPECT_EQ(runCommand(shell("exit 0"), std::string(1U << 20U, 'x')).status.code, 0);
}

TEST(Child, TooMuchOutputIsRefused)
{
    EXPECT_THROW(runCommand(shell("yes"), {}, 100000), Error);
}

TEST(Child, FolderEnvironmentAndDescriptorsAreHandedDown)
{
    process::Command command = shell("pwd; echo $POSTERN_TEST; cat <&7");
    command.folder = "/";
    command.environment = {{"POSTERN_TEST", "a=b c"}};
    int ends[2];
    ASSERT_EQ(pipe2(ends, O_CLOEXEC), 0);
    ASSERT_EQ(write(ends[1], "seven", 5), 5);
    close(ends[1]);
    command.descriptors = {{ends[0], 7}};
    EXPECT_EQ(runCommand(command).output, "/\na=b c\nseven");
    close(ends[0]);
}

TEST(Child, AProgramThatIsMissingIsAnErrorThatNamesIt)
{
    process::Command command;
    command.program = "postern-no-such-program";
    try {
        runCommand(command);
        FAIL() << "no error";
    } catch (const Error &error) {
        EXPECT_EQ(error.code(), ErrorCode::EnvironmentFailed);
        EXPECT_NE(error.message().find("postern-no-such-program"), std::string::npos);
    }
}

TEST(Child, AMissingFolderIsAnError)
{
    process::Command command = shell("true");
    command.folder = "/no/such/folder";
    EXPECT_THROW(runCommand(command), Error);
}

TEST(Child, KillingEndsGrandchildrenToo)
{
    asio::io_context loop;
    // The grandchild holds the pipe open: reading ends only when it is dead as well.
    const auto task = [&]() -> Task<int> {
        process::Child child(loop.get_executor(), shell("sleep 600 & echo $!; wait"));
        std::string text(64, '\0');
        const std::size_t count = co_await child.readOutput(asio::buffer(text));
        child.kill();
        const process::ExitStatus status = co_await child.wait();
        EXPECT_EQ(status.signal, SIGKILL);
        std::string rest(64, '\0');
        EXPECT_EQ(co_await child.readOutput(asio::buffer(rest)), 0U);
        co_return std::stoi(text.substr(0, count));
    };
    EXPECT_GT(runTask<int>(loop, task()), 0);
}

TEST(Child, WhatItLeavesBehindKeepsNobodyWaiting)
{
    // The sleeper, in a session of its own, holds both streams open.
    process::Command command = shell("setsid sleep 600 & echo $!; echo words >&2");
    const process::Output result = runCommand(command);
    EXPECT_TRUE(result.status.ok());
    EXPECT_EQ(result.errors, "words\n");
    const int sleeper = std::stoi(result.output);
    EXPECT_EQ(::kill(sleeper, 0), 0); // what isn't said to be owned stays
    ::kill(sleeper, SIGKILL);
}

TEST(Child, OwnedDescendantsGoWithItWhereverTheyWent)
{
    process::Command command = shell("setsid sleep 600 & echo $!");
    command.ownsDescendants = true;
    const int sleeper = std::stoi(runCommand(command).output);
    const int ended = static_cast<int>(::syscall(SYS_pidfd_open, sleeper, 0));
    if (ended >= 0) { // else it is gone already
        pollfd end{ended, POLLIN, 0};
        EXPECT_EQ(::poll(&end, 1, 20'000), 1);
        ::close(ended);
    }
}

TEST(Child, StartsWithFewDescriptorsLeft)
{
    rlimit limit{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &limit), 0);
    rlimit few = limit;
    few.rlim_cur = 64;
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &few), 0);
    EXPECT_EQ(runCommand(shell("echo out")).output, "out\n");
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

TEST(Child, DoesNotInheritTheKeyOfTheVault)
{
    ::setenv("POSTERN_VAULT_KEY", "words", 1);
    EXPECT_EQ(runCommand(shell("echo \"<$POSTERN_VAULT_KEY>\"")).output, "<>\n");
    ::unsetenv("POSTERN_VAULT_KEY");
}

TEST(Child, DestroyingItKillsAndReaps)
{
    asio::io_context loop;
    int pid = 0;
    {
        const process::Child child(loop.get_executor(), shell("sleep 600"));
        pid = child.pid();
        EXPECT_TRUE(child.running());
    }
    loop.run_for(std::chrono::seconds(20)); // ends when nothing waits any more
    EXPECT_EQ(waitpid(pid, nullptr, WNOHANG), -1);
    EXPECT_EQ(errno, ECHILD);
}

TEST(Child, ALoopThatGoesFirstLeavesNoZombie)
{
    int pid = 0;
    {
        asio::io_context loop;
        const process::Child child(loop.get_executor(), shell("sleep 600"));
        pid = child.pid();
    }
    EXPECT_EQ(waitpid(pid, nullptr, WNOHANG), -1);
}

TEST(Child, SeveralMayWaitForTheEnd)
{
    asio::io_context loop;
    process::Child child(loop.get_executor(), shell("exit 5"));
    int seen = 0;
    for (int i = 0; i < 3; ++i) {
        asio::co_spawn(loop, child.wait(), [&](std::exception_ptr, process::ExitStatus status) {
            seen += status.code;
        });
    }
    loop.run_for(std::chrono::seconds(20));
    EXPECT_EQ(seen, 15);
}

TEST(Child, CommandsOneAfterTheOtherRunToTheirEnds)
{
    asio::io_context loop;
    const auto runAll = []() -> Task<int> {
        int ended = 0;
        for (int i = 0; i < 20; ++i) {
            std::string text;
            const process::ExitStatus status
                = co_await process::stream(shell("echo a; read x <&2; echo b >&2; exit 3"),
                                           [&text](bool isError, std::string_view piece) {
                                               text += isError ? "E" : "O";
                                               text += piece;
                                           });
            ended += status.code == 3 && text.find("Oa\n") != std::string::npos ? 1 : 0;
        }
        co_return ended;
    };
    EXPECT_EQ(runTask(loop, runAll()), 20);
}

TEST(Child, MayGetNothingOfOurEnvironment)
{
    process::Command command;
    command.program = "/usr/bin/env";
    command.environment = {{"ONLY", "this"}};
    command.inheritsEnvironment = false;
    EXPECT_EQ(runCommand(command).output, "ONLY=this\n");
}
