// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/history/database.h"
#include "engine/history/history.h"
#include "engine/history/recorder.h"
#include "tests/engine/history/toldrun.h"
#include "tests/support/temporaryfolder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>

namespace fs = std::filesystem;

namespace postern::history {
namespace {

using test::aboutNothing;
using test::ToldRun;
using testing::HasSubstr;

class HistoryFile : public testing::Test
{
protected:
    fs::path file() const { return m_folder.path() / "history.sqlite"; }

    /// Records a run; what was said to have kept it from that.
    std::string record(const std::string &id, std::size_t bytes = 0) const
    {
        Recorder recorder(file(), {});
        const auto recording = recorder.record(aboutNothing());
        ToldRun run{id};
        if (bytes > 0) {
            std::string text;
            for (std::size_t i = 1; text.size() < bytes; ++i)
                text += std::to_string(i * 2'654'435'761U);
            run.answer = text;
        }
        run.tell(*recording);
        recorder.flush();
        const std::optional<Message> problem = recorder.takeProblem();
        EXPECT_FALSE(recorder.takeProblem()) << "once is enough";
        return problem ? problem->english() : "";
    }

    std::size_t count() const { return History(file()).count(RunQuery()); }

    test::TemporaryFolder m_folder;
};

TEST_F(HistoryFile, IsTheUsersAlone)
{
    EXPECT_EQ(record("01A"), "");
    const auto others = fs::perms::group_all | fs::perms::others_all;
    for (const auto &entry : fs::directory_iterator(m_folder.path()))
        EXPECT_EQ(entry.status().permissions() & others, fs::perms::none) << entry.path();
}

TEST_F(HistoryFile, IsSetAsideWhenItIsDamaged)
{
    EXPECT_EQ(record("01A"), "");
    m_folder.write("history.sqlite", std::string(20'000, 'j'));
    fs::remove(file().string() + "-wal");
    EXPECT_THROW(History{file()}, Error);
    EXPECT_THAT(record("01B"), HasSubstr("set aside"));
    EXPECT_EQ(count(), 1U) << "the run that found it is recorded";
    std::size_t aside = 0;
    for (const auto &entry : fs::directory_iterator(m_folder.path()))
        aside += entry.path().filename().string().starts_with("history.sqlite.damaged-")
                         && !entry.path().string().ends_with("-shm")
                     ? 1
                     : 0;
    EXPECT_EQ(aside, 1U) << "nothing is deleted";
    EXPECT_EQ(record("01C"), "");
}

TEST_F(HistoryFile, MayBeDamagedInAnyPage)
{
    for (int i = 0; i < 20; ++i)
        record("01A" + std::to_string(i), 20'000);
    { // all of it in the file itself
        SQLite::Database sql(file().string(), SQLite::OPEN_READWRITE);
        sql.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    const std::string good = m_folder.read("history.sqlite");
    for (std::size_t at = 0; at < good.size(); at += 4'096) {
        std::string bad = good;
        bad.replace(at, 2'000, 2'000, '\xa5');
        m_folder.write("history.sqlite", bad);
        for (const char *suffix : {"-wal", "-shm"})
            fs::remove(file().string() + suffix);
        record("01B" + std::to_string(at)); // may fail, says so, and ends
        try {
            History history(file());
            const std::vector<RunSummary> runs = history.list(RunQuery());
            for (const RunSummary &run : runs)
                history.read(run.id);
        } catch (const Error &) {
            continue;
        }
    }
}

TEST_F(HistoryFile, StaysAsItIsWhenANewerPosternWroteIt)
{
    EXPECT_EQ(record("01A"), "");
    {
        SQLite::Database sql(file().string(), SQLite::OPEN_READWRITE);
        sql.exec("PRAGMA user_version=99");
    }
    EXPECT_THAT(record("01B"), HasSubstr("newer Postern"));
    EXPECT_THROW(History{file()}, Error);
    SQLite::Database sql(file().string(), SQLite::OPEN_READWRITE);
    sql.exec("PRAGMA user_version=1");
    EXPECT_EQ(count(), 1U);
}

TEST_F(HistoryFile, IsBroughtToANewerFormWithWhatIsInIt)
{
    EXPECT_EQ(record("01A"), "");
    const std::array steps{schemaSteps().front(),
                           "ALTER TABLE run ADD COLUMN mood TEXT NOT NULL DEFAULT 'good'",
                           "UPDATE run SET mood = 'better'"};
    DatabaseOptions options;
    options.steps = steps;
    {
        Database database(file(), options);
        EXPECT_EQ(database.sql().execAndGet("SELECT mood FROM run WHERE id = '01A'").getString(),
                  "better");
        EXPECT_EQ(database.sql().execAndGet("PRAGMA user_version").getInt(), 3);
    }
    const std::array broken{steps[0], steps[1], steps[2], "ALTER TABLE run ADD COLUMN x", "no SQL"};
    options.steps = broken;
    EXPECT_THROW(Database(file(), options), SQLite::Exception);
    options.steps = steps;
    Database database(file(), options); // all of the steps or none
    EXPECT_EQ(database.sql().execAndGet("SELECT count(*) FROM run").getInt(), 1);
}

TEST_F(HistoryFile, IsGivenUpWhenAnotherProgramLocksIt)
{
    EXPECT_EQ(record("01A"), "");
    SQLite::Database other(file().string(), SQLite::OPEN_READWRITE);
    other.exec("BEGIN IMMEDIATE");
    EXPECT_THAT(record("01B"), HasSubstr("locked by another program"));
    other.exec("COMMIT");
    EXPECT_EQ(record("01C"), "");
    EXPECT_EQ(count(), 2U);
}

TEST_F(HistoryFile, MayNotBeWritable)
{
    m_folder.write("file", "");
    Recorder recorder(m_folder.path() / "file" / "history.sqlite", {});
    const auto recording = recorder.record(aboutNothing());
    ToldRun{"01A"}.tell(*recording);
    recorder.flush();
    const auto problem = recorder.takeProblem();
    ASSERT_TRUE(problem);
    EXPECT_THAT(problem->english(), HasSubstr("This run isn't recorded."));
}

TEST_F(HistoryFile, MayHaveNoRoomLeft)
{
    EXPECT_EQ(record("01A"), "");
    const pid_t child = ::fork();
    if (child == 0) {
        ::signal(SIGXFSZ, SIG_IGN); // as hardenProcess() has it
        const rlimit limit{1'000'000, 1'000'000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        const std::string said = record("01B", 5'000'000);
        ::_exit(said.find("isn't recorded") != std::string::npos ? 0 : 1);
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0) << "it says so and goes on";
    EXPECT_EQ(record("01C"), "");
    EXPECT_EQ(count(), 2U);
}

TEST_F(HistoryFile, IsWrittenByManyAtOnce)
{
    constexpr int kPrograms = 4;
    constexpr int kRuns = 25;
    std::vector<pid_t> children;
    for (int program = 0; program < kPrograms; ++program) {
        const pid_t child = ::fork();
        if (child == 0) {
            int failed = 0;
            for (int i = 0; i < kRuns; ++i)
                failed += record("01P" + std::to_string(program) + "R" + std::to_string(i)).empty()
                              ? 0
                              : 1;
            ::_exit(failed);
        }
        children.push_back(child);
    }
    for (const pid_t child : children) {
        int status = -1;
        ::waitpid(child, &status, 0);
        EXPECT_EQ(status, 0);
    }
    History history(file());
    EXPECT_EQ(history.count(RunQuery()), static_cast<std::size_t>(kPrograms * kRuns));
    const std::vector<RunSummary> runs = history.list({"", "", 1'000, 0});
    for (const RunSummary &run : runs) {
        EXPECT_EQ(run.state, RunState::Completed);
        EXPECT_EQ(history.read(run.id).events.size(), 5U);
    }
}

TEST_F(HistoryFile, TellsARunWhoseProgramEndedAsInterrupted)
{
    const pid_t child = ::fork();
    if (child == 0) {
        Recorder recorder(file(), {});
        const auto recording = recorder.record(aboutNothing());
        std::vector<run::RunEvent> events = ToldRun{"01A"}.events();
        events.pop_back();
        for (const run::RunEvent &event : events)
            recording->onEvent(event);
        recorder.flush();
        ::kill(::getpid(), SIGKILL);
    }
    ::waitpid(child, nullptr, 0);
    const StoredRun run = History(file()).read("01A");
    EXPECT_EQ(run.summary.state, RunState::Interrupted);
    EXPECT_EQ(attemptsOf(run.events).at(0).record.output, Value("At the back."));
}

TEST_F(HistoryFile, IsReadWhileARunIsWritten)
{
    Recorder recorder(file(), {});
    const auto recording = recorder.record(aboutNothing());
    const std::vector<run::RunEvent> events = ToldRun{"01A"}.events();
    recording->onEvent(events.front());
    recorder.flush();
    History history(file());
    EXPECT_EQ(history.summary("01A").state, RunState::Running);
    EXPECT_THROW(history.remove("01A"), Error) << "it goes on";
    for (std::size_t i = 1; i < events.size(); ++i)
        recording->onEvent(events[i]);
    recorder.flush();
    EXPECT_EQ(history.read("01A").events.size(), events.size());
}

} // namespace
} // namespace postern::history
