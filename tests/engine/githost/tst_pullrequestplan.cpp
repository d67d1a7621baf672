// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// What a branch's pull request would be, found in repositories that git itself made.

#include "engine/githost/pullrequestplan.h"
#include "tests/engine/git/gitfolder.h"

#include <gmock/gmock.h>

using namespace postern;
using namespace postern::githost;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

namespace {

class PullRequestPlanning : public git::GitFolder
{
protected:
    void SetUp() override
    {
        write("repo/flows/chat/flow.dag.yaml", "nodes:\n- name: ask\n  type: prompt\n");
        write("repo/flows/other/flow.dag.yaml", "nodes: []\n");
        sh("git init -q && git add -A && git commit -q -m first");
        sh("git remote add origin https://me:hunter2@github.com/team/flows.git && git update-ref "
           "refs/remotes/origin/main main && git symbolic-ref refs/remotes/origin/HEAD "
           "refs/remotes/origin/main && git switch -q -c fix/prompt-tone");
        write("repo/flows/chat/flow.dag.yaml",
              "nodes:\n- name: ask\n  type: prompt\n- name: look\n  type: python\n");
        write("repo/flows/new/deep/flow.dag.yaml", "nodes: []\ninputs:\n  a: {type: int}\n");
        write("repo/flows/new/deep/sub/text.txt", "a\n");
        sh("git add -A && git commit -q -m 'Look twice' -m 'Once was not enough.'");
    }
    PullRequestPlan plan(PullRequestWishes wishes = {}, flow::Trust trust = flow::Trust::Restricted)
    {
        const auto repository = wait(git::Repository::open(git::Program(folder() / "repo", trust)));
        return wait(planPullRequest(*repository, std::move(wishes)));
    }
    std::string failureOf(PullRequestWishes wishes)
    {
        try {
            plan(std::move(wishes));
        } catch (const Error &error) {
            return error.message();
        }
        return {};
    }
};

} // namespace

TEST_F(PullRequestPlanning, findsAllOfIt)
{
    const PullRequestPlan found = plan();
    EXPECT_EQ(found.place.name(), "team/flows");
    EXPECT_EQ(found.draft.source, "fix/prompt-tone");
    EXPECT_EQ(found.draft.target, "main");
    EXPECT_EQ(found.draft.title, "Look twice");
    EXPECT_EQ(found.draft.sourceOwner, "");
    EXPECT_FALSE(found.isPushed);
    EXPECT_THAT(found.draft.description, testing::StartsWith("Once was not enough.\n"));
    EXPECT_THAT(found.draft.description, HasSubstr("## Flow `flows/chat`"));
    EXPECT_THAT(found.draft.description, HasSubstr("added node `look`"));
    EXPECT_THAT(found.draft.description, HasSubstr("## Flow `flows/new/deep`"));
    EXPECT_THAT(found.draft.description, HasSubstr("added input `a`"));
    EXPECT_THAT(found.draft.description, Not(HasSubstr("flows/other")));
    EXPECT_THAT(found.flows, SizeIs(2));
    EXPECT_EQ(found.manualPage,
              "https://github.com/team/flows/compare/main...fix/prompt-tone?expand=1");
    sh("git update-ref refs/remotes/origin/fix/prompt-tone HEAD");
    EXPECT_TRUE(plan().isPushed);
}

TEST_F(PullRequestPlanning, takesWhatIsSaid)
{
    PullRequestWishes wishes;
    wishes.title = "Mine";
    wishes.description = "Words.";
    wishes.target = "release/1";
    wishes.evaluation = "| metric | value |\n|---|---|\n";
    const PullRequestPlan found = plan(wishes);
    EXPECT_EQ(found.draft.title, "Mine");
    EXPECT_EQ(found.draft.target, "release/1");
    EXPECT_THAT(found.draft.description, testing::StartsWith("Words."));
    EXPECT_THAT(found.draft.description, HasSubstr("## Evaluation\n\n| metric"));
}

TEST_F(PullRequestPlanning, aForkIsNamedByItsOwner)
{
    sh("git remote add mine git@github.com:me/flows.git && git config "
       "branch.fix/prompt-tone.remote "
       "mine");
    PullRequestWishes wishes;
    wishes.remote = "origin";
    const PullRequestPlan found = plan(wishes);
    EXPECT_EQ(found.place.owner, "team");
    EXPECT_EQ(found.draft.sourceOwner, "me");
    EXPECT_EQ(found.remote, "mine");
    EXPECT_THAT(found.manualPage, HasSubstr("/main...me:fix/prompt-tone"));
}

TEST_F(PullRequestPlanning, anAddressMayBeWrittenAnew)
{
    sh("git remote set-url origin work:team/flows.git && git config "
       "url.https://github.example.com/.insteadOf work:");
    EXPECT_EQ(plan().place.apiAddress(), "https://github.example.com/api/v3/repos/team/flows");
}

TEST_F(PullRequestPlanning, whatCantBeIsSaid)
{
    PullRequestWishes wishes;
    wishes.target = "fix/prompt-tone";
    EXPECT_THAT(failureOf(wishes), HasSubstr("merged into itself"));
    wishes.target.clear();
    wishes.source = "nowhere";
    EXPECT_THAT(failureOf(wishes), HasSubstr("no branch 'nowhere'"));
    wishes.source.clear();
    wishes.remote = "elsewhere";
    EXPECT_THAT(failureOf(wishes), HasSubstr("no remote 'elsewhere'"));
    sh("git checkout -q --detach");
    EXPECT_THAT(failureOf({}), HasSubstr("No branch is checked out"));
    sh("git checkout -q main");
    EXPECT_THAT(failureOf({}), HasSubstr("merged into itself"));
    sh("git checkout -q fix/prompt-tone && git remote set-url origin /srv/flows.git");
    EXPECT_THAT(failureOf({}), HasSubstr("no address of a repository"));
    sh("git remote remove origin");
    EXPECT_THAT(failureOf({}), HasSubstr("no remote"));
}

TEST_F(PullRequestPlanning, aBranchWithoutACommonPast)
{
    sh("git checkout -q --orphan alone && git commit -q -m alone");
    const PullRequestPlan found = plan();
    EXPECT_EQ(found.draft.title, "Alone");
    EXPECT_EQ(found.draft.description, "");
    EXPECT_THAT(found.flows, IsEmpty());
}

TEST_F(PullRequestPlanning, aHostileRepositoryRunsNothing)
{
    const std::string mark = (folder() / "ran").string();
    sh("git config core.fsmonitor 'touch " + mark + "' && git config core.sshCommand 'touch " + mark
       + "' && git config diff.x.textconv 'touch " + mark
       + "' && git config credential.helper '!touch " + mark
       + "' && echo '*.yaml diff=x' > .gitattributes");
    plan();
    EXPECT_FALSE(std::filesystem::exists(mark));
}
