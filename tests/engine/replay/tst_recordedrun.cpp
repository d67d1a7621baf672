// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/replay/recordedrun.h"
#include "tests/engine/run/eventlog.h"
#include "tests/engine/run/flowfolder.h"

#include <gmock/gmock.h>

#include <string>

namespace postern::replay {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Three nodes in a row, one beside them, without a model.
constexpr const char *kFlow = R"(inputs:
  x: {type: string, default: a}
outputs:
  o: {type: string, reference: '${third.output}'}
nodes:
- {name: first, type: prompt, source: {type: code, path: p.jinja2}, inputs: {v: '${inputs.x}'}}
- {name: second, type: prompt, source: {type: code, path: p.jinja2}, inputs: {v: '${first.output}'}}
- {name: third, type: prompt, source: {type: code, path: p.jinja2}, inputs: {v: '${second.output}'}}
- {name: beside, type: prompt, source: {type: code, path: p.jinja2}, inputs: {v: '${inputs.x}'}}
)";

class RecordedRuns : public run::FlowFolder
{
protected:
    RecordedRuns()
    {
        write("flow.dag.yaml", kFlow);
        write("p.jinja2", "<{{v}}>");
    }

    RecordedRun ran()
    {
        run::RunSpec spec = specOf();
        run::EventLog log;
        spec.observers = {&log};
        test::run(m_loop, run::runFlow(m_engine, std::move(spec)));
        return runOfEvents(log.all, "earlier");
    }

    flow::Flow flow() const { return specOf().document.flow(); }

    std::string errorFrom(const std::string &node, const RecordedRun &run) const
    {
        try {
            outputsBefore(flow(), node, run);
        } catch (const Error &error) {
            return error.message() + " " + error.hint();
        }
        return "none";
    }
};

std::vector<std::string> namesOf(const NodeOutputs &outputs)
{
    std::vector<std::string> names;
    for (const auto &[name, value] : outputs)
        names.push_back(name);
    return names;
}

TEST_F(RecordedRuns, areReadFromEvents)
{
    const RecordedRun run = ran();
    EXPECT_EQ(run.nodes.size(), 4U);
    ASSERT_TRUE(run.node("second"));
    EXPECT_EQ(run.node("second")->output, Value("<<a>>"));
    EXPECT_EQ(run.node("second")->inputs, Value(Dict{{"v", "<a>"}}));
    EXPECT_EQ(*run.outputs.find("o"), Value("<<<a>>>"));
}

TEST_F(RecordedRuns, giveWhatNeedNotRun)
{
    const RecordedRun run = ran();
    EXPECT_THAT(namesOf(outputsBefore(flow(), "second", run)), ElementsAre("beside", "first"));
    EXPECT_THAT(namesOf(outputsBefore(flow(), "first", run)), ElementsAre("beside"));
}

TEST_F(RecordedRuns, sayWhichOutputIsMissing)
{
    RecordedRun run = ran();
    EXPECT_THAT(errorFrom("secnd", run), HasSubstr("Did you mean 'second'?"));
    run.nodes.front().isExact = false;
    const std::string first = run.nodes.front().name;
    EXPECT_THAT(errorFrom("third", run), HasSubstr("'" + first + "'"));
    EXPECT_THAT(errorFrom("third", run), HasSubstr("object of Python"));
    run.nodes.front().isExact = true;
    run.nodes.front().state = run::NodeState::Failed;
    EXPECT_THAT(errorFrom("third", run), HasSubstr("didn't end well"));
    run.nodes.erase(run.nodes.begin());
    EXPECT_THAT(errorFrom("third", run), HasSubstr("didn't come to it"));
}

TEST_F(RecordedRuns, lookAtBypassedNodesAnew)
{
    RecordedRun run = ran();
    for (RecordedNode &node : run.nodes) {
        if (node.name == "beside")
            node.state = run::NodeState::Bypassed;
    }
    EXPECT_THAT(namesOf(outputsBefore(flow(), "second", run)), ElementsAre("first"));
}

TEST_F(RecordedRuns, standInForNodesByAGate)
{
    run::RunSpec spec = specOf();
    run::EventLog log;
    spec.observers = {&log};
    spec.gates = {std::make_shared<GivenOutputs>(NodeOutputs{{"second", Value("given")}})};
    const auto result = test::run(m_loop, run::runFlow(m_engine, std::move(spec)));
    EXPECT_EQ(*result.outputs.find("o"), Value("<given>"));
    EXPECT_THAT(log.ofNode("second"), ElementsAre("queued", "finished cached"));
    EXPECT_THAT(log.ofNode("first"), testing::Contains("finished done"));
}

TEST_F(RecordedRuns, stopAtANode)
{
    run::RunSpec spec = specOf();
    run::EventLog log;
    spec.observers = {&log};
    spec.until = "second";
    const auto result = test::run(m_loop, run::runFlow(m_engine, std::move(spec)));
    EXPECT_FALSE(result.error);
    EXPECT_EQ(result.outputs, Value("<<a>>"));
    EXPECT_TRUE(log.ofNode("third").empty());
    EXPECT_TRUE(log.ofNode("beside").empty());
    run::RunSpec unknown = specOf();
    unknown.until = "none";
    const auto refused = test::run(m_loop, run::runFlow(m_engine, std::move(unknown)));
    ASSERT_TRUE(refused.error);
    EXPECT_THAT(refused.error->message(), HasSubstr("no node 'none'"));
}

} // namespace

} // namespace postern::replay
