// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandline.h"
#include "app/cli/confirm.h"
#include "app/cli/connectioncall.h"
#include "engine/connection/connectionstore.h"
#include "engine/store/home.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace postern::cli {

namespace {

struct ConnectionOptions
{
    std::filesystem::path file;
    std::string name;
    std::vector<std::string> set;
    std::size_t maxResults = 50;
    bool allResults = false;
    bool yes = false;
};

/// Stores it, shows it, and says where the vault's key is kept.
ExitCode store(connection::ConnectionStore &vault, const connection::Connection &connection)
{
    printJson(connection::toDisplay(vault.put(connection)));
    printNote("Kept in " + vault.vault().file().string() + "; its key is in "
              + store::toString(vault.vault().keyOrigin()).english() + ".");
    return ExitCode::Done;
}

std::vector<std::pair<std::string, std::string>> assignmentsOf(const std::vector<std::string> &words)
{
    std::vector<std::pair<std::string, std::string>> assignments;
    for (const std::string &word : words) {
        const std::size_t equals = word.find('=');
        if (equals == std::string::npos || equals == 0)
            throw Error(ErrorCode::Usage,
                        "\"" + word + "\" is no KEY=VALUE.",
                        "Write for example --set api_base=https://x.openai.azure.com.");
        assignments.emplace_back(word.substr(0, equals), word.substr(equals + 1));
    }
    return assignments;
}

ExitCode create(const ConnectionOptions &options)
{
    const auto set = connection::ConnectionSet::load(options.file,
                                                     options.name,
                                                     assignmentsOf(options.set));
    const std::vector<std::string> names = set.names();
    if (names.size() != 1)
        throw Error(
            ErrorCode::InvalidInput,
            "The file " + options.file.string() + " holds " + std::to_string(names.size())
                + " connections.",
            "Give a file with one, or use the whole file with --connections of `flow test`.");
    connection::Connection connection = set.get(names.front());
    if (!options.name.empty())
        connection.name = options.name;
    connection::ConnectionStore vault(store::homeFolder());
    return store(vault, connection);
}

ExitCode update(const ConnectionOptions &options)
{
    connection::ConnectionStore vault(store::homeFolder());
    connection::Connection connection = vault.get(options.name).connection;
    for (const auto &[key, value] : assignmentsOf(options.set))
        connection::setField(connection, key, value);
    return store(vault, connection);
}

ExitCode show(const ConnectionOptions &options)
{
    connection::ConnectionStore vault(store::homeFolder());
    printJson(connection::toDisplay(vault.get(options.name)));
    return ExitCode::Done;
}

ExitCode list(const ConnectionOptions &options)
{
    connection::ConnectionStore vault(store::homeFolder());
    List shown;
    for (const connection::StoredConnection &stored : vault.list()) {
        if (options.allResults || shown.size() < options.maxResults)
            shown.push_back(connection::toDisplay(stored));
    }
    printJson(std::move(shown));
    return ExitCode::Done;
}

ExitCode remove(const ConnectionOptions &options)
{
    connection::ConnectionStore vault(store::homeFolder());
    // As pf: a connection that isn't there is no failure.
    const bool isSure = options.yes || confirmedDeletion("connection '" + options.name + "'");
    if (isSure && !vault.remove(options.name))
        printNote("There was no connection '" + options.name + "'.");
    return ExitCode::Done;
}

using ConnectionAction = ExitCode (*)(const ConnectionOptions &);

/// Adds one command of the group; its options are added by the caller.
CLI::App *addCommand(CLI::App &group,
                     CommandLine &line,
                     const std::string &name,
                     const std::string &help,
                     ConnectionAction action,
                     const std::shared_ptr<ConnectionOptions> &options)
{
    CLI::App *command = group.add_subcommand(name, help);
    addCommonOptions(*command, line);
    command->callback(
        [options, action, &line] { line.action = [options, action] { return action(*options); }; });
    return command;
}

void addName(CLI::App *command, const std::shared_ptr<ConnectionOptions> &options, bool required)
{
    command->add_option("-n,--name", options->name, "Name of the connection")->required(required);
}

} // namespace

void addConnectionCommands(CLI::App &app, CommandLine &line)
{
    CLI::App *group
        = app.add_subcommand("connection",
                             "Connections in the vault: create, update, list, show, delete, test, "
                             "import, rotate");
    group->require_subcommand(1);
    auto options = std::make_shared<ConnectionOptions>();

    CLI::App *creating = addCommand(*group,
                                    line,
                                    "create",
                                    "Keeps a connection from a file in the vault",
                                    create,
                                    options);
    creating->add_option("-f,--file", options->file, "YAML, JSON or .env file")->required();
    addName(creating, options, false);
    creating->add_option("--set", options->set, "KEY=VALUE pairs over the file's own")
        ->expected(1, -1);
    creating->footer("Examples:\n"
                     "  postern connection create --file aoai.yaml    (with api_key: ${env:KEY})\n"
                     "  postern connection create --file aoai.yaml --set api_version=2024-06-01\n"
                     "  postern connection create --file keys.env --name tools\n"
                     "What --set says can be seen by every user in the list of processes: leave "
                     "keys to files\nand variables.");

    CLI::App *updating
        = addCommand(*group, line, "update", "Changes fields of a connection", update, options);
    addName(updating, options, true);
    updating->add_option("--set", options->set, "KEY=VALUE pairs")->expected(1, -1)->required();
    updating->footer("Example:\n  postern connection update -n aoai --set api_version=2024-06-01");

    CLI::App *listing
        = addCommand(*group, line, "list", "Lists the connections, secrets masked", list, options);
    listing->add_option("-r,--max-results", options->maxResults, "At most so many")
        ->capture_default_str();
    listing->add_flag("--all-results", options->allResults, "All of them");

    addName(addCommand(*group, line, "show", "Shows a connection, secrets masked", show, options),
            options,
            true);

    CLI::App *deleting
        = addCommand(*group, line, "delete", "Removes a connection from the vault", remove, options);
    addName(deleting, options, true);
    deleting->add_flag("-y,--yes,--assume-yes", options->yes, "Don't ask");
    addConnectionTest(*group, line);
    addConnectionRotate(*group, line);
    addConnectionImport(*group, line);
}

} // namespace postern::cli
