// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/executor.h"
#include "engine/run/held.h"
#include "engine/run/resultcollector.h"
#include "tests/engine/run/eventlog.h"
#include "tests/engine/run/testflow.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gmock/gmock.h>

#include <map>
#include <set>

namespace asio = boost::asio;
using namespace postern;
using namespace postern::run;

namespace {

/// Tools in memory: what a node answers is set by name; "held" nodes answer when released.
class MemoryTools final : public NodeRunner
{
public:
    std::map<std::string, Value> answers;
    std::set<std::string> failing;
    std::set<std::string> held;
    std::set<std::string> parametersWithDefault;
    std::vector<std::string> log; ///< "+a" started, "-a" ended, "!a" cancelled
    std::map<std::string, Dict> inputsOf;
    std::function<void(MemoryTools &)> onStart; ///< after each start

    void release(const std::string &name)
    {
        held.erase(name);
        for (asio::steady_timer *timer : m_timers)
            timer->cancel();
    }

    Task<Value> run(const PlannedNode &planned,
                    const ResolvedInputs &inputs,
                    LineValues &,
                    NodeReport &) override
    {
        const std::string name = planned.node.name;
        log.push_back("+" + name);
        for (const auto &[key, input] : inputs)
            inputsOf[name].set(Value(key), input.value);
        if (onStart)
            onStart(*this);
        asio::steady_timer timer(co_await asio::this_coro::executor,
                                 asio::steady_timer::time_point::max());
        m_timers.insert(&timer);
        try {
            while (held.contains(name)) {
                boost::system::error_code error;
                co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
            }
        } catch (const boost::system::system_error &) {
            log.push_back("!" + name);
            m_timers.erase(&timer);
            throw;
        }
        m_timers.erase(&timer);
        log.push_back("-" + name);
        if (failing.contains(name))
            throw Error(ErrorCode::NodeFailed, name + " failed.", "");
        const auto answer = answers.find(name);
        co_return answer == answers.end() ? Value("output of " + name) : answer->second;
    }

    Task<Value> property(const ResolvedValue &reference, std::string_view node) override
    {
        throw invalidProperty(node, reference.property);
        co_return Value();
    }
    bool hasDefault(const flow::Node &node, std::string_view input) const override
    {
        return parametersWithDefault.contains(node.name + "." + std::string(input));
    }
    void valueReplaced(const std::string &node) override { log.push_back("=" + node); }

private:
    std::set<asio::steady_timer *> m_timers;
};

struct Line
{
    explicit Line(const std::string &nodes)
        : plan(Plan::make(flowOf("inputs: {x: {type: string}}\nnodes:\n" + nodes)))
    {
        report.observe(events);
        report.observe(collector);
        values.inputs.set("x", "yes");
    }

    /// Runs the line to its end; the error, if it failed.
    std::optional<Error> run(std::size_t concurrency = 16)
    {
        Executor::Options options;
        options.gates = gates;
        options.concurrency = concurrency;
        Executor executor(plan.nodes, tools, values, report, options);
        std::optional<Error> failure;
        asio::co_spawn(context,
                       executor.run(),
                       asio::bind_cancellation_slot(cancel.slot(),
                                                    [&](const std::exception_ptr &error) {
                                                        if (error)
                                                            failure = toError(error);
                                                    }));
        context.run();
        report.finished({});
        result = collector.take();
        return failure;
    }

    NodeState stateOf(const std::string &name) const
    {
        for (const NodeRecord &record : result.nodes) {
            if (record.node == name)
                return record.state;
        }
        return NodeState::Idle;
    }

    asio::io_context context{1};
    asio::cancellation_signal cancel;
    Plan plan;
    MemoryTools tools;
    LineValues values;
    RunReport report{{}};
    EventLog events;
    ResultCollector collector{report.origin()};
    Gates gates;
    FlowRunResult result;
};

std::string node(const std::string &name,
                 const std::string &inputs = "",
                 const std::string &more = "")
{
    return "- {name: " + name + ", type: python, source: {type: code, path: a.py}, inputs: {"
           + inputs + "}" + more + "}\n";
}

std::string when(const std::string &reference, const std::string &is)
{
    return ", activate: {when: '" + reference + "', is: " + is + "}";
}

} // namespace

TEST(Executor, startsEveryNodeAsSoonAsItsInputsAreThere)
{
    Line line(node("slow") + node("fast") + node("after_fast", "x: '${fast.output}'")
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
    Line line(node("a") + node("b") + node("c"));
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
    Line line(node("a", "", when("${inputs.x}", "no")) + node("b", "x: '${a.output}'")
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
    Line line(node("a", "", when("${inputs.x}", "no"))
              + node("b", "x: '${a.output}'", when("${inputs.x}", "'yes'")));
    EXPECT_FALSE(line.run());
    EXPECT_EQ(line.stateOf("b"), NodeState::Done);
}

TEST(Executor, bypassesANodeWhoseConditionRefersToABypassedOne)
{
    Line line(node("a", "", when("${inputs.x}", "no")) + node("b", "", when("${a.output}", "null")));
    EXPECT_FALSE(line.run());
    EXPECT_EQ(line.stateOf("b"), NodeState::Bypassed);
}

TEST(Executor, comparesConditionsAsPythonDoes)
{
    Line line(node("a") + node("one", "", when("${a.output}", "1"))
              + node("text", "", when("${a.output}", "'1'")));
    line.tools.answers["a"] = Value(true);
    EXPECT_FALSE(line.run());
    EXPECT_EQ(line.stateOf("one"), NodeState::Done);
    EXPECT_EQ(line.stateOf("text"), NodeState::Bypassed);
}

TEST(Executor, leavesOutABypassedInputWhoseParameterHasADefault)
{
    Line line(node("a", "", when("${inputs.x}", "no"))
              + node("b", "x: '${a.output}', y: 1", when("${inputs.x}", "'yes'")));
    line.tools.parametersWithDefault = {"b.x"};
    EXPECT_FALSE(line.run());
    EXPECT_EQ(Value(line.tools.inputsOf["b"]), Value(Dict{{"y", 1}}));
}

TEST(Executor, startsNothingNewAndCancelsSiblingsAfterAFailure)
{
    Line line(node("bad") + node("sibling") + node("child", "x: '${bad.output}'"));
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
    Line line(node("a") + node("b", "x: '${a.output.k}'"));
    line.tools.answers["a"] = Value(Dict());
    const std::optional<Error> failure = line.run();
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->promptflow()->codes.back(), "InvalidReferenceProperty");
    EXPECT_EQ(failure->place()->line, 4);
}

TEST(Executor, passesACancellationOnToWhatRuns)
{
    Line line(node("a") + node("b", "x: '${a.output}'"));
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

namespace {

/// Answers as it is told, and remembers what it was shown.
class ScriptedGate final : public Gate
{
public:
    std::map<std::string, BeforeDecision> before;
    std::map<std::string, AfterDecision> after;
    std::vector<std::string> seen;
    std::optional<Held<bool>> hold; ///< behind every node

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

std::shared_ptr<ScriptedGate> addGate(Line &line)
{
    auto gate = std::make_shared<ScriptedGate>();
    line.gates.push_back(gate);
    return gate;
}

} // namespace

TEST(Gates, mayGiveAValueInsteadOfRunningTheNode)
{
    Line line(node("a") + node("b", "x: '${a.output}'"));
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
    Line line(node("a"));
    const auto first = addGate(line);
    const auto second = addGate(line);
    first->before["a"] = FailWith{Error(ErrorCode::NodeFailed, "muted", "")};
    ASSERT_TRUE(line.run());
    EXPECT_THAT(second->seen, testing::ElementsAre("failed a"));
    EXPECT_TRUE(line.tools.log.empty());
}

TEST(Gates, mayTurnAFailureIntoAValue)
{
    Line line(node("a") + node("b", "x: '${a.output}'"));
    line.tools.failing = {"a"};
    addGate(line)->after["a"] = UseValue{Value("mended"), false};
    EXPECT_FALSE(line.run());
    EXPECT_EQ(line.stateOf("a"), NodeState::Done);
    EXPECT_EQ(*line.tools.inputsOf["b"].find(std::string_view("x")), Value("mended"));
}

TEST(Gates, holdAFailureWithoutFailingTheLine)
{
    Line line(node("bad") + node("other"));
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
    Line line(node("a", "x: 1, y: 2"));
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
    Line line(node("a", "x: 1, y: 2"));
    addGate(line)->before["a"] = ChangeInputs{Dict{{"x", "one"}}};
    addGate(line)->before["a"] = ChangeInputs{Dict{{"y", "two"}}};
    EXPECT_FALSE(line.run());
    EXPECT_EQ(Value(line.tools.inputsOf["a"]), Value(Dict{{"x", "one"}, {"y", "two"}}));
}

TEST(Gates, mayHaveANodeRunAgain)
{
    Line line(node("a") + node("b", "x: '${a.output}'"));
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
        Line line(node("a") + node("b", "x: '${a.output}'"));
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
    Line line(node("held") + node("bad"));
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
    Line line(node("a"));
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

TEST(Events, saySoWhenAReadyNodeWaitsForItsTurn)
{
    Line line(node("a") + node("b") + node("c", "x: '${a.output}'"));
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
    Line one(node("a"));
    Line other(node("a"));
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
