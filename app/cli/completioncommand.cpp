// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandline.h"
#include "app/cli/completion.h"
#include "app/cli/manpage.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace postern::cli {

namespace {

/// A text that has its last end of line already.
void printScript(std::string_view text)
{
    text.remove_suffix(text.ends_with('\n') ? 1 : 0);
    printResult(text);
}

} // namespace

void addCompletionCommands(CLI::App &app, CommandLine &line)
{
    CLI::App *completion
        = app.add_subcommand("completion", "Prints a script that completes `postern` in a shell");
    auto shell = std::make_shared<std::string>();
    completion->add_option("SHELL", *shell, "The shell")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    completion->footer("Examples:\n"
                       "  source <(postern completion bash)\n"
                       "  postern completion zsh > ~/.zfunc/_postern\n"
                       "  postern completion fish > ~/.config/fish/completions/postern.fish");
    addCommonOptions(*completion, line);
    completion->callback([&app, shell, &line] {
        line.action = [&app, shell] {
            const CommandModel model = commandModel(app);
            printScript(*shell == "bash"  ? bashCompletion(model)
                        : *shell == "zsh" ? zshCompletion(model)
                                          : fishCompletion(model));
            return ExitCode::Done;
        };
    });
    CLI::App *manual = app.add_subcommand("man", "Prints the manual page");
    manual->footer("Example:\n  postern man | man -l -");
    addCommonOptions(*manual, line);
    manual->callback([&app, &line] {
        line.action = [&app] {
            printScript(manualPage(commandModel(app)));
            return ExitCode::Done;
        };
    });
}

} // namespace postern::cli
