// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandline.h"
#include "app/cli/diffpage.h"
#include "app/cli/diffpicture.h"
#include "app/cli/diffreport.h"
#include "app/cli/gitcommands.h"
#include "app/cli/loop.h"
#include "engine/store/atomicfile.h"

#include <CLI/CLI.hpp>

#include <array>
#include <filesystem>
#include <memory>

namespace fs = std::filesystem;

namespace postern::cli {

namespace {

struct DiffOptions
{
    std::vector<std::string> words;
    std::string output;
    bool isExternal = false;
    bool tellsByExitCode = false;
};

struct Compared
{
    git::Snapshot before;
    git::Snapshot after;
};

/// What git calls its external diff with: the path, then file, object and mode of each side; for a
/// path in conflict the path alone.
Compared givenByGit(const std::vector<std::string> &words)
{
    constexpr std::size_t kOldFile = 1;
    constexpr std::size_t kNewFile = 4;
    if (words.size() < 7)
        throw Error(ErrorCode::Usage,
                    tr("Git gives its external diff 7 words; here are %1.", words.size()),
                    tr("Set it by `postern git setup`."));
    const std::string name = fs::path(words.front()).filename().string();
    Compared sides;
    sides.before = git::fileSnapshot(words[kOldFile], name);
    sides.after = git::fileSnapshot(words[kNewFile], name);
    sides.before.label = "a/" + words.front();
    sides.after.label = "b/" + (words.size() > 7 ? words[7] : words.front());
    return sides;
}

Task<Compared> readSides(std::vector<std::string> words)
{
    // One path alone is compared with the last commit.
    if (words.size() == 1)
        words.insert(words.begin(), "HEAD:./" + words.front());
    // Comparing runs nothing that the repository names.
    constexpr flow::Trust kTrust = flow::Trust::Restricted;
    Compared sides;
    sides.before = co_await git::readSnapshot(words[0], fs::current_path(), kTrust);
    sides.after = co_await git::readSnapshot(words[1], fs::current_path(), kTrust);
    co_return sides;
}

std::string reportOf(const git::SnapshotDiff &diff, const Compared &sides, Format format)
{
    if (format == Format::Json)
        return prettyJson(diffJson(diff));
    if (format == Format::Html)
        return diffPage(diff, sides.before.label, sides.after.label);
    return diffText(diff);
}

ExitCode compare(const DiffOptions &options, Format format)
{
    if (options.isExternal && options.words.size() == 1) { // in conflict: nothing to compare
        printResult("* " + diffName(options.words.front()) + " is in conflict");
        return ExitCode::Done;
    }
    if (!options.isExternal && options.words.size() > 2)
        throw Error(ErrorCode::Usage,
                    tr("Two things are compared; here are %1.", options.words.size()),
                    tr("Name two folders, files or REV:PATH."));
    if (format == Format::Png && options.output.empty())
        throw Error(ErrorCode::Usage,
                    tr("A picture needs a file."),
                    tr("Name it: --format png -o diff.png"));
    CommandLoop loop;
    const Compared sides = options.isExternal ? givenByGit(options.words)
                                              : loop.run(readSides(options.words));
    for (const git::Snapshot *const side : {&sides.before, &sides.after}) {
        for (const std::string &skipped : side->skipped)
            printNote("skipped " + diffName(side->label + "/" + skipped));
    }
    const git::SnapshotDiff diff = git::diffSnapshots(sides.before, sides.after);
    if (format == Format::Png) {
        store::writeFile(options.output, loop.run(drawPng(diffDot(diff))));
    } else {
        std::string report = reportOf(diff, sides, format);
        if (options.isExternal && format == Format::Text && !report.empty())
            report.insert(0,
                          "flow diff " + diffName(sides.before.label) + " "
                              + diffName(sides.after.label) + "\n");
        if (!options.output.empty())
            store::writeFile(options.output, report + "\n");
        else if (!report.empty())
            printResult(report);
    }
    return options.tellsByExitCode && !diff.isEmpty() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace

void addDiffCommand(CLI::App &app, CommandLine &line)
{
    CLI::App *command = app.add_subcommand("diff",
                                           "Says what differs between two flows: nodes, fields, "
                                           "edges, prompts");
    auto options = std::make_shared<DiffOptions>();
    command
        ->add_option("A B",
                     options->words,
                     "Two folders, files or REV:PATH; one alone is compared with the last commit")
        ->required()
        ->expected(1, -1);
    command->add_option("-o,--output", options->output, "Write to this file")->option_text("FILE");
    command->add_flag("--exit-code",
                      options->tellsByExitCode,
                      "End with 1 when something differs, as git does");
    command->add_flag("--git-external",
                      options->isExternal,
                      "Take the words that git gives its external diff");
    addNeverRuns(*command);
    addCommonOptions(*command, line, {{"html", Format::Html}, {"png", Format::Png}});
    command->footer("Places of nodes, comments, quotes and the order of keys are no difference.\n\n"
                    "Examples:\n"
                    "  postern diff HEAD~3:flows/chat flows/chat\n"
                    "  postern diff main:flows/chat/flow.dag.yaml HEAD:flows/chat/flow.dag.yaml\n"
                    "  postern diff before after --format html -o diff.html");
    command->callback([options, &line] {
        line.action = [options, &line] { return compare(*options, line.format); };
    });
}

} // namespace postern::cli
