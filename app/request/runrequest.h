// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/engine.h"

#include <filesystem>
#include <string>
#include <vector>

namespace postern::request {

/// A run as it is asked for in words: on the command line, or in a dialog.
struct RunOptions
{
    std::filesystem::path flow;           ///< folder, file, or "module:name" of code right here
    std::vector<std::string> inputs;      ///< "key=value" words, or one file
    std::vector<std::string> init;        ///< the same for the class of a flex flow
    std::vector<std::string> environment; ///< "KEY=VALUE" words and .env files; "": the next .env
    std::filesystem::path connections;    ///< file over the vault's own; empty: the vault alone
    std::vector<std::string> answers;     ///< values of nodes: "node=value" words, or one file
    std::filesystem::path python;         ///< empty: found
    std::string node;
    std::string variant;
    std::string useEnvironment; ///< connections "NAME@this" in place of NAME; empty: none
    bool isSure = false;        ///< of an environment that is production's
    bool simulate = false;
    bool restricted = false;
};

/// A run as the engine is asked for it.
struct RunRequest
{
    run::RunSpec spec;
    run::Network network;
};

/// Reads what the options name. Throws Error.
RunRequest makeRunRequest(const RunOptions &options);

/// How the network is reached by the user's settings, whoever asks. Throws Error.
run::Network userNetwork();

/// Fills in what the user's settings and vault say: the network, and the connections of the
/// vault, under those of the settings' file, under those of the file `connections` (empty: none).
/// A simulated run gets the last alone: it needs no secrets. Reads files and perhaps asks the
/// keychain. Throws Error.
/// With an environment its connections stand in: "NAME@environment" for NAME.
void addUserSettings(RunRequest &request,
                     const std::filesystem::path &connections,
                     const std::string &environment = {});

} // namespace postern::request
