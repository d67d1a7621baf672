// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// What the executor makes of the answers of gates, with tools in memory.

#include "engine/run/held.h"
#include "tests/engine/run/memoryline.h"

#include <boost/asio/post.hpp>
#include <gmock/gmock.h>

namespace asio = boost::asio;
using namespace postern;
using namespace postern::run;

namespace {

/// Answers as it is told, and remembers what it was shown.
class ScriptedGate final : public Gate
{
public:
    std::map<std::string, BeforeDecision> before;
    std::map<std::string, AfterDecision> after;
    std::vector<std::string> seen;
    std::optional<Held<bool>> hold; ///< after every node

    Task<BeforeDecision> beforeNode(const NodeVisit &visit) override
    {
        const std::string name = visit.node.name;
        seen.push_back("before " + name);
        const auto found = before.find(name);
        co_return found == before.end() ? BeforeDecision(Proceed()) : found->second;
    }
    Task<AfterDecision> afterNode(const NodeVisit &visit, const NodeOutcome &outcome) override
    {
        const std::string name = visit.node.name;
        seen.push_back((outcome.error ? "failed " : "after ") + name);
        if (hold)
            co_await hold->wait();
        const auto found = after.find(name);
        co_return found == after.end() ? AfterDecision(Proceed()) : found->second;
    }
};

/// Holds every node on one side of its run until it is answered.
class Breakpoint final : public Gate
{
public:
    explicit Breakpoint(asio::io_context &loop)
        : before(loop.get_executor())
        , after(loop.get_executor())
    {}

    Held<BeforeDecision> before;
    Held<AfterDecision> after;
    bool holdsAfter = false;
    std::string only; ///< holds this node alone; empty: every one
    std::function<void(const NodeVisit &)> onHeld;

    Task<BeforeDecision> beforeNode(const NodeVisit &visit) override
    {
        if (holdsAfter || (!only.empty() && visit.node.name != only))
            co_return Proceed();
        visit.hold("breakpoint");
        visit.hold("said twice");
        onHeld(visit);
        co_return co_await before.wait();
    }
    Task<AfterDecision> afterNode(const NodeVisit &visit, const NodeOutcome &) override
    {
        if (!holdsAfter)
            co_return Proceed();
        visit.hold("breakpoint");
        onHeld(visit);
        co_return co_await after.wait();
    }
};

std::shared_ptr<ScriptedGate> addGate(MemoryLine &line)
{
    auto gate = std::make_shared<ScriptedGate>();
    line.gates.push_back(gate);
    return gate;
}

} // namespace

TEST(Gates, mayGiveAValueInsteadOfRunningTheNode)
{
    MemoryLine line(node("a") + node("b", "x: '${a.output}'"));
    addGate(line)->before["a"] = UseValue{Value("pinned"), true};
    EXPECT_FALSE(line.run());
    EXPECT_THAT(line.tools.log, testing::ElementsAre("=a", "+b", "-b"));
    EXPECT_EQ(*line.tools.inputsOf["b"].find(std::string_view("x")), Value("pinned"));
    EXPECT_EQ(line.stateOf("a"), NodeState::Cached);
    EXPECT_THAT(line.events.ofNode("a"), testing::ElementsAre("queued", "finished cached"))
        << "it never started";
}

TEST(Gates, areAskedInOrderUntilOneDecides)
{
    MemoryLine line(node("a"));
    const auto first = addGate(line);
    const auto second = addGate(line);
    first->before["a"] = FailWith{Error(ErrorCode::NodeFailed, "muted", "")};
    ASSERT_TRUE(line.run());
    EXPECT_THAT(second->seen, testing::ElementsAre("failed a"));
    EXPECT_TRUE(line.tools.log.empty());
}

TEST(Gates, mayTurnAFailureIntoAValue)
{
    MemoryLine line(node("a") + node("b", "x: '${a.output}'"));
    line.tools.failing = {"a"};
    addGate(line)->after["a"] = UseValue{Value("mended"), false};
    EXPECT_FALSE(line.run());
    EXPECT_EQ(line.stateOf("a"), NodeState::Done);
    EXPECT_EQ(*line.tools.inputsOf["b"].find(std::string_view("x")), Value("mended"));
}

TEST(Gates, holdAFailureWithoutFailingTheLine)
{
    MemoryLine line(node("bad") + node("other"));
    line.tools.failing = {"bad"};
    line.tools.held = {"other"};
    const auto gate = addGate(line);
    gate->hold.emplace(line.context.get_executor());
    // While the failure is held, its sibling goes on to its end.
    asio::post(line.context, [&line, gate] {
        asio::post(line.context, [&line, gate] {
            line.tools.release("other");
            asio::post(line.context, [gate] { gate->hold->give(true); });
        });
    });
    ASSERT_TRUE(line.run());
    EXPECT_EQ(line.stateOf("bad"), NodeState::Failed);
    EXPECT_THAT(line.tools.log, testing::Contains("-other"));
    EXPECT_THAT(line.tools.log, testing::Not(testing::Contains("!other")));
}

TEST(Gates, holdANodeBeforeItIsToldStarted)
{
    MemoryLine line(node("a", "x: 1, y: 2"));
    const auto gate = std::make_shared<Breakpoint>(line.context);
    line.gates = {gate};
    std::vector<std::string> untilHeld;
    gate->onHeld = [&](const NodeVisit &visit) {
        untilHeld = line.events.ofNode("a");
        EXPECT_EQ(visit.origin.run, line.report.origin().run);
        EXPECT_EQ(visit.origin.attempt, 1);
        gate->before.give(ChangeInputs{Dict{{"y", "two"}, {"z", 3}}});
    };
    EXPECT_FALSE(line.run());
    EXPECT_THAT(untilHeld, testing::ElementsAre("queued", "paused before: breakpoint"));
    EXPECT_THAT(line.events.ofNode("a"),
                testing::ElementsAre("queued",
                                     "paused before: breakpoint",
                                     "resumed before: change inputs",
                                     "started {'x': 1, 'y': 'two', 'z': 3}",
                                     "finished done"));
    EXPECT_EQ(Value(line.tools.inputsOf["a"]), Value(Dict{{"x", 1}, {"y", "two"}, {"z", 3}}));
    EXPECT_EQ(line.result.nodes.at(0).inputs, Value(Dict{{"x", 1}, {"y", "two"}, {"z", 3}}));
}

TEST(Gates, seeWhatTheOnesBeforeThemChanged)
{
    MemoryLine line(node("a", "x: 1, y: 2"));
    addGate(line)->before["a"] = ChangeInputs{Dict{{"x", "one"}}};
    addGate(line)->before["a"] = ChangeInputs{Dict{{"y", "two"}}};
    EXPECT_FALSE(line.run());
    EXPECT_EQ(Value(line.tools.inputsOf["a"]), Value(Dict{{"x", "one"}, {"y", "two"}}));
}

TEST(Gates, mayHaveANodeRunAgain)
{
    MemoryLine line(node("a") + node("b", "x: '${a.output}'"));
    line.tools.failing = {"a"};
    const auto gate = std::make_shared<Breakpoint>(line.context);
    gate->holdsAfter = true;
    line.gates = {gate};
    std::vector<int> attempts;
    gate->onHeld = [&](const NodeVisit &visit) {
        if (visit.node.name == "a")
            attempts.push_back(visit.origin.attempt);
        line.tools.failing.clear();
        gate->after = Held<AfterDecision>(line.context.get_executor());
        gate->after.give(attempts.size() == 1 ? AfterDecision(RunAgain()) : Proceed());
    };
    EXPECT_FALSE(line.run());
    EXPECT_THAT(attempts, testing::ElementsAre(1, 2));
    EXPECT_THAT(line.events.ofNode("a"),
                testing::ElementsAre("queued",
                                     "started {}",
                                     "paused after: breakpoint",
                                     "resumed after: run again",
                                     "finished failed, runs again",
                                     "2 queued",
                                     "2 started {}",
                                     "2 paused after: breakpoint",
                                     "2 resumed after: go on",
                                     "2 finished done"));
    ASSERT_EQ(line.result.nodes.size(), 2U) << "one record a node";
    EXPECT_EQ(line.result.nodes.at(0).attempt, 2);
    EXPECT_EQ(line.result.nodes.at(0).state, NodeState::Done);
}

TEST(Gates, areEndedAtOnceByACancellation)
{
    for (const bool after : {false, true}) {
        MemoryLine line(node("a") + node("b", "x: '${a.output}'"));
        const auto gate = std::make_shared<Breakpoint>(line.context);
        gate->holdsAfter = after;
        line.gates = {gate};
        gate->onHeld = [&line](const NodeVisit &) {
            asio::post(line.context,
                       [&line] { line.cancel.emit(asio::cancellation_type::terminal); });
        };
        const std::optional<Error> failure = line.run(); // or it would wait for ever
        ASSERT_TRUE(failure);
        EXPECT_EQ(failure->code(), ErrorCode::Cancelled);
        EXPECT_EQ(line.stateOf("a"), NodeState::Cancelled);
        EXPECT_EQ(line.stateOf("b"), NodeState::Idle);
    }
}

TEST(Gates, areEndedByTheFailureOfAnotherNode)
{
    MemoryLine line(node("held") + node("bad"));
    line.tools.failing = {"bad"};
    const auto gate = std::make_shared<Breakpoint>(line.context);
    gate->only = "held";
    gate->onHeld = [](const NodeVisit &) {};
    line.gates = {gate};
    const std::optional<Error> failure = line.run(); // or it would wait for ever
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->message(), "bad failed.");
    EXPECT_EQ(line.stateOf("held"), NodeState::Cancelled);
}

TEST(Gates, doNotCountTheTimeTheyHoldANode)
{
    MemoryLine line(node("a"));
    const auto gate = std::make_shared<Breakpoint>(line.context);
    line.gates = {gate};
    gate->onHeld = [&](const NodeVisit &) {
        const auto start = Clock::now();
        while (Clock::now() - start < std::chrono::milliseconds(5)) {
        }
        gate->before.give(Proceed());
    };
    EXPECT_FALSE(line.run());
    EXPECT_GE(line.events.heldFor("a"), std::chrono::milliseconds(5));
    Clock::time_point resumed;
    Clock::time_point finished;
    for (const RunEvent &event : line.events.all) {
        if (std::holds_alternative<NodeResumed>(event.data))
            resumed = event.time;
        if (std::holds_alternative<NodeFinished>(event.data))
            finished = event.time;
    }
    EXPECT_LE(line.result.nodes.at(0).elapsed, finished - resumed);
}
