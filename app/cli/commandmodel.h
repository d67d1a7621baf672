// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

namespace CLI { // NOLINT(readability-identifier-naming): CLI11's
class App;
} // namespace CLI

namespace postern::cli {

/// An option or an argument of a command, as --help tells it.
struct OptionModel
{
    std::vector<std::string> names; ///< "--flow", "-v"; the name alone of an argument
    std::string form;               ///< of its value: "TEXT", "text|json"; empty: it takes none
    std::string help;
    std::vector<std::string> choices; ///< the words that it takes; empty: any
    bool isArgument = false;
    bool isRequired = false;
    bool isRepeated = false; ///< takes several values
};

/// A command with what is below it.
struct CommandModel
{
    std::string path; ///< "postern flow test"
    std::string name; ///< "test"
    std::string help;
    std::string footer; ///< examples and more
    std::vector<OptionModel> options;
    std::vector<CommandModel> commands;
};

/// All that `postern` understands, read from what reads the command line: help, completion and the
/// manual page can't tell different things.
CommandModel commandModel(const CLI::App &app);

/// Every command of the model that is one, itself included, in their order.
std::vector<const CommandModel *> allCommands(const CommandModel &model);

} // namespace postern::cli
