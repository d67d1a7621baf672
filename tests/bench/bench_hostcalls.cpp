// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// What Python code asks of the engine. Targets: a call of a model 0.2 ms beyond the model, a flow
// of one prompt and one Python node 3 ms once it is warm, and 10,000 calls with prompts that are all
// different in 40 MB of this process.

#include "engine/run/engine.h"
#include "engine/run/flowrun.h"
#include "engine/tool/toolregistry.h"

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

void write(const fs::path &file, const std::string &text)
{
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
}

/// A flow of one Python node, which gives the seconds that the body took.
fs::path makeFlow(const std::string &name, const std::string &body)
{
    const fs::path folder = fs::temp_directory_path()
                            / ("postern-bench-hostcalls-" + std::to_string(getpid())) / name;
    write(folder / "flow.dag.yaml",
          "inputs: {}\noutputs:\n  seconds: {type: double, reference: '${node.output}'}\nnodes:\n"
          "- {name: node, type: python, source: {type: code, path: node.py}, inputs: {c: team}}\n");
    write(folder / "node.py",
          "import time\nfrom promptflow.core import tool, Flow\n"
          "from promptflow.connections import AzureOpenAIConnection\n"
          "from promptflow.tools import aoai\n"
          "@tool\ndef node(c: AzureOpenAIConnection):\n"
              + body);
    write(folder / "inner/flow.dag.yaml",
          "inputs:\n  n: {type: int}\noutputs:\n  o: {type: string, reference: '${say.output}'}\n"
          "nodes:\n"
          "- {name: ask, type: prompt, source: {type: code, path: ask.jinja2}, "
          "inputs: {n: '${inputs.n}'}}\n"
          "- {name: say, type: python, source: {type: code, path: say.py}, "
          "inputs: {x: '${ask.output}'}}\n");
    write(folder / "inner/ask.jinja2", "Number {{n}}");
    write(folder / "inner/say.py",
          "from promptflow.core import tool\n@tool\ndef say(x: str):\n    return x\n");
    return folder;
}

/// The seconds that the flow's node gives.
double runFlow(const fs::path &folder)
{
    asio::io_context loop(1);
    run::Engine engine(loop.get_executor());
    run::RunSpec spec;
    spec.trust = flow::Trust::Trusted;
    spec.document = flow::FlowDocument::load(flow::locateFlow(folder));
    spec.simulate = true;
    run::FlowRunResult result;
    asio::co_spawn(loop,
                   run::runFlow(engine, std::move(spec)),
                   [&](const std::exception_ptr &, run::FlowRunResult given) {
                       result = std::move(given);
                       loop.stop();
                   });
    loop.run();
    if (result.error)
        throw std::runtime_error(result.error->message());
    return result.outputs.find("seconds")->asDouble();
}

std::string timed(int calls, const std::string &call)
{
    return "    " + call + "\n    start = time.perf_counter()\n    for i in range("
           + std::to_string(calls) + "):\n        " + call
           + "\n    return time.perf_counter() - start\n";
}

constexpr const char *kModelCall
    = "aoai.chat(connection=c, prompt='user:\\nHi {{name}}', deployment_name='m', name='you')";

void benchModelCall(benchmark::State &state)
{
    constexpr int kCalls = 1000;
    const fs::path flow = makeFlow("model", timed(kCalls, kModelCall));
    for (auto _ : state)
        state.SetIterationTime(runFlow(flow) / kCalls);
}

/// The same without Python: what of it the prompt and the simulated model take.
void benchModelAlone(benchmark::State &state)
{
    asio::io_context loop(1);
    run::Engine engine(loop.get_executor());
    run::RunSpec spec;
    spec.trust = flow::Trust::Trusted;
    spec.simulate = true;
    tool::ToolRegistry registry(engine.templates(), tool::Answers::Simulator);
    flow::Node node;
    node.name = "call";
    node.type = flow::NodeType::Llm;
    node.api = "chat";
    node.connection = "team";
    for (const auto &[name, value] : Dict{{"deployment_name", "m"}, {"name", "you"}}) {
        flow::Binding binding;
        binding.literal = value;
        node.inputs.emplace_back(name.asString(), std::move(binding));
    }
    const connection::Connection &connection = *registry.connectionOf(node, {});
    const std::string prompt = "user:\nHi {{name}}";
    for (auto _ : state) {
        const flow::Node prepared = registry.llm().prepareText(node, prompt, connection);
        tool::ToolContext context{prepared, {}, {}, &connection, nullptr, false, {}, {}, {}};
        context.templateText = &prompt;
        context.channel = engine.channels(spec).of(connection);
        for (const auto &[name, binding] : prepared.inputs)
            context.inputs.append(Value(name), binding.literal);
        asio::co_spawn(loop, registry.llm().run(std::move(context)), [](auto...) {});
        loop.restart();
        loop.run();
    }
}

void benchNestedFlow(benchmark::State &state)
{
    constexpr int kCalls = 100;
    const fs::path flow = makeFlow("nested",
                                   "    inner = Flow.load('inner')\n" + timed(kCalls, "inner(n=1)"));
    for (auto _ : state)
        state.SetIterationTime(runFlow(flow) / kCalls);
}

/// Megabytes of this process's own memory.
double residentMegabytes()
{
    std::ifstream status("/proc/self/statm");
    long pages = 0;
    long resident = 0;
    status >> pages >> resident;
    return static_cast<double>(resident * sysconf(_SC_PAGESIZE)) / 1e6;
}

void benchDifferentPrompts(benchmark::State &state)
{
    const fs::path flow = makeFlow(
        "prompts",
        timed(10000,
              "aoai.chat(connection=c, prompt='user:\\n%s Hi {{name}}' % time.perf_counter() "
              "+ 'x' * 36000, deployment_name='m', name='you')"));
    for (auto _ : state)
        state.SetIterationTime(runFlow(flow));
    state.counters["MB"] = residentMegabytes();
}

BENCHMARK(benchModelCall)->Unit(benchmark::kMicrosecond)->UseManualTime()->Iterations(3);
BENCHMARK(benchModelAlone)->Unit(benchmark::kMicrosecond);
BENCHMARK(benchNestedFlow)->Unit(benchmark::kMicrosecond)->UseManualTime()->Iterations(3);
BENCHMARK(benchDifferentPrompts)->Unit(benchmark::kSecond)->UseManualTime()->Iterations(1);

} // namespace
