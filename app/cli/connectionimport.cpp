// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/connectioncall.h"
#include "engine/azure/workspaceconnections.h"
#include "engine/base/pathtext.h"
#include "engine/connection/connectionstore.h"
#include "engine/connection/promptflowvault.h"
#include "engine/identity/identity.h"
#include "engine/store/home.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <utility>

namespace postern::cli {

namespace {

struct ImportOptions
{
    std::string from = "promptflow";
    std::filesystem::path store;
    std::filesystem::path keyFile;
    std::string workspace;
    std::string identity;
    bool overwrites = false;
    bool isDry = false;
};

std::filesystem::path promptflowHome()
{
    const std::string home = identity::environmentVariable("PF_HOME_DIRECTORY");
    if (!home.empty())
        return home;
    return std::filesystem::path(identity::environmentVariable("HOME")) / ".promptflow";
}

connection::PromptflowConnections ofPromptflow(const ImportOptions &options)
{
    const std::string key = options.keyFile.empty() ? connection::promptflowKey()
                                                    : connection::promptflowKeyOf(options.keyFile);
    if (key.empty())
        printNote(
            "warning: prompt flow's key isn't in the keychain: connections with secrets can't be "
            "read. Name the file that holds it with --key-file.");
    return connection::readPromptflowConnections(options.store.empty() ? promptflowHome()
                                                                       : options.store,
                                                 key);
}

connection::PromptflowConnections ofWorkspace(const ImportOptions &options)
{
    ConnectionCall call({}, {});
    connection::Connection asker;
    asker.name = "workspace";
    asker.type = "custom";
    if (!options.identity.empty())
        asker.options["identity"] = options.identity;
    return call.run(
        azure::workspaceConnections(call.channels(), std::move(asker), options.workspace));
}

connection::PromptflowConnections found(const ImportOptions &options)
{
    if (options.from == "promptflow")
        return ofPromptflow(options);
    if (options.from == "workspace")
        return ofWorkspace(options);
    return {connection::connectionsOfVariables(), {}};
}

/// Keeps what may be kept. "imported", "overwritten", "kept" (there is one), "unreadable".
ExitCode importConnections(const ImportOptions &options)
{
    if (options.from == "workspace" && options.workspace.empty())
        throw Error(ErrorCode::Usage,
                    tr("Which workspace the connections are of isn't said."),
                    tr("Give its ID with --workspace /subscriptions/.../workspaces/NAME."));
    const connection::PromptflowConnections read = found(options);
    connection::ConnectionStore vault(store::homeFolder());
    std::vector<std::string> known;
    const std::vector<connection::StoredConnection> all = vault.list();
    known.reserve(all.size());
    for (const connection::StoredConnection &stored : all)
        known.push_back(stored.connection.name);
    List told;
    told.reserve(read.connections.size() + read.unreadable.size());
    for (const connection::Connection &connection : read.connections) {
        const bool isKnown = std::ranges::find(known, connection.name) != known.end();
        const bool isKept = isKnown && !options.overwrites;
        if (!isKept && !options.isDry)
            static_cast<void>(vault.put(connection));
        told.emplace_back(Dict{{"name", connection.name},
                               {"type", connection.type},
                               {"state",
                                isKept    ? "kept"
                                : isKnown ? "overwritten"
                                          : "imported"}});
    }
    for (const std::string &name : read.unreadable)
        told.emplace_back(Dict{{"name", name}, {"state", "unreadable"}});
    printJson(std::move(told));
    return read.unreadable.empty() ? ExitCode::Done : ExitCode::Connection;
}

} // namespace

void addConnectionImport(CLI::App &group, CommandLine &line)
{
    CLI::App *command = group.add_subcommand("import",
                                             "Keeps connections of prompt flow, of variables or of "
                                             "a workspace in the vault");
    auto options = std::make_shared<ImportOptions>();
    command->add_option("--from", options->from, "promptflow, env or workspace")
        ->check(CLI::IsMember({"promptflow", "env", "workspace"}))
        ->capture_default_str();
    command->add_option("--store", options->store, "Folder of pf.sqlite; default: ~/.promptflow");
    command->add_option("--key-file",
                        options->keyFile,
                        "File with prompt flow's key of the keyring");
    command->add_option("--workspace", options->workspace, "ID of a workspace or hub project");
    command
        ->add_option("--identity",
                     options->identity,
                     "Kind of identity that asks for the workspace's; default: identity.default");
    command->add_flag("--overwrite", options->overwrites, "In place of those of the same name");
    command->add_flag("--dry-run", options->isDry, "Say what would be kept, and keep nothing");
    addCommonOptions(*command, line);
    command->footer(
        "Nothing changes where they come from. Exit code 4 when one couldn't be read.\n"
        "Examples:\n  postern connection import\n  postern connection import --from env\n"
        "  postern connection import --from workspace --workspace "
        "/subscriptions/.../workspaces/hub");
    command->callback(
        [options, &line] { line.action = [options] { return importConnections(*options); }; });
}

} // namespace postern::cli
