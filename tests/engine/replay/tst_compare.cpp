// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/replay/compare.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace postern::replay {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

RecordedNode node(const std::string &name, const std::string &input, const std::string &output)
{
    RecordedNode made;
    made.name = name;
    made.inputs = Value(Dict{{"x", input}});
    made.output = Value(output);
    made.usage.total = 5;
    return made;
}

RecordedRun run(std::vector<RecordedNode> nodes)
{
    RecordedRun made;
    made.name = "r";
    made.inputs = Value(Dict{{"q", "hi"}});
    made.outputs = nodes.empty() ? Value() : nodes.back().output;
    made.nodes = std::move(nodes);
    return made;
}

std::vector<std::string> namesOf(const RunComparison &comparison)
{
    std::vector<std::string> names;
    for (const NodeComparison &one : comparison.nodes)
        names.push_back(one.name);
    return names;
}

TEST(Compare, findsNothingBetweenEqualRuns)
{
    const RecordedRun before = run({node("a", "1", "2"), node("b", "2", "3")});
    RecordedRun after = before;
    after.elapsed = std::chrono::seconds(9); // time is told and no difference
    after.nodes[0].elapsed = std::chrono::seconds(8);
    const RunComparison made = compareRuns(before, after);
    EXPECT_TRUE(made.isSame());
    EXPECT_EQ(made.first(), nullptr);
    EXPECT_THAT(toText(made), HasSubstr("Both runs are the same"));
    EXPECT_EQ(*toJson(made).find("same"), Value(true));
    EXPECT_EQ(*toJson(made).find("first_difference"), Value());
}

TEST(Compare, namesTheFirstDifferenceInTheOrderOfExecution)
{
    const RecordedRun before = run({node("a", "1", "2"), node("b", "2", "3"), node("c", "3", "4")});
    RecordedRun after = run({node("c", "4", "5"), node("a", "1", "2"), node("b", "2", "9")});
    after.nodes[1].usage.total = 7; // tokens of `a` alone make it no first difference
    const RunComparison made = compareRuns(before, after);
    ASSERT_NE(made.first(), nullptr);
    EXPECT_EQ(made.first()->name, "b");
    EXPECT_EQ(made.firstAspect(), Aspect::Output);
    EXPECT_THAT(toText(made), HasSubstr("First difference: b, output\n"));
    EXPECT_THAT(toText(made), HasSubstr("    - 3\n    + 9\n"));
    EXPECT_EQ(*toJson(made).find("first_difference")->find("node"), Value("b"));
}

TEST(Compare, takesTheCostOfWhatWasReusedForNoDifference)
{
    RecordedRun before = run({node("a", "1", "2")});
    RecordedRun after = before;
    before.nodes[0].cost = 0.01;
    after.nodes[0].cost = 0.02;
    EXPECT_NE(compareRuns(before, after).nodes[0].in(Aspect::Cost), nullptr);
    after.nodes[0].state = run::NodeState::Cached;
    after.nodes[0].cost = 0;
    EXPECT_EQ(compareRuns(before, after).nodes[0].in(Aspect::Cost), nullptr);
}

TEST(Compare, looksAtInputsAndPromptsBeforeOutputs)
{
    RecordedRun before = run({node("a", "1", "2")});
    RecordedRun after = run({node("a", "1", "3")});
    before.nodes[0].prompt = "You are kind.\nHi";
    after.nodes[0].prompt = "You are rude.\nHi";
    EXPECT_EQ(compareRuns(before, after).firstAspect(), Aspect::Prompt);
    after.nodes[0].inputs = Value(Dict{{"x", "other"}});
    EXPECT_EQ(compareRuns(before, after).firstAspect(), Aspect::Inputs);
    EXPECT_THAT(toText(compareRuns(before, after)), HasSubstr("x: \"1\" -> \"other\""));
    after.nodes[0].prompt.clear(); // unknown there, which is no difference
    EXPECT_EQ(compareRuns(before, after).nodes[0].in(Aspect::Prompt), nullptr);
}

TEST(Compare, alignsNodesThatOneRunHasAlone)
{
    const RecordedRun before = run({node("a", "", ""), node("gone", "", ""), node("c", "", "")});
    const RecordedRun after = run(
        {node("new", "", ""), node("a", "", ""), node("late", "", ""), node("c", "", "")});
    const RunComparison made = compareRuns(before, after);
    EXPECT_THAT(namesOf(made), ElementsAre("new", "a", "late", "gone", "c"));
    EXPECT_EQ(made.first()->name, "new");
    EXPECT_EQ(made.firstAspect(), std::nullopt);
    EXPECT_THAT(toText(made), HasSubstr("gone: only in the first run"));
}

TEST(Compare, takesOfAttemptsTheLast)
{
    const RecordedRun before = run({node("a", "1", "bad"), node("a", "1", "good")});
    const RecordedRun after = run({node("a", "1", "good")});
    EXPECT_TRUE(compareRuns(before, after).nodes[0].isSame());
}

TEST(Compare, tellsOfTheFlowsSource)
{
    RecordedRun before = run({});
    RecordedRun after = run({});
    before.sources = {{"a.jinja2", "one\n"}, {"gone.py", "x\n"}};
    EXPECT_FALSE(compareRuns(before, after).knowsSources);
    EXPECT_TRUE(compareRuns(before, after).isSame());
    after.sources = {{"a.jinja2", "two\n"}, {"new.py", "y\n"}};
    const RunComparison made = compareRuns(before, after);
    ASSERT_EQ(made.sources.size(), 3U);
    EXPECT_THAT(toText(made), HasSubstr("    - one\n    + two\n"));
    EXPECT_THAT(toText(made), HasSubstr("new.py (only in the second run)"));
}

TEST(Compare, makesAPageThatRunsNothingOfTheFlow)
{
    const RecordedRun before = run({node("a", "1", "<script>x</script>\nsame")});
    const RecordedRun after = run({node("a", "1", "plain\nsame")});
    const std::string page = toHtml(compareRuns(before, after));
    EXPECT_THAT(page, HasSubstr("<span class=\"removed\">- &lt;script&gt;x&lt;/script&gt;</span>"));
    EXPECT_THAT(page, HasSubstr("<span class=\"added\">+ plain</span>"));
    EXPECT_THAT(page, Not(HasSubstr("<script>")));
    EXPECT_THAT(page, Not(HasSubstr("http")));
}

} // namespace

} // namespace postern::replay
