// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Runs one after the other in one engine that keeps an interpreter ready, as the window's does.

#include "tests/engine/run/flowfolder.h"

#include <gmock/gmock.h>
#include <time.h>
#include <unistd.h>

using namespace postern;
using namespace postern::run;

namespace {

/// When this process was started, in seconds since the machine was.
constexpr auto kStarted = "float(open('/proc/self/stat').read().rsplit(')', 1)[1].split()[19]) / "
                          "os.sysconf('SC_CLK_TCK')";

class Reruns : public FlowFolder
{
protected:
    Reruns()
    {
        python::WorkerPools::Limits limits;
        limits.spares = 1;
        m_engine.workers().setLimits(limits);
    }
    ~Reruns() override { m_engine.workers().setLimits({}); }

    void writeNode(const std::string &expression, const std::string &more = "") const
    {
        write("flow.dag.yaml",
              "inputs: {}\noutputs:\n  o: {type: object, reference: '${node.output}'}\n" + more
                  + "nodes:\n- {name: node, type: python, source: {type: code, path: node.py}, "
                    "inputs: {}}\n");
        write("node.py",
              "import os\nfrom promptflow.core import tool\n@tool\ndef node():\n    return "
                  + expression + "\n");
    }
    static double now()
    {
        timespec time{};
        ::clock_gettime(CLOCK_BOOTTIME, &time);
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
    }
    Value run(const std::string &flow = "")
    {
        FlowRunResult result = test::run(m_loop, runFlow(m_engine, specOf(flow)));
        EXPECT_FALSE(result.error) << result.error->message();
        return result.outputs;
    }
    /// Whether a flow that gives kStarted as `o` runs in a process that was there before.
    bool isReady(const std::string &flow = "")
    {
        const double begin = now();
        const Value outputs = run(flow);
        const Value *started = outputs.isDict() ? outputs.find("o") : &outputs;
        return started && started->isDouble() && started->asDouble() < begin - 0.01;
    }
    void awaitSpare()
    {
        m_loop.restart();
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (m_engine.workers().spares() == 0 && m_loop.run_one_until(end) > 0) {
        }
        ASSERT_EQ(m_engine.workers().spares(), 1U);
        // So that what has started by then can be told from what starts now, tick by tick.
        const double ready = now();
        while (now() < ready + 0.03)
            ::usleep(1000);
    }
};

} // namespace

TEST_F(Reruns, ofAGraphFindTheInterpreterStarted)
{
    writeNode(kStarted);
    EXPECT_FALSE(isReady());
    awaitSpare();
    EXPECT_TRUE(isReady());
    awaitSpare();
    writeNode("'another text'");
    EXPECT_EQ(run(), Value(Dict{{"o", "another text"}}));
}

TEST_F(Reruns, ofAFlexFlowDoToo)
{
    write("flow.flex.yaml", "entry: main:ask\n");
    write("main.py", std::string("import os\ndef ask():\n    return {'o': ") + kStarted + "}\n");
    EXPECT_FALSE(isReady());
    awaitSpare();
    EXPECT_TRUE(isReady());
}

TEST_F(Reruns, ofAFlowWithIncludesDoInTheirCopyOfTheFolder)
{
    write("shared/helper.py", "VALUE = 1\n");
    writeNode(kStarted, "additional_includes: [shared/helper.py]\n");
    EXPECT_FALSE(isReady());
    awaitSpare();
    EXPECT_TRUE(isReady());
    awaitSpare();
    writeNode("[__import__('helper').VALUE, os.getcwd() == os.path.dirname(__file__)]",
              "additional_includes: [shared/helper.py]\n");
    EXPECT_EQ(run(), Value(Dict{{"o", List{1, true}}}));
}

TEST_F(Reruns, withVariablesOfTheSimulatedConnectionStartNothingAhead)
{
    writeNode("os.environ['KEY']", "environment_variables: {KEY: '${team.api_key}'}\n");
    RunSpec spec = specOf();
    connection::Connection team;
    team.name = "team";
    team.type = "azure_open_ai";
    team.module = "promptflow.connections";
    team.configs = {{"api_base", "https://models.invalid"}, {"api_version", "2024-02-01"}};
    team.secrets = {{"api_key", "given"}};
    spec.connections.add(std::move(team));
    const FlowRunResult result = test::run(m_loop, runFlow(m_engine, std::move(spec)));
    ASSERT_FALSE(result.error) << result.error->message();
    EXPECT_NE(result.outputs, Value(Dict{{"o", "given"}})) << "it is the run's own";
    m_loop.restart();
    m_loop.run_for(std::chrono::seconds(20));
    EXPECT_TRUE(m_loop.stopped()) << "no process is left";
}

TEST_F(Reruns, areRefusedWherePythonMayNotRunAndStartNothing)
{
    writeNode("1");
    RunSpec spec = specOf();
    spec.trust = flow::Trust::Restricted;
    const FlowRunResult result = test::run(m_loop, runFlow(m_engine, std::move(spec)));
    ASSERT_TRUE(result.error);
    EXPECT_EQ(result.error->code(), ErrorCode::Refused);
    m_loop.restart();
    m_loop.run_for(std::chrono::seconds(20));
    EXPECT_TRUE(m_loop.stopped());
    EXPECT_EQ(m_engine.workers().spares(), 0U);
}
