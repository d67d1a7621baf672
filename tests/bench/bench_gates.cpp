// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// What the executor adds to a node whose tool does nothing, with so many gates that say "go on".
// The mark: 5 us a node for a gate, and for a debugger without a breakpoint.

#include "engine/debug/debugger.h"
#include "engine/run/executor.h"
#include "tests/engine/run/testflow.h"

#include <benchmark/benchmark.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <memory>
#include <string>

namespace {

using namespace postern;
using namespace postern::run;

constexpr int kNodes = 1'000;

class IdleTools final : public NodeRunner
{
public:
    Task<Value> run(const PlannedNode &, const ResolvedInputs &, LineValues &, NodeReport &) override
    {
        co_return Value(1);
    }
    Task<Value> property(const ResolvedValue &, std::string_view) override { co_return Value(); }
    bool hasDefault(const flow::Node &, std::string_view) const override { return false; }
    void valueReplaced(const std::string &) override {}
};

class OpenGate final : public Gate
{
public:
    Task<BeforeDecision> beforeNode(const NodeVisit &) override { co_return Proceed(); }
    Task<AfterDecision> afterNode(const NodeVisit &, const NodeOutcome &) override
    {
        co_return Proceed();
    }
};

/// Every node takes what the one before it gave.
const Plan &chain()
{
    static const Plan plan = [] {
        std::string text = "nodes:\n";
        for (int i = 0; i < kNodes; ++i) {
            const std::string before = i == 0 ? "1" : "'${n" + std::to_string(i - 1) + ".output}'";
            text += "- {name: n" + std::to_string(i)
                    + ", type: python, source: {type: code, path: a.py}, inputs: {x: " + before
                    + "}}\n";
        }
        return Plan::make(flowOf(text));
    }();
    return plan;
}

void runLine(const Gates &gates, RunObserver *observer = nullptr)
{
    boost::asio::io_context loop(1);
    IdleTools tools;
    LineValues values;
    RunReport report(observer ? RunObservers{observer} : RunObservers());
    Executor::Options options;
    options.gates = gates;
    Executor executor(chain().nodes, tools, values, report, options);
    boost::asio::co_spawn(loop, executor.run(), [](const std::exception_ptr &failure) {
        if (failure)
            std::rethrow_exception(failure);
    });
    loop.run();
}

void benchLineWithGates(benchmark::State &state)
{
    const Gates gates(static_cast<std::size_t>(state.range(0)), std::make_shared<OpenGate>());
    chain();
    for (auto _ : state)
        runLine(gates);
    state.counters["time/node"] = benchmark::Counter(kNodes,
                                                     benchmark::Counter::kIsIterationInvariantRate
                                                         | benchmark::Counter::kInvert);
}

/// A debugger that has nothing to stop at, and one with a breakpoint elsewhere.
void benchLineUnderDebugger(benchmark::State &state)
{
    chain();
    const std::shared_ptr<debug::Debugger> debugger = debug::Debugger::make();
    if (state.range(0) > 0) {
        debug::Breakpoint breakpoint;
        breakpoint.node = "elsewhere";
        debugger->add(breakpoint);
    }
    for (auto _ : state)
        runLine({debugger}, debugger.get());
    state.counters["time/node"] = benchmark::Counter(kNodes,
                                                     benchmark::Counter::kIsIterationInvariantRate
                                                         | benchmark::Counter::kInvert);
}

} // namespace

BENCHMARK(benchLineUnderDebugger)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(benchLineWithGates)->Arg(0)->Arg(1)->Arg(4)->Unit(benchmark::kMillisecond);
