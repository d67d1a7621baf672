// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandline.h"
#include "app/cli/evalplan.h"
#include "app/cli/evalreport.h"
#include "app/request/keyvalues.h"
#include "engine/base/pathtext.h"
#include "engine/evaluate/datacheck.h"
#include "engine/evaluate/finetune.h"
#include "engine/evaluate/labels.h"
#include "engine/evaluate/resultfile.h"
#include "engine/store/atomicfile.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <charconv>
#include <memory>
#include <system_error>

namespace fs = std::filesystem;

namespace postern::cli {

namespace {

struct CheckOptions
{
    fs::path data;
    fs::path flow;
    fs::path thresholds;
};

struct LabelOptions
{
    fs::path results;
    std::string variant;
    fs::path write;
    fs::path read;
    std::string score;
};

struct FineTuneWords
{
    fs::path results;
    std::string variant;
    fs::path folder;
    std::string systemFile;
    std::vector<std::string> atLeast;
    evaluate::FineTuneOptions options;
};

evaluate::Evaluation resultsIn(const fs::path &file)
{
    std::error_code ignored;
    const fs::path kept = batch::runsFolder() / file / "evaluation.json";
    const fs::path &found = fs::is_regular_file(file, ignored) || !fs::exists(kept, ignored) ? file
                                                                                             : kept;
    return evaluate::evaluationFromJson(store::readFile(found), pathText(found));
}

const evaluate::VariantResult &variantIn(const evaluate::Evaluation &evaluation,
                                         const std::string &variant)
{
    for (const evaluate::VariantResult &one : evaluation.variants) {
        if (one.variant == variant || (variant.empty() && evaluation.variants.size() == 1))
            return one;
    }
    throw Error(ErrorCode::Usage,
                variant.empty() ? "The result has several variants."
                                : "The result has no variant '" + variant + "'.",
                "Name one of them with --variant.");
}

ExitCode checkDataSet(const CheckOptions &options, const CommandLine &line)
{
    evaluate::Thresholds thresholds;
    if (!options.thresholds.empty())
        thresholds = evaluate::Thresholds::parse(store::readFile(options.thresholds),
                                                 pathText(options.thresholds));
    std::vector<evaluate::PromptText> prompts;
    if (!options.flow.empty())
        prompts = promptsOf(flow::FlowDocument::load(flow::locateFlow(options.flow)));
    const std::vector<evaluate::Gate> gates = evaluate::checkData(readAllRows(options.data),
                                                                  thresholds.data,
                                                                  prompts);
    if (line.format == Format::Json) {
        List list;
        list.reserve(gates.size());
        for (const evaluate::Gate &gate : gates)
            list.push_back(evaluate::toJson(gate));
        printJson(Value(std::move(list)));
    } else {
        printResult(gatesText(gates));
    }
    return evaluate::hasFailed(gates) ? ExitCode::Failed : ExitCode::Done;
}

Value optionalKappa(const std::optional<double> &kappa)
{
    return kappa ? Value(*kappa) : Value();
}

ExitCode exchangeLabels(const LabelOptions &options, const CommandLine &line)
{
    const evaluate::Evaluation evaluation = resultsIn(options.results);
    const evaluate::VariantResult &result = variantIn(evaluation, options.variant);
    if (!options.write.empty()) {
        evaluate::writeTable(evaluate::labelTable(result), options.write);
        printNote("Created " + pathText(options.write));
        return ExitCode::Done;
    }
    if (options.read.empty() || options.score.empty())
        throw Error(ErrorCode::Usage,
                    "Neither --write nor both of --read and --score are given.",
                    "`postern data labels --help` tells what there is.");
    const evaluate::Agreement agreement = evaluate::agreementOf(result,
                                                                options.score,
                                                                readAllRows(options.read));
    if (agreement.rows == 0)
        throw Error(ErrorCode::InvalidInput,
                    "No row has both a label and '" + options.score + "'.",
                    "Fill in the column 'label', and name a score that the table has.");
    if (line.format == Format::Json)
        printJson(Dict{{"score", options.score},
                       {"rows", static_cast<std::int64_t>(agreement.rows)},
                       {"same", agreement.same},
                       {"kappa", optionalKappa(agreement.kappa)},
                       {"weighted_kappa", optionalKappa(agreement.weighted)}});
    else
        printResult(fmt::format("{}: {} rows, {:.0f} % the same, kappa {:.2f}{}\n",
                                options.score,
                                agreement.rows,
                                agreement.same * 100,
                                agreement.kappa.value_or(0),
                                agreement.weighted
                                    ? fmt::format(", weighted {:.2f}", *agreement.weighted)
                                    : ""));
    return ExitCode::Done;
}

std::vector<std::pair<std::string, double>> scoresOf(const std::vector<std::string> &words)
{
    std::vector<std::pair<std::string, double>> scores;
    for (const auto &[name, text] : request::readPairs(words, "--at-least")) {
        double number = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
        if (read.ec != std::errc() || read.ptr != text.data() + text.size())
            throw Error(ErrorCode::Usage,
                        fmt::format("'{}' is no number for '{}'.", text, name),
                        "Write --at-least SCORE=NUMBER.");
        scores.emplace_back(name, number);
    }
    return scores;
}

ExitCode makeFineTuneData(const FineTuneWords &words)
{
    evaluate::FineTuneOptions options = words.options;
    options.atLeast = scoresOf(words.atLeast);
    if (!words.systemFile.empty())
        options.system = store::readFile(words.systemFile);
    const evaluate::Evaluation evaluation = resultsIn(words.results);
    const evaluate::FineTuneData data = evaluate::fineTuneData(variantIn(evaluation, words.variant),
                                                               options);
    evaluate::writeFineTuneData(data, options, evaluation, words.folder);
    for (const auto &[row, reason] : data.leftOut)
        printNote(fmt::format("line {}: left out, {}", row, reason.english()));
    printResult(fmt::format("{} lines to train with, {} to validate with, {} left out\n",
                            data.training.size(),
                            data.validation.size(),
                            data.leftOut.size()));
    return ExitCode::Done;
}

void addCheck(CLI::App &group, CommandLine &line)
{
    CLI::App *command = group.add_subcommand("check", "Tells whether data can measure a flow");
    auto options = std::make_shared<CheckOptions>();
    command->add_option("--data", options->data, "The rows")->required();
    command->add_option("--flow", options->flow, "Look for rows in the prompts of this flow");
    command->add_option("--thresholds", options->thresholds, "YAML file; its part 'data' counts");
    addCommonOptions(*command, line);
    command->footer("Examples:\n  postern data check --data golden.jsonl --flow chat");
    command->callback([options, &line] {
        line.action = [options, &line] { return checkDataSet(*options, line); };
    });
}

void addLabels(CLI::App &group, CommandLine &line)
{
    CLI::App *command = group.add_subcommand("labels",
                                             "Gives rows to people, and compares what they say");
    auto options = std::make_shared<LabelOptions>();
    command
        ->add_option("--results", options->results, "File of `eval --output`, or an evaluated run")
        ->required();
    command->add_option("--variant", options->variant, "Which variant of the result");
    command->add_option("--write", options->write, "Write rows to be labelled: .csv or .xlsx");
    command->add_option("--read", options->read, "Read rows with their labels: .csv or .xlsx")
        ->excludes("--write");
    command->add_option("--score",
                        options->score,
                        "What labels are compared with: relevance.relevance, "
                        "relevance.relevance_result");
    addCommonOptions(*command, line);
    command->footer("Examples:\n"
                    "  postern data labels --results result.json --write rows.xlsx\n"
                    "  postern data labels --results result.json --read rows.xlsx --score "
                    "relevance.relevance");
    command->callback([options, &line] {
        line.action = [options, &line] { return exchangeLabels(*options, line); };
    });
}

void addFineTune(CLI::App &group, CommandLine &line)
{
    CLI::App *command = group.add_subcommand("fine-tune",
                                             "Makes chat fine-tuning data of good lines");
    auto words = std::make_shared<FineTuneWords>();
    command->add_option("--results", words->results, "File of `eval --output`, or an evaluated run")
        ->required();
    command->add_option("--variant", words->variant, "Which variant of the result");
    command->add_option("--output", words->folder, "Folder for the files")->required();
    command->add_option("--question", words->options.question, "The input that the user says")
        ->required();
    command->add_option("--answer", words->options.answer, "The output that the assistant says")
        ->required();
    command->add_option("--correction",
                        words->options.correction,
                        "An input that stands for the answer where a row has it");
    command->add_option("--system", words->systemFile, "File with the system message");
    command->add_option("--at-least", words->atLeast, "SCORE=NUMBER that a line must have")
        ->expected(1, -1);
    command->add_option("--validation", words->options.validation, "Share that isn't trained with")
        ->check(CLI::Range(0.0, 0.9));
    command->add_option("--seed", words->options.seed, "Of who goes where");
    addCommonOptions(*command, line);
    command->footer("Examples:\n"
                    "  postern data fine-tune --results result.json --question question --answer "
                    "reply --at-least relevance.relevance=4 --output training");
    command->callback(
        [words, &line] { line.action = [words] { return makeFineTuneData(*words); }; });
}

} // namespace

void addDataCommands(CLI::App &app, CommandLine &line)
{
    CLI::App *group = app.add_subcommand("data", "Checks and makes data sets");
    group->require_subcommand(1);
    addCheck(*group, line);
    addLabels(*group, line);
    addFineTune(*group, line);
}

} // namespace postern::cli
