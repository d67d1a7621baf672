// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandline.h"
#include "app/cli/loop.h"
#include "app/cli/progress.h"
#include "app/cli/toolinit.h"
#include "app/request/keyvalues.h"
#include "engine/run/toolcatalog.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace fs = std::filesystem;

namespace postern::cli {

namespace {

struct ToolOptions
{
    fs::path python;
    fs::path flow;
    std::string source;
    std::string input;
    std::vector<std::string> values;
    bool restricted = false;
};

run::ToolCatalog catalog(const ToolOptions &options)
{
    const auto trust = options.restricted ? flow::Trust::Restricted : flow::Trust::Trusted;
    const auto notes = std::make_shared<ImportNotes>();
    const auto tell = [notes](bool isError, std::string_view text) {
        notes->add({}, isError, text);
    };
    return run::ToolCatalog(options.python, tell, trust);
}

ExitCode list(const ToolOptions &options)
{
    printJson(runOnLoop(catalog(options).list(options.flow)));
    return ExitCode::Done;
}

ExitCode show(const ToolOptions &options)
{
    if (options.input.empty()) {
        printJson(runOnLoop(catalog(options).manifest(options.source)));
        return ExitCode::Done;
    }
    Dict values;
    for (const auto &[key, value] : request::readPairs(options.values, "--inputs"))
        values.set(Value(key), Value(value));
    printJson(runOnLoop(catalog(options).choices(options.source, options.input, std::move(values))));
    return ExitCode::Done;
}

ExitCode validate(const ToolOptions &options)
{
    const Value report = runOnLoop(catalog(options).validate(options.source));
    printJson(report);
    const Value *result = report.find("result");
    return result && *result == Value("Succeeded") ? ExitCode::Done : ExitCode::Invalid;
}

using ToolAction = ExitCode (*)(const ToolOptions &);

CLI::App *addCommand(CLI::App &group,
                     CommandLine &line,
                     const std::string &name,
                     const std::string &help,
                     ToolAction action,
                     const std::shared_ptr<ToolOptions> &options)
{
    CLI::App *command = group.add_subcommand(name, help);
    command->add_option("--python", options->python, "Python interpreter whose packages are meant");
    command->add_flag("--restricted",
                      options->restricted,
                      "Import no file that is named here or by the flow, read nothing outside it");
    addCommonOptions(*command, line);
    command->callback(
        [options, action, &line] { line.action = [options, action] { return action(*options); }; });
    return command;
}

} // namespace

void addToolCommands(CLI::App &app, CommandLine &line)
{
    CLI::App *group = app.add_subcommand("tool", "Tools of flows: list, show, init, validate");
    group->require_subcommand(1);
    auto options = std::make_shared<ToolOptions>();
    CLI::App *listing = addCommand(*group,
                                   line,
                                   "list",
                                   "Lists the package tools there are, and a flow's own, as JSON",
                                   list,
                                   options);
    listing->add_option("--flow", options->flow, "Folder of a flow, whose tools are listed too")
        ->check(CLI::ExistingPath);
    listing->footer("Examples:\n  postern tool list\n  postern tool list --flow chat");
    CLI::App *showing = addCommand(*group,
                                   line,
                                   "show",
                                   "Shows a tool's manifest, or what one of its inputs can be",
                                   show,
                                   options);
    showing->add_option("tool", options->source, "A package tool's id, or a Python file")->required();
    CLI::Option *input = showing->add_option("--list",
                                             options->input,
                                             "Call the function that lists or makes this input");
    showing->add_option("--inputs", options->values, "KEY=VALUE pairs: other inputs of the tool")
        ->needs(input)
        ->expected(1, -1);
    showing->footer("Examples:\n  postern tool show my_tools.search.search\n"
                    "  postern tool show my_tools.search.search --list index --inputs size=3");
    CLI::App *validating = addCommand(*group,
                                      line,
                                      "validate",
                                      "Checks a package of tools, one tool or a Python file",
                                      validate,
                                      options);
    validating
        ->add_option("--source", options->source, "A package, PACKAGE.MODULE.FUNCTION or a file")
        ->required();
    validating->footer("Examples:\n  postern tool validate --source my_tools\n"
                       "  postern tool validate --source my_tools.search.search\n"
                       "  postern tool validate --source search.py");
    addToolInit(*group, line);
}

} // namespace postern::cli
