// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandline.h"
#include "app/cli/evalplan.h"
#include "app/cli/evalreport.h"
#include "app/cli/loop.h"
#include "engine/base/pathtext.h"
#include "engine/evaluate/datacheck.h"
#include "engine/evaluate/evaluators.h"
#include "engine/evaluate/resultfile.h"
#include "engine/store/atomicfile.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>
#include <optional>
#include <system_error>

namespace fs = std::filesystem;

namespace postern::cli {

namespace {

/// Beside the lines of the run that was evaluated: `--baseline RUN` finds it there.
constexpr const char *kKeptName = "evaluation.json";

ExitCode listEvaluators(Format format)
{
    if (format == Format::Json) {
        List list;
        for (const evaluate::BuiltInEvaluator &one : evaluate::builtInEvaluators())
            list.emplace_back(Dict{{"name", one.name},
                                   {"about", one.about},
                                   {"judge", one.hasJudge},
                                   {"folder", pathText(one.folder)}});
        printJson(Value(std::move(list)));
        return ExitCode::Done;
    }
    std::string text;
    for (const evaluate::BuiltInEvaluator &one : evaluate::builtInEvaluators())
        text += fmt::format("{:<24} {}{}\n", one.name, one.about, one.hasJudge ? " (model)" : "");
    printResult(text);
    return ExitCode::Done;
}

evaluate::Thresholds thresholdsOf(const EvalOptions &options)
{
    if (options.thresholds.empty())
        return {};
    return evaluate::Thresholds::parse(store::readFile(options.thresholds),
                                       pathText(options.thresholds));
}

std::optional<evaluate::Evaluation> baselineOf(const EvalOptions &options)
{
    if (options.baseline.empty())
        return std::nullopt;
    std::error_code ignored;
    fs::path file = options.baseline;
    if (!fs::is_regular_file(file, ignored))
        file = batch::runsFolder() / options.baseline / kKeptName;
    if (!fs::is_regular_file(file, ignored))
        throw Error(ErrorCode::Usage,
                    "'" + options.baseline
                        + "' is neither a baseline's file nor a run that was evaluated.",
                    "Write one with `postern eval ... --save-baseline FILE`.");
    return evaluate::evaluationFromJson(store::readFile(file), pathText(file));
}

/// The baseline's result that a variant is compared with: that of its own name, else the first.
const evaluate::VariantResult *resultFor(const evaluate::Evaluation &baseline,
                                         const std::string &variant)
{
    for (const evaluate::VariantResult &one : baseline.variants) {
        if (one.variant == variant)
            return &one;
    }
    return baseline.variants.empty() ? nullptr : &baseline.variants.front();
}

void addGates(std::vector<evaluate::Gate> &gates,
              const evaluate::Evaluation &evaluation,
              const evaluate::Thresholds &thresholds,
              const std::optional<evaluate::Evaluation> &baseline)
{
    for (const evaluate::VariantResult &result : evaluation.variants) {
        const evaluate::VariantResult *earlier = baseline ? resultFor(*baseline, result.variant)
                                                          : nullptr;
        std::optional<evaluate::VariantResult> same;
        if (earlier != nullptr)
            same = evaluate::aligned(*earlier, result);
        const std::vector<evaluate::Gate> made = evaluate::gatesOf(result,
                                                                   thresholds,
                                                                   same ? &*same : nullptr);
        gates.insert(gates.end(), made.begin(), made.end());
    }
}

void writeFiles(const EvalOptions &options,
                const evaluate::Evaluation &evaluation,
                const std::vector<evaluate::Gate> &gates)
{
    const std::string whole = prettyJson(evaluate::toJson(evaluation, gates)) + "\n";
    for (const evaluate::VariantResult &result : evaluation.variants)
        store::writeFile(batch::runsFolder() / result.run / kKeptName, whole);
    if (!options.output.empty())
        store::writeFile(options.output, whole);
    if (!options.saveBaseline.empty())
        store::writeFile(options.saveBaseline,
                         prettyJson(evaluate::toJson(evaluation, gates, evaluate::Detail::Numbers))
                             + "\n");
    if (!options.junit.empty())
        store::writeFile(options.junit, evaluate::toJUnit(gates, evaluation.flow));
    if (!options.markdown.empty())
        store::writeFile(options.markdown, evaluate::toMarkdown(evaluation, gates));
}

void requireOptions(const EvalOptions &options)
{
    const char *missing = options.run.flow.empty() ? "--flow"
                          : options.data.empty()   ? "--data"
                                                   : "";
    if (*missing != 0)
        throw Error(ErrorCode::Usage,
                    std::string(missing) + " is required.",
                    "`postern eval --help` tells what there is.");
    if (options.evaluators.empty() && options.thresholds.empty())
        throw Error(ErrorCode::Usage,
                    "There is nothing to measure: neither evaluators nor thresholds are named.",
                    "`postern eval --list` lists the evaluators.");
}

ExitCode evaluateFlow(const EvalOptions &options, const CommandLine &line)
{
    if (options.lists)
        return listEvaluators(line.format);
    if (!options.copies.empty()) {
        evaluate::copyEvaluator(options.copies.front(), options.copies.back());
        printNote("Created " + options.copies.back());
        return ExitCode::Done;
    }
    requireOptions(options);
    const evaluate::Thresholds thresholds = thresholdsOf(options);
    const std::optional<evaluate::Evaluation> baseline = baselineOf(options);
    const std::vector<Dict> rows = readAllRows(options.data);
    EvalPlan made = makeEvalPlan(options, thresholds, rows);
    std::vector<evaluate::Gate> gates = evaluate::checkData(rows,
                                                            thresholds.data,
                                                            promptsOf(made.plan.flow.document));
    EvalProgress progress;
    CommandLoop loop;
    run::Engine engine(loop.executor());
    const LoopEnd end(loop.loop());
    engine.setNetwork(std::move(made.network));
    const evaluate::Evaluation evaluation = loop.run(
        evaluate::runEvaluation(engine, std::move(made.plan), progress));
    progress.finish();
    addGates(gates, evaluation, thresholds, baseline);
    writeFiles(options, evaluation, gates);
    if (line.format == Format::Json)
        printJson(evaluate::toJson(evaluation, gates));
    else
        printResult(evalText(evaluation, gates));
    return evaluate::hasFailed(gates) ? ExitCode::Failed : ExitCode::Done;
}

void addWhatRuns(CLI::App &command, EvalOptions &options)
{
    command.add_option("--flow", options.run.flow, "Folder of the flow, or its file");
    command
        .add_option("--data",
                    options.data,
                    "Rows with questions and what is expected: .jsonl, .csv, .tsv, .json, .xlsx");
    command
        .add_option("--evaluators",
                    options.evaluators,
                    "Names of evaluators (see --list), folders of your own, or NAME=either")
        ->expected(1, -1);
    command
        .add_option("--column-mapping",
                    options.mapping,
                    "INPUT=SOURCE of the flow, EVALUATOR.INPUT=SOURCE; a source is "
                    "${data.COLUMN}, ${run.outputs.OUTPUT} or a value")
        ->expected(1, -1);
    command
        .add_option("--variant",
                    options.variants,
                    "Evaluate these variants, side by side: ${NODE.VARIANT}")
        ->expected(1, -1);
    command.add_option("--run",
                       options.existingRun,
                       "Evaluate what this batch run gave, and don't run the flow");
    command.add_option("--judge",
                       options.judge,
                       "The judge of graded evaluators: CONNECTION or CONNECTION/DEPLOYMENT");
    command
        .add_option("--repeat", options.repeats, "Ask judges so often; the mean and spread count")
        ->check(CLI::Range(1, 100));
    command.add_flag("--no-judge-cache",
                     options.forgetsJudge,
                     "Ask judges again what they have answered before");
    command.add_option("--concurrency", options.concurrency, "Rows under way at most");
    command.add_option("--cost-limit", options.costLimit, "Begin no row once this is spent");
}

void addRunWords(CLI::App &command, request::RunOptions &run)
{
    command
        .add_option("--environment-variables,--env",
                    run.environment,
                    "KEY=VALUE pairs and .env files")
        ->expected(0, -1);
    command.add_option("--connections", run.connections, "YAML or JSON file with connections");
    command.add_option("--init", run.init, "Arguments of a flex flow's class")->expected(1, -1);
    command.add_option("--python", run.python, "Python interpreter for python nodes");
    command.add_flag("--simulate",
                     run.simulate,
                     "Answer every connection from the built-in simulator");
}

void addJudgement(CLI::App &command, EvalOptions &options)
{
    command.add_option("--thresholds",
                       options.thresholds,
                       "YAML file of what metrics and data are held to");
    command.add_option("--baseline",
                       options.baseline,
                       "Compare with this: a file of --save-baseline, or a run that was evaluated");
    command.add_option("--save-baseline",
                       options.saveBaseline,
                       "Write the numbers, without texts, for a later --baseline");
    command.add_option("--output", options.output, "Write the result with all rows as JSON");
    command.add_option("--junit", options.junit, "Write the gates as JUnit's XML");
    command.add_option("--markdown", options.markdown, "Write metrics and gates as Markdown");
    command.add_flag("--list", options.lists, "List the evaluators that ship with Postern");
    command.add_option("--copy", options.copies, "Copy an evaluator into a folder: NAME FOLDER")
        ->expected(2);
}

} // namespace

void addEvalCommand(CLI::App &app, CommandLine &line)
{
    CLI::App *command
        = app.add_subcommand("eval", "Measures a flow's answers and holds them to thresholds");
    auto options = std::make_shared<EvalOptions>();
    addWhatRuns(*command, *options);
    addRunWords(*command, options->run);
    addJudgement(*command, *options);
    addCommonOptions(*command, line);
    command->footer(
        "The exit code is 1 when a gate fails.\n"
        "Examples:\n"
        "  postern eval --list\n"
        "  postern eval --flow chat --data golden.jsonl --evaluators f1_score relevance\n"
        "  postern eval --flow chat --data golden.jsonl --evaluators f1_score --thresholds "
        "gate.yaml "
        "--baseline baseline.json --junit gates.xml\n"
        "  postern eval --flow chat --data golden.jsonl --evaluators groundedness --judge "
        "aoai/gpt-4o --repeat 3\n"
        "  postern eval --flow chat --data golden.jsonl --evaluators rougeL=rouge_score "
        "--column-mapping rougeL.rouge_type=rougeL\n"
        "  postern eval --copy f1_score my_f1");
    command->callback([options, &line] {
        line.action = [options, &line] { return evaluateFlow(*options, line); };
    });
}

} // namespace postern::cli
