// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/evaluate/evaluationrun.h"

#include "engine/base/offload.h"
#include "engine/base/pathtext.h"
#include "engine/base/pyrepr.h"
#include "engine/evaluate/evaluators.h"
#include "engine/evaluate/statistics.h"
#include "engine/replay/outputcache.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace postern::evaluate {

namespace {

std::optional<double> scoreOf(const Value &value)
{
    if (value.isBool())
        return value.asBool() ? 1.0 : 0.0;
    if (value.isInt())
        return static_cast<double>(value.asInt());
    if (value.isDouble() && std::isfinite(value.asDouble()))
        return value.asDouble();
    return std::nullopt;
}

/// A threshold is an evaluator's own setting, and the same in every row.
bool isSetting(std::string_view name)
{
    return name.ends_with("_threshold");
}

std::string errorText(const Value &error)
{
    const Value *message = error.find("message");
    return message != nullptr && message->isString() ? message->asString()
                                                     : std::string("It failed.");
}

std::int64_t tokensOf(const TokenUsage &usage)
{
    return usage.total;
}

std::string nowText()
{
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                       fmt::gmtime(std::chrono::system_clock::to_time_t(run::WallClock::now())));
}

/// Hands a batch's progress on.
class PartObserver final : public batch::BatchObserver
{
public:
    explicit PartObserver(EvaluationObserver &observer)
        : m_observer(observer)
    {}

    void onLine(const batch::BatchLine &line, const batch::BatchProgress &progress) override
    {
        (void) line;
        (void) progress;
    }
    void onProgress(const batch::BatchProgress &progress) override
    {
        m_observer.onProgress(progress);
    }
    void onWarning(const Message &text) override { m_observer.onWarning(text); }

private:
    EvaluationObserver &m_observer;
};

/// Runs a plan; lives as long as runEvaluation().
class EvaluationWork
{
public:
    EvaluationWork(run::Engine &engine, EvaluationPlan plan, EvaluationObserver &observer)
        : m_engine(engine)
        , m_plan(std::move(plan))
        , m_observer(observer)
        , m_part(observer)
    {}

    Task<Evaluation> run()
    {
        Evaluation made;
        made.flow = pathText(m_plan.flow.document.location().file);
        made.data = pathText(m_plan.data);
        made.created = nowText();
        for (const EvaluatorPlan &evaluator : m_plan.evaluators) {
            made.evaluators.push_back(evaluator.name);
            // What nothing is found for is told before anything was paid for.
            if (!m_plan.flow.document.flow().outputs.empty())
                mappingOf(evaluator, flowOutputs());
        }
        for (const std::string &variant : m_plan.variants) {
            auto running = runVariant(variant);
            made.variants.push_back(co_await std::move(running));
        }
        co_return made;
    }

private:
    Task<VariantResult> runVariant(std::string variant)
    {
        VariantResult result;
        result.variant = variant;
        if (m_plan.existingRun.empty()) {
            auto running = runFlow(variant);
            result.run = co_await std::move(running);
        } else {
            result.run = m_plan.existingRun;
        }
        const batch::RunFolder folder = batch::RunFolder::open(batch::runsFolder(), result.run);
        result.rows = readRows(folder);
        for (const EvaluatorPlan &evaluator : m_plan.evaluators) {
            auto asking = askEvaluator(evaluator, folder, result);
            co_await std::move(asking);
        }
        co_return result;
    }

    Task<std::string> runFlow(std::string variant)
    {
        batch::BatchSpec spec;
        spec.run = m_plan.flow;
        spec.run.variant = variant;
        spec.sources.data = m_plan.data;
        spec.columnMapping = m_plan.mapping;
        batch::RunRecord record;
        record.data = pathText(m_plan.data);
        record.variant = variant;
        m_observer.onPart(variant, {});
        auto running = runPart(std::move(spec), std::move(record), {});
        const batch::RunFolder folder = co_await std::move(running);
        co_return folder.record().name;
    }

    /// Runs a batch to its end; what keeps it from running at all is thrown.
    Task<batch::RunFolder> runPart(batch::BatchSpec spec,
                                   batch::RunRecord record,
                                   std::string suffix)
    {
        spec.limits = m_plan.limits;
        const flow::FlowLocation &location = spec.run.document.location();
        record.flow = pathText(location.file);
        record.created = run::WallClock::now();
        record.columnMapping = spec.columnMapping;
        record.name = batch::defaultRunName(location.folder, spec.run.variant, record.created)
                      + suffix + fmt::format("_{}", ++m_runs);
        batch::RunFolder folder = batch::RunFolder::create(batch::runsFolder(), std::move(record));
        std::vector<batch::BatchObserver *> observers{&m_part};
        auto running = batch::runBatch(m_engine, std::move(spec), folder, std::move(observers));
        const batch::BatchResult result = co_await std::move(running);
        if (result.state == run::NodeState::Cancelled)
            throw Error(ErrorCode::Cancelled, tr("The evaluation was stopped."));
        if (result.error && result.progress.ended == result.progress.failed)
            throw Error(*result.error);
        m_lastMetrics = result.metrics;
        co_return folder;
    }

    static std::vector<Row> readRows(const batch::RunFolder &folder)
    {
        std::vector<Row> rows;
        batch::readLines(folder, [&rows](const batch::BatchLine &line) {
            Row row;
            row.number = line.number;
            if (line.inputs.isDict())
                row.inputs = line.inputs.asDict();
            row.inputs.erase("line_number");
            row.key = rowKey(row.inputs);
            if (line.output.isDict())
                row.outputs = line.output.asDict();
            row.outputs.erase("line_number");
            if (!line.isCompleted())
                row.error = errorText(line.error);
            row.seconds = std::chrono::duration<double>(line.elapsed).count();
            row.tokens = tokensOf(line.usage);
            // Without tokens nothing was to be paid; with tokens a price of zero isn't known.
            if (row.tokens == 0 || line.cost > 0)
                row.cost = line.cost;
            rows.push_back(std::move(row));
        });
        std::ranges::sort(rows, {}, &Row::number);
        return rows;
    }

    Task<void> askEvaluator(const EvaluatorPlan &evaluator,
                            const batch::RunFolder &base,
                            VariantResult &result)
    {
        const flow::Flow &flow = evaluator.run.document.flow();
        const bool hasJudge = asksModel(flow);
        const std::size_t times = hasJudge ? std::max<std::size_t>(1, m_plan.repeats) : 1;
        std::vector<std::string> outputs = flowOutputs();
        if (outputs.empty())
            outputs = outputsOf(result);
        Answers answers;
        for (std::size_t time = 0; time < times; ++time) {
            batch::BatchSpec spec;
            spec.run = evaluator.run;
            spec.columnMapping = mappingOf(evaluator, outputs);
            spec.sources.data = m_plan.data;
            spec.sources.runOutputs = base.outputsFile();
            batch::RunRecord record;
            record.data = pathText(m_plan.data);
            record.run = base.record().name;
            m_observer.onPart(result.variant, evaluator.name);
            const std::shared_ptr<replay::OutputStore> store = hasJudge
                                                                   ? attachCache(spec.run, time)
                                                                   : nullptr;
            auto running = runPart(std::move(spec), std::move(record), "_" + evaluator.name);
            const batch::RunFolder folder = co_await std::move(running);
            if (store)
                store->save(cacheFile(time));
            collect(folder, answers);
            takeMetrics(evaluator.name, result);
        }
        score(evaluator.name, answers, result);
    }

    std::vector<std::string> flowOutputs() const
    {
        std::vector<std::string> outputs;
        outputs.reserve(m_plan.flow.document.flow().outputs.size());
        for (const flow::FlowOutput &output : m_plan.flow.document.flow().outputs)
            outputs.push_back(output.name);
        return outputs;
    }

    Dict mappingOf(const EvaluatorPlan &evaluator, const std::vector<std::string> &outputs) const
    {
        return evaluatorMapping(evaluator.name,
                                evaluator.run.document.flow(),
                                evaluator.mapping,
                                outputs,
                                m_plan.columns,
                                m_plan.roles);
    }

    static std::vector<std::string> outputsOf(const VariantResult &result)
    {
        std::set<std::string> names;
        for (const Row &row : result.rows) {
            for (const auto &[name, value] : row.outputs)
                names.insert(py::str(name));
        }
        return {names.begin(), names.end()};
    }

    std::filesystem::path cacheFile(std::size_t time) const
    {
        return m_plan.judgeCache / fmt::format("judge-{}.outputs", time + 1);
    }

    std::shared_ptr<replay::OutputStore> attachCache(run::RunSpec &spec, std::size_t time) const
    {
        if (m_plan.judgeCache.empty())
            return nullptr;
        auto store = std::make_shared<replay::OutputStore>();
        store->load(cacheFile(time));
        // A judge's answer may be another next time; that is what `repeats` is for.
        replay::ReuseOptions options;
        options.takesUnrepeatable = true;
        spec.gates.push_back(
            std::make_shared<replay::OutputCache>(store, replay::fingerprintsOf(spec), options));
        return store;
    }

    /// What an evaluator said of the lines, time after time.
    using Answers = std::map<std::size_t, std::vector<batch::BatchLine>>;

    static void collect(const batch::RunFolder &folder, Answers &answers)
    {
        batch::readLines(folder, [&answers](batch::BatchLine line) {
            answers[line.number].push_back(std::move(line));
        });
    }

    void takeMetrics(const std::string &evaluator, VariantResult &result) const
    {
        for (const auto &[name, value] : m_lastMetrics) {
            if (const std::optional<double> number = scoreOf(value))
                result.logged[fmt::format("{}.{}", evaluator, name)] = *number;
        }
    }

    static void score(const std::string &evaluator, const Answers &answers, VariantResult &result)
    {
        for (Row &row : result.rows) {
            const auto found = answers.find(row.number);
            if (found == answers.end())
                continue;
            std::map<std::string, std::vector<double>> scores;
            for (const batch::BatchLine &line : found->second)
                take(evaluator, line, scores, row);
            for (const auto &[name, values] : scores) {
                row.scores[name] = mean(values);
                if (values.size() > 1)
                    row.scores[name + ".spread"] = standardDeviation(values);
            }
        }
    }

    static void take(const std::string &evaluator,
                     const batch::BatchLine &line,
                     std::map<std::string, std::vector<double>> &scores,
                     Row &row)
    {
        if (!line.isCompleted() || !line.output.isDict()) {
            row.notes.set(evaluator + ".error", errorText(line.error));
            return;
        }
        for (const auto &[key, value] : line.output.asDict()) {
            const std::string name = py::str(key);
            if (name == "line_number" || isSetting(name))
                continue;
            const std::string whole = fmt::format("{}.{}", evaluator, name);
            if (const std::optional<double> number = scoreOf(value))
                scores[whole].push_back(*number);
            else
                row.notes.set(whole, value);
        }
    }

    run::Engine &m_engine;
    const EvaluationPlan m_plan;
    EvaluationObserver &m_observer;
    PartObserver m_part;
    std::size_t m_runs = 0;
    std::vector<std::pair<std::string, Value>> m_lastMetrics;
};

} // namespace

Task<Evaluation> runEvaluation(run::Engine &engine,
                               EvaluationPlan plan,
                               EvaluationObserver &observer)
{
    EvaluationWork work(engine, std::move(plan), observer);
    auto running = work.run();
    co_return co_await std::move(running);
}

} // namespace postern::evaluate
