// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace postern::store {

/// Where the vault's key came from; shown to the user.
enum class KeyOrigin { Environment, Keychain, File };

/// "the variable POSTERN_VAULT_KEY", "the system keychain", "the file vault.key"
Message toString(KeyOrigin origin);

using Salt = std::array<unsigned char, 16>;

/// The vault's 32-byte key; wiped from memory when it goes.
class VaultKey
{
public:
    VaultKey() = default;
    VaultKey(const VaultKey &) = default;
    VaultKey &operator=(const VaultKey &) = default;
    ~VaultKey();

    /// Finds the key: POSTERN_VAULT_KEY (64 hex digits, or a passphrase that is stretched by
    /// Argon2id with the vault's salt), else the system keychain, else `home`/vault.key (0600).
    /// Where neither of the last two has one, a new key is made and kept in the first that
    /// takes it; the caller holds the vault's lock. Throws Error FileUnwritable, FileUnreadable.
    static VaultKey obtain(const std::filesystem::path &home, const Salt &salt);

    const unsigned char *data() const { return m_bytes.data(); }
    KeyOrigin origin() const { return m_origin; }

private:
    std::array<unsigned char, 32> m_bytes{};
    KeyOrigin m_origin = KeyOrigin::File;
};

} // namespace postern::store
