// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// A git of 2018 in the way: what git 2.20 doesn't know is refused as it would be, all else is done by
// the machine's own.

#include "engine/git/parcel.h"
#include "engine/git/setup.h"
#include "engine/git/zipimport.h"
#include "engine/store/ziparchive.h"
#include "tests/engine/git/gitfolder.h"

#include <gmock/gmock.h>

using namespace postern;
using namespace postern::git;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

namespace fs = std::filesystem;

namespace {

/// Came with 2.21 or later, most with the version beside it.
constexpr const char *kOldGit = R"(#!/bin/sh
for word in "$@"; do
  case "$word" in
    switch|restore|sparse-checkout|maintenance|bugreport|backfill) # 2.23 and later
      [ "$word" = "$first" ] || [ -z "$first" ] && { echo "git: '$word' is not a git command." >&2; exit 1; };;
    --show-current|--no-write-fetch-head|--end-of-options|--pathspec-from-file*|--path-format=*|--initial-branch*|\
    --object-format*|--show-object-format*|--config-env*|--attr-source*|--no-lazy-fetch|--merge-base|--diff-merges=*|\
    --no-diff-merges|--skip-to=*|--empty=*|--no-advice|--porcelain=v3|--quit|--pathspec-file-nul|--ignore-rev|--update-refs|\
    --trailer*|--stale-fix|--staged|--fixed-value|--write-commit-graph|--refetch|--negotiate-only|--atomic-fetch)
      echo "error: unknown option \`$word'" >&2; exit 129;;
  esac
  case "$word" in -*|*=*) ;; *) first=seen;; esac
done
case " $* " in *" worktree list "*" -z "*) echo "usage: git worktree list" >&2; exit 129;; esac
unset GIT_CONFIG_COUNT GIT_NO_LAZY_FETCH
exec "$POSTERN_REAL_GIT" "$@"
)";

class OldGit : public GitFolder
{
protected:
    void SetUp() override
    {
        std::string real = sh("command -v git", ".");
        real.pop_back();
        setenv("POSTERN_REAL_GIT", real.c_str(), 1);
        write("bin/git", kOldGit);
        fs::permissions(folder() / "bin/git", fs::perms::owner_all);
        m_path = std::getenv("PATH");
        write("repo/flow.dag.yaml",
              "nodes:\n- name: a\n  type: prompt\n- name: b\n  type: prompt\n");
        sh("git init -q && git add -A && git commit -q -m first && git branch other");
        setenv("PATH", ((folder() / "bin").string() + ":" + m_path).c_str(), 1);
    }
    void TearDown() override { setenv("PATH", m_path.c_str(), 1); }

    std::unique_ptr<Repository> open(flow::Trust trust = flow::Trust::Trusted)
    {
        return wait(Repository::open(Program(folder() / "repo", trust)));
    }

private:
    std::string m_path;
};

} // namespace

TEST_F(OldGit, isInTheWay)
{
    EXPECT_EQ(sh("git branch --show-current || echo refused").find("error: unknown option"), 0U);
    EXPECT_EQ(sh("git switch other || echo refused").find("git: 'switch'"), 0U);
}

TEST_F(OldGit, statusStagingCommitsAndBranches)
{
    for (const flow::Trust trust : {flow::Trust::Trusted, flow::Trust::Restricted}) {
        const auto repository = open(trust);
        const std::string odd = "a\nb\t\"c\" \xED\x95\x9C.txt";
        write("repo/" + odd, trust == flow::Trust::Trusted ? "1\n" : "2\n");
        const std::string node = trust == flow::Trust::Trusted ? "c" : "d";
        write("repo/flow.dag.yaml",
              read("repo/flow.dag.yaml") + "- name: " + node + "\n  type: prompt\n");
        EXPECT_THAT(wait(repository->status()).files, SizeIs(2));
        wait(repository->stageNode("flow.dag.yaml", node));
        wait(repository->stage({odd}));
        wait(repository->unstage({odd}));
        wait(repository->stage({odd}));
        wait(repository->commit("more"));
        wait(repository->commit("more", true));
        EXPECT_EQ(wait(repository->log(1)).at(0).subject, "more");
        EXPECT_THAT(wait(repository->log(5, 0, odd)), SizeIs(trust == flow::Trust::Trusted ? 1 : 2));
        EXPECT_THAT(wait(repository->blameNodes("flow.dag.yaml")),
                    testing::Contains(testing::Key("a")));
        write("repo/" + odd, "3\n");
        const DiscardBackup backup = wait(repository->discard({odd}));
        wait(repository->restore(backup));
        EXPECT_EQ(read("repo/" + odd), "3\n");
        wait(repository->discard({odd}));
        EXPECT_THAT(wait(repository->status()).files, IsEmpty());
        EXPECT_THAT(wait(repository->branches()), SizeIs(2));
        wait(repository->switchTo("other"));
        wait(repository->switchTo("main"));
    }
}

TEST_F(OldGit, mergesAndWhatIsHalfDone)
{
    const auto repository = open();
    wait(repository->switchTo("other"));
    write("repo/x", "theirs\n");
    wait(repository->stage({"x"}));
    wait(repository->commit("theirs"));
    wait(repository->switchTo("main"));
    write("repo/x", "ours\n");
    wait(repository->stage({"x"}));
    wait(repository->commit("ours"));
    for (const std::string operation : {"merge", "rebase", "cherry-pick"}) {
        EXPECT_THROW(wait(operation == "merge"    ? repository->merge("other")
                          : operation == "rebase" ? repository->rebase("other")
                                                  : repository->cherryPick("other")),
                     Error);
        EXPECT_EQ(wait(repository->status()).operation, operation);
        wait(repository->abortOperation(operation));
        EXPECT_EQ(wait(repository->status()).operation, "");
    }
    write("repo/x", "more\n");
    wait(repository->stash("kept", true));
    EXPECT_THAT(wait(repository->stashes()), SizeIs(1));
    wait(repository->popStash());
    EXPECT_THAT(wait(repository->worktrees()), SizeIs(1));
    wait(repository->createTag("v1", "first"));
    EXPECT_THAT(wait(repository->tags()), ElementsAre("v1"));
}

TEST_F(OldGit, setupParcelsAndZips)
{
    wait(setUpRepository(Program(folder() / "repo"), "/bin/postern", true));
    wait(undoSetup(Program(folder() / "repo")));
    const auto repository = open();
    write("repo/more.txt", "more\n");
    wait(repository->stage({"more.txt"}));
    wait(repository->commit("more"));
    sh("git init -q", "there");
    for (const Parcel::Kind kind : {Parcel::Kind::Bundle, Parcel::Kind::Patches}) {
        ParcelWishes wishes;
        wishes.kind = kind;
        wishes.isWhole = kind == Parcel::Kind::Bundle;
        wishes.base = kind == Parcel::Kind::Bundle ? "" : "main~1";
        const fs::path file = folder() / "parcel.zip";
        wait(writeParcel(*repository, file, wishes));
        if (kind == Parcel::Kind::Patches)
            sh("git checkout -q main && git reset -q --hard main~1", "there");
        const auto there = wait(Repository::open(Program(folder() / "there")));
        wait(takeParcel(*there, file));
        EXPECT_EQ(sh("git show main:more.txt", "there"), "more\n");
    }
    store::writeZip(folder() / "chat.zip", {{"flow.dag.yaml", {}, std::string("nodes: []\n")}});
    const ZipImport import = wait(
        importZip(Program(folder()), folder() / "chat.zip", folder() / "chat"));
    EXPECT_THAT(import.files, ElementsAre(".gitignore", "flow.dag.yaml"));
}
