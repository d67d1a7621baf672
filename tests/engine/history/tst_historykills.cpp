// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/history.h"
#include "engine/history/recorder.h"
#include "tests/engine/history/toldrun.h"
#include "tests/support/temporaryfolder.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <random>

namespace postern::history {
namespace {

using test::ToldRun;

std::string idOf(int round, int number)
{
    std::string id = std::to_string(1'000'000 + number);
    return "01R" + std::to_string(10'000 + round) + "N" + id;
}

/// Records one run after the other, and tells the number of each that may be told to have ended.
[[noreturn]] void recordUntilKilled(const std::filesystem::path &file, int round, int confirmed)
{
    Recorder recorder(file, {});
    for (int number = 0;; ++number) {
        const auto recording = recorder.record(test::aboutNothing());
        ToldRun run{idOf(round, number)};
        run.question = std::string(static_cast<std::size_t>(number % 50) * 500, 'q');
        run.tell(*recording);
        recorder.flush();
        if (recorder.takeProblem() || ::write(confirmed, &number, sizeof number) != sizeof number)
            ::_exit(1);
    }
}

/// Waits for the first confirmed run, kills the program after a while, gives the last one confirmed.
int killedAfter(const std::filesystem::path &file, int round, std::chrono::microseconds delay)
{
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0)
        throw std::runtime_error("pipe");
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        recordUntilKilled(file, round, ends[1]);
    }
    ::close(ends[1]);
    int last = -1;
    if (::read(ends[0], &last, sizeof last) != sizeof last)
        throw std::runtime_error("nothing was recorded");
    ::usleep(static_cast<useconds_t>(delay.count()));
    ::kill(child, SIGKILL);
    for (int number = 0; ::read(ends[0], &number, sizeof number) == sizeof number;)
        last = number;
    ::waitpid(child, nullptr, 0);
    ::close(ends[0]);
    return last;
}

TEST(HistoryKills, HoldsEveryRunThatWasToldFinished)
{
    // 500 by scripts/soak.
    const char *asked = std::getenv("POSTERN_SOAK_KILLS");
    const int kills = asked ? std::atoi(asked) : 5;
    std::mt19937 random(asked ? std::random_device()() : 20'261'130);
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "history.sqlite";
    for (int round = 0; round < kills; ++round) {
        const int last = killedAfter(file, round, std::chrono::microseconds(random() % 30'000));
        History history(file);
        for (int number = 0; number <= last; ++number) {
            const StoredRun run = history.read(idOf(round, number));
            ASSERT_EQ(run.summary.state, RunState::Completed) << "kill " << round;
            ASSERT_EQ(run.events.size(), 5U);
            ASSERT_TRUE(run.isWhole);
        }
    }
    std::cout << kills << " kills, all kept\n";
}

} // namespace
} // namespace postern::history
