// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/batchreport.h"
#include "app/cli/output.h"
#include "app/cli/runcreate.h"
#include "app/request/batchrequest.h"
#include "engine/base/pathtext.h"
#include "engine/store/atomicfile.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <fstream>
#include <functional>
#include <memory>
#include <thread>

namespace postern::cli {

namespace {

using Action = std::function<ExitCode(batch::RunFolder &run)>;

CLI::App *addBatchCommand(
    CLI::App &group, CommandLine &line, const char *name, const char *help, const Action &action)
{
    CLI::App *command = group.add_subcommand(name, help);
    auto run = std::make_shared<std::string>();
    command->add_option("-n,--name,run", *run, "Name of the batch run")->required();
    addCommonOptions(*command, line);
    command->footer(std::string("Example:\n  postern run ") + name + " --name first");
    command->callback([run, action, &line] {
        line.action = [run, action] {
            batch::RunFolder folder = batch::RunFolder::open(batch::runsFolder(), *run);
            return action(folder);
        };
    });
    return command;
}

void addShowDetails(CLI::App &group, CommandLine &line)
{
    struct DetailsOptions
    {
        std::size_t most = 100;
        bool all = false;
    };
    auto options = std::make_shared<DetailsOptions>();
    const auto show = [options, &line](const batch::RunFolder &run) {
        const std::vector<Dict> rows = options->all ? detailsOf(run)
                                                    : detailsOf(run, options->most);
        if (line.format == Format::Json) {
            List list;
            list.reserve(rows.size());
            for (const Dict &row : rows)
                list.emplace_back(row);
            printJson(std::move(list));
        } else {
            printResult(detailsTable(rows));
        }
        return ExitCode::Done;
    };
    CLI::App *command = addBatchCommand(group,
                                        line,
                                        "show-details",
                                        "Shows inputs and outputs of a batch run's lines",
                                        show);
    command->add_option("-r,--max-results", options->most, "How many lines are shown")
        ->capture_default_str();
    command->add_flag("--all-results", options->all, "Show all lines");
}

void addShowMetrics(CLI::App &group, CommandLine &line)
{
    addBatchCommand(group,
                    line,
                    "show-metrics",
                    "Shows what a batch run measured",
                    [](const batch::RunFolder &run) {
                        printJson(Value(run.record().metrics));
                        return ExitCode::Done;
                    });
}

/// The log as it is and as it grows, till the run has ended.
ExitCode streamRun(const batch::RunFolder &run)
{
    constexpr std::chrono::milliseconds kBetweenLooks{200};
    std::ifstream log(run.path() / "logs.txt", std::ios::binary);
    for (bool hasEnded = false;;) {
        for (std::string text; std::getline(log, text);)
            printResult(text);
        log.clear();
        if (hasEnded)
            break;
        hasEnded = batch::RunFolder::open(batch::runsFolder(), run.record().name).status()
                   != "Running";
        if (!hasEnded)
            std::this_thread::sleep_for(kBetweenLooks);
    }
    const batch::RunFolder ended = batch::RunFolder::open(batch::runsFolder(), run.record().name);
    printResult("======= Run Summary =======\n");
    printResult("Run name: \"" + ended.record().name + "\"\nRun status: \"" + ended.status()
                + "\"\nOutput path: \"" + pathText(ended.path()) + "\"");
    return ended.status() == "Completed" ? ExitCode::Done : ExitCode::Failed;
}

void addUpdate(CLI::App &group, CommandLine &line)
{
    auto words = std::make_shared<std::vector<std::string>>();
    CLI::App *command = addBatchCommand(group,
                                        line,
                                        "update",
                                        "Changes the display name, description or tags of a batch "
                                        "run",
                                        [words](batch::RunFolder &run) {
                                            request::setProperties(run.record(), *words);
                                            run.save();
                                            printJson(batchJson(run));
                                            return ExitCode::Done;
                                        });
    command->add_option("--set", *words, "display_name=, description=, tags.KEY=")
        ->expected(1, -1)
        ->required();
}

void addArchive(CLI::App &group, CommandLine &line, const char *name, const char *help, bool archives)
{
    addBatchCommand(group, line, name, help, [archives](batch::RunFolder &run) {
        run.record().isArchived = archives;
        run.save();
        printJson(batchJson(run));
        return ExitCode::Done;
    });
}

/// "a,b" and "a b" name two runs.
std::vector<batch::RunFolder> runsOf(const std::vector<std::string> &words)
{
    std::vector<batch::RunFolder> runs;
    for (const std::string &word : words) {
        for (std::size_t at = 0; at <= word.size();) {
            const std::size_t end = std::min(word.find(',', at), word.size());
            if (end > at)
                runs.push_back(
                    batch::RunFolder::open(batch::runsFolder(), word.substr(at, end - at)));
            at = end + 1;
        }
    }
    return runs;
}

void addVisualize(CLI::App &group, CommandLine &line)
{
    struct PageOptions
    {
        std::vector<std::string> names;
        std::string file;
    };
    auto options = std::make_shared<PageOptions>();
    CLI::App *command = group.add_subcommand("visualize",
                                             "Writes batch runs side by side as one HTML file");
    command->add_option("-n,--names,--name,runs", options->names, "Names of runs: a,b or a b")
        ->expected(1, -1)
        ->required();
    command->add_option("--html-path", options->file, "File to write (default: NAME.html)");
    addCommonOptions(*command, line);
    command->footer("Example:\n  postern run visualize first,second --html-path runs.html");
    command->callback([options, &line] {
        line.action = [options] {
            const std::vector<batch::RunFolder> runs = runsOf(options->names);
            if (runs.empty())
                throw Error(ErrorCode::Usage, tr("No run is named."), tr("Name one: --names first"));
            const std::string file = options->file.empty() ? runs.front().record().name + ".html"
                                                           : options->file;
            store::writeFile(file, runsPage(runs));
            printNote("Wrote " + file + ".");
            return ExitCode::Done;
        };
    });
}

} // namespace

void addBatchCommands(CLI::App &group, CommandLine &line)
{
    addShowDetails(group, line);
    addShowMetrics(group, line);
    addBatchCommand(group,
                    line,
                    "stream",
                    "Shows the log of a batch run, and follows it while it goes on",
                    [](const batch::RunFolder &run) { return streamRun(run); });
    addUpdate(group, line);
    addArchive(group, line, "archive", "Leaves a batch run out of lists", true);
    addArchive(group, line, "restore", "Takes an archived batch run into lists again", false);
    addVisualize(group, line);
}

} // namespace postern::cli
