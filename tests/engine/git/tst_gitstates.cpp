// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Repositories in the states in which authors find theirs: half way through a rebase, cut off, shallow,
// between two systems' line ends and forms of Hangul.

#include "engine/git/repository.h"
#include "tests/engine/git/gitfolder.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <thread>
#include <tuple>

using namespace postern;
using namespace postern::git;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

namespace fs = std::filesystem;

namespace {

const std::string kText = "nodes:\n- name: a\n  type: prompt\n\n- name: b\n  type: prompt\n";

class GitStates : public GitFolder
{
protected:
    std::unique_ptr<Repository> open(const std::string &in = "repo")
    {
        Program program(folder() / in);
        return wait(Repository::open(std::move(program)));
    }
    void makeRepository() const
    {
        write("repo/flow.dag.yaml", kText);
        sh("git init -q && git add -A && git commit -q -m first");
    }
    /// Two branches that each made another file of "x".
    void makeConflict() const
    {
        makeRepository();
        sh("git checkout -q -b other && echo theirs > x && git add x && git commit -q -m theirs && "
           "git checkout -q main && echo ours > x && git add x && git commit -q -m ours");
    }
    void writeHook(const std::string &name, const std::string &text) const
    {
        write("repo/.git/hooks/" + name, "#!/bin/sh\n" + text);
        fs::permissions(folder() / "repo/.git/hooks" / name, fs::perms::owner_all);
    }
    /// The error with which a task ends that is cancelled once a file is there.
    std::optional<ErrorCode> cancelledOnce(const std::string &file, Task<void> task)
    {
        boost::asio::cancellation_signal signal;
        std::exception_ptr failure;
        bool hasEnded = false;
        boost::asio::co_spawn(loop(),
                              std::move(task),
                              boost::asio::bind_cancellation_slot(signal.slot(),
                                                                  [&](const std::exception_ptr
                                                                          &error) {
                                                                      failure = error;
                                                                      hasEnded = true;
                                                                  }));
        loop().restart();
        while (!hasEnded && !fs::exists(folder() / file))
            loop().run_one_for(std::chrono::milliseconds(20));
        EXPECT_FALSE(hasEnded) << "it ended before " << file << " was there";
        signal.emit(boost::asio::cancellation_type::terminal);
        while (!hasEnded)
            loop().run_one();
        try {
            if (failure)
                std::rethrow_exception(failure);
        } catch (const Error &error) {
            return error.code();
        }
        return {};
    }
    /// Whether the process whose number a file holds goes on; one that was killed gets a moment to go.
    bool goesOn(const std::string &file) const
    {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (isAlive(file) && std::chrono::steady_clock::now() < end)
            std::this_thread::yield();
        return isAlive(file);
    }
    /// Whether it is there and no zombie.
    bool isAlive(const std::string &file) const
    {
        std::string number = read(file);
        number.erase(number.find_last_not_of('\n') + 1);
        std::ifstream in("/proc/" + number + "/stat");
        const std::string stat{std::istreambuf_iterator<char>(in), {}};
        return !stat.empty() && stat.find(") Z ") == std::string::npos;
    }
    std::vector<std::string> subjects(Repository &repository, std::size_t limit = 10)
    {
        std::vector<std::string> words;
        for (const Commit &commit : wait(repository.log(limit)))
            words.push_back(commit.subject);
        return words;
    }
};

std::string withWindowsEnds(const std::string &text)
{
    std::string made;
    for (const char c : text)
        made += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return made;
}

} // namespace

TEST_F(GitStates, aHalfDoneRebaseGoesOn)
{
    makeConflict();
    const auto repository = open();
    EXPECT_THROW(wait(repository->rebase("other")), Error);
    RepositoryStatus status = wait(repository->status());
    EXPECT_EQ(status.operation, "rebase");
    EXPECT_TRUE(status.isDetached());
    EXPECT_TRUE(status.hasConflicts());
    // Not before it is settled.
    EXPECT_THROW(wait(repository->continueOperation("rebase")), Error);
    EXPECT_EQ(wait(repository->status()).operation, "rebase");
    write("repo/x", "both\n");
    wait(repository->stage({"x"}));
    EXPECT_FALSE(wait(repository->status()).hasConflicts());
    wait(repository->continueOperation("rebase"));
    status = wait(repository->status());
    EXPECT_EQ(status.operation, "");
    EXPECT_EQ(status.branch, "main");
    EXPECT_THAT(subjects(*repository), ElementsAre("ours", "theirs", "first"));
    EXPECT_EQ(read("repo/x"), "both\n");
}

TEST_F(GitStates, aHalfDoneRebaseIsTakenBack)
{
    makeConflict();
    const auto repository = open();
    EXPECT_THROW(wait(repository->rebase("other")), Error);
    wait(repository->abortOperation("rebase"));
    const RepositoryStatus status = wait(repository->status());
    EXPECT_EQ(status.operation, "");
    EXPECT_EQ(status.branch, "main");
    EXPECT_EQ(read("repo/x"), "ours\n");
    EXPECT_THROW(wait(repository->abortOperation("rebase")), Error);
}

TEST_F(GitStates, aHalfDoneMergeAndCherryPickGoOn)
{
    for (const std::string &operation : {std::string("merge"), std::string("cherry-pick")}) {
        fs::remove_all(folder() / "repo");
        makeConflict();
        const auto repository = open();
        EXPECT_THROW(wait(operation == "merge" ? repository->merge("other")
                                               : repository->cherryPick("other")),
                     Error);
        EXPECT_EQ(wait(repository->status()).operation, operation);
        EXPECT_THROW(wait(repository->continueOperation(operation)), Error);
        write("repo/x", "both\n");
        wait(repository->stage({"x"}));
        wait(repository->continueOperation(operation));
        EXPECT_EQ(wait(repository->status()).operation, "");
        const std::vector<Commit> log = wait(repository->log(1));
        EXPECT_THAT(log.front().parents, SizeIs(operation == "merge" ? 2 : 1));
        EXPECT_EQ(sh("git show HEAD:x"), "both\n");
    }
}

TEST_F(GitStates, aHookThatFailsSaysWhy)
{
    makeRepository();
    writeHook("pre-commit", "echo 'the flow has no test' >&2\nexit 1\n");
    write("repo/a.txt", "a\n");
    const auto repository = open();
    wait(repository->stage({"a.txt"}));
    try {
        wait(repository->commit("second"));
        FAIL();
    } catch (const Error &error) {
        EXPECT_THAT(error.message() + error.details(), HasSubstr("the flow has no test"));
    }
    EXPECT_THAT(subjects(*repository), ElementsAre("first"));
    EXPECT_EQ(wait(repository->status()).files.at(0).staged, 'A');
}

TEST_F(GitStates, aHookThatHangsIsCutOff)
{
    makeRepository();
    write("repo/a.txt", "a\n");
    const auto repository = open();
    wait(repository->stage({"a.txt"}));
    for (const std::string &manner : {std::string(), std::string("trap '' TERM\n")}) {
        fs::remove(folder() / "hangs");
        writeHook("pre-commit",
                  manner + "echo $$ > ../pid\ntouch ../hangs\nwhile :; do sleep 1000; done\n");
        EXPECT_EQ(cancelledOnce("hangs", repository->commit("second")), ErrorCode::Cancelled);
        EXPECT_FALSE(goesOn("pid")) << manner;
        EXPECT_THAT(subjects(*repository), ElementsAre("first"));
        EXPECT_FALSE(fs::exists(folder() / "repo/.git/index.lock"));
    }
    fs::remove(folder() / "repo/.git/hooks/pre-commit");
    wait(repository->commit("second"));
    EXPECT_THAT(subjects(*repository), ElementsAre("second", "first"));
}

TEST_F(GitStates, whatIsCutOffInTheMiddleLeavesNoLock)
{
    makeRepository();
    write("hang", "#!/bin/sh\ntouch '" + (folder() / "hangs").string() + "'\nsleep 1000\n");
    fs::permissions(folder() / "hang", fs::perms::owner_all);
    sh("git checkout -q -b other && echo '*.txt filter=slow' > .gitattributes && echo a > a.txt && "
       "git add -A && git commit -q -m other && git checkout -q main && git config "
       "filter.slow.smudge '"
       + (folder() / "hang").string() + "'");
    const auto repository = open();
    EXPECT_EQ(cancelledOnce("hangs", repository->switchTo("other")), ErrorCode::Cancelled);
    EXPECT_FALSE(fs::exists(folder() / "repo/.git/index.lock"));
    sh("git config --unset filter.slow.smudge");
    EXPECT_EQ(wait(repository->status()).branch, "main");
    write("repo/b.txt", "b\n");
    wait(repository->stage({"b.txt"}));
    wait(repository->commit("goes on"));
    EXPECT_THAT(subjects(*repository), ElementsAre("goes on", "first"));
    // A pull and a merge get there by another way.
    fs::remove(folder() / "hangs");
    sh("git clean -q -f -d && git config filter.slow.smudge '" + (folder() / "hang").string() + "'");
    EXPECT_EQ(cancelledOnce("hangs", repository->merge("other")), ErrorCode::Cancelled);
    EXPECT_FALSE(fs::exists(folder() / "repo/.git/index.lock"));
    EXPECT_THAT(subjects(*repository), ElementsAre("goes on", "first"));
}

TEST_F(GitStates, aBranchWithoutCommits)
{
    write("repo/flow.dag.yaml", kText);
    sh("git init -q");
    const auto repository = open();
    EXPECT_EQ(wait(repository->status()).branch, "main");
    EXPECT_THAT(wait(repository->branches()), IsEmpty());
    EXPECT_THAT(wait(repository->tags()), IsEmpty());
    EXPECT_THAT(wait(repository->stashes()), IsEmpty());
    EXPECT_EQ(wait(repository->committedText("flow.dag.yaml")), "");
    EXPECT_EQ(wait(repository->workingText("flow.dag.yaml")), kText);
    wait(repository->stageNode("flow.dag.yaml", "b"));
    EXPECT_THAT(sh("git show :flow.dag.yaml"), HasSubstr("name: b"));
    wait(repository->unstage({"flow.dag.yaml"}));
    EXPECT_EQ(sh("git ls-files"), "");
    EXPECT_THROW(wait(repository->stash("none", false)), Error);
    EXPECT_THROW(wait(repository->createBranch("other")), Error);
    EXPECT_THROW(wait(repository->blame("flow.dag.yaml")), Error);
    const DiscardBackup backup = wait(repository->discard({"flow.dag.yaml"}));
    EXPECT_FALSE(fs::exists(folder() / "repo/flow.dag.yaml"));
    wait(repository->restore(backup));
    EXPECT_EQ(read("repo/flow.dag.yaml"), kText);
}

TEST_F(GitStates, aDetachedHead)
{
    makeRepository();
    sh("echo 2 > two && git add two && git commit -q -m second && git checkout -q HEAD~1");
    const auto repository = open();
    RepositoryStatus status = wait(repository->status());
    EXPECT_TRUE(status.isDetached());
    EXPECT_EQ(status.operation, "");
    EXPECT_THAT(status.commit, SizeIs(40));
    const std::vector<Branch> branches = wait(repository->branches());
    EXPECT_TRUE(std::ranges::none_of(branches, &Branch::isCurrent));
    write("repo/three", "3\n");
    wait(repository->stage({"three"}));
    wait(repository->commit("beside"));
    wait(repository->createBranch("kept"));
    wait(repository->switchTo("main"));
    EXPECT_THAT(subjects(*repository), ElementsAre("second", "first"));
    wait(repository->switchTo("kept"));
    EXPECT_THAT(subjects(*repository), ElementsAre("beside", "first"));
    EXPECT_THROW(wait(repository->pull()), Error);
}

TEST_F(GitStates, theWorkTreeOfABareRepository)
{
    makeRepository();
    sh("git clone -q --bare ../repo . && git worktree add -q ../tree main", "bare");
    EXPECT_THROW(open("bare"), Error);
    fs::create_directories(folder() / "tree/deep/er");
    const auto repository = open("tree/deep/er");
    EXPECT_EQ(fs::canonical(repository->root()), fs::canonical(folder() / "tree"));
    EXPECT_EQ(wait(repository->status()).branch, "main");
    EXPECT_THAT(wait(repository->worktrees()), SizeIs(2));
    write("tree/a.txt", "a\n");
    wait(repository->stage({"a.txt"}));
    wait(repository->commit("in the tree"));
    EXPECT_EQ(sh("git log -1 --format=%s main", "bare"), "in the tree\n");
}

TEST_F(GitStates, aShallowClone)
{
    makeRepository();
    sh("for i in 1 2 3; do echo $i >> n && git add n && git commit -q -m n$i; done");
    sh("git clone -q --depth 1 'file://" + (folder() / "repo").string() + "' .", "shallow");
    const auto repository = open("shallow");
    EXPECT_TRUE(wait(repository->isShallow()));
    EXPECT_FALSE(wait(open()->isShallow()));
    EXPECT_THAT(subjects(*repository), ElementsAre("n3"));
    EXPECT_THAT(wait(repository->blame("n")), SizeIs(3));
    EXPECT_THROW(wait(repository->rebase("HEAD~1")), Error);
    sh("echo 4 >> n && git commit -q -am n4");
    wait(repository->pull());
    EXPECT_THAT(subjects(*repository, 1), ElementsAre("n4"));
}

TEST_F(GitStates, bothFormsOfAHangulNameAreTwoFiles)
{
    makeRepository();
    const std::string composed = "\xED\x9D\x90\xEB\xA6\x84.jinja2";
    const std::string decomposed
        = "\xE1\x84\x92\xE1\x85\xB3\xE1\x84\x85\xE1\x85\xB3\xE1\x86\xB7.jinja2";
    write("repo/" + composed, "composed\n");
    write("repo/" + decomposed, "decomposed\n");
    const auto repository = open();
    wait(repository->stage({composed}));
    EXPECT_EQ(wait(repository->stagedText(composed)), "composed\n");
    EXPECT_EQ(wait(repository->stagedText(decomposed)), "");
    wait(repository->stage({decomposed}));
    wait(repository->commit("\xED\x9D\x90\xEB\xA6\x84"));
    EXPECT_THAT(subjects(*repository, 1), ElementsAre("\xED\x9D\x90\xEB\xA6\x84"));
    write("repo/" + decomposed, "changed\n");
    RepositoryStatus status = wait(repository->status());
    ASSERT_THAT(status.files, SizeIs(1));
    EXPECT_EQ(status.files[0].path, decomposed);
    EXPECT_THAT(wait(repository->log(5, 0, composed)), SizeIs(1));
    const DiscardBackup backup = wait(repository->discard({decomposed}));
    EXPECT_EQ(read("repo/" + decomposed), "decomposed\n");
    EXPECT_EQ(read("repo/" + composed), "composed\n");
    wait(repository->restore(backup));
    EXPECT_EQ(read("repo/" + decomposed), "changed\n");
    sh("git mv -f '" + decomposed + "' '" + composed + "'");
    status = wait(repository->status());
    EXPECT_FALSE(status.files.empty());
}

TEST_F(GitStates, lineEndsUnderEachSetting)
{
    const std::string changed = withWindowsEnds(kText + "- name: c\n  type: prompt\n");
    for (const auto &[setting, attributes, staged] :
         {std::tuple("core.autocrlf true", "", kText),
          std::tuple("core.autocrlf input", "", kText),
          std::tuple("core.autocrlf false", "* text eol=crlf\n", kText),
          std::tuple("core.autocrlf true", "* -text\n", withWindowsEnds(kText)),
          std::tuple("core.safecrlf warn", "* text=auto\n", kText)}) {
        SCOPED_TRACE(std::string(setting) + " " + attributes);
        fs::remove_all(folder() / "repo");
        sh("git init -q && git config " + std::string(setting));
        write("repo/.gitattributes", attributes);
        write("repo/flow.dag.yaml", withWindowsEnds(kText));
        const auto repository = open();
        wait(repository->stage({"flow.dag.yaml", ".gitattributes"}));
        EXPECT_EQ(wait(repository->stagedText("flow.dag.yaml")), staged);
        wait(repository->commit("first"));
        write("repo/flow.dag.yaml", changed);
        ASSERT_THAT(wait(repository->unstagedHunks("flow.dag.yaml")), SizeIs(1));
        wait(repository->stageNode("flow.dag.yaml", "c"));
        EXPECT_THAT(wait(repository->unstagedHunks("flow.dag.yaml")), IsEmpty());
        EXPECT_EQ(read("repo/flow.dag.yaml"), changed);
        EXPECT_EQ(wait(repository->stagedText("flow.dag.yaml")).find('\r') == std::string::npos,
                  staged == kText);
        const DiscardBackup backup = wait(repository->discard({"flow.dag.yaml"}));
        wait(repository->restore(backup));
        EXPECT_EQ(read("repo/flow.dag.yaml"), changed);
    }
}

TEST_F(GitStates, pointersOfLargeFiles)
{
    makeRepository();
    const std::string pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:"
                                + std::string(64, 'a') + "\nsize 1073741824\n";
    write("repo/.gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n");
    write("repo/model.bin", pointer);
    const auto repository = open();
    wait(repository->stage({".gitattributes", "model.bin"}));
    wait(repository->commit("a model elsewhere"));
    LfsPointer found;
    ASSERT_TRUE(readLfsPointer(wait(repository->committedText("model.bin")), found));
    EXPECT_EQ(found.object, "sha256:" + std::string(64, 'a'));
    EXPECT_EQ(found.size, 1'073'741'824U);
    EXPECT_THAT(wait(repository->status()).files, IsEmpty());
    // A required filter that isn't installed is said, and nothing is staged in its place.
    sh("git config filter.lfs.clean 'no-such-lfs clean' && git config filter.lfs.required true");
    write("repo/model.bin", "the model itself\n");
    EXPECT_THROW(wait(repository->stage({"model.bin"})), Error);
    EXPECT_EQ(wait(repository->stagedText("model.bin")), pointer);
    sh("git config --unset filter.lfs.clean && git config --unset filter.lfs.required");
    write("repo/more.bin", pointer);
    const RepositoryStatus status = wait(repository->status());
    ASSERT_THAT(status.files, SizeIs(2));
    EXPECT_EQ(status.files[0].path, "model.bin");
    EXPECT_FALSE(status.files[0].lfsSize.has_value());
    EXPECT_EQ(status.files[1].lfsSize, 1'073'741'824U);
    EXPECT_FALSE(readLfsPointer("version https://git-lfs.github.com/spec/v1\nsize 12\n", found));
    EXPECT_FALSE(readLfsPointer(pointer + std::string(2'000, ' '), found));
}

TEST_F(GitStates, aPushThatTheServerRefuses)
{
    makeRepository();
    sh("git init -q --bare", "server");
    sh("git remote add origin ../server && git push -q -u origin main");
    sh("git clone -q ../server . && echo theirs > theirs && git add -A && git commit -q -m theirs "
       "&& "
       "git push -q",
       "colleague");
    sh("echo ours > ours && git add ours && git commit -q -m ours");
    const auto repository = open();
    const auto failureOfPush = [&]() -> std::string {
        try {
            wait(repository->push("origin", "main", false));
        } catch (const Error &error) {
            EXPECT_EQ(error.code(), ErrorCode::Refused);
            return error.message() + " " + error.hint() + "\n" + error.details();
        }
        return {};
    };
    EXPECT_THAT(failureOfPush(), HasSubstr("commits that aren't here"));
    EXPECT_THAT(subjects(*repository), ElementsAre("ours", "first"));
    wait(repository->fetch("origin"));
    wait(repository->rebase("origin/main"));
    // The server's own rules.
    write("server/hooks/pre-receive", "#!/bin/sh\necho 'flows need a test' >&2\nexit 1\n");
    fs::permissions(folder() / "server/hooks/pre-receive", fs::perms::owner_all);
    const std::string said = failureOfPush();
    EXPECT_THAT(said, HasSubstr("own rules"));
    EXPECT_THAT(said, HasSubstr("flows need a test"));
    fs::remove(folder() / "server/hooks/pre-receive");
    wait(repository->push("origin", "main", false));
    EXPECT_EQ(sh("git log --format=%s main", "server"), "ours\ntheirs\nfirst\n");
}

TEST_F(GitStates, aFullDiskChangesNothing)
{
    fs::create_directories(folder() / "small");
    const std::string mount = "mount -t tmpfs -o size=1m,mode=700 none '"
                              + (folder() / "small").string() + "' 2>/dev/null";
    if (std::system(mount.c_str()) != 0)
        GTEST_SKIP() << "this user can't mount a small disk";
    const std::string unmount = "umount -l '" + (folder() / "small").string() + "'";
    const auto unmountAtEnd = [](const std::string *command) { std::system(command->c_str()); };
    const std::unique_ptr<const std::string, decltype(unmountAtEnd)> mounted(&unmount, unmountAtEnd);
    write("small/flow.dag.yaml", kText);
    sh("git init -q && git add -A && git commit -q -m first", "small");
    sh("head -c 300000 /dev/urandom > large && dd if=/dev/zero of=rest bs=1k 2>/dev/null || true",
       "small");
    try {
        const auto repository = open("small");
        wait(repository->stage({"large"}));
        ADD_FAILURE() << "there was room";
    } catch (const Error &error) {
        EXPECT_EQ(error.code(), ErrorCode::FileUnwritable) << error.message() << error.details();
        EXPECT_THAT(error.message(), HasSubstr("disk is full"));
    }
    fs::remove(folder() / "small/rest");
    {
        const auto repository = open("small");
        wait(repository->stage({"large"}));
        wait(repository->commit("second"));
        EXPECT_THAT(subjects(*repository), ElementsAre("second", "first"));
    }
}

TEST_F(GitStates, whoCommitsIsntKnown)
{
    makeRepository();
    write("home/.gitconfig", "[user]\n\tuseConfigOnly = true\n");
    write("repo/a.txt", "a\n");
    const auto repository = open();
    wait(repository->stage({"a.txt"}));
    try {
        wait(repository->commit("second"));
        FAIL();
    } catch (const Error &error) {
        EXPECT_THAT(error.hint(), HasSubstr("user.email"));
    }
    EXPECT_EQ(wait(repository->status()).files.at(0).staged, 'A');
}
