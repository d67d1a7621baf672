// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/output.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace CLI { // NOLINT(readability-identifier-naming): CLI11's
class App;
} // namespace CLI

namespace postern::cli {

/// What every command understands, and what the chosen one does.
struct CommandLine
{
    Format format = Format::Text;
    bool verbose = false;
    std::function<ExitCode()> action; ///< set by the command that was named
};

/// Adds --format and --verbose to a command. `formats`: what it prints beside text and JSON.
void addCommonOptions(CLI::App &command,
                      CommandLine &line,
                      const std::vector<std::pair<std::string, Format>> &formats = {});

/// Each adds its group of commands.
void addFlowCommands(CLI::App &app, CommandLine &line);
void addConnectionCommands(CLI::App &app, CommandLine &line);
void addConfigCommands(CLI::App &app, CommandLine &line);
void addEnvCommands(CLI::App &app, CommandLine &line);
void addRunCommands(CLI::App &app, CommandLine &line);
void addRenderCommand(CLI::App &app, CommandLine &line);
void addDoctorCommand(CLI::App &app, CommandLine &line);
void addSimulateCommand(CLI::App &app, CommandLine &line);
void addToolCommands(CLI::App &app, CommandLine &line);
void addDiffCommand(CLI::App &app, CommandLine &line);
void addMergeCommand(CLI::App &app, CommandLine &line);
void addGitCommands(CLI::App &app, CommandLine &line);
void addScanSecretsCommand(CLI::App &app, CommandLine &line);
void addEvalCommand(CLI::App &app, CommandLine &line);
void addDataCommands(CLI::App &app, CommandLine &line);
/// `completion` and `man`, which tell of all that has been added before they run.
void addCompletionCommands(CLI::App &app, CommandLine &line);

/// Reads the arguments (without the program's name) and does what they say.
/// Returns the exit code of the process.
int runCommandLine(std::vector<std::string> arguments);

} // namespace postern::cli
