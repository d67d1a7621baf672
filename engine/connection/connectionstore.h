// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/connection/connection.h"
#include "engine/store/vault.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::connection {

/// A connection as the vault keeps it.
struct StoredConnection
{
    Connection connection;
    std::string created;  ///< ISO 8601, UTC
    std::string modified; ///< ISO 8601, UTC
};

/// The user's own connections, kept in the vault and shared by both programs.
class ConnectionStore
{
public:
    /// Of a home folder (store::homeFolder()). Touches nothing yet.
    explicit ConnectionStore(std::filesystem::path home);

    /// By name. Throws as Vault::read().
    std::vector<StoredConnection> list();
    /// Throws Error ConnectionMissing, with prompt flow's ConnectionNotFoundError.
    StoredConnection get(std::string_view name);
    /// Creates it, or replaces the one of that name and keeps its date of creation.
    StoredConnection put(const Connection &connection);
    /// Returns whether there was such a connection.
    bool remove(std::string_view name);
    /// All of them, for a run.
    ConnectionSet all();

    const store::Vault &vault() const { return m_vault; }

private:
    store::Vault m_vault;
};

/// Sets one field of a connection, as `--set KEY=VALUE` names it: "api_base", "configs.x",
/// "secrets.y". Throws Error InvalidInput for a field the type doesn't have.
void setField(Connection &connection, const std::string &key, const std::string &value);

/// A connection as `pf connection show` prints it: secrets masked.
Value toDisplay(const StoredConnection &stored);

} // namespace postern::connection
