// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/batch/batchrun.h"
#include "engine/store/atomicfile.h"
#include "tests/engine/run/flowfolder.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/steady_timer.hpp>
#include <gmock/gmock.h>

#include <optional>

using namespace postern;
using namespace postern::batch;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kPromptFlow = R"(inputs:
  word: {type: string}
outputs:
  text: {type: string, reference: "${shout.output}"}
nodes:
- {name: shout, type: prompt, source: {type: code, path: shout.jinja2}, inputs: {word: "${inputs.word}"}}
)";

constexpr std::string_view kSumFlow = R"(inputs:
  x: {type: int}
outputs:
  y: {type: int, reference: "${double.output}"}
nodes:
- {name: double, type: python, source: {type: code, path: double.py}, inputs: {x: "${inputs.x}"}}
- {name: sum, type: python, aggregation: true, source: {type: code, path: sum.py},
   inputs: {ys: "${double.output}", xs: "${inputs.x}"}}
)";

/// Counts what is told, and does something after so many lines.
class Counter final : public BatchObserver
{
public:
    void onLine(const BatchLine &line, const BatchProgress &) override
    {
        numbers.push_back(line.number);
        if (numbers.size() == stopAfter && onStop)
            onStop();
    }

    std::vector<std::size_t> numbers;
    std::size_t stopAfter = 0;
    std::function<void()> onStop;
};

class Batches : public run::FlowFolder
{
protected:
    BatchSpec batchOf(const fs::path &data) const
    {
        BatchSpec spec;
        spec.run = specOf();
        spec.sources.data = data;
        return spec;
    }

    RunFolder newFolder(const std::string &name) const
    {
        RunRecord record;
        record.name = name;
        return RunFolder::create(m_root / "runs", record);
    }

    BatchResult runOn(RunFolder &folder, BatchSpec spec, Counter *counter = nullptr)
    {
        std::vector<BatchObserver *> observers;
        if (counter)
            observers.push_back(counter);
        return test::run(m_loop, runBatch(m_engine, std::move(spec), folder, observers));
    }

    static std::string text(const fs::path &file) { return store::readFile(file); }

    fs::path data(const std::string &name,
                  int count,
                  const std::string &before,
                  const std::string &after) const
    {
        std::string lines;
        for (int i = 0; i < count; ++i)
            lines += before + std::to_string(i) + after + "\n";
        write(name, lines);
        return m_root / name;
    }
    fs::path words(int count) const { return data("words.jsonl", count, "{\"word\": \"w", "\"}"); }
    fs::path numbers(int count) const { return data("numbers.jsonl", count, "{\"x\": ", "}"); }

    void writePrompt() const
    {
        write("flow.dag.yaml", kPromptFlow);
        write("shout.jinja2", "{{word}}!");
    }

    /// `body` is what stands before 2 * x is given.
    void writeSum(const std::string &body
                  = "    if x % 5 == 3:\n        raise ValueError('no %d' % x)\n") const
    {
        write("flow.dag.yaml", kSumFlow);
        write("double.py",
              "import os, time\nfrom promptflow.core import tool\n@tool\ndef double(x: int):\n"
                  + body + "    return 2 * x\n");
        write(
            "sum.py",
            "from promptflow.core import tool, log_metric\n@tool\ndef sum_up(ys: list, xs: list):\n"
            "    log_metric('sum', sum(ys))\n    log_metric('lines', len(xs))\n    return ys\n");
    }
};

TEST_F(Batches, WriteOutputsInTheOrderOfTheLines)
{
    writePrompt();
    RunFolder folder = newFolder("first");
    Counter counter;
    const BatchResult result = runOn(folder, batchOf(words(300)), &counter);
    EXPECT_EQ(result.state, run::NodeState::Done) << (result.error ? result.error->message() : "");
    EXPECT_EQ(counter.numbers.size(), 300);
    EXPECT_EQ(result.progress.total, 300);
    const std::string outputs = text(folder.outputsFile());
    EXPECT_TRUE(outputs.starts_with("{\"line_number\": 0, \"text\": \"w0!\"}\n"
                                    "{\"line_number\": 1, \"text\": \"w1!\"}\n"));
    EXPECT_TRUE(outputs.ends_with("{\"line_number\": 299, \"text\": \"w299!\"}\n"));
    EXPECT_THAT(text(folder.path() / "outputs.jsonl"),
                testing::StartsWith("{\"text\":\"w0!\",\"line_number\":0}\n"));
    EXPECT_THAT(text(folder.path() / "inputs.jsonl"),
                testing::StartsWith("{\"word\":\"w0\",\"line_number\":0}\n"));
    EXPECT_EQ(RunFolder::open(m_root / "runs", "first").record().status, "Completed");
    EXPECT_FALSE(fs::exists(folder.path() / "error.json"));
    EXPECT_TRUE(fs::exists(folder.path() / "flow_artifacts/000000299_000000299.jsonl"));
    EXPECT_TRUE(fs::exists(folder.path() / "node_artifacts/shout/000000000.jsonl"));
}

TEST_F(Batches, AggregateWhatWentWellAndCountTheRest)
{
    writeSum();
    RunFolder folder = newFolder("sum");
    const BatchResult result = runOn(folder, batchOf(numbers(10)));
    EXPECT_EQ(result.state, run::NodeState::Done);
    EXPECT_EQ(result.progress.failed, 2); // 3 and 8
    EXPECT_EQ(Value(folder.record().metrics), Value(Dict{{"sum", 68}, {"lines", 8}}));
    const Value error = json::parse(text(folder.path() / "error.json"));
    EXPECT_EQ(error.find("message")->asString(),
              "Failed to run 2/10 lines. First error message is: Execution failure in 'double': "
              "(ValueError) no 3");
}

TEST_F(Batches, AggregateWithoutALineThatWentWell)
{
    writeSum();
    write("bad.jsonl", "{\"x\": 3}\n{\"x\": 8}\n");
    RunFolder folder = newFolder("bad");
    EXPECT_EQ(runOn(folder, batchOf(m_root / "bad.jsonl")).state, run::NodeState::Done);
    EXPECT_EQ(Value(folder.record().metrics), Value(Dict{{"sum", 0}, {"lines", 0}}));
}

TEST_F(Batches, FailAsAWholeBeforeALineWhereTheMappingIsWrong)
{
    writePrompt();
    write("other.jsonl", "{\"term\": \"a\"}\n");
    RunFolder folder = newFolder("wrong");
    EXPECT_EQ(runOn(folder, batchOf(m_root / "other.jsonl")).state, run::NodeState::Failed);
    EXPECT_THAT(folder.record().error.find("message")->asString(),
                testing::HasSubstr("${data.word}"));
    EXPECT_FALSE(fs::exists(folder.path() / "outputs.jsonl"));
}

TEST_F(Batches, RunOnlyWhatIsMissingWhenTheyAreResumed)
{
    writeSum();
    const fs::path data = numbers(40);
    RunFolder undisturbed = newFolder("undisturbed");
    runOn(undisturbed, batchOf(data));
    RunFolder folder = newFolder("resumed");
    runOn(folder, batchOf(data));
    const std::string whole = text(folder.linesFile());
    // As if it had been killed after any number of bytes.
    for (std::size_t cut = 0; cut < whole.size(); cut += whole.size() / 5 + 7) {
        std::ofstream(folder.linesFile(), std::ios::binary) << whole.substr(0, cut);
        const auto kept = static_cast<std::size_t>(
            std::count(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(cut), '\n'));
        Counter counter;
        const BatchResult result = runOn(folder, batchOf(data), &counter);
        EXPECT_EQ(result.progress.kept, kept);
        EXPECT_EQ(counter.numbers.size(), 40 - kept);
        EXPECT_EQ(text(folder.outputsFile()), text(undisturbed.outputsFile())) << cut;
        EXPECT_EQ(Value(folder.record().metrics), Value(undisturbed.record().metrics)) << cut;
    }
}

TEST_F(Batches, RunFailedLinesAgainWhenAskedTo)
{
    writeSum();
    const fs::path data = numbers(10);
    RunFolder folder = newFolder("again");
    runOn(folder, batchOf(data));
    writeSum("");
    BatchSpec spec = batchOf(data);
    spec.repeatsFailed = true;
    Counter counter;
    const BatchResult result = runOn(folder, spec, &counter);
    EXPECT_THAT(counter.numbers, testing::UnorderedElementsAre(3, 8));
    EXPECT_EQ(result.progress.failed, 0);
    EXPECT_EQ(Value(folder.record().metrics), Value(Dict{{"sum", 90}, {"lines", 10}}));
    EXPECT_FALSE(fs::exists(folder.path() / "error.json"));
}

TEST_F(Batches, KeepWhatHasEndedWhenTheyAreCancelled)
{
    writeSum("    time.sleep(3600 if x > 4 else 0)\n");
    RunFolder folder = newFolder("cancelled");
    boost::asio::cancellation_signal cancel;
    Counter counter;
    counter.stopAfter = 5;
    counter.onStop = [&] {
        boost::asio::post(m_loop, [&] { cancel.emit(boost::asio::cancellation_type::all); });
    };
    std::optional<BatchResult> result;
    const auto ended = [&](const std::exception_ptr &failure, BatchResult of) {
        EXPECT_FALSE(failure);
        result = std::move(of);
    };
    boost::asio::co_spawn(m_loop,
                          runBatch(m_engine, batchOf(numbers(8)), folder, {&counter}),
                          boost::asio::bind_cancellation_slot(cancel.slot(), ended));
    m_loop.restart();
    while (!result && m_loop.run_one_for(std::chrono::seconds(20)) > 0) {
    }
    ASSERT_TRUE(result);
    EXPECT_EQ(result->state, run::NodeState::Cancelled);
    EXPECT_EQ(folder.record().status, "Canceled");
    std::vector<std::size_t> kept;
    readLines(folder, [&kept](const BatchLine &line) { kept.push_back(line.number); });
    EXPECT_THAT(kept, testing::ElementsAre(0, 1, 2, 3, 4));
}

TEST_F(Batches, GiveUpALineThatTakesTooLongAndNoOther)
{
    writeSum("    time.sleep(3600 if x == 1 else 0)\n");
    RunFolder folder = newFolder("late");
    BatchSpec spec = batchOf(numbers(4));
    spec.limits.lineTimeout = std::chrono::seconds(2);
    const BatchResult result = runOn(folder, spec);
    EXPECT_EQ(result.state, run::NodeState::Done);
    EXPECT_EQ(result.progress.failed, 1);
    ASSERT_TRUE(result.firstError.isDict());
    EXPECT_EQ(result.firstError.find("message")->asString(),
              "Line 1 execution timeout for exceeding 2 seconds");
    EXPECT_EQ(*folder.record().metrics.find("lines"), Value(3));
}

TEST_F(Batches, SurviveALineThatEndsItsWorker)
{
    writeSum("    if x == 2:\n        os._exit(3)\n");
    RunFolder folder = newFolder("crash");
    BatchSpec spec = batchOf(numbers(30));
    spec.limits.concurrency = 1;
    const BatchResult result = runOn(folder, spec);
    EXPECT_EQ(result.state, run::NodeState::Done);
    EXPECT_EQ(result.progress.failed, 1);
    EXPECT_EQ(result.progress.ended, 30);
}

TEST_F(Batches, KeepABrokenRowAsALineThatFailed)
{
    writePrompt();
    write("broken.jsonl", "{\"word\": \"a\"}\n{\"word\"\n{\"word\": \"c\"}\n");
    RunFolder folder = newFolder("broken");
    const BatchResult result = runOn(folder, batchOf(m_root / "broken.jsonl"));
    EXPECT_EQ(result.state, run::NodeState::Done);
    EXPECT_EQ(result.progress.failed, 1);
    EXPECT_EQ(text(folder.outputsFile()),
              "{\"line_number\": 0, \"text\": \"a!\"}\n{\"line_number\": 2, \"text\": \"c!\"}\n");
}

TEST_F(Batches, BeginNothingWhileTheyAreHeld)
{
    writePrompt();
    const fs::path data = words(2'000);
    RunFolder folder = newFolder("held");
    BatchControl control;
    Counter counter;
    std::size_t whileHeld = 0;
    boost::asio::steady_timer later(m_loop);
    counter.stopAfter = 10;
    counter.onStop = [&] {
        control.setPaused(true);
        later.expires_after(std::chrono::milliseconds(200));
        later.async_wait([&](const boost::system::error_code &) {
            whileHeld = counter.numbers.size();
            control.setPaused(false);
        });
    };
    const BatchResult result
        = test::run(m_loop, runBatch(m_engine, batchOf(data), folder, {&counter}, &control));
    EXPECT_LT(whileHeld, 2'000); // those that were under way
    EXPECT_EQ(result.progress.ended, 2'000);
}

TEST_F(Batches, ShowTheFirstLinesWithoutRunningThem)
{
    writeSum();
    const auto lines = test::run(m_loop, previewLines(m_engine, batchOf(numbers(9)), 2));
    ASSERT_EQ(lines.size(), 2);
    EXPECT_EQ(Value(lines[1].inputs), Value(Dict{{"x", 1}}));
    EXPECT_FALSE(fs::exists(m_root / "runs"));
}

} // namespace
