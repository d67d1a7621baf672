// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/runoptions.h"

#include <CLI/CLI.hpp>

namespace postern::cli {

CLI::Option *addRunOptions(CLI::App &command, request::RunOptions &options)
{
    command
        .add_option("--flow",
                    options.flow,
                    "Folder of the flow, its file, or MODULE:NAME of code in this folder")
        ->required();
    command
        .add_option("--inputs,--input",
                    options.inputs,
                    "KEY=VALUE pairs, or one .json, .jsonl or .yaml file")
        ->expected(1, -1);
    command
        .add_option("--init",
                    options.init,
                    "Arguments of a flex flow's class: KEY=VALUE pairs, or one file")
        ->expected(1, -1);
    command
        .add_option("--answers",
                    options.answers,
                    "Values of nodes that aren't run: NODE=VALUE pairs (JSON, else text), or one "
                    "file")
        ->expected(1, -1);
    CLI::Option *node = command.add_option("--node", options.node, "Run this node alone");
    command.add_option("--variant", options.variant, "Use this variant: ${NODE.VARIANT}");
    command
        .add_option("--environment-variables,--env",
                    options.environment,
                    "KEY=VALUE pairs and .env files; ${CONNECTION.KEY} is replaced; "
                    "with nothing: the .env of this folder or one above")
        ->expected(0, -1);
    command.add_option("--connections", options.connections, "YAML or JSON file with connections");
    command.add_option("--python", options.python, "Python interpreter for python nodes");
    command.add_flag("--simulate",
                     options.simulate,
                     "Answer every connection from the built-in simulator");
    command
        .add_flag("--restricted",
                  options.restricted,
                  "Run nothing of the folder's own code, read nothing outside it, contact nobody");
    return node;
}

} // namespace postern::cli
