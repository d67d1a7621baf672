// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Gates and events of whole runs: real flows of every kind, real Python, the simulator as a model.

#include "engine/flow/loader.h"
#include "engine/run/engine.h"
#include "engine/run/flowrun.h"
#include "engine/run/held.h"
#include "engine/run/taskgroup.h"
#include "tests/engine/run/eventlog.h"
#include "tests/support/loop.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/this_coro.hpp>
#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>

namespace asio = boost::asio;
namespace fs = std::filesystem;
using namespace postern;
using namespace postern::run;
using testing::ElementsAre;

namespace {

/// Holds one node before its run and after it: changes its inputs, and has it run once more.
class Debugger final : public Gate
{
public:
    Debugger(std::string node, Dict inputs)
        : m_node(std::move(node))
        , m_inputs(std::move(inputs))
    {}

    std::vector<std::string> asked;
    std::vector<Origin> origins;

    Task<BeforeDecision> beforeNode(const NodeVisit &visit) override
    {
        if (visit.node.name != m_node)
            co_return Proceed();
        asked.push_back("before " + std::to_string(visit.origin.attempt) + ' '
                        + py::repr(Value(visit.inputs)));
        origins.push_back(visit.origin);
        visit.hold("breakpoint");
        BeforeDecision answer = ChangeInputs{m_inputs};
        co_return co_await afterAWhile(std::move(answer));
    }

    Task<AfterDecision> afterNode(const NodeVisit &visit, const NodeOutcome &outcome) override
    {
        if (visit.node.name != m_node)
            co_return Proceed();
        asked.push_back("after " + std::to_string(visit.origin.attempt) + ' '
                        + py::repr(outcome.output));
        if (visit.origin.attempt > 1)
            co_return Proceed();
        visit.hold("breakpoint");
        AfterDecision answer = RunAgain();
        co_return co_await afterAWhile(std::move(answer));
    }

private:
    /// As another thread would give it, while nothing else goes on.
    template<typename Answer>
    static Task<Answer> afterAWhile(Answer answer)
    {
        const Held<Answer> held(co_await asio::this_coro::executor);
        held.give(std::move(answer));
        co_return co_await held.wait();
    }

    const std::string m_node;
    const Dict m_inputs;
};

/// Holds every node for ever, or one.
class Wall final : public Gate
{
public:
    std::string only; ///< empty: every one
    std::function<void()> onHeld;

    Task<BeforeDecision> beforeNode(const NodeVisit &visit) override
    {
        if (!only.empty() && visit.node.name != only)
            co_return Proceed();
        visit.hold({});
        onHeld();
        const Held<BeforeDecision> never(co_await asio::this_coro::executor);
        co_return co_await never.wait();
    }
    Task<AfterDecision> afterNode(const NodeVisit &, const NodeOutcome &) override
    {
        co_return Proceed();
    }
};

class GatedRuns : public testing::Test
{
protected:
    GatedRuns()
    {
        std::string name = (fs::temp_directory_path() / "tst_gates-XXXXXX").string();
        m_folder = ::mkdtemp(name.data());
    }
    ~GatedRuns() override { fs::remove_all(m_folder); }

    void write(const std::string &file, const std::string &text) const
    {
        fs::create_directories((m_folder / file).parent_path());
        std::ofstream(m_folder / file, std::ios::binary) << text;
    }
    void writeTool(const std::string &file, const std::string &text) const
    {
        write(file, "from promptflow.core import tool\n@tool\n" + text);
    }

    RunSpec spec(const std::string &file = "flow.dag.yaml")
    {
        RunSpec made;
        made.trust = flow::Trust::Trusted;
        made.document = flow::FlowDocument::load(flow::locateFlow(m_folder / file));
        made.simulate = true;
        made.observers = {&m_events};
        return made;
    }

    FlowRunResult debug(const std::shared_ptr<Debugger> &gate,
                        Dict inputs,
                        const std::string &file = "flow.dag.yaml")
    {
        RunSpec made = spec(file);
        made.inputs = std::move(inputs);
        made.gates = {gate};
        FlowRunResult result = test::run(m_loop, runFlow(m_engine, std::move(made)));
        EXPECT_FALSE(result.error) << result.error->message();
        return result;
    }

    /// A flow whose node "call" calls another, whose node "say" is a prompt.
    void writeCallingFlow() const
    {
        write("flow.dag.yaml",
              "inputs: {}\noutputs: {o: {type: string, reference: '${call.output}'}}\nnodes:\n"
              "- {name: call, type: python, source: {type: code, path: call.py}, inputs: {}}\n");
        write("call.py",
              "from promptflow.core import tool, Flow\n@tool\ndef call():\n"
              "    return Flow.load('inner')(x='3')['o']\n");
        write("inner/flow.dag.yaml",
              "inputs: {x: {type: string}}\n"
              "outputs: {o: {type: string, reference: '${say.output}'}}\nnodes:\n"
              "- {name: say, type: prompt, source: {type: code, path: say.jinja2}, "
              "inputs: {x: '${inputs.x}'}}\n");
        write("inner/say.jinja2", "said {{x}}");
    }

    /// The result of a run that is cancelled as soon as a node of it is held.
    FlowRunResult cancelledWhileHeld(const std::string &file, std::string node = {})
    {
        const auto wall = std::make_shared<Wall>();
        wall->only = std::move(node);
        asio::cancellation_signal cancel;
        wall->onHeld = [&] {
            asio::post(m_loop, [&] { cancel.emit(asio::cancellation_type::terminal); });
        };
        RunSpec made = spec(file);
        made.gates = {wall};
        FlowRunResult result;
        asio::co_spawn(m_loop,
                       runFlow(m_engine, std::move(made)),
                       asio::bind_cancellation_slot(cancel.slot(),
                                                    [&](const std::exception_ptr &, auto given) {
                                                        result = std::move(given);
                                                    }));
        m_loop.restart();
        m_loop.run(); // or the test's time runs out
        return result;
    }

    fs::path m_folder;
    asio::io_context m_loop;
    Engine m_engine{m_loop.get_executor()};
    EventLog m_events;
};

/// What became of a node that a Debugger held, its inputs being `started`.
auto debugged(const std::string &started)
{
    return ElementsAre("queued",
                       "paused before: breakpoint",
                       "resumed before: change inputs",
                       "started " + started,
                       "paused after: breakpoint",
                       "resumed after: run again",
                       "finished done, runs again",
                       "2 queued",
                       "2 paused before: breakpoint",
                       "2 resumed before: change inputs",
                       "2 started " + started,
                       "2 finished done");
}

} // namespace

TEST_F(GatedRuns, pauseChangeAndRepeatANodeOfAGraph)
{
    writeTool("shout.py", "def shout(text: str, times: int):\n    return text.upper() * times\n");
    write("say.jinja2", "I say {{word}}");
    write("flow.dag.yaml",
          "inputs: {text: {type: string}}\n"
          "outputs: {o: {type: string, reference: '${say.output}'}}\n"
          "nodes:\n"
          "- {name: shout, type: python, source: {type: code, path: shout.py},\n"
          "   inputs: {text: '${inputs.text}', times: 2}}\n"
          "- {name: say, type: prompt, source: {type: code, path: say.jinja2},\n"
          "   inputs: {word: '${shout.output}'}}\n");
    const auto gate = std::make_shared<Debugger>("shout", Dict{{"times", 3}});
    const FlowRunResult result = debug(gate, Dict{{"text", "a"}});
    EXPECT_EQ(result.outputs, Value(Dict{{"o", "I say AAA"}}));
    EXPECT_THAT(gate->asked,
                ElementsAre("before 1 {'text': 'a', 'times': 2}",
                            "after 1 'AAA'",
                            "before 2 {'text': 'a', 'times': 2}",
                            "after 2 'AAA'"));
    EXPECT_THAT(m_events.ofNode("shout"), debugged("{'text': 'a', 'times': 3}"));
    EXPECT_THAT(m_events.ofNode("say"),
                ElementsAre("queued", "started {'word': 'AAA'}", "finished done"));
    ASSERT_EQ(result.nodes.size(), 2U);
    EXPECT_EQ(result.nodes[0].inputs, Value(Dict{{"text", "a"}, {"times", 3}}));
    EXPECT_EQ(result.nodes[0].attempt, 2);
}

TEST_F(GatedRuns, giveAChangedInputToPythonAsAValueOfItsOwn)
{
    writeTool("make.py", "def make():\n    return ['made']\n");
    writeTool("take.py", "def take(items: list):\n    items.append('taken')\n    return items\n");
    writeTool("look.py", "def look(items: list, after: list):\n    return items\n");
    write("flow.dag.yaml",
          "outputs: {o: {type: object, reference: '${look.output}'}}\n"
          "nodes:\n"
          "- {name: make, type: python, source: {type: code, path: make.py}, inputs: {}}\n"
          "- {name: take, type: python, source: {type: code, path: take.py},\n"
          "   inputs: {items: '${make.output}'}}\n"
          "- {name: look, type: python, source: {type: code, path: look.py},\n"
          "   inputs: {items: '${make.output}', after: '${take.output}'}}\n");
    const auto gate = std::make_shared<Debugger>("take", Dict{{"items", List{"given"}}});
    const FlowRunResult result = debug(gate, {});
    EXPECT_THAT(gate->asked,
                ElementsAre("before 1 {'items': ['made']}",
                            "after 1 ['given', 'taken']",
                            "before 2 {'items': ['made']}",
                            "after 2 ['given', 'taken']"));
    EXPECT_EQ(result.outputs, Value(Dict{{"o", List{"made"}}})) << "the slot kept what it held";
}

TEST_F(GatedRuns, pauseChangeAndRepeatAFlexFlow)
{
    write("flow.flex.yaml", "entry: entry:main\n");
    write("entry.py", "def main(text: str, times: int = 1):\n    return text * times\n");
    const auto gate = std::make_shared<Debugger>("entry", Dict{{"times", 3}});
    const FlowRunResult result = debug(gate, Dict{{"text", "a"}, {"times", 2}}, "flow.flex.yaml");
    EXPECT_EQ(result.outputs, Value("aaa"));
    EXPECT_THAT(m_events.ofNode("entry"), debugged("{'text': 'a', 'times': 3}"));
}

TEST_F(GatedRuns, pauseChangeAndRepeatAPrompty)
{
    write("p.prompty",
          "---\nname: Greeter\nmodel:\n  configuration:\n    type: azure_openai\n"
          "    azure_deployment: m\n  parameters: {}\ninputs:\n  who: {type: "
          "string}\n---\nuser:\nhello {{who}}\n");
    const auto gate = std::make_shared<Debugger>("Greeter", Dict{{"who", "you"}});
    debug(gate, Dict{{"who", "me"}}, "p.prompty");
    EXPECT_THAT(m_events.ofNode("Greeter"), debugged("{'who': 'you'}"));
    const std::vector<NodePrompt> prompts = m_events.of<NodePrompt>();
    ASSERT_EQ(prompts.size(), 2U);
    EXPECT_THAT(prompts[1].text, testing::HasSubstr("hello you"));
}

TEST_F(GatedRuns, areEndedByACancellationInFlowsOfEveryKind)
{
    writeTool("a.py", "def a():\n    return 1\n");
    write("dag/flow.dag.yaml",
          "nodes:\n- {name: a, type: python, source: {type: code, path: ../a.py}, inputs: {}}\n");
    write("flex/flow.flex.yaml", "entry: entry:main\n");
    write("flex/entry.py", "def main():\n    return 1\n");
    write("p.prompty",
          "---\nname: P\nmodel:\n  configuration:\n    type: azure_openai\n"
          "    azure_deployment: m\n  parameters: {}\n---\nuser:\nhello\n");
    for (const char *file : {"dag/flow.dag.yaml", "flex/flow.flex.yaml", "p.prompty"}) {
        m_events.all.clear();
        const FlowRunResult result = cancelledWhileHeld(file);
        EXPECT_EQ(result.state, NodeState::Cancelled) << file;
        ASSERT_EQ(result.nodes.size(), 1U) << file;
        EXPECT_EQ(result.nodes[0].state, NodeState::Cancelled) << file;
        ASSERT_FALSE(m_events.all.empty());
        EXPECT_TRUE(std::holds_alternative<RunFinished>(m_events.all.back().data)) << file;
    }
}

TEST(Held, isEndedForTheOneThatIsCancelledAndAnsweredForTheOther)
{
    asio::io_context loop;
    const Held<int> held(loop.get_executor());
    asio::cancellation_signal cancel;
    std::exception_ptr failure;
    int given = 0;
    asio::co_spawn(loop,
                   held.wait(),
                   asio::bind_cancellation_slot(cancel.slot(),
                                                [&](const std::exception_ptr &thrown, int) {
                                                    failure = thrown;
                                                }));
    asio::co_spawn(loop, held.wait(), [&](const std::exception_ptr &, int answer) {
        given = answer;
    });
    loop.poll();
    cancel.emit(asio::cancellation_type::terminal);
    loop.poll();
    ASSERT_TRUE(failure);
    EXPECT_EQ(toError(failure).code(), ErrorCode::Cancelled);
    EXPECT_EQ(given, 0);
    held.give(7);
    held.give(8);
    loop.run();
    EXPECT_EQ(given, 7);
}

TEST_F(GatedRuns, areToldNothingOfANodeThatIsNotThere)
{
    write("say.jinja2", "hi");
    write("flow.dag.yaml",
          "nodes:\n- {name: say, type: prompt, source: {type: code, path: say.jinja2}, inputs: "
          "{}}\n");
    const auto gate = std::make_shared<Debugger>("another", Dict());
    debug(gate, {});
    EXPECT_TRUE(gate->asked.empty());
    EXPECT_THAT(m_events.ofNode("say"), ElementsAre("queued", "started {}", "finished done"));
}

TEST_F(GatedRuns, leaveTheEventsOfARunWithoutThemAsTheyAre)
{
    writeTool("a.py",
              "def a(x: int):\n    print('said')\n    from promptflow.tracing import trace\n"
              "    @trace\n    def inner(y):\n        return y + 1\n    return inner(x)\n");
    write("flow.dag.yaml",
          "inputs: {x: {type: int, default: 1}}\n"
          "outputs: {o: {type: int, reference: '${a.output}'}}\n"
          "nodes:\n- {name: a, type: python, source: {type: code, path: a.py}, inputs: {x: "
          "'${inputs.x}'}}\n");
    const FlowRunResult result = test::run(m_loop, runFlow(m_engine, spec()));
    EXPECT_EQ(result.outputs, Value(Dict{{"o", 2}}));
    EXPECT_THAT(m_events.ofNode("a"), ElementsAre("queued", "started {'x': 1}", "finished done"));
    const std::vector<Span> spans = m_events.of<Span>();
    ASSERT_EQ(spans.size(), 1U);
    EXPECT_THAT(spans[0].name, testing::HasSubstr("inner"));
    EXPECT_EQ(spans[0].kind, "Function");
    EXPECT_EQ(spans[0].inputs, Value(Dict{{"y", 1}}));
    EXPECT_EQ(spans[0].output, Value(2));
    EXPECT_LE(spans[0].start, spans[0].end);
    EXPECT_FALSE(spans[0].parent);
}

TEST_F(GatedRuns, tellOfTheRequestsOfANode)
{
    write("p.prompty",
          "---\nname: P\nmodel:\n  configuration:\n    type: azure_openai\n"
          "    azure_deployment: m\n  parameters: {}\n---\nuser:\nhello\n");
    RunSpec made = spec("p.prompty");
    made.keepBodies = true;
    const FlowRunResult result = test::run(m_loop, runFlow(m_engine, std::move(made)));
    const std::vector<Request> requests = m_events.of<Request>();
    ASSERT_EQ(requests.size(), 1U);
    const http::Attempt &attempt = requests[0].attempt;
    EXPECT_EQ(attempt.host, "simulator");
    EXPECT_EQ(attempt.status, 200);
    EXPECT_GT(attempt.usage.total, 0);
    EXPECT_EQ(attempt.usage.total, result.usage.total);
    EXPECT_THAT(*attempt.sent, testing::HasSubstr("hello"));
    EXPECT_FALSE(attempt.received->empty());
}

TEST_F(GatedRuns, seeTheEndToldOnceAlsoOfARunThatCouldNotBegin)
{
    write("flow.dag.yaml",
          "nodes:\n- {name: a, type: prompt, source: {type: code, path: no.jinja2}, inputs: {}}\n");
    const FlowRunResult failed = test::run(m_loop, runFlow(m_engine, spec()));
    EXPECT_EQ(failed.state, NodeState::Failed);
    EXPECT_EQ(m_events.of<RunFinished>().size(), 1U);

    const FlowRunResult refused
        = refuseRun(spec(), Error(ErrorCode::ConnectionMissing, "The vault is shut."));
    EXPECT_EQ(refused.state, NodeState::Failed);
    EXPECT_EQ(refused.error->message(), "The vault is shut.");
    ASSERT_EQ(m_events.of<RunFinished>().size(), 2U);
    EXPECT_EQ(m_events.of<RunFinished>()[1].error->message(), "The vault is shut.");
    EXPECT_FALSE(m_events.all.back().origin.run.empty());
}

TEST_F(GatedRuns, pauseChangeAndRepeatANodeOfAFlowThatPythonCodeCalls)
{
    writeCallingFlow();
    const auto gate = std::make_shared<Debugger>("say", Dict{{"x", "4"}});
    const FlowRunResult result = debug(gate, {});
    EXPECT_EQ(result.outputs, Value(Dict{{"o", "said 4"}}));
    EXPECT_THAT(m_events.ofNode("say", true), debugged("{'x': '4'}"));
    EXPECT_THAT(m_events.ofNode("call"), ElementsAre("queued", "started {}", "finished done"));
    ASSERT_EQ(gate->origins.size(), 2U);
    const Origin &inner = gate->origins[0];
    ASSERT_TRUE(inner.parent);
    EXPECT_EQ(inner.parent->node, "call");
    EXPECT_EQ(inner.parent->run, m_events.all.front().origin.run);
    EXPECT_NE(inner.run, inner.parent->run);
    EXPECT_EQ(gate->origins[1].attempt, 2);
}

TEST_F(GatedRuns, areEndedByACancellationInAFlowThatPythonCodeCalls)
{
    writeCallingFlow();
    const FlowRunResult result = cancelledWhileHeld("flow.dag.yaml", "say");
    EXPECT_EQ(result.state, NodeState::Cancelled);
    ASSERT_EQ(result.nodes.size(), 1U);
    EXPECT_EQ(result.nodes[0].node, "call");
    EXPECT_EQ(result.nodes[0].state, NodeState::Cancelled);
    EXPECT_TRUE(std::holds_alternative<RunFinished>(m_events.all.back().data));
    EXPECT_FALSE(m_events.all.back().isNested());
}
