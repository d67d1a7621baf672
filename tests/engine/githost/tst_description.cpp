// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/log.h"
#include "engine/githost/description.h"
#include "engine/githost/hosts.h"

#include <gmock/gmock.h>

using namespace postern;
using namespace postern::githost;
using testing::HasSubstr;
using testing::Not;

namespace {

git::SnapshotDiff diffOf(const std::string &before, const std::string &after)
{
    git::Snapshot old;
    git::Snapshot now;
    old.flowFile = now.flowFile = "flow.dag.yaml";
    old.files["flow.dag.yaml"] = before;
    now.files["flow.dag.yaml"] = after;
    old.files["ask.jinja2"] = "Answer.\n";
    now.files["ask.jinja2"] = "Answer kindly.\nIn one sentence.\n";
    return git::diffSnapshots(old, now);
}

git::Commit commitOf(const std::string &subject, const std::string &body = {})
{
    git::Commit commit;
    commit.id = "0123456789abcdef";
    commit.subject = subject;
    commit.body = body;
    return commit;
}

const std::string kBefore = "nodes:\n- name: ask\n  type: prompt\n  source:\n    type: code\n    "
                            "path: ask.jinja2\n  inputs:\n    tone: kind\n";
const std::string kAfter = "nodes:\n- name: ask\n  type: prompt\n  source:\n    type: code\n    "
                           "path: ask.jinja2\n  inputs:\n    tone: \"@team `rm`\"\n- name: "
                           "look\n  type: python\n  inputs:\n    text: ${ask.output}\n";

} // namespace

TEST(Description, tellsOfEachFlowNodeByNode)
{
    DescriptionParts parts;
    parts.commits = {commitOf("second"), commitOf("first")};
    parts.flows.push_back({"flows/chat", diffOf(kBefore, kAfter), {}});
    parts.flows.push_back({"flows/broken", {}, "no mapping"});
    parts.otherFlows = 3;
    const std::string text = describe(parts);
    EXPECT_THAT(text, HasSubstr("## Commits\n\n- `first` (01234567)\n- `second` (01234567)\n"));
    EXPECT_THAT(text, HasSubstr("## Flow `flows/chat`"));
    EXPECT_THAT(text, HasSubstr("- added node `look`"));
    EXPECT_THAT(text, HasSubstr("- node `ask`, `inputs.tone`: `kind` \u2192 `` @team `rm` ``"));
    EXPECT_THAT(text, HasSubstr("- changed `ask.jinja2` (+2 \u22121) of `ask`"));
    EXPECT_THAT(text, HasSubstr("couldn't be compared: `no mapping`"));
    EXPECT_THAT(text, HasSubstr("too: 3"));
    EXPECT_THAT(text, Not(HasSubstr("mermaid")));
}

TEST(Description, drawsTheGraphWithoutBelievingNames)
{
    DescriptionParts parts;
    parts.showsPicture = true;
    std::string hostile = kAfter;
    hostile.replace(hostile.find("name: look"), 10, "name: 'l\"]; click n0 \"javascript:x'");
    parts.flows.push_back({"", diffOf(kBefore, hostile), {}});
    const std::string text = describe(parts);
    EXPECT_THAT(text, HasSubstr("```mermaid\nflowchart LR\n"));
    EXPECT_THAT(text, HasSubstr("n0[\"\u2248 ask\"]:::changed"));
    EXPECT_THAT(text, HasSubstr("n1[\"+ l___ click n0 _javascript:x\"]:::added"));
    EXPECT_THAT(text, HasSubstr("n0 ==> n1"));
    EXPECT_THAT(text, HasSubstr("## Flow `.`"));
}

TEST(Description, aSingleCommitSpeaksForItself)
{
    DescriptionParts parts;
    parts.commits = {commitOf("Ask kindly", "Because people are people.")};
    EXPECT_EQ(describe(parts), "Because people are people.\n");
    EXPECT_EQ(titleOf(parts.commits, "fix/x"), "Ask kindly");
    EXPECT_EQ(titleOf({}, "fix/ask_more-kindly"), "Ask more kindly");
    EXPECT_EQ(titleOf({commitOf("a"), commitOf("b")}, "chat"), "Chat");
}

TEST(Description, knownSecretsAreMasked)
{
    log::registerSecret("my-own-token-0123456789");
    DescriptionParts parts;
    parts.commits = {commitOf("x", "with my-own-token-0123456789 in it")};
    EXPECT_THAT(describe(parts), Not(HasSubstr("my-own-token")));
    EXPECT_THAT(inCode("my-own-token-0123456789"), Not(HasSubstr("my-own-token")));
}

TEST(Description, metricsAreTables)
{
    EXPECT_EQ(evaluationTable(R"({"accuracy": 0.9, "a|b": "x"})"),
              "| metric | value |\n|---|---|\n| `accuracy` | `0.9` |\n| `a\\|b` | `x` |\n");
    EXPECT_EQ(evaluationTable(R"({"v0": {"f1": 1}, "v1": {"f1": 2, "n": 3}})"),
              "| metric | `v0` | `v1` |\n|---|---|---|\n| `f1` | `1` | `2` |\n| `n` |  | `3` |\n");
    EXPECT_EQ(evaluationTable("**all well**"), "**all well**");
}

TEST(Description, codeStaysInItsLine)
{
    EXPECT_EQ(inCode("a\nb"), "`a\\u000ab`");
    EXPECT_EQ(inCode("``x`"), "``` ``x` ```");
    EXPECT_EQ(inCode(""), "`  `");
}

TEST(Description, isCutWhereAHostTakesNoMore)
{
    std::string text = "```mermaid\n";
    for (int i = 0; i < 400; ++i)
        text += "line " + std::to_string(i) + "\n";
    const std::string cut = cutDescription(text, 1'000);
    EXPECT_LE(cut.size(), 1'000U);
    EXPECT_THAT(cut, HasSubstr("\n```\n\n(cut:"));
    EXPECT_EQ(cutDescription("short", 1'000), "short");
}
