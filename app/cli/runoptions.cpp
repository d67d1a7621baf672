// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/runoptions.h"

#include "app/cli/confirm.h"
#include "app/cli/output.h"

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
    command.add_option("--environment",
                       options.useEnvironment,
                       "Connections NAME@THIS in place of NAME: dev, test, prod");
    command.add_flag("-y,--yes", options.isSure, "Don't ask before a run against production");
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

request::RunRequest runRequestOf(const request::RunOptions &options)
{
    const std::string &environment = options.useEnvironment;
    const bool isProduction = environment == "prod" || environment == "production";
    if (isProduction && !options.isSure && !options.simulate
        && !confirmed("Run against " + environment))
        throw Error(ErrorCode::Cancelled, tr("The run against production was not wanted."));
    request::RunRequest request = request::makeRunRequest(options);
    if (!environment.empty() && !options.simulate)
        printNote("Connections of the environment " + environment + ".");
    return request;
}

} // namespace postern::cli
