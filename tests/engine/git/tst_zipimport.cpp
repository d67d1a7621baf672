// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Zips as portals give them, made commits.

#include "engine/git/flowignores.h"
#include "engine/git/setup.h"
#include "engine/git/zipimport.h"
#include "engine/store/ziparchive.h"
#include "tests/engine/git/gitfolder.h"

#include <gmock/gmock.h>

using namespace postern;
using namespace postern::git;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace fs = std::filesystem;

namespace {

class PortalZip : public GitFolder
{
protected:
    using Files = std::vector<std::pair<std::string, std::string>>;

    static Files usualFiles()
    {
        return {{"chat/flow.dag.yaml", "nodes:\n- name: ask\n  type: prompt\n"},
                {"chat/ask.jinja2", "Answer {{question}}\n"},
                {"chat/requirements.txt", "promptflow\n"},
                {"chat/.promptflow/flow.tools.json", "{}"},
                {"chat/.promptflow/runs/a.jsonl", "{\"question\": \"what a person asked\"}"},
                {"chat/.runs/x/flow_outputs/output.jsonl", "{}"},
                {"chat/flow.meta.yaml", "runtime: team-runtime\nworkspace: w\n"},
                {"chat/.azureml/config.json", "{\"subscription_id\": \"s\"}"},
                {"chat/__pycache__/a.pyc", "x"},
                {"chat/.git/config", "[core]\n\tfsmonitor = touch /tmp/never\n"},
                {"chat/chat_with_gpt.ipynb.amltmp", "{}"}};
    }
    ZipImport imported(const Files &files, const std::string &to = "made")
    {
        std::vector<store::ZipMember> members;
        members.reserve(files.size());
        for (const auto &[name, text] : files)
            members.push_back({name, {}, text});
        store::writeZip(folder() / "chat.zip", members);
        return wait(importZip(Program(folder()), folder() / "chat.zip", folder() / to));
    }
};

} // namespace

TEST_F(PortalZip, isAFirstCommitWithoutWhatThePortalLeft)
{
    const ZipImport import = imported(usualFiles());
    EXPECT_TRUE(import.isNewRepository);
    EXPECT_THAT(import.files,
                ElementsAre(".gitignore", "ask.jinja2", "flow.dag.yaml", "requirements.txt"));
    std::vector<std::string> left;
    for (const ZipImport::LeftOut &each : import.leftOut) {
        left.push_back(each.name);
        EXPECT_FALSE(each.reason.isEmpty()) << each.name;
    }
    EXPECT_THAT(left,
                ElementsAre(".azureml/",
                            ".promptflow/",
                            ".runs/",
                            "__pycache__/",
                            "chat_with_gpt.ipynb.amltmp",
                            "flow.meta.yaml"));
    EXPECT_THAT(import.secrets, IsEmpty());
    EXPECT_FALSE(fs::exists(folder() / "made/.promptflow"));
    EXPECT_FALSE(fs::exists(folder() / "made/flow.meta.yaml"));
    EXPECT_EQ(sh("git status --porcelain", "made"), "");
    EXPECT_EQ(sh("git rev-parse HEAD", "made"), import.commit + "\n");
    const std::string message = sh("git log --format=%B", "made");
    EXPECT_THAT(message, HasSubstr("Import made from chat.zip\n\nSHA-256"));
    EXPECT_THAT(message, HasSubstr("- flow.meta.yaml: it names the portal's workspace"));
    EXPECT_THAT(sh("git config --list --local", "made"), Not(HasSubstr("fsmonitor")));
}

TEST_F(PortalZip, aFileWithASecretIsToldAndNotCommitted)
{
    Files files = usualFiles();
    const std::string secret = "sk-" + std::string("proj-")
                               + "aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA3bC5dE7f";
    files.emplace_back("chat/connection.yaml", "name: c\ntype: open_ai\napi_key: " + secret + "\n");
    const ZipImport import = imported(files);
    ASSERT_THAT(import.secrets, Not(IsEmpty()));
    EXPECT_EQ(import.secrets.front().path, "connection.yaml");
    EXPECT_THAT(import.files, Not(Contains("connection.yaml")));
    EXPECT_THAT(import.secrets.front().masked, Not(HasSubstr(secret)));
    EXPECT_THAT(read("made/connection.yaml"), HasSubstr(secret)); // nothing is lost
    EXPECT_EQ(sh("git status --porcelain", "made"), "?? connection.yaml\n");
    EXPECT_THAT(sh("git log --all -p", "made"), Not(HasSubstr(secret)));
}

TEST_F(PortalZip, belowARepositoryItIsACommitOfThatOne)
{
    write("repo/other.txt", "a\n");
    sh("git init -q && git add -A && git commit -q -m first");
    write("repo/staged.txt", "mine\n");
    sh("git add staged.txt");
    const ZipImport import = imported(usualFiles(), "repo/flows/chat");
    EXPECT_FALSE(import.isNewRepository);
    EXPECT_FALSE(fs::exists(folder() / "repo/flows/chat/.git"));
    EXPECT_THAT(sh("git show --stat --format=%s"), HasSubstr("flows/chat/flow.dag.yaml"));
    EXPECT_THAT(sh("git show --stat --format=%s"), Not(HasSubstr("staged.txt")));
    EXPECT_EQ(sh("git diff --cached --name-only"), "staged.txt\n"); // stays for its own commit
}

TEST_F(PortalZip, whatIsThereStays)
{
    write("made/mine.txt", "mine\n");
    EXPECT_THROW(imported(usualFiles()), Error);
    EXPECT_EQ(read("made/mine.txt"), "mine\n");
    EXPECT_FALSE(fs::exists(folder() / "made/.git"));
}

TEST_F(PortalZip, anArchiveWithoutAFlowIsRefused)
{
    EXPECT_THROW(imported({{"a/readme.md", "x"}, {"a/.promptflow/flow.dag.yaml", "x"}}), Error);
    EXPECT_FALSE(fs::exists(folder() / "made"));
}

TEST_F(PortalZip, whoCommitsIsAskedFirst)
{
    write("home/.gitconfig", "[user]\n\tuseConfigOnly = true\n");
    try {
        imported(usualFiles());
        FAIL();
    } catch (const Error &error) {
        EXPECT_THAT(error.hint(), HasSubstr("user.email"));
    }
    EXPECT_FALSE(fs::exists(folder() / "made"));
}

TEST_F(PortalZip, itsOwnIgnoresStay)
{
    Files files = usualFiles();
    files.emplace_back("chat/.gitignore", "*.jinja2\n!.env\n.promptflow\r\n");
    const ZipImport import = imported(files);
    EXPECT_THAT(read("made/.gitignore"), testing::StartsWith("*.jinja2\n!.env\n.promptflow\r\n"));
    EXPECT_THAT(import.files, Contains("ask.jinja2")); // it was in the zip
    EXPECT_EQ(sh("git status --porcelain", "made"), "");
}

TEST(FlowIgnores, onlyWhatIsMissingIsAdded)
{
    const std::string all = withFlowIgnores("");
    EXPECT_THAT(missingIgnoreRules(all), IsEmpty());
    EXPECT_EQ(withFlowIgnores(all), all);
    EXPECT_EQ(withoutFlowIgnores(all), "");
    const std::string own = "/build\r\n!.env\r\n**/.venv\r\n__pycache__";
    const std::string with = withFlowIgnores(own);
    EXPECT_THAT(with, testing::StartsWith(own + "\r\n"));
    EXPECT_THAT(missingIgnoreRules(own), Not(Contains(".env")));
    EXPECT_THAT(missingIgnoreRules(own), Not(Contains(".venv/")));
    EXPECT_THAT(missingIgnoreRules(own), Contains(".promptflow/"));
    EXPECT_EQ(withoutFlowIgnores(with), own + "\r\n");
    // What somebody wrote after ours stays.
    EXPECT_EQ(withoutFlowIgnores(all + "\n*.pem\nmine/\n"), "\n*.pem\nmine/\n");
}

TEST_F(PortalZip, setupOffersAndAddsIgnores)
{
    write("repo/flow.dag.yaml", "nodes: []\n");
    sh("git init -q");
    const SetupReport offered = wait(setUpRepository(Program(folder() / "repo"), "/bin/postern"));
    EXPECT_THAT(offered.offered, Contains(".promptflow/"));
    EXPECT_FALSE(fs::exists(folder() / "repo/.gitignore"));
    const SetupReport added = wait(
        setUpRepository(Program(folder() / "repo"), "/bin/postern", true));
    EXPECT_THAT(added.offered, IsEmpty());
    EXPECT_THAT(read("repo/.gitignore"), HasSubstr(".promptflow/\n"));
    write("repo/chat/.promptflow/runs/x", "x");
    write("repo/chat/.env", "x");
    write("repo/chat/.env.example", "x");
    EXPECT_EQ(sh("git status --porcelain -uall chat"), "?? chat/.env.example\n");
    wait(undoSetup(Program(folder() / "repo")));
    EXPECT_FALSE(fs::exists(folder() / "repo/.gitignore"));
    EXPECT_FALSE(fs::exists(folder() / "repo/.gitattributes"));
}
