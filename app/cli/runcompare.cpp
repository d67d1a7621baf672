// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/runcompare.h"

#include "app/cli/progress.h"
#include "app/cli/runcommands.h"
#include "app/cli/runsource.h"
#include "app/cli/testrun.h"
#include "engine/replay/compare.h"
#include "engine/replay/givenoutputs.h"
#include "engine/run/prices.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <system_error>

namespace postern::cli {

namespace {

/// Prices that can't be read spoil no comparison.
run::PriceList knownPrices()
{
    try {
        return run::PriceList::load();
    } catch (const Error &error) {
        printNote("warning: " + error.message());
        return {};
    }
}

ExitCode compareNamed(const std::string &first, const std::string &second, Format format)
{
    const run::PriceList prices = knownPrices();
    replay::RecordedRun before = namedRun(first);
    replay::RecordedRun after = namedRun(second);
    replay::addCosts(before, prices);
    replay::addCosts(after, prices);
    const replay::RunComparison comparison = replay::compareRuns(before, after);
    if (format == Format::Json)
        printJson(replay::toJson(comparison));
    else
        printResult(format == Format::Html ? replay::toHtml(comparison)
                                           : replay::toText(comparison));
    return ExitCode::Done;
}

/// What the run of the history asked and got.
replay::Cassette cassetteOf(const history::StoredRun &stored)
{
    if (!stored.isWhole)
        throw Error(ErrorCode::InvalidInput,
                    tr("The run '%1' can't be replayed: not all of what it was answered is kept.",
                       stored.summary.id),
                    tr("Record one with `flow test --record`: there nothing is cut."));
    replay::Cassette cassette;
    cassette.head.variant = stored.summary.variant;
    cassette.head.node = stored.summary.node;
    if (stored.inputs.isDict())
        cassette.head.inputs = stored.inputs.asDict();
    for (const run::RunEvent &event : stored.events) {
        if (std::optional<replay::Recording> recording = replay::recordingOf(event)) {
            cassette.head.simulated = cassette.head.simulated || recording->host == "simulator";
            cassette.recordings.push_back(std::move(*recording));
        }
    }
    return cassette;
}

/// What nodes of the run didn't give themselves: they were taken from a cache, or pinned.
replay::NodeOutputs givenIn(const history::StoredRun &stored)
{
    replay::NodeOutputs outputs;
    const replay::RecordedRun run = replay::runOfEvents(stored.events, stored.summary.id);
    for (const replay::RecordedNode &node : run.nodes) {
        if (node.state == run::NodeState::Cached)
            outputs.insert_or_assign(node.name, node.output);
    }
    return outputs;
}

struct ReplayRunOptions
{
    std::string flow;
    std::string python;
};

ExitCode replayRun(history::History &history,
                   const std::string &id,
                   const ReplayRunOptions &options,
                   const CommandLine &line)
{
    const history::StoredRun stored = history.read(id);
    TestRunOptions run;
    run.run.flow = options.flow.empty() ? stored.summary.flowFile : options.flow;
    run.run.python = options.python;
    run.replay = id;
    run.cassette = std::make_shared<const replay::Cassette>(cassetteOf(stored));
    std::error_code ignored;
    if (!std::filesystem::exists(run.run.flow, ignored))
        throw Error(ErrorCode::FileUnreadable,
                    tr("The flow of the run '%1' isn't at '%2' any more.",
                       id,
                       run.run.flow.string()),
                    tr("Say where it is with --flow."));
    TestRun test(run);
    test.spec().stream = false;
    test.spec().gates.push_back(std::make_shared<replay::GivenOutputs>(givenIn(stored)));
    Progress progress(line.verbose);
    const run::FlowRunResult result = test.run({&progress});
    test.tellReplay();
    const std::optional<Error> departure = test.departure();
    if (result.error || departure)
        return printError(result.error ? *result.error : *departure, line.format, line.verbose);
    const bool isText = result.outputs.isString() && line.format == Format::Text;
    printResult(isText ? result.outputs.asString() : prettyJson(result.outputs));
    if (!replay::isSameValue(stored.outputs, result.outputs))
        printNote("The outputs aren't those of the run that was recorded.");
    return ExitCode::Done;
}

} // namespace

void addRunCompare(CLI::App &group, CommandLine &line)
{
    CLI::App *command = group.add_subcommand("compare", "Says in what two runs differ");
    auto names = std::make_shared<std::pair<std::string, std::string>>();
    command
        ->add_option("a",
                     names->first,
                     "A run of the history, or a file that --detail, --events or --record wrote")
        ->required();
    command->add_option("b", names->second, "The same for the other one")->required();
    addCommonOptions(*command, line, {{"html", Format::Html}});
    command->footer("Examples:\n"
                    "  postern run compare 01KB5 last\n"
                    "  postern run compare before.json after.json --format html > runs.html");
    command->callback([names, &line] {
        line.action = [names, &line] {
            return compareNamed(names->first, names->second, line.format);
        };
    });
}

void addRunReplay(CLI::App &group, CommandLine &line)
{
    auto options = std::make_shared<ReplayRunOptions>();
    CLI::App *command
        = addRunCommand(group,
                        line,
                        "replay",
                        "Runs a recorded run again, answered by what it was answered then",
                        [options, &line](history::History &history, const std::string &id) {
                            return replayRun(history, id, *options, line);
                        });
    command->add_option("--flow", options->flow, "The flow, where it isn't any more what it was");
    command->add_option("--python", options->python, "Python interpreter for python nodes");
    command->footer("Examples:\n"
                    "  postern run replay last\n"
                    "  postern run replay 01KB5 --flow edited-copy");
}

} // namespace postern::cli
