// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/scratchfolder.h"
#include "tests/support/temporaryfolder.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>

using namespace postern;
using namespace postern::store;
namespace fs = std::filesystem;

namespace {

/// With a temporary folder of its own.
class ScratchFolders : public testing::Test
{
protected:
    ScratchFolders()
        : m_before(std::getenv("TMPDIR") ? std::getenv("TMPDIR") : "")
    {
        ::setenv("TMPDIR", m_folder.path().c_str(), 1);
    }
    ~ScratchFolders() override
    {
        if (m_before.empty())
            ::unsetenv("TMPDIR");
        else
            ::setenv("TMPDIR", m_before.c_str(), 1);
    }
    std::size_t count() const
    {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(m_folder.path()), fs::directory_iterator()));
    }
    void makeOld() const
    {
        for (const auto &entry : fs::directory_iterator(m_folder.path()))
            fs::last_write_time(entry, fs::file_time_type::clock::now() - std::chrono::hours(1));
    }

    const std::string m_before;
    const test::TemporaryFolder m_folder;
};

} // namespace

TEST_F(ScratchFolders, goWithTheirOwner)
{
    {
        const ScratchFolder folder;
        std::ofstream(folder.path() / "file") << "x";
        EXPECT_EQ(fs::status(folder.path()).permissions(), fs::perms::owner_all);
    }
    EXPECT_EQ(count(), 0U);
}

TEST_F(ScratchFolders, ofAKilledProgramAreSweptAndNoOthers)
{
    const pid_t child = ::fork();
    if (child == 0) {
        const ScratchFolder folder;
        std::ofstream(folder.path() / "file") << "x";
        ::raise(SIGKILL);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_EQ(count(), 1U);
    sweepScratchFolders();
    EXPECT_EQ(count(), 1U); // too young to be sure of
    const ScratchFolder held;
    fs::create_directory(m_folder.path() / "somebody's");
    makeOld();
    sweepScratchFolders();
    EXPECT_EQ(count(), 2U);
    EXPECT_TRUE(fs::exists(held.path()));
    EXPECT_TRUE(fs::exists(m_folder.path() / "somebody's"));
}

TEST_F(ScratchFolders, thatAreLinksAreLeftAlone)
{
    fs::create_directory(m_folder.path() / "data");
    std::ofstream(m_folder.path() / "data/file") << "x";
    fs::create_directory_symlink(m_folder.path() / "data", m_folder.path() / "postern-run-link");
    makeOld();
    sweepScratchFolders();
    EXPECT_TRUE(fs::exists(m_folder.path() / "data/file"));
}
