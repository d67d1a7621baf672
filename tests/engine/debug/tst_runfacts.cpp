// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// What the debugger knows of a run from its events, and which breakpoints a node meets.

#include "engine/debug/breakpoints.h"
#include "engine/debug/flowfacts.h"
#include "engine/debug/pins.h"
#include "engine/store/atomicfile.h"
#include "tests/support/temporaryfolder.h"

#include <gmock/gmock.h>

#include <functional>

using namespace postern;
using namespace postern::debug;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;

namespace {

run::Origin originOf(std::string node, std::string run = "r")
{
    run::Origin origin;
    origin.run = std::move(run);
    origin.node = std::move(node);
    return origin;
}

/// The facts of a run of a -> b, and c by itself.
struct Told
{
    Told()
    {
        tell(originOf(""), run::RunStarted{{"a", "b", "c"}, Dict{{"q", "x"}}, {{}, {0}, {}}});
    }

    void tell(run::Origin origin, run::RunEventData data)
    {
        run::RunEvent event;
        event.origin = std::move(origin);
        event.data = std::move(data);
        facts.apply(event);
    }
    void finish(const std::string &node, Value output)
    {
        run::NodeFinished finished;
        finished.output = std::move(output);
        tell(originOf(node), std::move(finished));
    }
    void fail(const std::string &node, bool runsAgain = false)
    {
        run::NodeFinished finished;
        finished.state = run::NodeState::Failed;
        finished.error = Error(ErrorCode::NodeFailed, "It broke.");
        finished.runsAgain = runsAgain;
        tell(originOf(node), std::move(finished));
    }

    RunFacts facts;
};

HeldNode held(std::string path, Moment moment)
{
    HeldNode node;
    node.path = std::move(path);
    node.moment = moment;
    node.inputs = Dict();
    return node;
}

Breakpoint made(BreakOn on, std::string node, const std::function<void(Breakpoint &made)> &more = {})
{
    Breakpoint breakpoint;
    breakpoint.on = on;
    breakpoint.node = std::move(node);
    if (more)
        more(breakpoint);
    return breakpoint;
}

std::vector<int> idsMetBy(const Breakpoints &breakpoints, const HeldNode &node)
{
    std::vector<int> ids;
    for (const Breakpoint &breakpoint : breakpoints.metBy(node))
        ids.push_back(breakpoint.id);
    return ids;
}

} // namespace

TEST(Paths, areOfTheNodesThatCall)
{
    run::Origin inner = originOf("say", "inner");
    inner.parent = std::make_shared<run::Origin>(originOf("call"));
    EXPECT_EQ(pathOf(originOf("answer")), "answer");
    EXPECT_EQ(pathOf(inner), "call/say");
    EXPECT_EQ(prefixOf("call/say"), "call/");
    EXPECT_EQ(prefixOf("answer"), "");
    EXPECT_TRUE(isInside("call/say", "call"));
    EXPECT_TRUE(isInside("call/again/say", "call"));
    EXPECT_FALSE(isInside("caller/say", "call"));
    EXPECT_FALSE(isInside("call", "call"));
}

TEST(Facts, followANodeThroughItsStates)
{
    Told told;
    ASSERT_NE(told.facts.node("a"), nullptr);
    EXPECT_EQ(told.facts.node("a")->state, run::NodeState::Idle);
    told.tell(originOf("a"), run::NodeQueued());
    EXPECT_EQ(told.facts.node("a")->state, run::NodeState::Queued);
    told.tell(originOf("a"), run::NodeStarted{Dict{{"n", 1}}});
    EXPECT_EQ(told.facts.node("a")->state, run::NodeState::Running);
    EXPECT_FALSE(told.facts.node("a")->hasEnded());
    told.finish("a", "done");
    EXPECT_TRUE(told.facts.node("a")->hasEnded());
    EXPECT_EQ(told.facts.node("a")->output, Value("done"));
    EXPECT_EQ(told.facts.node("nobody"), nullptr);
    EXPECT_EQ(told.facts.node("a/b"), nullptr);
}

TEST(Facts, keepAnAttemptThatIsMadeAgainUnderWay)
{
    Told told;
    told.tell(originOf("a"), run::NodeStarted{Dict()});
    told.fail("a", true);
    EXPECT_EQ(told.facts.node("a")->state, run::NodeState::Running);
    run::Origin again = originOf("a");
    again.attempt = 2;
    told.tell(again, run::NodeQueued());
    EXPECT_EQ(told.facts.node("a")->attempt, 2);
    told.fail("a");
    EXPECT_EQ(told.facts.node("a")->state, run::NodeState::Failed);
    EXPECT_FALSE(told.facts.node("a")->output);
}

TEST(Facts, sayWhetherOthersGoOnWithoutAFailure)
{
    Told told;
    EXPECT_TRUE(told.facts.canGoOnWithout({"a"})); // c does
    told.finish("c", 1);
    EXPECT_FALSE(told.facts.canGoOnWithout({"a"})); // b needs it
    EXPECT_TRUE(told.facts.canGoOnWithout({"b"}));
    told.finish("a", 1);
    EXPECT_FALSE(told.facts.canGoOnWithout({"b"}));
}

TEST(Facts, takeTheCallerForHeldWithWhatItsCodeCalls)
{
    RunFacts facts;
    run::RunEvent event;
    event.origin = originOf("");
    event.data = run::RunStarted{{"call"}, Dict(), {{}}};
    facts.apply(event);
    event.origin = originOf("", "inner");
    event.origin.parent = std::make_shared<run::Origin>(originOf("call"));
    event.data = run::RunStarted{{"say", "other"}, Dict(), {{}, {}}};
    facts.apply(event);
    EXPECT_TRUE(facts.canGoOnWithout({"call/say"}));
    event.origin.node = "other";
    event.data = run::NodeFinished();
    std::get<run::NodeFinished>(event.data).state = run::NodeState::Done;
    facts.apply(event);
    EXPECT_FALSE(facts.canGoOnWithout({"call/say"}));
    ASSERT_NE(facts.node("call/other"), nullptr);
    EXPECT_TRUE(facts.isUnderWay());
}

TEST(Facts, stayOfTheRunThatEndedLast)
{
    Told told;
    told.finish("a", 7);
    told.tell(originOf(""), run::RunFinished());
    EXPECT_FALSE(told.facts.isUnderWay());
    EXPECT_EQ(told.facts.node("a")->output, Value(7));
    told.tell(originOf("", "second"), run::RunStarted{{"a"}, Dict(), {{}}});
    EXPECT_TRUE(told.facts.isUnderWay());
    told.tell(originOf("", "second"), run::RunFinished());
    ASSERT_NE(told.facts.node("a"), nullptr);
    EXPECT_FALSE(told.facts.node("a")->output); // the second's
    EXPECT_THAT(told.facts.nodes(), SizeIs(1));
    told.facts.clear();
    EXPECT_THAT(told.facts.nodes(), IsEmpty());
}

TEST(Facts, areSeenByExpressions)
{
    Told told;
    told.finish("a", "found");
    told.fail("b");
    const Dict scope = told.facts.find("")->scope();
    EXPECT_EQ(*scope.find("inputs"), Value(Dict{{"q", "x"}}));
    const Value *const a = scope.find("nodes")->find("a");
    ASSERT_NE(a, nullptr);
    EXPECT_EQ(*a->find("output"), Value("found"));
    EXPECT_EQ(a->find("error"), nullptr);
    const Value *const b = scope.find("nodes")->find("b");
    EXPECT_EQ(*b->find("error"), Value("It broke."));
    EXPECT_EQ(b->find("output"), nullptr);
    EXPECT_EQ(*b->find("state"), Value("Failed"));
    EXPECT_EQ(*scope.find("nodes")->find("c")->find("state"), Value("NotStarted"));
}

TEST(MetBreakpoints, ofANodeAreOfItsMoment)
{
    Breakpoints breakpoints;
    const int before = breakpoints.add(made(BreakOn::Node, "a"));
    const int after = breakpoints.add(
        made(BreakOn::Node, "a", [](Breakpoint &made) { made.moment = Moment::After; }));
    const int prompt = breakpoints.add(
        made(BreakOn::Node, "a", [](Breakpoint &made) { made.moment = Moment::Prompt; }));
    EXPECT_THAT(idsMetBy(breakpoints, held("a", Moment::Before)), ElementsAre(before));
    EXPECT_THAT(idsMetBy(breakpoints, held("a", Moment::After)), ElementsAre(after));
    EXPECT_THAT(idsMetBy(breakpoints, held("a", Moment::Prompt)), ElementsAre(prompt));
    EXPECT_THAT(idsMetBy(breakpoints, held("x/a", Moment::Before)), IsEmpty());
}

TEST(MetBreakpoints, ofEventsAreOfAnyNodeThatIsntNamed)
{
    Breakpoints breakpoints;
    const int anyError = breakpoints.add(made(BreakOn::Error, ""));
    const int errorOfB = breakpoints.add(made(BreakOn::Error, "b"));
    const int tokens = breakpoints.add(
        made(BreakOn::Tokens, "", [](Breakpoint &made) { made.tokens = 100; }));
    const int empty = breakpoints.add(made(BreakOn::EmptyRetrieval, ""));
    const int edge = breakpoints.add(
        made(BreakOn::Edge, "a", [](Breakpoint &made) { made.input = "text"; }));
    HeldNode node = held("a", Moment::After);
    node.usage.total = 100;
    EXPECT_THAT(idsMetBy(breakpoints, node), ElementsAre(empty));
    node.usage.total = 101;
    EXPECT_THAT(idsMetBy(breakpoints, node), ElementsAre(tokens, empty));
    node.error = Error(ErrorCode::NodeFailed, "It broke.");
    EXPECT_THAT(idsMetBy(breakpoints, node), ElementsAre(anyError, tokens));
    node.path = "b";
    EXPECT_THAT(idsMetBy(breakpoints, node), ElementsAre(anyError, errorOfB, tokens));
    node = held("a", Moment::Before);
    EXPECT_THAT(idsMetBy(breakpoints, node), IsEmpty());
    node.inputs = Dict{{"text", Value()}};
    EXPECT_THAT(idsMetBy(breakpoints, node), ElementsAre(edge));
    EXPECT_EQ(reasonOf(breakpoints.all().back()), StopReason::Edge);
}

TEST(MetBreakpoints, countFromTheirNumberOfHitsOn)
{
    Breakpoints breakpoints;
    const int id = breakpoints.add(
        made(BreakOn::Node, "a", [](Breakpoint &made) { made.hits = 3; }));
    EXPECT_FALSE(breakpoints.count(id));
    EXPECT_FALSE(breakpoints.count(id));
    EXPECT_TRUE(breakpoints.count(id));
    EXPECT_TRUE(breakpoints.count(id));
    Breakpoint other = breakpoints.all().front();
    other.hits = 6;
    other.met = 0;
    EXPECT_TRUE(breakpoints.change(other)); // which keeps the count
    EXPECT_FALSE(breakpoints.count(id));
    EXPECT_TRUE(breakpoints.count(id));
    breakpoints.resetCounts();
    EXPECT_FALSE(breakpoints.count(id));
    EXPECT_FALSE(breakpoints.count(id + 1));
}

TEST(MetBreakpoints, goAndAreSwitchedOff)
{
    Breakpoints breakpoints;
    const int first = breakpoints.add(made(BreakOn::Node, "a"));
    const int second = breakpoints.add(
        made(BreakOn::Node, "a", [](Breakpoint &made) { made.isOnce = true; }));
    EXPECT_EQ(reasonOf(breakpoints.all()[0]), StopReason::Breakpoint);
    EXPECT_EQ(reasonOf(breakpoints.all()[1]), StopReason::RunTo);
    Breakpoint off = breakpoints.all()[0];
    off.isEnabled = false;
    EXPECT_TRUE(breakpoints.change(off));
    EXPECT_THAT(idsMetBy(breakpoints, held("a", Moment::Before)), ElementsAre(second));
    EXPECT_TRUE(breakpoints.remove(first));
    EXPECT_FALSE(breakpoints.remove(first));
    EXPECT_FALSE(breakpoints.change(off));
    EXPECT_GT(breakpoints.add(made(BreakOn::Node, "b")), second); // an id is never another's
}

TEST(Pins, areKeptInAFile)
{
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "pins.json";
    EXPECT_THAT(readPins(file), IsEmpty());
    writePins({{"a", Dict{{"text", "Grüße"}}}, {"b", Value()}}, file);
    EXPECT_THAT(readPins(file),
                ElementsAre(Pair("a", Value(Dict{{"text", "Grüße"}})), Pair("b", Value())));
    store::writeFile(file, "[1]");
    EXPECT_THROW(readPins(file), Error);
    store::writeFile(file, "{");
    EXPECT_THROW(readPins(file), Error);
}
