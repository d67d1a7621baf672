// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/connection/connection.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::connection {

/// The text that a Fernet token holds; nothing for another key's, or what is none.
std::optional<std::string> openFernet(const std::string &key, std::string_view token);

/// The key by which prompt flow seals its secrets: the system keychain's, else that of the file that
/// Python's plain keyring writes. Empty: there is none.
std::string promptflowKey();
/// The key that such a file holds (`keyring_pass.cfg`), or that is all that is in it.
std::string promptflowKeyOf(const std::filesystem::path &file);

/// What prompt flow keeps of connections on this machine.
struct PromptflowConnections
{
    std::vector<Connection> connections;
    std::vector<std::string> unreadable; ///< names of those whose secrets the key doesn't open
};

/// Reads the connections of prompt flow's own store, "pf.sqlite" or the folder that it lies in, and
/// changes nothing there. Throws Error FileUnreadable for what is none.
PromptflowConnections readPromptflowConnections(std::filesystem::path store, const std::string &key);

/// Connections that the variables of this process are enough for, as prompt flow's from_env() has
/// them: AZURE_OPENAI_ENDPOINT and its like, OPENAI_API_KEY.
std::vector<Connection> connectionsOfVariables();

} // namespace postern::connection
