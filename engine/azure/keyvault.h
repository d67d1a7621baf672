// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/azure/channels.h"
#include "engine/base/task.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace postern::azure {

/// "keyvault://vault/secret" or "keyvault://vault/secret/version": a secret that stands in a vault.
struct VaultReference
{
    std::string address; ///< "https://vault.vault.azure.net"
    std::string secret;
    std::string version; ///< empty: the latest

    /// `vault` is a vault's name in the public cloud, or a host where it has a dot or a port.
    /// Nothing for what doesn't begin so; throws Error InvalidInput for what does and is none.
    static std::optional<VaultReference> parse(std::string_view text);
};

/// A secret as the vault has it.
struct VaultSecret
{
    using Time = std::chrono::system_clock::time_point;

    std::string value;
    std::string version;
    std::optional<Time> expires;
    std::optional<Time> begins;
};

/// Reads and writes secrets of vaults, as the identity of a connection. Belongs to the loop.
class KeyVault
{
public:
    /// Both must outlive it.
    KeyVault(Channels &channels, const connection::Connection &connection)
        : m_channels(channels)
        , m_connection(connection)
    {}

    /// Its value is registered for redaction. Throws Error ConnectionFailed with what the vault says:
    /// no such secret, not allowed, switched off.
    Task<VaultSecret> get(VaultReference reference);
    /// Makes a new version with this value. What the vault answers.
    Task<VaultSecret> set(VaultReference reference, std::string value);

private:
    Task<VaultSecret> ask(VaultReference reference, std::string method, std::string body);

    Channels &m_channels;
    const connection::Connection &m_connection;
};

/// What is to be said of a secret's days: it has expired, is about to, or isn't valid yet. Empty: it
/// is valid for a month or more.
Message expiryWarning(const VaultReference &reference,
                      const VaultSecret &secret,
                      VaultSecret::Time now);

/// Whether anything of the connection stands in a vault.
bool hasReferences(const connection::Connection &connection);
/// The connection with what stands in vaults in the references' place. Warnings about expiry go to
/// `warn`. Throws what KeyVault::get() throws, and says which connection it is.
Task<connection::Connection> withSecrets(connection::Connection connection,
                                         Channels &channels,
                                         std::function<void(const Message &)> warn);

} // namespace postern::azure
