// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// The debugger over nodes in memory.

#include "tests/engine/debug/debugline.h"

#include <gmock/gmock.h>

using namespace postern;
using namespace postern::debug;
using postern::run::node;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

/// a, then b and c, then d.
std::string diamond()
{
    return node("a", "x: '${inputs.x}'") + node("b", "x: '${a.output}'")
           + node("c", "x: '${a.output}'") + node("d", "x: '${b.output}', y: '${c.output}'");
}

} // namespace

TEST(Debugger, stopsWhereABreakpointIs)
{
    DebugLine debug(diamond());
    debug.breakAt("b");
    debug.breakAt("b", Moment::After);
    EXPECT_FALSE(debug.run());
    EXPECT_THAT(debug.stops, ElementsAre("before b breakpoint", "after b breakpoint"));
    EXPECT_EQ(debug.debugger->snapshot().stopCount, 2U);
}

TEST(Debugger, othersWaitWhileOneIsStopped)
{
    DebugLine debug(diamond());
    debug.breakAt("b");
    debug.breakAt("c");
    debug.steps.push_back([&] {
        EXPECT_THAT(debug.line.tools.log, ElementsAre("+a", "-a"));
        boost::asio::post(debug.line.context, [&] { // c has come by then
            boost::asio::post(debug.line.context, [&] {
                const Snapshot now = debug.debugger->snapshot();
                EXPECT_EQ(now.state, DebugState::Stopped);
                ASSERT_EQ(now.held.size(), 1U);
                EXPECT_EQ(now.held[0].path, "c");
                debug.debugger->resume();
            });
        });
    });
    EXPECT_FALSE(debug.run());
    EXPECT_THAT(debug.stops, ElementsAre("before b breakpoint", "before c breakpoint"));
}

TEST(Debugger, stepsOneNodeAtATime)
{
    DebugLine debug(diamond());
    debug.debugger->pause();
    for (int i = 0; i < 4; ++i)
        debug.steps.emplace_back([&] { debug.debugger->next(); });
    EXPECT_FALSE(debug.run());
    EXPECT_THAT(debug.stops,
                ElementsAre("before a pause", "before b step", "before c step", "before d step"));
    EXPECT_THAT(debug.line.tools.log, ElementsAre("+a", "-a", "+b", "-b", "+c", "-c", "+d", "-d"));
}

TEST(Debugger, stepsIntoANodeToItsEnd)
{
    DebugLine debug(diamond());
    debug.breakAt("b");
    debug.steps.emplace_back([&] { debug.debugger->step(); });
    debug.steps.emplace_back([&] { debug.debugger->step(); });
    EXPECT_FALSE(debug.run());
    EXPECT_THAT(debug.stops, ElementsAre("before b breakpoint", "after b step", "before c step"));
}

TEST(Debugger, runsToANodeOnce)
{
    DebugLine debug(diamond());
    debug.debugger->runTo("d");
    EXPECT_FALSE(debug.run());
    EXPECT_THAT(debug.stops, ElementsAre("before d until"));
    EXPECT_THAT(debug.debugger->breakpoints(), IsEmpty());
}

TEST(Debugger, editsAreWhatTheNodeGetsAndGives)
{
    DebugLine debug(diamond());
    debug.breakAt("b");
    debug.breakAt("c", Moment::After);
    debug.steps.emplace_back([&] {
        debug.debugger->setInput("b", "x", Value("mine"));
        debug.debugger->setOutput("d", Value("end")); // which hasn't come yet
        EXPECT_THAT(debug.debugger->snapshot().stop->editedInputs, ElementsAre("x"));
        EXPECT_EQ(debug.debugger->evaluate("nodes.b.inputs.x"), Value("mine"));
        debug.debugger->resume();
    });
    debug.steps.emplace_back([&] { debug.debugger->supply(Value("given")); });
    EXPECT_FALSE(debug.run());
    EXPECT_EQ(Value(debug.line.tools.inputsOf["b"]), Value(Dict{{"x", "mine"}}));
    EXPECT_EQ(debug.line.values.outputs.at("c"), Value("given"));
    EXPECT_EQ(debug.line.values.outputs.at("d"), Value("end"));
    EXPECT_FALSE(debug.line.tools.inputsOf.contains("d"));
}

TEST(Debugger, takesEditsBack)
{
    DebugLine debug(node("a", "x: '${inputs.x}'"));
    debug.breakAt("a");
    debug.steps.emplace_back([&] {
        debug.debugger->setInput("a", "x", Value("mine"));
        debug.debugger->revert("a");
        debug.debugger->resume();
    });
    EXPECT_FALSE(debug.run());
    EXPECT_EQ(Value(debug.line.tools.inputsOf["a"]), Value(Dict{{"x", "yes"}}));
}

TEST(Debugger, runsAFailedNodeAgainWithItsEdits)
{
    DebugLine debug(node("a", "x: '${inputs.x}'"));
    debug.line.tools.failing = {"a"};
    Breakpoint onError;
    onError.on = BreakOn::Error;
    debug.debugger->add(onError);
    debug.steps.emplace_back([&] {
        debug.line.tools.failing.clear();
        debug.debugger->setInput("a", "x", Value("better"));
        debug.debugger->retry();
    });
    EXPECT_FALSE(debug.run());
    EXPECT_THAT(debug.stops, ElementsAre("after a error"));
    EXPECT_EQ(Value(debug.line.tools.inputsOf["a"]), Value(Dict{{"x", "better"}}));
    EXPECT_EQ(debug.line.events.ofNode("a").back(), "2 finished done");
}

TEST(Debugger, stopsAtANodeWhoseInputIsNotThere)
{
    DebugLine debug(node("a") + node("b", "x: '${a.output.none}'"));
    Breakpoint onError;
    onError.on = BreakOn::Error;
    debug.debugger->add(onError);
    debug.steps.emplace_back([&] { debug.debugger->supply(Value("all the same")); });
    EXPECT_FALSE(debug.run());
    EXPECT_THAT(debug.stops, ElementsAre("after b error"));
    EXPECT_EQ(debug.line.values.outputs.at("b"), Value("all the same"));

    DebugLine other(node("a") + node("b", "x: '${a.output.none}'"));
    other.debugger->add(onError);
    EXPECT_TRUE(other.run());
    EXPECT_THAT(other.stops, ElementsAre("after b error"));
}

TEST(Debugger, leavesAFailureHeldWhileOthersGoOn)
{
    DebugLine debug(node("bad") + node("first") + node("second", "x: '${first.output}'")
                    + node("after", "x: '${bad.output}'"));
    debug.line.tools.failing = {"bad"};
    debug.line.tools.held = {"first"};
    Breakpoint onError;
    onError.on = BreakOn::Error;
    debug.debugger->add(onError);
    debug.steps.emplace_back([&] {
        debug.debugger->resume();
        EXPECT_TRUE(debug.debugger->snapshot().held.at(0).isLeft);
        debug.line.tools.release("first");
    });
    debug.steps.emplace_back([&] {
        EXPECT_THAT(debug.line.tools.log, testing::Contains("-second"));
        debug.debugger->resume();
    });
    const std::optional<Error> failure = debug.run();
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->message(), "bad failed.");
    EXPECT_THAT(debug.stops, ElementsAre("after bad error", "after bad error"));
}

TEST(Debugger, letsANodeFail)
{
    DebugLine debug(diamond());
    debug.breakAt("b");
    debug.steps.emplace_back([&] { debug.debugger->fail("Enough."); });
    const std::optional<Error> failure = debug.run();
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->message(), "Enough.");
}

TEST(Debugger, pinsStandInForNodes)
{
    DebugLine debug(diamond());
    debug.debugger->pin("b", Value("pinned"));
    EXPECT_FALSE(debug.run());
    EXPECT_EQ(debug.line.stateOf("b"), run::NodeState::Cached);
    EXPECT_EQ(debug.line.values.outputs.at("b"), Value("pinned"));
    debug.debugger->pin("c");
    EXPECT_EQ(debug.debugger->pins().at("c"), Value("output of c"));
    EXPECT_TRUE(debug.debugger->unpin("c"));
    EXPECT_FALSE(debug.debugger->unpin("c"));
}

TEST(Debugger, countsHitsAndTellsLogs)
{
    DebugLine debug(diamond());
    Breakpoint log;
    log.node = "d";
    log.log = "b gave {{ nodes.b.output }}";
    debug.debugger->add(log);
    Breakpoint second;
    second.on = BreakOn::Edge;
    second.node = "d";
    second.input = "y";
    second.condition = "value == 'output of c'";
    second.hits = 1;
    debug.debugger->add(second);
    second.hits = 2;
    debug.debugger->add(second);
    EXPECT_FALSE(debug.run());
    EXPECT_THAT(debug.stops, ElementsAre("before d edge"));
    EXPECT_EQ(debug.notices.front().kind, Notice::Kind::Logged);
    EXPECT_EQ(debug.notices.front().text, "b gave output of b");
    EXPECT_EQ(debug.debugger->breakpoints().at(2).met, 1U);
}

TEST(Debugger, aConditionThatFailsStopsAndSaysWhy)
{
    DebugLine debug(diamond());
    Breakpoint breakpoint;
    breakpoint.node = "b";
    breakpoint.condition = "nodes.a.output + 1";
    debug.debugger->add(breakpoint);
    debug.steps.emplace_back([&] {
        EXPECT_THAT(debug.debugger->snapshot().stop->detail.english(),
                    testing::HasSubstr("can't be evaluated"));
        debug.debugger->resume();
    });
    EXPECT_FALSE(debug.run());
    EXPECT_EQ(debug.stops.size(), 1U);
}

TEST(Debugger, namesTheNearNode)
{
    DebugLine debug(node("answer", "text: 1") + node("search"));
    const auto hintOf = [&](auto action) {
        try {
            action();
        } catch (const Error &error) {
            return error.hint();
        }
        return std::string("none");
    };
    EXPECT_EQ(hintOf([&] { debug.breakAt("anwser"); }), "Did you mean 'answer'?");
    EXPECT_EQ(hintOf([&] { debug.debugger->setInput("answer", "txt", Value(1)); }),
              "Did you mean 'text'?");
    EXPECT_EQ(hintOf([&] { debug.debugger->evaluate("nodes.serch.output"); }),
              "Did you mean 'search'?");
    EXPECT_EQ(hintOf([&] { debug.debugger->evaluate("input.x"); }), "Did you mean 'inputs'?");
    EXPECT_THROW(debug.debugger->resume(), Error);
    EXPECT_THROW(debug.debugger->pin("answer"), Error);
}

TEST(Debugger, aCancellationEndsAllThatIsHeld)
{
    DebugLine debug(diamond());
    debug.breakAt("b");
    debug.breakAt("c");
    debug.steps.emplace_back([&] {
        boost::asio::post(debug.line.context, [&] {
            debug.line.cancel.emit(boost::asio::cancellation_type::terminal);
        });
    });
    const std::optional<Error> failure = debug.run(); // or it would wait for ever
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->code(), ErrorCode::Cancelled);
    EXPECT_FALSE(debug.debugger->snapshot().stop);
    EXPECT_THAT(debug.debugger->snapshot().held, IsEmpty());
    EXPECT_EQ(debug.debugger->snapshot().state, DebugState::Ended);
}
