// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// What the history costs whoever runs flows, and how soon it answers. Marks: recording takes 2 % of the
// throughput of 1,000 lines, a run of 10,000 spans is read in 300 ms, 100,000 runs are searched in 100 ms.

#include "engine/history/history.h"
#include "engine/history/recorder.h"
#include "engine/run/engine.h"
#include "engine/run/preparedflow.h"
#include "tests/engine/history/toldrun.h"

#include <benchmark/benchmark.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <stdexcept>

namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;
using namespace postern;

/// A folder that is gone at the end.
class Scratch
{
public:
    Scratch()
        : m_path(fs::temp_directory_path() / ("postern-bench-history-" + std::to_string(getpid())))
    {
        fs::create_directories(m_path);
    }
    ~Scratch() { fs::remove_all(m_path); }
    Scratch(const Scratch &) = delete;
    Scratch &operator=(const Scratch &) = delete;
    const fs::path &path() const { return m_path; }

private:
    fs::path m_path;
};

const fs::path &scratch()
{
    static const Scratch folder;
    return folder.path();
}

/// A prompt, and a model that is asked with it.
run::RunSpec specOfTwoNodes()
{
    const fs::path folder = scratch() / "flow";
    fs::create_directories(folder);
    std::ofstream(folder / "flow.dag.yaml")
        << "inputs:\n  question: {type: string}\noutputs:\n"
           "  answer: {type: string, reference: '${answer.output}'}\nnodes:\n"
           "- name: context\n  type: prompt\n  source: {type: code, path: context.jinja2}\n"
           "  inputs: {question: '${inputs.question}'}\n"
           "- name: answer\n  type: llm\n  source: {type: code, path: answer.jinja2}\n"
           "  inputs: {deployment_name: gpt, context: '${context.output}'}\n"
           "  connection: team\n  api: chat\n";
    std::ofstream(folder / "context.jinja2") << "They ask: {{question}}\n";
    std::ofstream(folder / "answer.jinja2") << "system:\nYou are brief.\n\nuser:\n{{context}}\n";
    run::RunSpec spec;
    spec.trust = flow::Trust::Trusted;
    spec.document = flow::FlowDocument::load(flow::locateFlow(folder));
    spec.simulate = true;
    spec.keepBodies = true;
    return spec;
}

struct Seconds
{
    double wall = 0;
    double thread = 0; ///< of the engine's alone
};

double secondsOf(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + (static_cast<double>(now.tv_nsec) * 1e-9);
}

Task<void> runLines(run::Engine &engine, run::RunSpec spec, std::size_t count, Seconds &spent)
{
    const std::shared_ptr<run::PreparedFlow> flow = co_await run::prepare(engine, std::move(spec));
    const double wall = secondsOf(CLOCK_MONOTONIC);
    const double thread = secondsOf(CLOCK_THREAD_CPUTIME_ID);
    for (std::size_t line = 0; line < count; ++line) {
        run::LineInputs inputs;
        inputs.number = line;
        inputs.values = Dict{{"question", "Where is gate " + std::to_string(line) + "?"}};
        const run::LineResult result = co_await flow->runLine(std::move(inputs));
        if (result.error)
            throw *result.error;
    }
    spent.wall = secondsOf(CLOCK_MONOTONIC) - wall;
    spent.thread = secondsOf(CLOCK_THREAD_CPUTIME_ID) - thread;
}

constexpr std::size_t kLines = 1'000;

Seconds secondsOfLines(history::Recorder *recorder)
{
    asio::io_context loop(1);
    run::Engine engine(loop.get_executor());
    run::RunSpec spec = specOfTwoNodes();
    std::unique_ptr<history::Recording> recording;
    if (recorder != nullptr) {
        history::RunAbout about = history::aboutRun(spec, "batch");
        about.isBatch = true;
        recording = recorder->record(std::move(about));
        spec.observers = {recording.get()};
    }
    Seconds spent;
    asio::co_spawn(loop,
                   runLines(engine, std::move(spec), kLines, spent),
                   [&](const std::exception_ptr &failure) {
                       loop.stop();
                       if (failure)
                           std::rethrow_exception(failure);
                   });
    loop.run();
    if (recording)
        recording->end(history::RunState::Completed);
    return spent;
}

double medianOf(std::vector<double> numbers)
{
    std::ranges::sort(numbers);
    return numbers[numbers.size() / 2];
}

/// The lines with and without history, in turn, so that both meet the same load. The model answers at
/// once: no real one leaves the history so little time.
void benchLinesRecorded(benchmark::State &state)
{
    history::Recorder recorder(scratch() / "lines/history.sqlite", {});
    std::vector<double> wall;
    std::vector<double> thread;
    std::vector<double> cost;
    for (auto _ : state) {
        const Seconds without = secondsOfLines(nullptr);
        const Seconds with = secondsOfLines(&recorder);
        recorder.flush();
        wall.push_back(with.wall / without.wall);
        thread.push_back(with.thread / without.thread);
        cost.push_back((with.thread - without.thread) * 1e6 / kLines);
    }
    if (const auto problem = recorder.takeProblem())
        state.SkipWithError(problem->english().c_str());
    state.counters["wall ratio"] = medianOf(wall);
    state.counters["engine ratio"] = medianOf(thread);
    state.counters["us/line"] = medianOf(cost);
}
BENCHMARK(benchLinesRecorded)->Iterations(9)->Unit(benchmark::kMillisecond);

std::string idOf(int number)
{
    std::string digits = std::to_string(number);
    return "01" + std::string(24 - digits.size(), '0') + digits;
}

/// Till the file has so many runs.
void waitForRuns(history::Recorder &recorder, const fs::path &file, std::size_t count)
{
    for (int i = 0; i < 300; ++i) {
        recorder.flush();
        if (history::History(file).count({}) >= count)
            return;
    }
    throw std::runtime_error("the history doesn't get to its end");
}

void benchRunOfManySpans(benchmark::State &state)
{
    const fs::path file = scratch() / "spans/history.sqlite";
    test::ToldRun told{idOf(1)};
    for (int i = 0; i < state.range(0); ++i) {
        run::Span span;
        span.id = i + 1;
        if (i > 0)
            span.parent = (i / 8) + 1;
        span.name = "step " + std::to_string(i);
        span.kind = "Function";
        span.inputs = Dict{{"text", "some words of input " + std::to_string(i)}, {"k", 3}};
        span.output = List{"found", i, 0.5};
        told.between.emplace_back(std::move(span));
    }
    {
        fs::remove_all(file.parent_path());
        history::Recorder recorder(file, {});
        const auto recording = recorder.record(test::aboutNothing());
        told.tell(*recording);
        waitForRuns(recorder, file, 1);
    }
    for (auto _ : state) {
        const history::StoredRun run = history::History(file).read(told.id);
        if (run.events.size() < told.between.size())
            state.SkipWithError("spans are missing");
        benchmark::DoNotOptimize(history::attemptsOf(run.events, true));
    }
}
BENCHMARK(benchRunOfManySpans)->Arg(10'000)->Unit(benchmark::kMillisecond);

constexpr int kRuns = 100'000;

/// A history of many runs: one of ten failed, one of a thousand speaks of a drawbridge.
const fs::path &largeHistory()
{
    static const fs::path file = [] {
        fs::path made = scratch() / "large/history.sqlite";
        history::Recorder recorder(made, {});
        for (int i = 0; i < kRuns; ++i) {
            test::ToldRun told{idOf(i)};
            told.question = "What of gate " + std::to_string(i) + " in the wall?";
            if (i % 1'000 == 0)
                told.answer = "It has a drawbridge.";
            told.fails = i % 10 == 3;
            told.node = "node_" + std::to_string(i % 50);
            told.wall = run::WallClock::time_point(std::chrono::hours(480'000)
                                                   + std::chrono::seconds(i));
            const auto recording = recorder.record(test::aboutNothing());
            told.tell(*recording);
            if (i % 2'000 == 0)
                recorder.flush();
        }
        waitForRuns(recorder, made, kRuns);
        return made;
    }();
    return file;
}

void benchSearch(benchmark::State &state, const std::string &words)
{
    const fs::path &file = largeHistory();
    history::RunQuery query;
    query.words = words;
    std::size_t found = 0;
    for (auto _ : state)
        found = history::History(file).list(query).size();
    if (found == 0)
        state.SkipWithError("nothing was found");
    state.counters["found"] = static_cast<double>(found);
}
BENCHMARK_CAPTURE(benchSearch, all, "")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(benchSearch, rareWord, "drawbridge")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(benchSearch, wordOfAll, "gate")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(benchSearch, beginning, "drawb")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(benchSearch, failed, "state:failed")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(benchSearch, node, "node:node_7")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(benchSearch, wordOfFailed, "state:failed gate")->Unit(benchmark::kMillisecond);

/// How many there are, as the window's head tells.
void benchCount(benchmark::State &state, const std::string &words)
{
    const fs::path &file = largeHistory();
    history::RunQuery query;
    query.words = words;
    for (auto _ : state)
        benchmark::DoNotOptimize(history::History(file).count(query));
}
BENCHMARK_CAPTURE(benchCount, wordOfAll, "gate")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(benchCount, failed, "state:failed")->Unit(benchmark::kMillisecond);

} // namespace
