// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandline.h"
#include "app/cli/loop.h"
#include "engine/python/pythonenvironment.h"
#include "engine/python/wheels.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

namespace postern::cli {

namespace {

struct EnvOptions
{
    std::filesystem::path flow;
    python::CreateOptions create;
    bool restricted = false;
};

/// The folder of a flow that may be named by its file.
flow::SourceFolder folderOf(const EnvOptions &options)
{
    const bool isFile = std::filesystem::is_regular_file(options.flow);
    return {isFile ? std::filesystem::absolute(options.flow).parent_path() : options.flow,
            options.restricted ? flow::Trust::Restricted : flow::Trust::Trusted};
}

Dict toDict(const python::InterpreterInfo &info)
{
    return Dict{{"interpreter", info.interpreter.program.string()},
                {"version", info.version},
                {"folder", info.folder.string()},
                {"virtual", info.isVirtual},
                {"from", python::toString(info.interpreter.origin)}};
}

void printInterpreter(const python::InterpreterInfo &info, Format format)
{
    if (format == Format::Json)
        return printJson(toDict(info));
    printResult("interpreter: " + info.interpreter.program.string() + "\nversion: " + info.version
                + "\nfolder: " + info.folder.string() + (info.isVirtual ? "" : " (the system's)")
                + "\nfrom: " + std::string(python::toString(info.interpreter.origin)));
}

ExitCode show(const EnvOptions &options, Format format)
{
    const python::PythonEnvironment environment(folderOf(options), options.create.python);
    printInterpreter(runOnLoop(environment.show()), format);
    return ExitCode::Done;
}

Task<python::InterpreterInfo> createAndShow(const EnvOptions &options)
{
    const python::PythonEnvironment environment(folderOf(options));
    python::CreateOptions create = options.create;
    create.onOutput = [](std::string_view text) { printNotePiece(text); };
    co_await environment.create(std::move(create));
    co_return co_await environment.show();
}

ExitCode create(const EnvOptions &options, Format format)
{
    printInterpreter(runOnLoop(createAndShow(options)), format);
    return ExitCode::Done;
}

Value stateJson(const python::RequirementState &state)
{
    const auto orNull = [](const std::string &text) { return text.empty() ? Value() : Value(text); };
    return Dict{{"requirement", state.requirement},
                {"file", state.file.string()},
                {"line", state.line},
                {"name", orNull(state.name)},
                {"installed", orNull(state.installed)},
                {"needs", orNull(state.needs)},
                {"state", python::toString(state.state)}};
}

Value importToJson(const python::RequirementState &state)
{
    return Dict{{"module", state.name}, {"file", state.file.string()}, {"line", state.line}};
}

std::string toText(const python::RequirementState &state)
{
    std::string text = toString(Place{state.file.string(), state.line}) + ": " + state.requirement
                       + ": " + std::string(python::toString(state.state));
    if (!state.installed.empty())
        text += ", " + state.installed + " is installed";
    if (!state.needs.empty())
        text += ", " + state.needs;
    return text;
}

ExitCode check(const EnvOptions &options, Format format)
{
    const python::PythonEnvironment environment(folderOf(options), options.create.python);
    const python::RequirementsReport report = runOnLoop(environment.check());
    const auto isProblem = [](const python::RequirementState &state) { return state.isProblem(); };
    const auto problems = std::ranges::count_if(report.requirements, isProblem);
    const auto imports = std::ranges::count_if(report.requirements,
                                               &python::RequirementState::isImport);
    if (format == Format::Json) {
        Dict result = toDict(report.interpreter);
        List requirements;
        List missing;
        for (const python::RequirementState &state : report.requirements) {
            if (state.isImport)
                missing.push_back(importToJson(state));
            else
                requirements.push_back(stateJson(state));
        }
        result.append("ok", problems == 0);
        result.append("requirements", std::move(requirements));
        result.append("imports", std::move(missing));
        printJson(result);
    } else {
        for (const python::RequirementState &state : report.requirements) {
            if (state.isProblem())
                printResult(toText(state));
        }
        const std::string program = report.interpreter.interpreter.program.string();
        printNote(std::to_string(report.requirements.size() - static_cast<std::size_t>(imports))
                  + " requirements, " + std::to_string(problems - imports) + " not met by "
                  + program + "; "
                  + (imports == 0 ? "all that the flow's files import is there"
                                  : "imported, but neither in the folder nor there: "
                                        + std::to_string(imports)));
    }
    return problems == 0 ? ExitCode::Done : ExitCode::Invalid;
}

using EnvAction = ExitCode (*)(const EnvOptions &, Format);

CLI::App *addCommand(CLI::App &group,
                     CommandLine &line,
                     const std::string &name,
                     const std::string &help,
                     EnvAction action,
                     const std::shared_ptr<EnvOptions> &options)
{
    CLI::App *command = group.add_subcommand(name, help);
    command->add_option("--flow", options->flow, "Folder of the flow")
        ->required()
        ->check(CLI::ExistingPath);
    command->add_option("--python", options->create.python, "Python interpreter to use");
    command->add_flag("--restricted",
                      options->restricted,
                      "Run nothing of the folder, its .venv neither; read nothing outside it");
    addCommonOptions(*command, line);
    command->footer("Example:\n  postern env " + name + " --flow chat");
    command->callback([options, action, &line] {
        line.action = [options, action, &line] { return action(*options, line.format); };
    });
    return command;
}

void addAddWheel(CLI::App &group, CommandLine &line)
{
    auto file = std::make_shared<std::filesystem::path>();
    CLI::App *command = group.add_subcommand(
        "add-wheel", "Keeps a package in Postern's home, without network: debugpy, to debug lines");
    command->add_option("FILE", *file, "A wheel: debugpy-1.8.22-py2.py3-none-any.whl")
        ->required()
        ->check(CLI::ExistingFile);
    addCommonOptions(*command, line);
    command->footer("Example:\n  postern env add-wheel debugpy-1.8.22-py2.py3-none-any.whl");
    command->callback([file, &line] {
        line.action = [file, &line] {
            const python::WheelName added = python::addWheel(*file);
            const std::string folder = python::wheelsFolder(added.project).string();
            if (line.format == Format::Json)
                printJson(Dict{{"package", added.project},
                               {"version", added.version},
                               {"folder", folder}});
            else
                printResult(added.project + " " + added.version + " is kept in " + folder);
            return ExitCode::Done;
        };
    });
}

} // namespace

void addEnvCommands(CLI::App &app, CommandLine &line)
{
    CLI::App *group
        = app.add_subcommand("env", "Python environments of flows: create, show, check, add-wheel");
    group->require_subcommand(1);
    auto options = std::make_shared<EnvOptions>();
    CLI::App *creating = addCommand(*group,
                                    line,
                                    "create",
                                    "Makes the flow's .venv and installs requirements.txt",
                                    create,
                                    options);
    CLI::Option *wheels = creating->add_option("--wheels",
                                               options->create.wheels,
                                               "Install from this folder alone, without network");
    wheels->check(CLI::ExistingDirectory);
    creating->add_option("--index-url", options->create.indexUrl, "Package index instead of pip's")
        ->excludes(wheels);
    creating->add_flag("--replace", options->create.replace, "Replace the .venv that is there");
    creating->footer("Examples:\n"
                     "  postern env create --flow chat\n"
                     "  postern env create --flow chat --python python3.12 --wheels wheelhouse");
    addCommand(*group, line, "show", "Says which Python the flow runs with", show, options);
    addCommand(*group,
               line,
               "check",
               "Lists what of requirements.txt and of the flow's imports isn't there",
               check,
               options);
    addAddWheel(*group, line);
}

} // namespace postern::cli
