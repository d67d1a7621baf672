// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/flowdebug.h"

#include "app/cli/commandline.h"
#include "app/cli/debugsession.h"
#include "app/cli/runoptions.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace postern::cli {

void addFlowDebug(CLI::App &group, CommandLine &line)
{
    CLI::App *command
        = group.add_subcommand("debug",
                               "Stops a flow at its nodes, shows and changes what they "
                               "take and give");
    auto options = std::make_shared<DebugOptions>();
    addRunOptions(*command, options->run);
    command
        ->add_option("--script",
                     options->script,
                     "File with the commands, one a line; without it they are read from standard "
                     "input");
    command->add_option("--events",
                        options->events,
                        "Write what happens into this file while it does: a JSON object a line");
    command->add_option("--pins",
                        options->pins,
                        "File that keeps what is pinned, from session to session");
    addCommonOptions(*command, line);
    command->footer(
        "Commands: break, clear, run, continue, next, step, finish, until, pause, print, "
        "set, revert,\nretry, fail, pin, unpin, where, list, restart, stop, quit; help "
        "tells what each takes.\nExamples:\n"
        "  postern flow debug --flow chat --inputs question=hi --simulate\n"
        "  postern flow debug --flow chat --script steps.txt --format json");
    command->callback([options, &line] {
        line.action = [options, &line] { return DebugSession(*options, line).run(); };
    });
}

} // namespace postern::cli
