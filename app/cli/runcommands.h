// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/commandline.h"
#include "engine/history/history.h"

#include <functional>
#include <string>

namespace CLI { // NOLINT(readability-identifier-naming): CLI11's
class App;
} // namespace CLI

namespace postern::cli {

/// Adds a command about one run of the history: the run is its first argument or, as pf has it, --name.
/// `action` gets the history and the whole id.
CLI::App *addRunCommand(CLI::App &group,
                        CommandLine &line,
                        const std::string &name,
                        const std::string &help,
                        std::function<ExitCode(history::History &, const std::string &id)> action);

/// `export`, `import`.
void addRunFiles(CLI::App &group, CommandLine &line);

} // namespace postern::cli
