// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/runcommands.h"
#include "engine/base/pathtext.h"
#include "engine/history/promptflowfiles.h"
#include "engine/history/runfile.h"
#include "engine/store/atomicfile.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>

namespace fs = std::filesystem;

namespace postern::cli {

namespace {

struct ExportOptions
{
    std::string target;
    std::string layout = "postern";
    bool overwrites = false;
};

ExitCode exportRun(const ExportOptions &options, history::History &history, const std::string &id)
{
    std::error_code unknown;
    if (!options.overwrites && fs::exists(options.target, unknown))
        throw Error(ErrorCode::Usage,
                    tr("There is a '%1' already.", options.target),
                    tr("Name another, or add -y."));
    const history::LooseRun run = history::takeRun(history, id);
    if (options.layout == "promptflow")
        history::writeRunFolder(run, fs::path(options.target));
    else
        store::writeFile(options.target, history::writeRunFile(run), 0600);
    printNote("Wrote " + options.target + ".");
    return ExitCode::Done;
}

void addExport(CLI::App &group, CommandLine &line)
{
    auto options = std::make_shared<ExportOptions>();
    CLI::App *command = addRunCommand(group,
                                      line,
                                      "export",
                                      "Writes a recorded run into a file, to be handed on",
                                      [options](history::History &history, const std::string &id) {
                                          return exportRun(*options, history, id);
                                      });
    command
        ->add_option("file", options->target, "File to write, or folder with --layout promptflow")
        ->required();
    command
        ->add_option("--layout",
                     options->layout,
                     "postern: one file; promptflow: a folder as in ~/.promptflow/.runs")
        ->check(CLI::IsMember({"postern", "promptflow"}))
        ->capture_default_str();
    command->add_flag("-y,--yes,--assume-yes", options->overwrites, "Overwrite what is there");
    command->footer(
        "Secrets that Postern knows are masked. Inputs, outputs and the flow's files are as "
        "they were:\nlook at them before you hand them on.\nExamples:\n"
        "  postern run export last question.postern-run\n"
        "  postern run export 01KB5 runs/baseline --layout promptflow");
}

ExitCode importRuns(const std::string &path)
{
    history::History history;
    List added;
    List known;
    history::readRuns(path, [&](const history::LooseRun &run) {
        const std::string &id = run.run.summary.id;
        try {
            history.add(run);
            added.emplace_back(id);
        } catch (const Error &error) {
            if (error.code() != ErrorCode::Usage) // it is there already
                throw;
            known.emplace_back(id);
        }
    });
    printJson(Dict{{"imported", std::move(added)}, {"known", std::move(known)}});
    return ExitCode::Done;
}

void addImport(CLI::App &group, CommandLine &line)
{
    CLI::App *command = group.add_subcommand("import", "Adds runs from elsewhere to the history");
    auto path = std::make_shared<std::string>();
    command
        ->add_option("path",
                     *path,
                     "What `run export` wrote; or prompt flow's: its home (~/.promptflow), a run's "
                     "folder, a flow it has tested, a flow.detail.json")
        ->required();
    addCommonOptions(*command, line);
    command->footer("Examples:\n"
                    "  postern run import question.postern-run\n"
                    "  postern run import ~/.promptflow");
    command->callback([path, &line] { line.action = [path] { return importRuns(*path); }; });
}

} // namespace

void addRunFiles(CLI::App &group, CommandLine &line)
{
    addExport(group, line);
    addImport(group, line);
}

} // namespace postern::cli
