// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/gitcommands.h"

#include "app/cli/commandline.h"
#include "app/cli/loop.h"
#include "engine/base/pathtext.h"
#include "engine/git/setup.h"
#include "engine/store/resources.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>

namespace fs = std::filesystem;

namespace postern::cli {

namespace {

struct SetupOptions
{
    std::string folder = ".";
    bool undo = false;
    bool addsIgnores = false;
};

/// This program as git can start it.
std::string ownProgram()
{
    std::error_code failure;
    const fs::path program = fs::read_symlink("/proc/self/exe", failure);
    return failure ? std::string("postern") : pathText(program);
}

ExitCode setUp(const SetupOptions &options, Format format)
{
    CommandLoop loop;
    git::Program program{fs::path(options.folder)};
    const git::SetupReport report = loop.run(
        options.undo ? git::undoSetup(std::move(program))
                     : git::setUpRepository(std::move(program), ownProgram(), options.addsIgnores));
    if (format == Format::Json) {
        printJson(Dict{{"done", List(report.done.begin(), report.done.end())},
                       {"offered_ignores", List(report.offered.begin(), report.offered.end())}});
        return ExitCode::Done;
    }
    std::string text;
    for (const std::string &line : report.done)
        text += line + "\n";
    if (text.empty())
        text = options.undo ? "Nothing was set up here." : "Everything is set up already.";
    printResult(text);
    if (!report.offered.empty())
        printNote("note: .gitignore lacks what flow folders need ("
                  + std::to_string(report.offered.size()) + " rules, as " + report.offered.front()
                  + "); --ignore adds it");
    if (!options.undo && !report.done.empty())
        printNote("note: commit .gitattributes; every clone needs `postern git setup` once");
    return ExitCode::Done;
}

void addSetup(CLI::App &group, CommandLine &line)
{
    CLI::App *setup = group.add_subcommand("setup",
                                           "Has git compare and merge flows by their nodes");
    auto options = std::make_shared<SetupOptions>();
    setup->add_option("DIR", options->folder, "A folder of the repository (this one)");
    setup->add_flag("--ignore",
                    options->addsIgnores,
                    "Add to .gitignore what runs, environments and keys are in");
    setup->add_flag("--undo", options->undo, "Take back what it did");
    addCommonOptions(*setup, line);
    setup->footer(
        "It writes a line into .gitattributes and settings of this clone, and shows both.");
    setup->callback([options, &line] {
        line.action = [options, &line] { return setUp(*options, line.format); };
    });
}

} // namespace

void addNeverRuns(CLI::App &command)
{
    command.add_flag_callback("--restricted", [] {}, "Run nothing of the folder, as always here");
}

void addGitCommands(CLI::App &app, CommandLine &line)
{
    CLI::App *group = app.add_subcommand("git", "Flow folders in git");
    group->require_subcommand(1);
    addSetup(*group, line);
    addStatus(*group, line);
    addPullRequestCommands(*group, line);
    addParcelCommands(*group, line);
    addZipImport(*group, line);
}

} // namespace postern::cli
