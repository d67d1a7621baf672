// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/repository.h"
#include "tests/engine/git/gitfolder.h"

#include <gmock/gmock.h>

using namespace postern;
using namespace postern::git;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

namespace fs = std::filesystem;

namespace {

const std::string kFlow
    = "inputs:\n  q: {type: string}\nnodes:\n# one\n- name: a\n  type: prompt\n  inputs: {t: "
      "1}\n\n- name: b\n  type: prompt\n  inputs: {t: 1}\n";

class RepositoryTest : public GitFolder
{
protected:
    std::unique_ptr<Repository> open(flow::Trust trust = flow::Trust::Trusted)
    {
        Program program(folder() / "repo", trust);
        return wait(Repository::open(std::move(program)));
    }
    void makeRepository() const
    {
        write("repo/flow.dag.yaml", kFlow);
        sh("git init -q && git add -A && git commit -q -m first");
    }
};

std::string replaced(std::string text, const std::string &from, const std::string &to)
{
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos);
    return text.replace(at, from.size(), to);
}

} // namespace

TEST_F(RepositoryTest, statusOfOddNames)
{
    makeRepository();
    for (const char *const name : {"a b.txt",
                                   "quote\"'.txt",
                                   "line\nbreak.txt",
                                   "\xEA\xB0\x80.txt",
                                   "\xE1\x84\x80\xE1\x85\xA1.txt",
                                   "-dash",
                                   ":(top)x",
                                   "*.yaml"})
        write(std::string("repo/") + name, "x\n");
    const auto repository = open();
    RepositoryStatus status = wait(repository->status());
    EXPECT_EQ(status.branch, "main");
    EXPECT_THAT(status.files, SizeIs(8));
    std::vector<std::string> paths;
    for (const FileState &file : status.files) {
        EXPECT_TRUE(file.isUntracked);
        paths.push_back(file.path);
    }
    wait(repository->stage(paths));
    status = wait(repository->status());
    EXPECT_TRUE(std::ranges::all_of(status.files, [](const FileState &file) {
        return file.staged == 'A' && file.unstaged == '.';
    }));
    wait(repository->unstage({"*.yaml", ":(top)x"}));
    status = wait(repository->status());
    EXPECT_EQ(std::ranges::count_if(status.files, &FileState::isUntracked), 2);
    wait(repository->commit("odd names\n\nwith a body"));
    const std::vector<Commit> log = wait(repository->log(10));
    ASSERT_THAT(log, SizeIs(2));
    EXPECT_EQ(log[0].subject, "odd names");
    EXPECT_EQ(log[0].body, "with a body");
    EXPECT_THAT(log[0].parents, ElementsAre(log[1].id));
}

TEST_F(RepositoryTest, noCommitYet)
{
    write("repo/a.txt", "a\n");
    sh("git init -q");
    const auto repository = open();
    RepositoryStatus status = wait(repository->status());
    EXPECT_EQ(status.commit, "");
    EXPECT_THAT(wait(repository->log(5)), IsEmpty());
    wait(repository->stage({"a.txt"}));
    wait(repository->unstage({"a.txt"}));
    EXPECT_TRUE(wait(repository->status()).files.front().isUntracked);
    wait(repository->stage({"a.txt"}));
    wait(repository->commit("first"));
    wait(repository->commit("first, better", true));
    EXPECT_EQ(wait(repository->log(5)).front().subject, "first, better");
}

TEST_F(RepositoryTest, noneAndBare)
{
    fs::create_directories(folder() / "repo");
    EXPECT_THROW(open(), Error);
    sh("git init -q --bare .");
    try {
        open();
        FAIL();
    } catch (const Error &error) {
        EXPECT_THAT(error.message(), HasSubstr("bare"));
    }
}

TEST_F(RepositoryTest, oneNodeIsStaged)
{
    makeRepository();
    const std::string a = replaced(kFlow,
                                   "name: a\n  type: prompt\n  inputs: {t: 1}",
                                   "name: a\n  type: prompt\n  inputs: {t: 2}");
    const std::string both = replaced(a, "inputs: {t: 1}", "inputs: {t: 3}")
                             + "- name: c\n  type: prompt\n";
    write("repo/flow.dag.yaml", both);
    const auto repository = open();
    const std::vector<Hunk> hunks = wait(repository->unstagedHunks("flow.dag.yaml"));
    ASSERT_FALSE(hunks.empty());
    EXPECT_THAT(hunks.back().nodes, testing::Contains("c"));
    wait(repository->stageNode("flow.dag.yaml", "a"));
    EXPECT_EQ(sh("git show :flow.dag.yaml"), a);
    EXPECT_EQ(read("repo/flow.dag.yaml"), both);
    wait(repository->stageNode("flow.dag.yaml", "c"));
    EXPECT_EQ(sh("git show :flow.dag.yaml"), a + "- name: c\n  type: prompt\n");
    wait(repository->unstageNode("flow.dag.yaml", "a"));
    EXPECT_EQ(sh("git show :flow.dag.yaml"), kFlow + "- name: c\n  type: prompt\n");
    wait(repository->unstageNode("flow.dag.yaml", "c"));
    EXPECT_EQ(sh("git diff --cached"), "");
}

TEST_F(RepositoryTest, hunksAreStaged)
{
    std::string text;
    for (int i = 0; i < 40; ++i)
        text += std::to_string(i) + "\n";
    write("repo/a.txt", text);
    sh("git init -q && git add -A && git commit -q -m first");
    const std::string first = replaced(text, "3\n", "three\n");
    const std::string both = replaced(first, "33\n", "");
    write("repo/a.txt", both);
    const auto repository = open();
    EXPECT_THAT(wait(repository->unstagedHunks("a.txt")), SizeIs(2));
    wait(repository->stageHunks("a.txt", {0}));
    EXPECT_EQ(sh("git show :a.txt"), first);
    wait(repository->stageHunks("a.txt", {0}));
    EXPECT_EQ(sh("git show :a.txt"), both);
    wait(repository->unstageHunks("a.txt", {0}));
    EXPECT_EQ(sh("git show :a.txt"), replaced(text, "33\n", ""));
}

TEST_F(RepositoryTest, lineEndsAreGitsMatter)
{
    makeRepository();
    sh("git config core.autocrlf true");
    std::string windows;
    for (const char c : kFlow)
        windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    write("repo/flow.dag.yaml", windows);
    const auto repository = open();
    EXPECT_THAT(wait(repository->unstagedHunks("flow.dag.yaml")), IsEmpty());
}

TEST_F(RepositoryTest, whatIsDiscardedComesBack)
{
    makeRepository();
    write("repo/flow.dag.yaml", "changed\n");
    write("repo/new.txt", "new\n");
    write("out.txt", "out\n");
    const auto repository = open();
    const DiscardBackup backup = wait(repository->discard({"flow.dag.yaml", "new.txt"}));
    EXPECT_EQ(read("repo/flow.dag.yaml"), kFlow);
    EXPECT_FALSE(fs::exists(folder() / "repo/new.txt"));
    wait(repository->restore(backup));
    EXPECT_EQ(read("repo/flow.dag.yaml"), "changed\n");
    EXPECT_EQ(read("repo/new.txt"), "new\n");
    fs::create_directory_symlink(folder(), folder() / "repo/link");
    EXPECT_THROW(wait(repository->discard({"../out.txt"})), Error);
    EXPECT_THROW(wait(repository->discard({"link/out.txt"})), Error);
    EXPECT_EQ(read("out.txt"), "out\n");
}

TEST_F(RepositoryTest, whatCantBeDiscardedWholeIsLeftAsItIs)
{
    makeRepository();
    sh("git switch -q -c other && echo theirs > both.txt && git add -A && git commit -q -m theirs "
       "&& "
       "git switch -q - && echo ours > both.txt && git add -A && git commit -q -m ours && "
       "{ git merge other || true; }");
    write("repo/flow.dag.yaml", "changed\n");
    write("repo/new.txt", "new\n");
    const auto repository = open();
    const std::string conflict = read("repo/both.txt");
    EXPECT_THROW(wait(repository->discard({"new.txt", "flow.dag.yaml", "both.txt"})), Error);
    EXPECT_EQ(read("repo/flow.dag.yaml"), "changed\n");
    EXPECT_EQ(read("repo/new.txt"), "new\n");
    EXPECT_EQ(read("repo/both.txt"), conflict);
}

TEST_F(RepositoryTest, whatStandsInAFilesPlaceIsntClearedAway)
{
    write("repo/was-file", "x\n");
    write("repo/was-folder/a", "x\n");
    makeRepository();
    sh("rm -r was-file was-folder");
    write("repo/was-file/notes.txt", "of nobody else\n");
    write("repo/was-folder", "of nobody else\n");
    const auto repository = open();
    EXPECT_THROW(wait(repository->discard({"was-file"})), Error);
    EXPECT_THROW(wait(repository->discard({"was-folder/a"})), Error);
    EXPECT_EQ(read("repo/was-file/notes.txt"), "of nobody else\n");
    EXPECT_EQ(read("repo/was-folder"), "of nobody else\n");
}

TEST_F(RepositoryTest, branchesTagsStashesAndWorkTrees)
{
    makeRepository();
    const auto repository = open();
    wait(repository->createBranch("feature"));
    wait(repository->switchTo("feature"));
    EXPECT_EQ(wait(repository->status()).branch, "feature");
    EXPECT_THAT(wait(repository->branches()), SizeIs(2));
    wait(repository->createTag("v1", "a release"));
    wait(repository->createTag("v2"));
    EXPECT_THAT(wait(repository->tags()), ElementsAre("v1", "v2"));
    write("repo/flow.dag.yaml", kFlow + "# more\n");
    wait(repository->stash("for later", true));
    EXPECT_EQ(read("repo/flow.dag.yaml"), kFlow);
    ASSERT_THAT(wait(repository->stashes()), SizeIs(1));
    EXPECT_THAT(wait(repository->stashes()).front().message, HasSubstr("for later"));
    wait(repository->popStash());
    EXPECT_EQ(read("repo/flow.dag.yaml"), kFlow + "# more\n");
    wait(repository->addWorktree(folder() / "other", "main"));
    EXPECT_THAT(wait(repository->worktrees()), SizeIs(2));
    EXPECT_EQ(wait(repository->blameNodes("flow.dag.yaml")).at("a").subject, "first");
    EXPECT_THROW(wait(repository->switchTo("--orphan")), Error);
}

TEST_F(RepositoryTest, aMergeInConflictIsTakenBack)
{
    makeRepository();
    sh("git checkout -q -b other && echo b > x && git add x && git commit -q -m b && git checkout "
       "-q main && echo a > x && git add x && git commit -q -m a");
    const auto repository = open();
    EXPECT_THROW(wait(repository->merge("other")), Error);
    RepositoryStatus status = wait(repository->status());
    EXPECT_EQ(status.operation, "merge");
    EXPECT_TRUE(status.hasConflicts());
    wait(repository->abortOperation("merge"));
    status = wait(repository->status());
    EXPECT_EQ(status.operation, "");
    EXPECT_THAT(status.files, IsEmpty());
    sh("git checkout -q other && echo c > y && git add y && git commit -q -m c && git checkout -q "
       "main");
    wait(repository->cherryPick("other"));
    EXPECT_EQ(wait(repository->log(1)).front().subject, "c");
}

TEST_F(RepositoryTest, aServerOnThisMachine)
{
    makeRepository();
    sh("git init -q --bare .", "server");
    sh("git remote add origin '" + (folder() / "server").string() + "'");
    const auto repository = open();
    std::string told;
    repository->setProgress([&told](std::string_view text) { told += text; });
    wait(repository->push("origin", "main", true));
    EXPECT_THAT(told, HasSubstr("main"));
    wait(Repository::clone(Program(folder()),
                           (folder() / "server").string(),
                           folder() / "clone",
                           {}));
    EXPECT_EQ(read("clone/flow.dag.yaml"), kFlow);
    sh("echo x >> flow.dag.yaml && git commit -q -am theirs && git push -q", "clone");
    wait(repository->fetch("origin"));
    EXPECT_EQ(wait(repository->status()).behind, 1);
    sh("echo y > z && git add z && git commit -q -m ours");
    try {
        wait(repository->push("origin", "main", false));
        FAIL();
    } catch (const Error &error) {
        EXPECT_EQ(error.code(), ErrorCode::Refused);
        EXPECT_THAT(error.hint(), HasSubstr("bundle"));
    }
    sh("git config pull.rebase false");
    wait(repository->pull());
    wait(repository->push("origin", "main", false));
    EXPECT_EQ(wait(repository->status()).ahead, 0);
}

TEST_F(RepositoryTest, aHostileRepositoryRunsNothing)
{
    makeRepository();
    const std::string mark = (folder() / "ran").string();
    const std::string evil = "touch '" + mark + "'; cat";
    write("repo/.gitattributes", "* filter=evil diff=evil merge=evil\n");
    write("repo/.git/hooks/pre-commit", "#!/bin/sh\ntouch '" + mark + "'\n");
    write("repo/.git/hooks/post-checkout", "#!/bin/sh\ntouch '" + mark + "'\n");
    write("repo/.git/hooks/post-index-change", "#!/bin/sh\ntouch '" + mark + "'\n");
    for (const char *const hook : {"pre-commit", "post-checkout", "post-index-change"})
        fs::permissions(folder() / "repo/.git/hooks" / hook, fs::perms::owner_all);
    std::string config = read("repo/.git/config");
    config
        += "[filter \"evil\"]\n\tclean = \"" + evil + "\"\n\tsmudge = \"" + evil
           + "\"\n\tprocess = \"" + evil
           + "\"\n\trequired = true\n"
             "[diff \"evil\"]\n\tcommand = \""
           + evil + "\"\n\ttextconv = \"" + evil + "\"\n[merge \"evil\"]\n\tdriver = \"" + evil
           + "\"\n"
             "[core]\n\tfsmonitor = \""
           + evil + "\"\n\tsshCommand = \"" + evil + "\"\n\tpager = \"" + evil + "\"\n\teditor = \""
           + evil
           + "\"\n"
             "[gpg]\n\tprogram = \""
           + evil + "\"\n[commit]\n\tgpgSign = true\n[log]\n\tshowSignature = true\n[credential]\n\thelper = \"!"
           + evil
           + "\"\n"
             "[remote \"origin\"]\n\turl = ext::sh -c \""
           + evil + "\"\n\tpromisor = true\n\tpartialclonefilter = blob:none\n\tvcs = evil\n"
           + "[gpg]\n\tformat = ssh\n[gpg \"ssh\"]\n\tdefaultKeyCommand = \"" + evil
           + "\"\n\tprogram = \"" + evil
           + "\"\n[tag]\n\tgpgSign = true\n[trailer \"x\"]\n\tcmd = \"" + evil
           + "\"\n[gc]\n\tauto = 1\n\trecentObjectsHook = \"" + evil + "\"\n[pager]\n\tlog = \""
           + evil + "\"\n[protocol]\n\tallow = always\n";
    write("repo/.git/config", config);
    write("repo/flow.dag.yaml", kFlow + "# more\n");
    const auto repository = open(flow::Trust::Restricted);
    wait(repository->status());
    wait(repository->unstagedHunks("flow.dag.yaml"));
    wait(repository->stage({"flow.dag.yaml", ".gitattributes"}));
    wait(repository->commit("restricted"));
    wait(repository->log(3));
    wait(repository->blame("flow.dag.yaml"));
    wait(repository->createBranch("other"));
    wait(repository->createTag("t", "signed by nobody"));
    write("repo/flow.dag.yaml", "x\n");
    wait(repository->discard({"flow.dag.yaml"}));
    wait(repository->switchTo("other"));
    EXPECT_FALSE(fs::exists(mark));
    EXPECT_EQ(read("repo/flow.dag.yaml"), kFlow + "# more\n");
    EXPECT_THROW(wait(repository->fetch("origin")), Error);
    EXPECT_THROW(wait(repository->pull()), Error);
    EXPECT_THROW(wait(repository->merge("main")), Error);
    EXPECT_FALSE(fs::exists(mark));
}

TEST_F(RepositoryTest, whatCantBeSwitchedOffIsRefused)
{
    makeRepository();
    const std::string mark = (folder() / "ran").string();
    write("repo/.gitattributes", "* filter=a=b\n");
    write("repo/.git/config",
          read("repo/.git/config") + "[filter \"a=b\"]\n\tclean = touch " + mark
              + "; cat\n\trequired = true\n");
    write("repo/flow.dag.yaml", kFlow + "# more\n");
    EXPECT_THROW(wait(open(flow::Trust::Restricted)->status()), Error);
    EXPECT_FALSE(fs::exists(mark));
}

TEST_F(RepositoryTest, anUntrustedOneHasNoFilesElsewhere)
{
    makeRepository();
    EXPECT_EQ(wait(open(flow::Trust::Restricted)->status()).branch, "main");
    sh("git worktree add -q ../beside -b beside");
    Program beside(folder() / "beside", flow::Trust::Restricted);
    EXPECT_EQ(wait(wait(Repository::open(std::move(beside)))->status()).branch, "beside");
    sh("git init -q", "");
    write("elsewhere/notes.txt", "mine\n");
    for (const char *const place : {"../..", "../../elsewhere"}) {
        sh(std::string("git config core.worktree ") + place);
        EXPECT_THROW(open(flow::Trust::Restricted), Error) << place;
    }
}

TEST_F(RepositoryTest, objectsThatAreSaidToBeElsewhereArentFetched)
{
    makeRepository();
    const std::string mark = (folder() / "ran").string();
    sh("echo a > a && git add a && git commit -q -m a");
    const std::string object = sh("git rev-parse HEAD:a");
    fs::remove(folder() / "repo/.git/objects" / object.substr(0, 2) / object.substr(2, 38));
    write("repo/.git/config",
          "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tpartialClone = origin\n[remote "
          "\"origin\"]\n\turl = ext::sh -c touch% "
              + mark + "\n\tpromisor = true\n[protocol \"ext\"]\n\tallow = always\n");
    const auto repository = open(flow::Trust::Restricted);
    EXPECT_EQ(wait(repository->committedText("a")), "");
    EXPECT_FALSE(fs::exists(mark));
}

TEST_F(RepositoryTest, itTellsWhatItRuns)
{
    makeRepository();
    Program program(folder() / "repo");
    std::vector<std::string> told;
    program.setTeller([&told](const std::string &command) { told.push_back(command); });
    const auto repository = wait(Repository::open(std::move(program)));
    wait(repository->createBranch("a'b"));
    EXPECT_EQ(told.back(), "git branch --no-track -- 'a'\\''b' HEAD");
}

TEST_F(RepositoryTest, lockedByAnother)
{
    makeRepository();
    write("repo/.git/index.lock", "");
    write("repo/a.txt", "a\n");
    const auto repository = open();
    wait(repository->status());
    try {
        wait(repository->stage({"a.txt"}));
        FAIL();
    } catch (const Error &error) {
        EXPECT_THAT(error.message(), HasSubstr("lock"));
    }
}

TEST(GitProgram, credentialsAreNeverTold)
{
    EXPECT_EQ(withoutCredentials(
                  "fatal: https://me:pass@host/x and ssh://git@host/y, a@b https://host/p@q"),
              "fatal: https://***@host/x and ssh://***@host/y, a@b https://host/p@q");
}

TEST(GitStatus, whatIsOddIsPassedOver)
{
    const std::string text("# branch.oid (initial)\0# branch.head (detached)\0# branch.ab +2 -13\0"
                           "1 .M N... 100644 100644 100644 a b x y\0"
                           "2 R. N... 1 2 3 a b R100 new\0old\0"
                           "u UU N... 1 2 3 4 a b c d e\0? un tracked\0! ignored\0garbage\0"
                           "1 .\0"
                           "2 R.\0",
                           203);
    const RepositoryStatus status = readStatus(text);
    EXPECT_TRUE(status.isDetached());
    EXPECT_EQ(status.ahead, 2);
    EXPECT_EQ(status.behind, 13);
    ASSERT_GE(status.files.size(), 4U);
    EXPECT_EQ(status.files[0].path, "x y");
    EXPECT_EQ(status.files[1].path, "new");
    EXPECT_EQ(status.files[1].movedFrom, "old");
    EXPECT_EQ(status.files[2].path, "d e");
    EXPECT_EQ(status.files[3].path, "un tracked");
    LfsPointer pointer;
    EXPECT_TRUE(
        readLfsPointer("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
                       pointer));
    EXPECT_EQ(pointer.size, 12345U);
    EXPECT_FALSE(readLfsPointer("version 2\n", pointer));
}
