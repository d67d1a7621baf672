// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/base64.h"
#include "engine/base/error.h"
#include "engine/store/filegroup.h"
#include "tests/support/failure.h"
#include "tests/support/temporaryfolder.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

using namespace postern;
using namespace postern::store;
namespace fs = std::filesystem;

namespace {

class FileGroups : public testing::Test
{
protected:
    FileGroups() { ::setenv("POSTERN_HOME", (m_folder.path() / "home").c_str(), 1); }
    ~FileGroups() override { ::unsetenv("POSTERN_HOME"); }

    fs::path file(const std::string &name) const { return m_folder.path() / name; }
    bool isNoteLeft() const { return fs::exists(m_folder.path() / "home/edits/under-way.json"); }

    const test::TemporaryFolder m_folder;
};

/// Rewrites two files over and over, and says so by a byte for each time it begins.
[[noreturn]] void rewriteUntilKilled(const fs::path &a, const fs::path &b, int pipe)
{
    for (int round = 0;; ++round) {
        const std::string old = std::to_string(round);
        const std::string fresh = std::to_string(round + 1);
        if (::write(pipe, "x", 1) != 1)
            ::_exit(1);
        writeTogether({{a, {old, fresh}}, {b, {old, fresh}}});
    }
}

} // namespace

TEST_F(FileGroups, areWrittenWhole)
{
    m_folder.write("a", "1");
    m_folder.write("b", "1");
    writeTogether({{file("a"), {"1", "2"}}, {file("b"), {"1", "3"}}});
    EXPECT_EQ(m_folder.read("a"), "2");
    EXPECT_EQ(m_folder.read("b"), "3");
    EXPECT_FALSE(isNoteLeft());
}

TEST_F(FileGroups, areNotWrittenWhereOneCanNotBe)
{
    m_folder.write("a", "1");
    m_folder.write("blocked", "a file, not a folder");
    const auto failure = test::failureOf(
        [&] { writeTogether({{file("a"), {"1", "2"}}, {file("blocked/b"), {"1", "2"}}}); });
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->code(), ErrorCode::FileUnwritable);
    EXPECT_EQ(m_folder.read("a"), "1");
    EXPECT_FALSE(isNoteLeft());
}

TEST_F(FileGroups, areAllOldOrAllNewAfterAKillAtAnyMoment)
{
    constexpr int kKills = 20;
    for (int kill = 0; kill < kKills; ++kill) {
        m_folder.write("a", "0");
        m_folder.write("b", "0");
        int pipe[2];
        ASSERT_EQ(::pipe(pipe), 0);
        const pid_t child = ::fork();
        if (child == 0)
            rewriteUntilKilled(file("a"), file("b"), pipe[1]);
        ::close(pipe[1]);
        char begun = 0;
        for (int round = 0; round <= kill % 3; ++round)
            ASSERT_EQ(::read(pipe[0], &begun, 1), 1);
        for (int spin = 0; spin < kill * 2000; ++spin) // at another moment of the round
            ::getppid();
        ::kill(child, SIGKILL);
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ::close(pipe[0]);
        finishInterruptedWrites();
        EXPECT_EQ(m_folder.read("a"), m_folder.read("b"));
        EXPECT_FALSE(isNoteLeft());
    }
}

TEST_F(FileGroups, ofAKilledProgramAreFinishedUnlessSomebodyHasBeenAtThemSince)
{
    const auto note = [this](const std::string &name) {
        return "[\"" + toBase64(file(name).string()) + "\", \"" + toBase64("old") + "\", \""
               + toBase64("new") + "\"]";
    };
    for (const bool isTouched : {false, true}) {
        m_folder.write("a", "new");
        m_folder.write("b", isTouched ? "mine" : "old");
        m_folder.write("home/edits/under-way.json", "[" + note("a") + ", " + note("b") + "]");
        finishInterruptedWrites();
        EXPECT_EQ(m_folder.read("a"), "new");
        EXPECT_EQ(m_folder.read("b"), isTouched ? "mine" : "new");
        EXPECT_FALSE(isNoteLeft());
    }
}

TEST_F(FileGroups, whoseNoteIsHalfAreLeftAlone)
{
    m_folder.write("a", "old");
    m_folder.write("home/edits/under-way.json", "[[\"" + toBase64(file("a").string()));
    finishInterruptedWrites();
    EXPECT_EQ(m_folder.read("a"), "old");
    EXPECT_FALSE(isNoteLeft());
}
