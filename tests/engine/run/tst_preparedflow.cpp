// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/log.h"
#include "engine/base/pyrepr.h"
#include "tests/engine/run/flowfolder.h"

#include <gmock/gmock.h>

#include <set>

using namespace postern;
using namespace postern::run;

namespace {

constexpr std::size_t kLines = 100;

/// A line of prompt, model and Python, and an aggregation of what Python gave.
constexpr std::string_view kDag = R"(inputs:
  word: {type: string}
  count: {type: int, default: 2}
outputs:
  text: {type: string, reference: "${shout.output.text}"}
  worker: {type: int, reference: "${shout.output.worker}"}
nodes:
- {name: ask, type: prompt, source: {type: code, path: ask.jinja2},
   inputs: {word: "${inputs.word}", count: "${inputs.count}"}}
- {name: answer, type: llm, source: {type: code, path: answer.jinja2}, connection: team, api: chat,
   inputs: {deployment_name: gpt-4o, question: "${ask.output}"}}
- {name: shout, type: python, source: {type: code, path: shout.py},
   inputs: {asked: "${ask.output}", answer: "${answer.output}"}}
- {name: sum, type: python, aggregation: true, source: {type: code, path: sum.py},
   inputs: {texts: "${shout.output.text}", words: "${inputs.word}"}}
)";

std::vector<Dict> words(std::size_t count)
{
    std::vector<Dict> lines(count);
    for (std::size_t i = 0; i < count; ++i)
        lines[i].append("word", "word " + std::to_string(i));
    return lines;
}

class PreparedFlows : public FlowFolder
{
protected:
    void writeDag()
    {
        write("flow.dag.yaml", kDag);
        write("ask.jinja2", "{% for i in range(count) %}{{word}}!{% endfor %}");
        write("answer.jinja2", "system:\nBe brief.\nuser:\n{{question}}\n");
        write("shout.py",
              "import os\nfrom promptflow.core import tool\n@tool\n"
              "def shout(asked: str, answer: str):\n"
              "    return {'text': asked.upper() + str(len(answer)), 'worker': os.getpid()}\n");
        write("sum.py",
              "from promptflow.core import tool, log_metric\n@tool\n"
              "def sum(texts: list, words: list):\n"
              "    log_metric('lines', len(texts))\n"
              "    return list(zip(words, texts))[-1]\n");
    }
};

Value without(const Value &outputs, std::string_view name)
{
    Dict left = outputs.asDict();
    left.erase(name);
    return Value(std::move(left));
}

} // namespace

TEST_F(PreparedFlows, runAHundredLinesOfADagWithOneWorkerAndTwoTemplates)
{
    writeDag();
    const auto flow = prepared(specOf());
    const std::vector<Dict> lines = words(kLines);
    const std::vector<LineResult> together = runTogether(*flow, lines);
    EXPECT_EQ(m_engine.templates().compiledCount(), 2U);
    std::set<std::int64_t> workers;
    for (std::size_t i = 0; i < kLines; ++i) {
        ASSERT_FALSE(together[i].error) << together[i].error->message();
        workers.insert(together[i].outputs.find("worker")->asInt());
        EXPECT_EQ(together[i].inputs,
                  Value(Dict{{"word", "word " + std::to_string(i)}, {"count", 2}}));
        EXPECT_GT(together[i].usage.total, 0);
        EXPECT_EQ(together[i].nodes.size(), 3U);
        const LineResult alone = runLine(*flow, lines[i], i);
        EXPECT_EQ(alone.outputs, together[i].outputs);
    }
    EXPECT_EQ(workers.size(), 1U);
}

TEST_F(PreparedFlows, giveTheSameLineByLineAsRunsOfTheirOwn)
{
    writeDag();
    const auto flow = prepared(specOf());
    const std::vector<LineResult> together = runTogether(*flow, words(5));
    for (std::size_t i = 0; i < together.size(); ++i) {
        RunSpec spec = specOf();
        spec.inputs = words(5)[i];
        const FlowRunResult own = test::run(m_loop, runFlow(m_engine, std::move(spec)));
        EXPECT_EQ(without(own.outputs, "worker"), without(together[i].outputs, "worker"));
        EXPECT_EQ(own.usage.total, together[i].usage.total);
        EXPECT_THAT(own.metrics, testing::ElementsAre(testing::Pair("lines", Value(1))));
    }
}

TEST_F(PreparedFlows, aggregateAllLinesInTheirOrder)
{
    writeDag();
    const auto flow = prepared(specOf());
    std::vector<LineRecord> records;
    for (LineResult &result : runTogether(*flow, words(kLines)))
        records.push_back(std::move(result.record));
    const Aggregated sum = test::run(m_loop, flow->aggregate(records));
    ASSERT_FALSE(sum.error);
    EXPECT_THAT(sum.metrics, testing::ElementsAre(testing::Pair("lines", Value(100))));
    ASSERT_EQ(sum.nodes.size(), 1U);
    EXPECT_EQ(sum.nodes[0].state, NodeState::Done);
    EXPECT_THAT(py::repr(sum.nodes[0].output), testing::HasSubstr("'word 99', 'WORD 99!WORD 99!"));
}

TEST_F(PreparedFlows, keepALineThatFailsFromTheOthers)
{
    writeDag();
    const auto flow = prepared(specOf());
    std::vector<Dict> lines = words(10);
    lines[3].append("count", "many");
    lines[7] = {};
    const std::vector<LineResult> together = runTogether(*flow, lines);
    for (std::size_t i = 0; i < lines.size(); ++i)
        EXPECT_EQ(together[i].error.has_value(), i == 3 || i == 7) << i;
}

TEST_F(PreparedFlows, keepTheObjectsOfALineForItsAggregation)
{
    write("flow.dag.yaml",
          "inputs:\n  n: {type: int}\noutputs: {}\nnodes:\n"
          "- {name: make, type: python, source: {type: code, path: make.py}, "
          "inputs: {n: '${inputs.n}'}}\n"
          "- {name: sum, type: python, aggregation: true, source: {type: code, path: sum.py}, "
          "inputs: {things: '${make.output}'}}\n");
    write("make.py",
          "from promptflow.core import tool\nclass Thing:\n    pass\n@tool\ndef make(n: int):\n"
          "    thing = Thing()\n    thing.n = n\n    return thing\n");
    write("sum.py",
          "from promptflow.core import tool\n@tool\ndef total(things: list):\n"
          "    return sum(thing.n for thing in things)\n");
    const auto flow = prepared(specOf());
    std::vector<Dict> lines;
    for (int i = 1; i <= 10; ++i)
        lines.push_back({{"n", i}});
    std::vector<LineRecord> records;
    for (LineResult &result : runTogether(*flow, lines))
        records.push_back(std::move(result.record));
    const Aggregated sum = test::run(m_loop, flow->aggregate(records));
    ASSERT_EQ(sum.nodes.size(), 1U);
    EXPECT_EQ(sum.nodes[0].output, Value(55));
}

TEST_F(PreparedFlows, makeAFlexFlowsInstanceOnceForAllLines)
{
    write("flow.flex.yaml", "entry: entry:Counter\n");
    write("entry.py",
          "import os\nclass Counter:\n"
          "    made = 0\n"
          "    def __init__(self, start: int = 1):\n"
          "        Counter.made += 1\n        self.start = start\n"
          "    def __call__(self, x: int) -> str:\n"
          "        return f'{self.start + x} {Counter.made} {os.getpid()}'\n"
          "    def __aggregate__(self, results):\n"
          "        return {'lines': len(results), 'last': results[-1].split()[0]}\n");
    RunSpec spec = specOf();
    spec.init.append("start", 10);
    const auto flow = prepared(std::move(spec));
    std::vector<Dict> lines;
    for (std::size_t i = 0; i < kLines; ++i)
        lines.push_back({{"x", static_cast<std::int64_t>(i)}});
    const std::vector<LineResult> together = runTogether(*flow, lines);
    std::set<std::string> rest;
    std::vector<LineRecord> records;
    for (std::size_t i = 0; i < kLines; ++i) {
        ASSERT_FALSE(together[i].error) << together[i].error->message();
        const std::string text = together[i].outputs.asString();
        EXPECT_EQ(text.substr(0, text.find(' ')), std::to_string(10 + i));
        rest.insert(text.substr(text.find(' ')));
        EXPECT_EQ(runLine(*flow, lines[i]).outputs, together[i].outputs);
        records.push_back(together[i].record);
    }
    EXPECT_EQ(rest.size(), 1U) << "one instance in one worker";
    EXPECT_TRUE(rest.begin()->starts_with(" 1 "));
    const Aggregated sum = test::run(m_loop, flow->aggregate(records));
    EXPECT_THAT(sum.metrics,
                testing::ElementsAre(testing::Pair("lines", Value(100)),
                                     testing::Pair("last", Value("109"))));
}

TEST_F(PreparedFlows, compileAPromptyOnceForAllLines)
{
    write("chat.prompty",
          "---\nname: chat\nmodel:\n  api: chat\n  configuration:\n    type: azure_openai\n"
          "    azure_deployment: gpt-4o\n  parameters: {}\ninputs:\n  word: {type: string}\n---\n"
          "system:\nBe brief.\nuser:\nWhat is {{word}}?\n");
    const auto flow = prepared(specOf("chat.prompty"));
    const std::vector<Dict> lines = words(kLines);
    const std::vector<LineResult> together = runTogether(*flow, lines);
    EXPECT_EQ(m_engine.templates().compiledCount(), 1U);
    for (std::size_t i = 0; i < kLines; ++i) {
        ASSERT_FALSE(together[i].error) << together[i].error->message();
        ASSERT_EQ(together[i].nodes.size(), 1U);
        EXPECT_THAT(together[i].nodes[0].prompt,
                    testing::HasSubstr("What is word " + std::to_string(i) + "?"));
        EXPECT_GT(together[i].usage.total, 0);
        EXPECT_EQ(runLine(*flow, lines[i]).outputs, together[i].outputs);
    }
    EXPECT_EQ(m_engine.templates().compiledCount(), 1U);
}

TEST_F(PreparedFlows, tellEveryLineWithItsNumberAndTheRunsOneName)
{
    struct Listener final : RunObserver
    {
        void onEvent(const RunEvent &event) override
        {
            runs.insert(event.origin.run);
            if (std::holds_alternative<RunFinished>(event.data))
                finished.insert(event.origin.line);
        }
        std::set<std::string> runs;
        std::set<std::size_t> finished;
    } listener;
    writeDag();
    RunSpec spec = specOf();
    spec.observers = {&listener};
    const auto flow = prepared(std::move(spec));
    std::vector<LineRecord> records;
    for (LineResult &result : runTogether(*flow, words(4)))
        records.push_back(std::move(result.record));
    test::run(m_loop, flow->aggregate(records));
    EXPECT_EQ(listener.runs.size(), 1U);
    EXPECT_EQ(listener.finished, (std::set<std::size_t>{0, 1, 2, 3, 4}));
}

TEST_F(PreparedFlows, maskTheSecretsOfVariables)
{
    writeDag();
    write(".env", "TICKETS_API_KEY=t1ckets-0f-the-file\nTICKETS_PLACE=a-place-0f-the-file\n");
    RunSpec spec = specOf();
    spec.environment = {{"WEATHER_TOKEN", "w3ather-0f-the-run"}};
    prepared(std::move(spec));
    EXPECT_EQ(log::redact("t1ckets-0f-the-file w3ather-0f-the-run a-place-0f-the-file"),
              "****** ****** a-place-0f-the-file");
}
