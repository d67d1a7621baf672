// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Reading and checking large flows. Target: parse and validate 1,000 nodes (143 kB) in 25 ms, one
// edit in 2 ms at 100 nodes and 15 ms at 1,000.

#include "engine/flow/flowdocument.h"
#include "engine/yaml/document.h"

#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace {

namespace fs = std::filesystem;
namespace flow = postern::flow;

/// A flow of prompt nodes of which each refers to two before it; 143 bytes a node.
std::string flowText(int nodes)
{
    std::string text
        = "inputs:\n  question:\n    type: string\noutputs:\n  answer:\n    type: string\n"
          "    reference: ${node_0.output}\nnodes:\n";
    for (int i = 0; i < nodes; ++i) {
        const auto reference = [](int node) {
            return node < 0 ? std::string("${inputs.question}")
                            : "${node_" + std::to_string(node) + ".output}";
        };
        text
            += "- name: node_" + std::to_string(i)
               + "\n  type: prompt\n  source:\n    type: code\n    path: shared.jinja2\n  inputs:\n"
                 "    first: "
               + reference(i - 1) + "\n    second: " + reference(i / 2 - 1) + "\n";
    }
    return text;
}

flow::FlowLocation makeFolder(const std::string &text)
{
    const fs::path folder = fs::temp_directory_path()
                            / ("postern-bench-" + std::to_string(getpid()));
    fs::create_directories(folder);
    std::ofstream(folder / "shared.jinja2") << "{{first}} {{second}}\n";
    std::ofstream(folder / "flow.dag.yaml") << text;
    return flow::locateFlow(folder);
}

void benchYaml(benchmark::State &state)
{
    const std::string text = flowText(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(postern::yaml::Document::parse(text).root());
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}

void benchParseAndValidate(benchmark::State &state)
{
    const flow::FlowLocation location = makeFolder(flowText(static_cast<int>(state.range(0))));
    for (auto _ : state) {
        const auto found = validate(flow::FlowDocument::load(location), flow::Trust::Trusted);
        if (!found.empty())
            state.SkipWithError(found.front().message.english().c_str());
    }
    fs::remove_all(location.folder);
}

void benchEdit(benchmark::State &state)
{
    auto document = flow::FlowDocument::fromText({}, flowText(static_cast<int>(state.range(0))));
    const std::size_t at = document.text().find("shared");
    postern::TextEdit edit{at, 6, "other."};
    for (auto _ : state)
        edit = document.apply(edit);
}

BENCHMARK(benchYaml)->Arg(1000)->Unit(benchmark::kMillisecond);
BENCHMARK(benchParseAndValidate)->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond);
BENCHMARK(benchEdit)->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond);

} // namespace
