// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/gitcommit.h"
#include "tests/support/temporaryfolder.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace postern::history {
namespace {

class GitCommitTest : public testing::Test
{
protected:
    GitCommitTest()
    {
        git("init -q -b main");
        m_folder.write("repo/flow/a.txt", "one");
        m_folder.write("repo/other/b.txt", "two");
        git("add .");
        git("commit -q -m first");
    }

    /// Real git in the repository; what it printed.
    std::string git(const std::string &words) const
    {
        const std::string repo = (m_folder.path() / "repo").string();
        std::filesystem::create_directories(repo);
        const std::string command = "cd " + repo
                                    + " && HOME=/nowhere git -c user.name=t -c user.email=t@t "
                                    + words + " > ../output 2>&1";
        EXPECT_EQ(std::system(command.c_str()), 0) << m_folder.read("output");
        std::string output = m_folder.read("output");
        while (!output.empty() && output.back() == '\n')
            output.pop_back();
        return output;
    }
    GitCommit commit(const std::string &folder = "repo/flow") const
    {
        return gitCommitOf(m_folder.path() / folder);
    }

    test::TemporaryFolder m_folder;
};

TEST_F(GitCommitTest, ReadsWhatGitSays)
{
    EXPECT_EQ(commit().id, git("rev-parse HEAD"));
    EXPECT_FALSE(commit().isDirty);
    git("pack-refs --all");
    EXPECT_EQ(commit().id, git("rev-parse HEAD")) << "packed";
    git("checkout -q --detach");
    EXPECT_EQ(commit().id, git("rev-parse HEAD")) << "of no branch";
    git("worktree add -q ../linked");
    EXPECT_EQ(commit("linked/flow").id, git("rev-parse HEAD")) << "a linked working tree";
}

TEST_F(GitCommitTest, SeesWhatOfTheFolderIsChanged)
{
    m_folder.write("repo/other/b.txt", "two, changed");
    EXPECT_FALSE(commit().isDirty) << "another folder's";
    EXPECT_TRUE(commit("repo").isDirty);
    m_folder.write("repo/flow/a.txt", "one, changed");
    EXPECT_TRUE(commit().isDirty);
    git("commit -q -a -m second");
    EXPECT_FALSE(commit().isDirty);
    std::filesystem::remove(m_folder.path() / "repo/flow/a.txt");
    EXPECT_TRUE(commit().isDirty);
}

TEST_F(GitCommitTest, TakesNothingFromARepositoryThatIsNone)
{
    EXPECT_EQ(gitCommitOf("/").id, "");
    m_folder.write("odd/.git", "gitdir: /etc\n");
    EXPECT_EQ(commit("odd").id, "");
    m_folder.write("evil/.git/HEAD", "ref: refs/../../secret\n");
    m_folder.write("evil/secret", std::string(40, 'a') + "\n");
    m_folder.write("evil/.git/index", "DIRC" + std::string(40, '\xff'));
    EXPECT_EQ(commit("evil").id, "");
    EXPECT_FALSE(commit("evil").isDirty);
}

} // namespace
} // namespace postern::history
