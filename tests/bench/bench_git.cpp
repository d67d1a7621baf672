// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Comparing and merging flows by node, beside what reading their texts takes alone. Marks for 1,000
// nodes: a comparison in 100 ms, a merge in 150 ms.

#include "engine/git/flowdiff.h"
#include "engine/git/flowmerge.h"
#include "engine/yaml/document.h"

#include <benchmark/benchmark.h>

#include <chrono>
#include <string>

namespace {

using namespace postern;

/// A flow of nodes each of which takes what two before it gave; `name` names them.
template<typename Name>
std::string flowText(int nodes, Name name)
{
    std::string text
        = "inputs:\n  question:\n    type: string\noutputs:\n  answer:\n    type: string\n"
          "    reference: ${"
          + name(0) + ".output}\nnodes:\n";
    for (int i = 0; i < nodes; ++i) {
        const auto reference = [&name](int node) {
            return node < 0 ? std::string("${inputs.question}") : "${" + name(node) + ".output}";
        };
        text
            += "# what it is for\n- name: " + name(i)
               + "\n  type: prompt\n  source:\n    type: code\n    path: shared.jinja2\n  inputs:\n"
                 "    first: "
               + reference(i - 1) + "\n    second: " + reference(i / 2 - 1) + "\n";
    }
    return text;
}

std::string plainName(int node)
{
    return "node_" + std::to_string(node);
}

/// One file of the second half has another path.
std::string edited(std::string text, std::size_t from)
{
    const std::size_t at = text.find("shared", from);
    return text.replace(at, 6, "mine");
}

struct Sides
{
    explicit Sides(int nodes)
        : base(flowText(nodes, plainName))
        , ours(edited(base, base.size() / 4))
        , theirs(edited(base, base.size() / 2))
        , renamed(edited(flowText(nodes,
                                  [nodes](int node) {
                                      return node == nodes / 3 ? std::string("another")
                                                               : plainName(node);
                                  }),
                         base.size() / 2))
    {}

    std::string base;
    std::string ours;
    std::string theirs;
    std::string renamed; ///< of a node that two others refer to
};

/// How many times as long the work took as reading one of the texts did in the same moment.
class BesideReading
{
public:
    explicit BesideReading(benchmark::State &state)
        : m_state(state)
    {}
    ~BesideReading() { m_state.counters["times reading"] = m_work / m_reading; }
    BesideReading(const BesideReading &) = delete;
    BesideReading &operator=(const BesideReading &) = delete;

    template<typename Work>
    void run(const std::string &text, Work work)
    {
        m_work += secondsOf(work);
        m_state.PauseTiming();
        m_reading += secondsOf(
            [&text] { benchmark::DoNotOptimize(yaml::Document::parse(text).root()); });
        m_state.ResumeTiming();
    }

private:
    template<typename Work>
    static double secondsOf(Work work)
    {
        const auto begin = std::chrono::steady_clock::now();
        work();
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    }

    benchmark::State &m_state;
    double m_work = 0;
    double m_reading = 0;
};

void benchDiff(benchmark::State &state)
{
    const Sides sides(static_cast<int>(state.range(0)));
    const std::string &after = state.range(1) > 0 ? sides.renamed : sides.theirs;
    BesideReading beside(state);
    for (auto _ : state)
        beside.run(sides.base, [&] { benchmark::DoNotOptimize(git::diffFlows(sides.base, after)); });
}

void benchMerge(benchmark::State &state)
{
    const Sides sides(static_cast<int>(state.range(0)));
    const std::string &theirs = state.range(1) > 0 ? sides.renamed : sides.theirs;
    BesideReading beside(state);
    for (auto _ : state)
        beside.run(sides.base, [&] {
            const git::FlowMerge merge = git::mergeFlows(sides.base, sides.ours, theirs);
            if (merge.conflicts > 0)
                state.SkipWithError("a conflict");
        });
}

BENCHMARK(benchDiff)
    ->ArgNames({"nodes", "rename"})
    ->ArgsProduct({{100, 1000}, {0, 1}})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(benchMerge)
    ->ArgNames({"nodes", "rename"})
    ->ArgsProduct({{100, 1000}, {0, 1}})
    ->Unit(benchmark::kMillisecond);

} // namespace
