// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Calling Python nodes. Targets: a small call in 80 us (median round trip), 50,000 calls/s through
// one worker with many in flight, 40 ms from starting a worker to its first answer.

#include "engine/python/worker.h"

#include <benchmark/benchmark.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <unistd.h>

#include <fstream>

namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;
namespace python = postern::python;
using postern::Task;
using postern::Value;

/// A flow folder with a plain and an async tool that give back their argument.
fs::path makeFolder()
{
    const fs::path folder = fs::temp_directory_path()
                            / ("postern-bench-python-" + std::to_string(getpid()));
    fs::create_directories(folder);
    const std::string import = "from promptflow.core import tool\n@tool\n";
    std::ofstream(folder / "plain.py") << import << "def f(x):\n    return x\n";
    std::ofstream(folder / "async.py") << import << "async def f(x):\n    return x\n";
    std::ofstream(folder / "print.py") << import << "def f(x):\n    print(x)\n    return x\n";
    return folder;
}

python::WorkerOptions makeOptions()
{
    python::WorkerOptions options;
    options.folder = makeFolder();
    return options;
}

python::ToolCall makeCall(const std::string &tool, Value argument)
{
    python::ToolCall call;
    call.node = "a";
    call.toolId = tool;
    call.arguments = {{"x", std::move(argument)}};
    return call;
}

/// A loop with a worker that has a tool loaded.
struct Setup
{
    explicit Setup(const char *file)
        : pool(loop.get_executor(), makeOptions())
        , tool(file)
    {
        run(prepare());
    }

    Task<void> prepare()
    {
        co_await pool.loadTool(tool, tool, false);
        line = co_await pool.beginLine();
    }
    Task<void> callInTurn(int count, Value argument)
    {
        for (int i = 0; i < count; ++i) {
            co_await line->call(makeCall(tool, argument), python::CallObserver());
        }
    }
    void run(Task<void> task)
    {
        asio::co_spawn(loop, std::move(task), [this](const std::exception_ptr &) { loop.stop(); });
        loop.restart();
        loop.run();
    }

    asio::io_context loop;
    python::WorkerPool pool;
    std::string tool;
    std::unique_ptr<python::Line> line;
};

void benchRoundTrip(benchmark::State &state, const char *tool)
{
    Setup setup(tool);
    for (auto _ : state) {
        setup.run(setup.callInTurn(1, Value("hello")));
    }
}

void benchLargeValue(benchmark::State &state)
{
    Setup setup("plain.py");
    const Value text(std::string(1U << 20U, 'x'));
    for (auto _ : state) {
        setup.run(setup.callInTurn(1, text));
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * (2 << 20));
}

void benchPipelined(benchmark::State &state, const char *tool)
{
    constexpr int kInFlight = 256;
    constexpr int kCallsEach = 100;
    Setup setup(tool);
    for (auto _ : state) {
        int open = kInFlight;
        for (int i = 0; i < kInFlight; ++i) {
            asio::co_spawn(setup.loop,
                           setup.callInTurn(kCallsEach, Value("hello")),
                           [&](const std::exception_ptr &) {
                               if (--open == 0) {
                                   setup.loop.stop();
                               }
                           });
        }
        setup.loop.restart();
        setup.loop.run();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * kInFlight * kCallsEach);
}

void benchStartToFirstAnswer(benchmark::State &state)
{
    for (auto _ : state) {
        Setup setup("plain.py");
        setup.run(setup.callInTurn(1, Value("hello")));
    }
}

void benchSpawn(benchmark::State &state)
{
    asio::io_context loop;
    const python::WorkerOptions options = makeOptions();
    for (auto _ : state) {
        const python::WorkerPool pool(loop.get_executor(), options);
        state.PauseTiming();
        loop.poll();
        state.ResumeTiming();
    }
}

BENCHMARK_CAPTURE(benchRoundTrip, plain, "plain.py")->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK_CAPTURE(benchRoundTrip, async, "async.py")->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK_CAPTURE(benchRoundTrip, print, "print.py")->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK_CAPTURE(benchPipelined, plain, "plain.py")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(benchPipelined, async, "async.py")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(benchLargeValue)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK(benchStartToFirstAnswer)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(benchSpawn)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(50);

} // namespace
