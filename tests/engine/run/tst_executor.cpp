// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/executor.h"
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
        result = report.finished({});
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
    RunReport report{nullptr};
    std::vector<Gate *> gates;
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
    std::map<std::string, GateDecision> before;
    std::map<std::string, GateDecision> after;
    std::vector<std::string> seen;
    asio::steady_timer *hold = nullptr;

    Task<GateDecision> beforeNode(const flow::Node &node, const Dict &) override
    {
        seen.push_back("before " + node.name);
        const auto found = before.find(node.name);
        co_return found == before.end() ? GateDecision(Proceed()) : found->second;
    }
    Task<GateDecision> afterNode(const flow::Node &node, const NodeOutcome &outcome) override
    {
        seen.push_back((outcome.error ? "failed " : "after ") + node.name);
        if (hold) {
            boost::system::error_code ignored;
            co_await hold->async_wait(asio::redirect_error(asio::use_awaitable, ignored));
        }
        const auto found = after.find(node.name);
        co_return found == after.end() ? GateDecision(Proceed()) : found->second;
    }
};

} // namespace

TEST(Gates, mayGiveAValueInsteadOfRunningTheNode)
{
    Line line(node("a") + node("b", "x: '${a.output}'"));
    ScriptedGate gate;
    gate.before["a"] = UseValue{Value("pinned"), true};
    line.gates = {&gate};
    EXPECT_FALSE(line.run());
    EXPECT_THAT(line.tools.log, testing::ElementsAre("=a", "+b", "-b"));
    EXPECT_EQ(*line.tools.inputsOf["b"].find(std::string_view("x")), Value("pinned"));
    EXPECT_EQ(line.stateOf("a"), NodeState::Cached);
}

TEST(Gates, areAskedInOrderUntilOneDecides)
{
    Line line(node("a"));
    ScriptedGate first;
    ScriptedGate second;
    first.before["a"] = FailWith{Error(ErrorCode::NodeFailed, "muted", "")};
    line.gates = {&first, &second};
    ASSERT_TRUE(line.run());
    EXPECT_THAT(second.seen, testing::ElementsAre("failed a"));
    EXPECT_TRUE(line.tools.log.empty());
}

TEST(Gates, mayTurnAFailureIntoAValue)
{
    Line line(node("a") + node("b", "x: '${a.output}'"));
    line.tools.failing = {"a"};
    ScriptedGate gate;
    gate.after["a"] = UseValue{Value("mended"), false};
    line.gates = {&gate};
    EXPECT_FALSE(line.run());
    EXPECT_EQ(line.stateOf("a"), NodeState::Done);
    EXPECT_EQ(*line.tools.inputsOf["b"].find(std::string_view("x")), Value("mended"));
}

TEST(Gates, holdAFailureWithoutFailingTheLine)
{
    Line line(node("bad") + node("other"));
    line.tools.failing = {"bad"};
    line.tools.held = {"other"};
    asio::steady_timer hold(line.context, asio::steady_timer::time_point::max());
    ScriptedGate gate;
    gate.hold = &hold;
    line.gates = {&gate};
    // While the failure is held, its sibling goes on to its end.
    asio::post(line.context, [&line, &hold] {
        asio::post(line.context, [&line, &hold] {
            line.tools.release("other");
            asio::post(line.context,
                       [&hold] { asio::post(hold.get_executor(), [&hold] { hold.cancel(); }); });
        });
    });
    ASSERT_TRUE(line.run());
    EXPECT_EQ(line.stateOf("bad"), NodeState::Failed);
    EXPECT_THAT(line.tools.log, testing::Contains("-other"));
    EXPECT_THAT(line.tools.log, testing::Not(testing::Contains("!other")));
}
