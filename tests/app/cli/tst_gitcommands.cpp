// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli/command.h"
#include "tests/support/zipbytes.h"

#include <gmock/gmock.h>
#include <sys/wait.h>

#include <cstdlib>

using namespace postern;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

namespace {

const std::string kFlowText = "nodes:\n- name: ask\n  type: prompt\n  source: {type: code, path: "
                              "ask.jinja2}\n";

/// `postern git ...` in a repository of its own.
class GitCommands : public test::CommandTest
{
protected:
    GitCommands()
    {
        setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
        setenv("HOME", folder().c_str(), 1);
        write(".gitconfig",
              "[user]\n\tname = A\n\temail = a@example.com\n[init]\n\tdefaultBranch = main\n");
        write("repo/flow.dag.yaml", kFlowText);
        write("repo/ask.jinja2", "Answer.\n");
        shell("cd repo && git init -q && git add -A && git commit -q -m first");
    }

    std::string shell(const std::string &words) const
    {
        const std::string command = "cd '" + folder().string() + "' && { " + words
                                    + "; } > .said 2>&1";
        EXPECT_EQ(WEXITSTATUS(std::system(command.c_str())), 0) << words << read(".said");
        return read(".said");
    }
};

} // namespace

TEST_F(GitCommands, commitsGoAsAFileAndAreTaken)
{
    shell("git clone -q repo there");
    shell("cd repo && echo 2 > two && git add two && git commit -q -m second");
    const auto written = run(
        {"git", "bundle", "chat.zip", "repo", "--base", "HEAD~1", "--format", "json"});
    ASSERT_EQ(written.exitCode, 0) << written.error;
    const Value told = written.json();
    EXPECT_EQ(*told.find("kind"), Value("bundle"));
    EXPECT_EQ(told.find("commits")->asList().size(), 1U);
    EXPECT_EQ(run({"git", "bundle", "chat.zip", "repo"}).exitCode, 1); // it is there
    const auto looked = run({"git", "apply", "chat.zip", "there", "--check"});
    EXPECT_THAT(looked.output,
                AllOf(HasSubstr("main: 1 commit, as bundle"),
                      HasSubstr("second"),
                      HasSubstr(told.find("sha256")->asString())));
    const auto taken = run({"git", "apply", "chat.zip", "there", "--format", "json"});
    ASSERT_EQ(taken.exitCode, 0) << taken.error;
    EXPECT_EQ(*taken.json().find("outcome"), Value("forwarded"));
    EXPECT_EQ(read("there/two"), "2\n");
    const std::string whole = read("chat.zip");
    write("chat.zip", whole.substr(0, whole.size() / 2));
    const auto cut = run({"git", "apply", "chat.zip", "there"});
    EXPECT_EQ(cut.exitCode, 3);
    EXPECT_THAT(cut.error, HasSubstr("cut short"));
    EXPECT_EQ(run({"git", "apply", "repo/two", "there"}).exitCode, 3);
}

TEST_F(GitCommands, aPushIsWrittenWhereTheServerIsntReached)
{
    shell("cd repo && git remote add origin https://127.0.0.1:1/flows.git");
    const auto failed = run({"git", "push", "repo"});
    EXPECT_EQ(failed.exitCode, 4);
    EXPECT_FALSE(fs::exists(folder() / "out.zip"));
    const auto written = run({"git", "push", "repo", "--bundle", "out.zip"});
    EXPECT_EQ(written.exitCode, 0) << written.error;
    EXPECT_THAT(written.error, HasSubstr("not pushed: The server can't be reached."));
    EXPECT_THAT(written.output, HasSubstr("main: 1 commit"));
    shell("git init -q --bare server && cd repo && git remote set-url origin ../server");
    const auto pushed = run({"git", "push", "repo", "--bundle", "other.zip", "--format", "json"});
    EXPECT_EQ(pushed.json(), Value(Dict{{"pushed", "main"}, {"remote", "origin"}}));
    EXPECT_FALSE(fs::exists(folder() / "other.zip"));
}

TEST_F(GitCommands, aPortalsZipIsAFirstCommit)
{
    const std::string key = "sk-" + std::string("proj-")
                            + "aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA3bC5dE7f";
    write("chat.zip",
          test::zipBytes({{"chat/flow.dag.yaml", kFlowText},
                          {"chat/ask.jinja2", "Answer.\n"},
                          {"chat/flow.meta.yaml", "runtime: r\n"},
                          {"chat/.promptflow/flow.tools.json", "{}"},
                          {"chat/key.yaml", "api_key: " + key + "\n"}}));
    const auto made = run({"git", "import-zip", "chat.zip", "flows/chat"});
    EXPECT_EQ(made.exitCode, 5);
    EXPECT_THAT(made.error,
                AllOf(HasSubstr("left out: .promptflow/: prompt flow makes it anew"),
                      HasSubstr("left out: flow.meta.yaml: it names the portal's workspace"),
                      HasSubstr("secret: key.yaml:1: "),
                      HasSubstr("1 file with secrets not committed"),
                      Not(HasSubstr(key))));
    EXPECT_THAT(made.output, HasSubstr("flows/chat: 3 files in commit "));
    EXPECT_EQ(shell("cd flows/chat && git status --porcelain"), "?? key.yaml\n");
    const auto again = run({"git", "import-zip", "chat.zip", "flows/chat"});
    EXPECT_EQ(again.exitCode, 1);
    const auto other = run({"git", "import-zip", "chat.zip", "--format", "json"});
    EXPECT_EQ(*other.json().find("new_repository"), Value(true));
    EXPECT_EQ(other.json().find("secrets")->asList().size(), 1U);
    EXPECT_TRUE(fs::exists(folder() / "chat/.git"));
}

TEST_F(GitCommands, statusSaysWhatDiffers)
{
    write("repo/ask.jinja2", "Answer kindly.\n");
    write("repo/a\nb\x1b[31m.txt", "x");
    write("repo/model.bin",
          "version https://git-lfs.github.com/spec/v1\noid sha256:" + std::string(64, 'a')
              + "\nsize 4096\n");
    const auto told = run({"git", "status", "repo", "--restricted"});
    EXPECT_EQ(told.output,
              "branch main\n.M ask.jinja2\n?? a\\u000ab\\u001b[31m.txt\n?? model.bin, a pointer to "
              "4096 bytes in Git LFS\n");
    const Value json = run({"git", "status", "repo", "--format", "json"}).json();
    EXPECT_EQ(*json.find("branch"), Value("main"));
    EXPECT_EQ(*json.find("files")->asList().at(2).find("lfs_size"), Value(4096));
    shell("cd repo && git checkout -q --detach && git reset -q --hard && git clean -q -f");
    EXPECT_THAT(run({"git", "status", "repo"}).output,
                AllOf(HasSubstr("no branch, at "), HasSubstr("nothing differs")));
    EXPECT_EQ(run({"git", "status", "/"}).exitCode, 3);
}

TEST_F(GitCommands, setupOffersWhatToIgnore)
{
    const auto offered = run({"git", "setup", "repo"});
    EXPECT_THAT(offered.error, HasSubstr("--ignore adds it"));
    EXPECT_FALSE(fs::exists(folder() / "repo/.gitignore"));
    const Value added = run({"git", "setup", "repo", "--ignore", "--format", "json"}).json();
    EXPECT_TRUE(added.find("offered_ignores")->asList().empty());
    EXPECT_THAT(read("repo/.gitignore"), HasSubstr(".promptflow/\n"));
}

TEST_F(GitCommands, namesStayInTheirLine)
{
    write("repo/x\ny\x1b[2J.txt", "1\n");
    shell("cp -r repo before");
    write("repo/flow.dag.yaml",
          kFlowText
              + "- name: \"a\\nb\\e[31mc\"\n  type: prompt\n  source: {type: code, path: x}\n");
    write("repo/x\ny\x1b[2J.txt", "2\n");
    const auto text = run({"diff", "before", "repo", "--restricted"});
    EXPECT_THAT(text.output,
                AllOf(HasSubstr("+ node a\\u000ab\\u001b[31mc\n"),
                      HasSubstr("~ file x\\u000ay\\u001b[2J.txt\n")));
    const auto page = run({"diff", "before", "repo", "--format", "html"});
    EXPECT_THAT(page.output, AllOf(HasSubstr("x\\u000ay"), Not(HasSubstr("\x1b"))));
}

TEST_F(GitCommands, restrictedIsTakenWhereNothingRunsAnyway)
{
    EXPECT_EQ(run({"scan-secrets", "repo", "--restricted"}).exitCode, 0);
    for (const char *const name : {"base", "ours", "theirs"})
        write(name, kFlowText);
    EXPECT_EQ(run({"merge-driver", "--restricted", "base", "ours", "theirs"}).exitCode, 0);
}
