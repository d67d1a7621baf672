// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/store/vaultkey.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace postern::store {

/// One encrypted file for all secrets, shared by both programs.
///
/// Guards three things: what is in it can be read with the key alone (XChaCha20-Poly1305, the
/// header authenticated); two programs writing at once lose nothing (a file lock around read,
/// change and write); a program killed at any moment leaves the old or the new contents, whole.
class Vault
{
public:
    /// The vault of a home folder. Touches nothing yet.
    explicit Vault(std::filesystem::path home);

    /// All it holds; an empty dict when there is no vault yet.
    /// Throws Error FileUnreadable: damaged, or another key's.
    Dict read();
    /// Reads, lets `change` change, and writes, under the lock. An exception of `change` leaves
    /// the vault as it was. When this returns the new contents are on the disk.
    void update(const std::function<void(Dict &)> &change);

    /// Where the key of the last read or update came from.
    KeyOrigin keyOrigin() const { return m_key ? m_key->origin() : KeyOrigin::File; }
    std::filesystem::path file() const { return m_home / "vault"; }

private:
    Dict readLocked();
    const VaultKey &key();

    std::filesystem::path m_home;
    Salt m_salt{};
    std::optional<VaultKey> m_key; // derived once: a passphrase takes a tenth of a second
};

} // namespace postern::store
