// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// A flow with a Python node, run again and again in one engine, as F5 does in the IDE: with an
// interpreter that was started after the run before, and without.

#include "engine/run/engine.h"
#include "engine/run/flowrun.h"

#include <benchmark/benchmark.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;
using namespace postern;

fs::path makeFlow()
{
    const fs::path folder = fs::temp_directory_path()
                            / ("postern-bench-rerun-" + std::to_string(getpid()));
    fs::create_directories(folder);
    std::ofstream(folder / "flow.dag.yaml")
        << "inputs: {}\noutputs:\n  o: {type: int, reference: '${node.output}'}\nnodes:\n"
           "- {name: node, type: python, source: {type: code, path: node.py}, inputs: {}}\n";
    std::ofstream(folder / "node.py")
        << "from promptflow.core import tool\n@tool\ndef node() -> int:\n    return 1\n";
    return folder;
}

void runOnce(asio::io_context &loop, run::Engine &engine, const fs::path &folder)
{
    run::RunSpec spec;
    spec.trust = flow::Trust::Trusted;
    spec.document = flow::FlowDocument::load(flow::locateFlow(folder));
    bool hasEnded = false;
    asio::co_spawn(loop,
                   run::runFlow(engine, std::move(spec)),
                   [&](const std::exception_ptr &, const run::FlowRunResult &result) {
                       hasEnded = !result.error;
                   });
    while (!hasEnded && loop.run_one() > 0) {
    }
    if (!hasEnded)
        throw std::runtime_error("the flow failed");
}

void benchRerun(benchmark::State &state)
{
    const fs::path folder = makeFlow();
    asio::io_context loop(1);
    run::Engine engine(loop.get_executor());
    const auto spares = static_cast<std::size_t>(state.range(0));
    python::WorkerPools::Limits limits;
    limits.spares = spares;
    engine.workers().setLimits(limits);
    runOnce(loop, engine, folder);
    for (auto _ : state) {
        state.PauseTiming();
        while (engine.workers().spares() < spares)
            loop.run_one();
        state.ResumeTiming();
        runOnce(loop, engine, folder);
    }
    fs::remove_all(folder);
}

BENCHMARK(benchRerun)
    ->ArgName("spares")
    ->Arg(0)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(30);

} // namespace
