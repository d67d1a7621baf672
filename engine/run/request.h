// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/flowrun.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::run {

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
    bool simulate = false;
    bool restricted = false;
};

/// Reads what the options name. Throws Error.
FlowRunRequest makeRequest(const RunOptions &options);

/// Fills in what the user's settings and vault say: the allow-list, and the connections of the
/// vault, under those of the settings' file, under those of the file `connections` (empty: none).
/// A simulated run gets the last alone: it needs no secrets. Reads files and perhaps asks the
/// keychain. Throws Error.
void addUserSettings(FlowRunRequest &request, const std::filesystem::path &connections);

/// Inputs from words: "key=value" pairs with text as values, or one file, .json or .yaml with an
/// object, .jsonl of which the first line counts. Throws Error Usage, InvalidInput, FileUnreadable.
Dict readInputs(const std::vector<std::string> &words);

/// "KEY=VALUE" words as pairs, without a pair of quotes around word or value; `what` names them in
/// the error. Throws Error Usage.
std::vector<std::pair<std::string, std::string>> readPairs(const std::vector<std::string> &words,
                                                           std::string_view what);

} // namespace postern::run
