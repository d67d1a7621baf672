// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/runcommands.h"

#include "app/cli/batchreport.h"
#include "app/cli/confirm.h"
#include "app/cli/runcompare.h"
#include "app/cli/runcreate.h"
#include "app/cli/runjson.h"
#include "engine/base/json.h"
#include "engine/run/eventrecord.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <memory>
#include <set>
#include <utility>
#include <vector>

namespace postern::cli {

namespace {

bool isBatchRun(const std::string &name)
{
    std::error_code unknown;
    return !name.empty() && name.find('/') == std::string::npos
           && std::filesystem::exists(batch::runsFolder() / name / "run.json", unknown);
}

/// A batch run has a folder, and is in the history unless nothing is recorded.
void removeBatch(history::History &history, const std::string &name)
{
    batch::RunFolder::open(batch::runsFolder(), name).remove();
    history::RunQuery all;
    all.kind = "batch";
    all.limit = std::numeric_limits<std::size_t>::max();
    for (const history::RunSummary &run : history.list(all)) {
        if (run.id == name)
            history.remove(name);
    }
}

struct ListRunsOptions
{
    std::vector<std::string> words;
    std::string kind = "all";
    std::size_t maxResults = 50;
    bool allResults = false;
    bool archivedOnly = false;
    bool includesArchived = false;
};

/// Batch runs that `run archive` has left out of lists.
std::set<std::string> archivedRuns()
{
    std::set<std::string> names;
    for (const batch::RunFolder &run : batch::listRuns(batch::runsFolder())) {
        if (run.record().isArchived)
            names.insert(run.record().name);
    }
    return names;
}

/// The runs of a query and how many it has without its limit.
struct ListedRuns
{
    std::vector<history::RunSummary> runs;
    std::size_t count = 0;
};

ListedRuns runsToList(history::RunQuery query, const ListRunsOptions &options)
{
    history::History history;
    const std::set<std::string> archived = options.includesArchived && !options.archivedOnly
                                               ? std::set<std::string>()
                                               : archivedRuns();
    ListedRuns listed;
    if (archived.empty() && !options.archivedOnly) {
        listed.runs = history.list(query);
        listed.count = listed.runs.size() < query.limit ? listed.runs.size() : history.count(query);
        return listed;
    }
    const std::size_t limit = std::exchange(query.limit, std::numeric_limits<std::size_t>::max());
    for (history::RunSummary &run : history.list(query)) {
        if ((run.kind == "batch" && archived.contains(run.id)) != options.archivedOnly)
            continue;
        if (++listed.count <= limit)
            listed.runs.push_back(std::move(run));
    }
    return listed;
}

ExitCode listRuns(const ListRunsOptions &options, const CommandLine &line)
{
    history::RunQuery query;
    for (const std::string &word : options.words)
        query.words += (query.words.empty() ? "" : " ") + word;
    query.kind = options.kind;
    query.limit = options.allResults ? std::numeric_limits<std::size_t>::max() : options.maxResults;
    const auto [runs, count] = runsToList(query, options);
    if (line.format == Format::Json) {
        List shown;
        shown.reserve(runs.size());
        for (const history::RunSummary &run : runs)
            shown.emplace_back(runJson(run));
        printJson(std::move(shown));
        return ExitCode::Done;
    }
    if (!runs.empty())
        printResult(runTable(runs));
    if (count > runs.size())
        printNote(std::to_string(count - runs.size()) + " more: --max-results, or --all-results");
    else if (runs.empty())
        printNote("No runs.");
    return ExitCode::Done;
}

void addListRuns(CLI::App &group, CommandLine &line)
{
    CLI::App *command = group.add_subcommand("list", "Lists recorded runs, the newest first");
    auto options = std::make_shared<ListRunsOptions>();
    command->add_option("words",
                        options->words,
                        "What to look for: state:failed node:answer cost>0.01 tag:x, and words of "
                        "inputs, outputs and errors");
    command->add_option("--kind", options->kind, "test, debug, chat, batch ..., or all")
        ->capture_default_str();
    command->add_option("-r,--max-results", options->maxResults, "How many runs are listed")
        ->capture_default_str();
    command->add_flag("--all-results", options->allResults, "List all runs");
    command->add_flag("--archived-only", options->archivedOnly, "List archived batch runs alone");
    command->add_flag("--include-archived",
                      options->includesArchived,
                      "List archived batch runs, too");
    addCommonOptions(*command, line);
    command->footer("Examples:\n"
                    "  postern run list state:failed node:answer\n"
                    "  postern run list 'tokens>2000' flow:support --format json\n"
                    "  postern run list after:2026-11-01 refund policy");
    command->callback(
        [options, &line] { line.action = [options, &line] { return listRuns(*options, line); }; });
}

void addShowRun(CLI::App &group, CommandLine &line)
{
    auto showsEvents = std::make_shared<bool>(false);
    CLI::App *command
        = addRunCommand(group,
                        line,
                        "show",
                        "Shows a recorded run: inputs, what each node did, outputs",
                        [showsEvents, &line](history::History &history, const std::string &id) {
                            if (isBatchRun(id) && !*showsEvents) {
                                printJson(
                                    batchJson(batch::RunFolder::open(batch::runsFolder(), id)));
                                return ExitCode::Done;
                            }
                            const history::StoredRun run = history.read(id);
                            if (*showsEvents) {
                                json::WriteOptions options;
                                options.ensureAscii = false;
                                options.reprUnknown = true;
                                for (const run::RunEvent &event : run.events)
                                    printResult(json::write(run::eventRecord(event), options));
                            } else if (line.format == Format::Json) {
                                printJson(runJson(run));
                            } else {
                                printResult(runText(run));
                            }
                            return ExitCode::Done;
                        });
    command
        ->add_flag("--events",
                   *showsEvents,
                   "Print what was told of it, a JSON object a line, as `flow test --events` has "
                   "it");
    command->footer("Examples:\n"
                    "  postern run show last\n"
                    "  postern run show 01KB5 --format json");
}

/// Words added and taken away, beside what is there.
std::vector<std::string> changedTags(std::vector<std::string> tags,
                                     const std::vector<std::string> &changes)
{
    for (const std::string &change : changes) {
        const bool isRemoval = change.starts_with('-');
        const std::string tag = change.substr(isRemoval ? 1 : 0);
        std::erase(tags, tag);
        if (!isRemoval)
            tags.push_back(tag);
    }
    return tags;
}

void addTagRun(CLI::App &group, CommandLine &line)
{
    auto changes = std::make_shared<std::vector<std::string>>();
    CLI::App *command
        = addRunCommand(group,
                        line,
                        "tag",
                        "Gives a recorded run tags, or takes them",
                        [changes](history::History &history, const std::string &id) {
                            history.setTags(id, changedTags(history.summary(id).tags, *changes));
                            printJson(runJson(history.summary(id)));
                            return ExitCode::Done;
                        });
    command->add_option("tags", *changes, "Words, or KEY=VALUE; -- -WORD takes one away")
        ->expected(1, -1)
        ->required();
    command->footer("Examples:\n"
                    "  postern run tag last baseline\n"
                    "  postern run tag 01KB5 release=4 -- -baseline");
}

void addPinRun(CLI::App &group, CommandLine &line, const char *name, const char *help, bool isPinned)
{
    CLI::App *command = addRunCommand(group,
                                      line,
                                      name,
                                      help,
                                      [isPinned](history::History &history, const std::string &id) {
                                          history.setPinned(id, isPinned);
                                          return ExitCode::Done;
                                      });
    command->footer(std::string("Example:\n  postern run ") + name + " last");
}

void addDeleteRun(CLI::App &group, CommandLine &line)
{
    auto isSure = std::make_shared<bool>(false);
    CLI::App *command = addRunCommand(group,
                                      line,
                                      "delete",
                                      "Deletes a recorded run",
                                      [isSure](history::History &history, const std::string &id) {
                                          if (*isSure || confirmedDeletion("run " + id)) {
                                              isBatchRun(id) ? removeBatch(history, id)
                                                             : history.remove(id);
                                              printNote("Deleted " + id + ".");
                                          }
                                          return ExitCode::Done;
                                      });
    command->add_flag("-y,--yes,--assume-yes", *isSure, "Don't ask");
    command->footer("Example:\n  postern run delete 01KB5XJ0 -y");
}

void addPruneRuns(CLI::App &group, CommandLine &line)
{
    struct PruneOptions
    {
        std::uint32_t days = 0;
        std::uint64_t megabytes = 0;
    };
    auto options = std::make_shared<PruneOptions>();
    CLI::App *command = group.add_subcommand("prune", "Lets go of old runs; pinned ones are kept");
    command->add_option("--days", options->days, "Runs that are older")->check(CLI::PositiveNumber);
    command->add_option("--size", options->megabytes, "The oldest beyond so many megabytes in all")
        ->check(CLI::PositiveNumber);
    command->require_option(1, 2);
    addCommonOptions(*command, line);
    command->footer("Examples:\n  postern run prune --days 90\n  postern run prune --size 500");
    command->callback([options, &line] {
        line.action = [options] {
            history::Retention retention;
            constexpr int kHours = 24;
            constexpr std::uint64_t kMegabyte = 1'000'000;
            if (options->days > 0)
                retention.age = std::chrono::hours(kHours) * options->days;
            if (options->megabytes > 0)
                retention.bytes = options->megabytes * kMegabyte;
            const std::size_t count = history::History().prune(retention);
            printJson(Dict{{"deleted", static_cast<std::int64_t>(count)}});
            return ExitCode::Done;
        };
    });
}

} // namespace

CLI::App *addRunCommand(CLI::App &group,
                        CommandLine &line,
                        const std::string &name,
                        const std::string &help,
                        std::function<ExitCode(history::History &, const std::string &id)> action)
{
    CLI::App *command = group.add_subcommand(name, help);
    auto run = std::make_shared<std::string>();
    command->add_option("-n,--name,run", *run, "Its id or the beginning of it, or `last`")
        ->required();
    addCommonOptions(*command, line);
    command->callback([run, act = std::move(action), &line] {
        line.action = [run, act] {
            history::History history;
            return act(history, isBatchRun(*run) ? *run : history.find(*run));
        };
    });
    return command;
}

void addRunCommands(CLI::App &app, CommandLine &line)
{
    CLI::App *group = app.add_subcommand("run",
                                         "Batch runs: create, resume, show-details, "
                                         "show-metrics, stream, update, archive, restore, "
                                         "visualize; recorded runs: list, show, compare, replay, "
                                         "export, import, tag, pin, unpin, delete, prune");
    group->require_subcommand(1);
    addRunCreate(*group, line);
    addBatchCommands(*group, line);
    addListRuns(*group, line);
    addShowRun(*group, line);
    addRunFiles(*group, line);
    addTagRun(*group, line);
    addPinRun(*group, line, "pin", "Keeps a recorded run whatever its age", true);
    addPinRun(*group, line, "unpin", "Lets a recorded run go with its age again", false);
    addDeleteRun(*group, line);
    addPruneRuns(*group, line);
    addRunCompare(*group, line);
    addRunReplay(*group, line);
}

} // namespace postern::cli
