// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/engine/run/memoryline.h"

#include <boost/asio/post.hpp>
#include <gmock/gmock.h>

namespace asio = boost::asio;
using namespace postern;
using namespace postern::run;

TEST(Executor, startsEveryNodeAsSoonAsItsInputsAreThere)
{
    MemoryLine line(node("slow") + node("fast") + node("after_fast", "x: '${fast.output}'")
                    + node("last", "x: '${after_fast.output}', y: '${slow.output}'"));
    line.tools.held = {"slow"};
    line.tools.onStart = [](MemoryTools &tools) {
        if (tools.log.back() == "+after_fast")
            tools.release("slow");
    };
    EXPECT_FALSE(line.run());
    EXPECT_THAT(line.tools.log,
                testing::ElementsAre("+slow",
                                     "+fast",
                                     "-fast",
                                     "+after_fast",
                                     "-after_fast",
                                     "-slow",
                                     "+last",
                                     "-last"));
    EXPECT_EQ(Value(line.tools.inputsOf["last"]),
              Value(Dict{{"x", "output of after_fast"}, {"y", "output of slow"}}));
}

TEST(Executor, keepsToTheLimitOfNodesAtATime)
{
    MemoryLine line(node("a") + node("b") + node("c"));
    line.tools.held = {"a", "b"};
    std::size_t most = 0;
    line.tools.onStart = [&most](MemoryTools &tools) {
        const auto started = std::ranges::count_if(tools.log, [](auto &e) { return e[0] == '+'; });
        const auto ended = std::ranges::count_if(tools.log, [](auto &e) { return e[0] == '-'; });
        most = std::max(most, static_cast<std::size_t>(started - ended));
        if (started == 2) {
            tools.release("a");
            tools.release("b");
        }
    };
    EXPECT_FALSE(line.run(2));
    EXPECT_EQ(most, 2U);
    EXPECT_EQ(line.stateOf("c"), NodeState::Done);
}

TEST(Executor, bypassesANodeWhoseConditionDoesNotHold)
{
    MemoryLine line(node("a", "", when("${inputs.x}", "no")) + node("b", "x: '${a.output}'")
                    + node("c", "x: '${a.output}', y: '${d.output}'") + node("d"));
    EXPECT_FALSE(line.run());
    EXPECT_EQ(line.stateOf("a"), NodeState::Bypassed);
    EXPECT_EQ(line.stateOf("b"), NodeState::Bypassed) << "all it refers to are bypassed";
    EXPECT_EQ(line.stateOf("c"), NodeState::Done) << "one it refers to ran";
    EXPECT_EQ(Value(line.tools.inputsOf["c"]), Value(Dict{{"x", nullptr}, {"y", "output of d"}}));
    EXPECT_TRUE(line.values.outputs.at("a").isNull());
}

TEST(Executor, runsANodeWhoseConditionHoldsThoughItsInputsAreBypassed)
{
    MemoryLine line(node("a", "", when("${inputs.x}", "no"))
                    + node("b", "x: '${a.output}'", when("${inputs.x}", "'yes'")));
    EXPECT_FALSE(line.run());
    EXPECT_EQ(line.stateOf("b"), NodeState::Done);
}

TEST(Executor, bypassesANodeWhoseConditionRefersToABypassedOne)
{
    MemoryLine line(node("a", "", when("${inputs.x}", "no"))
                    + node("b", "", when("${a.output}", "null")));
    EXPECT_FALSE(line.run());
    EXPECT_EQ(line.stateOf("b"), NodeState::Bypassed);
}

TEST(Executor, comparesConditionsAsPythonDoes)
{
    MemoryLine line(node("a") + node("one", "", when("${a.output}", "1"))
                    + node("text", "", when("${a.output}", "'1'")));
    line.tools.answers["a"] = Value(true);
    EXPECT_FALSE(line.run());
    EXPECT_EQ(line.stateOf("one"), NodeState::Done);
    EXPECT_EQ(line.stateOf("text"), NodeState::Bypassed);
}

TEST(Executor, leavesOutABypassedInputWhoseParameterHasADefault)
{
    MemoryLine line(node("a", "", when("${inputs.x}", "no"))
                    + node("b", "x: '${a.output}', y: 1", when("${inputs.x}", "'yes'")));
    line.tools.parametersWithDefault = {"b.x"};
    EXPECT_FALSE(line.run());
    EXPECT_EQ(Value(line.tools.inputsOf["b"]), Value(Dict{{"y", 1}}));
}

TEST(Executor, startsNothingNewAndCancelsSiblingsAfterAFailure)
{
    MemoryLine line(node("bad") + node("sibling") + node("child", "x: '${bad.output}'"));
    line.tools.failing = {"bad"};
    line.tools.held = {"sibling"};
    const std::optional<Error> failure = line.run();
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->message(), "bad failed.");
    EXPECT_EQ(line.stateOf("bad"), NodeState::Failed);
    EXPECT_EQ(line.stateOf("sibling"), NodeState::Cancelled);
    EXPECT_EQ(line.stateOf("child"), NodeState::Idle);
}

TEST(Executor, failsTheLineForAPropertyThatIsAbsent)
{
    MemoryLine line(node("a") + node("b", "x: '${a.output.k}'"));
    line.tools.answers["a"] = Value(Dict());
    const std::optional<Error> failure = line.run();
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->promptflow()->codes.back(), "InvalidReferenceProperty");
    EXPECT_EQ(failure->place()->line, 4);
}

TEST(Executor, passesACancellationOnToWhatRuns)
{
    MemoryLine line(node("a") + node("b", "x: '${a.output}'"));
    line.tools.held = {"a"};
    line.tools.onStart = [&line](MemoryTools &) {
        asio::post(line.context, [&line] { line.cancel.emit(asio::cancellation_type::terminal); });
    };
    const std::optional<Error> failure = line.run();
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->code(), ErrorCode::Cancelled);
    EXPECT_EQ(line.stateOf("a"), NodeState::Cancelled);
    EXPECT_EQ(line.stateOf("b"), NodeState::Idle);
    EXPECT_THAT(line.tools.log, testing::ElementsAre("+a", "!a"));
}

TEST(Events, saySoWhenAReadyNodeWaitsForItsTurn)
{
    MemoryLine line(node("a") + node("b") + node("c", "x: '${a.output}'"));
    line.tools.held = {"a"};
    std::vector<std::string> waiting;
    bool isLastAsked = true;
    asio::post(line.context, [&] { // once all that can go on has
        asio::post(line.context, [&] {
            waiting = line.events.ofNode("b");
            isLastAsked = !line.events.ofNode("c").empty();
            line.tools.release("a");
        });
    });
    EXPECT_FALSE(line.run(1));
    EXPECT_THAT(waiting, testing::ElementsAre("queued"));
    EXPECT_FALSE(isLastAsked) << "what it refers to isn't there yet";
    EXPECT_THAT(line.events.ofNode("b"),
                testing::ElementsAre("queued", "started {}", "finished done"));
}

TEST(Events, carryWhereAndWhen)
{
    MemoryLine one(node("a"));
    MemoryLine other(node("a"));
    EXPECT_FALSE(one.run());
    EXPECT_FALSE(other.run());
    EXPECT_NE(one.report.origin().run, other.report.origin().run);
    ASSERT_FALSE(one.events.all.empty());
    for (std::size_t i = 0; i < one.events.all.size(); ++i) {
        const RunEvent &event = one.events.all[i];
        EXPECT_EQ(event.origin.run, one.report.origin().run);
        EXPECT_EQ(event.origin.line, 0U);
        EXPECT_FALSE(event.isNested());
        EXPECT_GT(event.wallTime.time_since_epoch().count(), 0);
        if (i > 0)
            EXPECT_GE(event.time, one.events.all[i - 1].time);
    }
}
