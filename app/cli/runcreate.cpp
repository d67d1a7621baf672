// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/runcreate.h"

#include "app/cli/batchprogress.h"
#include "app/cli/batchreport.h"
#include "app/cli/loop.h"
#include "app/cli/output.h"
#include "app/request/batchrequest.h"
#include "engine/base/pathtext.h"
#include "engine/batch/journal.h"
#include "engine/batch/keptlines.h"
#include "engine/store/atomicfile.h"
#include "engine/store/processmark.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace postern::cli {

namespace {

struct CreateOptions
{
    request::BatchOptions batch;
    std::string file;
    std::vector<std::string> connections; ///< a file, or overrides of nodes
    std::size_t preview = 0;
    bool failsOnError = false;
    bool repeatsFailed = false;
    bool streams = false; ///< pf wants it said
};

/// A file of connections, or what nodes take instead of theirs.
void takeConnections(CreateOptions &options)
{
    for (const std::string &word : options.connections) {
        if (word.find('=') != std::string::npos)
            options.batch.overrides.push_back(word);
        else
            options.batch.run.connections = word;
    }
}

/// The first of them that stops a pipeline. A run that failed as a whole says why on standard error.
ExitCode endOf(const batch::BatchResult &result,
               const CreateOptions &options,
               const CommandLine &line)
{
    if (result.state == run::NodeState::Cancelled) {
        printNote("The run was cancelled; `postern run resume` goes on with it.");
        return ExitCode::Cancelled;
    }
    if (result.error) {
        const ExitCode code = printError(*result.error, Format::Text, line.verbose);
        return code == ExitCode::Usage || code == ExitCode::Invalid ? ExitCode::Failed : code;
    }
    const bool hasFailures = result.progress.failed > 0 || !result.failedAggregations.empty();
    return options.failsOnError && hasFailures ? ExitCode::Failed : ExitCode::Done;
}

ExitCode runOn(batch::RunFolder &folder,
               request::BatchRequest request,
               const CreateOptions &options,
               const CommandLine &line)
{
    request.spec.repeatsFailed = options.repeatsFailed;
    history::Recorder recorder;
    batch::KeptLines kept(recorder, request.spec.run, folder);
    request.spec.run.observers.push_back(&kept);
    CommandLoop loop;
    run::Engine engine(loop.executor());
    const LoopEnd end(loop.loop());
    engine.setNetwork(std::move(request.network));
    batch::BatchResult result;
    {
        BatchProgressNotes progress;
        auto running = batch::runBatch(engine, std::move(request.spec), folder, {&progress});
        result = loop.run(std::move(running));
    }
    printNote(progressText(result.progress));
    kept.end(result.state);
    if (const std::optional<Message> problem = recorder.takeProblem())
        printNote("warning: " + problem->english());
    printJson(batchJson(folder));
    return endOf(result, options, line);
}

ExitCode preview(request::BatchRequest request, std::size_t count)
{
    CommandLoop loop;
    run::Engine engine(loop.executor());
    const LoopEnd end(loop.loop());
    engine.setNetwork(std::move(request.network));
    List shown;
    auto reading = batch::previewLines(engine, std::move(request.spec), count);
    for (batch::DataLine &row : loop.run(std::move(reading))) {
        Dict one{{"line_number", static_cast<std::int64_t>(row.number)}};
        if (row.error)
            one.append("error", toJson(*row.error));
        else
            one.append("inputs", Value(std::move(row.inputs)));
        shown.emplace_back(std::move(one));
    }
    printJson(std::move(shown));
    return ExitCode::Done;
}

/// A new run of the same flow over the same data, to which the completed lines of the other belong.
ExitCode resumeFrom(const CreateOptions &options, const CommandLine &line)
{
    const batch::RunFolder old = batch::RunFolder::open(batch::runsFolder(),
                                                        options.batch.resumeFrom);
    request::BatchRequest request = request::makeResumeRequest(old, options.batch);
    batch::RunRecord record = old.record();
    record.created = run::WallClock::now();
    record.resumedFrom = record.name;
    record.name = options.batch.name.empty()
                      ? batch::defaultRunName(record.flow, record.variant, record.created)
                      : options.batch.name;
    record.displayName.clear();
    request::setProperties(record, options.batch.properties);
    batch::RunFolder folder = batch::RunFolder::create(batch::runsFolder(), std::move(record));
    batch::Journal journal(folder.linesFile());
    batch::readLines(old, [&journal](const batch::BatchLine &kept) {
        if (kept.isCompleted())
            journal.write(batch::toJsonLine(kept) + "\n");
    });
    return runOn(folder, std::move(request), options, line);
}

ExitCode createRun(CreateOptions options, const CommandLine &line)
{
    if (!options.file.empty())
        request::addRunFile(options.batch, options.file);
    takeConnections(options);
    if (!options.batch.resumeFrom.empty())
        return resumeFrom(options, line);
    if (options.batch.run.flow.empty())
        throw Error(ErrorCode::Usage, tr("No flow is named."), tr("Name it: --flow FOLDER"));
    request::BatchRequest request = request::makeBatchRequest(options.batch);
    if (options.preview > 0)
        return preview(std::move(request), options.preview);
    batch::RunFolder folder = batch::RunFolder::create(batch::runsFolder(), request.record);
    printNote("Run " + request.record.name + ", in " + pathText(folder.path()));
    return runOn(folder, std::move(request), options, line);
}

void requireStanding(const batch::RunFolder &folder)
{
    const std::string &name = folder.record().name;
    if (folder.status() == "Running")
        throw Error(ErrorCode::Usage,
                    tr("The run '%1' is under way.", name),
                    tr("Follow it: postern run stream %1", name));
}

/// Makes the run this process's: of two that would go on with it at the same time only one does.
batch::RunFolder claimed(const std::string &name)
{
    const store::FileLock lock(batch::runsFolder() / ".claim.lock");
    batch::RunFolder folder = batch::RunFolder::open(batch::runsFolder(), name);
    requireStanding(folder);
    folder.record().status = "Running";
    folder.record().owner = store::processMark();
    folder.save();
    return folder;
}

ExitCode resumeRun(CreateOptions options, const std::string &name, const CommandLine &line)
{
    takeConnections(options);
    const batch::RunFolder standing = batch::RunFolder::open(batch::runsFolder(), name);
    requireStanding(standing);
    request::BatchRequest request = request::makeResumeRequest(standing, options.batch);
    batch::RunFolder folder = claimed(name);
    return runOn(folder, std::move(request), options, line);
}

/// What holds for a run that begins and for one that goes on.
void addLimits(CLI::App &command, CreateOptions &options)
{
    request::BatchOptions &batch = options.batch;
    command
        .add_option("--environment-variables,--env",
                    batch.run.environment,
                    "KEY=VALUE pairs and .env files; ${CONNECTION.KEY} is replaced")
        ->expected(1, -1);
    command
        .add_option("--connections",
                    options.connections,
                    "NODE.connection=NAME and NODE.deployment_name=NAME pairs, or a file with "
                    "connections")
        ->expected(1, -1);
    command.add_option("--python", batch.run.python, "Python interpreter for python nodes");
    command.add_flag("--simulate",
                     batch.run.simulate,
                     "Answer every connection from the built-in simulator");
    command.add_option("--concurrency",
                       batch.concurrency,
                       "Lines under way at most (default 256, or PF_WORKER_COUNT)");
    command.add_option("--line-timeout",
                       batch.lineTimeout,
                       "Seconds a line may take (default 600, or PF_LINE_TIMEOUT_SEC)");
    command.add_option("--batch-timeout",
                       batch.batchTimeout,
                       "Seconds the run may take (default: PF_BATCH_TIMEOUT_SEC, or any)");
    command.add_option("--rpm", batch.requestsPerMinute, "Requests a minute that the quota allows");
    command.add_option("--tpm", batch.tokensPerMinute, "Tokens a minute that the quota allows");
    command.add_option("--max-cost", batch.maxCost, "Begin no line once so much is spent");
    command.add_flag("--fail-on-error",
                     options.failsOnError,
                     "Exit with 1 when a line or an aggregation node failed");
}

void addCreate(CLI::App &group, CommandLine &line)
{
    auto options = std::make_shared<CreateOptions>();
    request::BatchOptions &batch = options->batch;
    CLI::App *command = group.add_subcommand("create", "Runs a flow over data, line by line");
    command->add_option("-f,--file", options->file, "A run.yaml that says all of this");
    command->add_option("--flow", batch.run.flow, "Folder of the flow, or its file");
    command->add_option("--data",
                        batch.data,
                        "Lines: .jsonl, .csv, .tsv, .json, .xlsx, or a folder of them");
    command->add_option("--run", batch.sourceRun, "A run whose outputs are lines, too");
    command
        ->add_option("--column-mapping",
                     batch.mapping,
                     "INPUT=${data.COLUMN} pairs, also ${run.outputs.NAME} and "
                     "${run.inputs.COLUMN}; default: the column of the input's name")
        ->expected(1, -1);
    command->add_option("--variant", batch.run.variant, "Use this variant: ${NODE.VARIANT}");
    command->add_option("-n,--name", batch.name, "Name of the run");
    command->add_option("--set", batch.properties, "display_name=, description=, tags.KEY=")
        ->expected(1, -1);
    command->add_option("--init", batch.run.init, "Arguments of a flex flow's class")
        ->expected(1, -1);
    command->add_option("--resume-from",
                        batch.resumeFrom,
                        "A run whose completed lines count; the others run");
    command->add_option("--preview",
                        options->preview,
                        "Print the inputs of so many lines and run nothing");
    command->add_flag("-s,--stream", options->streams, "Tell progress, as is done in any case");
    command->add_flag("--restricted",
                      batch.run.restricted,
                      "Run nothing of the folder's own code, contact nobody");
    addLimits(*command, *options);
    addCommonOptions(*command, line);
    command->footer(
        "Examples:\n"
        "  postern run create --flow chat --data questions.jsonl --simulate\n"
        "  postern run create --flow chat --data q.csv --column-mapping question='${data.q}' "
        "--name first\n"
        "  postern run create --flow measure --data q.csv --run first --column-mapping "
        "truth='${data.a}' answer='${run.outputs.answer}'\n"
        "  postern run create -f run.yaml --fail-on-error");
    command->callback(
        [options, &line] { line.action = [options, &line] { return createRun(*options, line); }; });
}

void addResume(CLI::App &group, CommandLine &line)
{
    auto options = std::make_shared<CreateOptions>();
    auto name = std::make_shared<std::string>();
    CLI::App *command
        = group.add_subcommand("resume",
                               "Goes on with a batch run that was stopped: lines that "
                               "have ended don't run again");
    command->add_option("-n,--name,run", *name, "Name of the run")->required();
    command->add_flag("--rerun-failed", options->repeatsFailed, "Run lines that failed again");
    addLimits(*command, *options);
    addCommonOptions(*command, line);
    command->footer(
        "Examples:\n  postern run resume first\n  postern run resume first --rerun-failed");
    command->callback([options, name, &line] {
        line.action = [options, name, &line] { return resumeRun(*options, *name, line); };
    });
}

} // namespace

void addRunCreate(CLI::App &group, CommandLine &line)
{
    addCreate(group, line);
    addResume(group, line);
}

} // namespace postern::cli
