// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/vaultkey.h"

#include "engine/base/error.h"
#include "engine/base/log.h"
#include "engine/store/atomicfile.h"
#include "engine/store/hardening.h"
#include "engine/store/keychain.h"

#include <sodium.h>

#include <optional>

namespace postern::store {

namespace {

constexpr std::size_t kKeySize = 32;
using Bytes32 = std::array<unsigned char, kKeySize>;

std::string toHex(const Bytes32 &bytes)
{
    std::string hex(kKeySize * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    hex.pop_back();
    return hex;
}

std::optional<Bytes32> fromHex(std::string_view hex)
{
    while (!hex.empty() && (hex.back() == '\n' || hex.back() == '\r' || hex.back() == ' '))
        hex.remove_suffix(1);
    Bytes32 bytes{};
    std::size_t size = 0;
    if (hex.size() != kKeySize * 2
        || sodium_hex2bin(bytes.data(), bytes.size(), hex.data(), hex.size(), nullptr, &size, nullptr)
               != 0
        || size != kKeySize)
        return {};
    return bytes;
}

Bytes32 stretch(std::string_view passphrase, const Salt &salt)
{
    static_assert(std::tuple_size_v<Salt> == crypto_pwhash_SALTBYTES);
    Bytes32 bytes{};
    if (crypto_pwhash(bytes.data(),
                      bytes.size(),
                      passphrase.data(),
                      passphrase.size(),
                      salt.data(),
                      crypto_pwhash_OPSLIMIT_INTERACTIVE,
                      crypto_pwhash_MEMLIMIT_INTERACTIVE,
                      crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        throw Error(ErrorCode::LimitExceeded,
                    tr("There isn't enough memory to derive the vault's key."),
                    tr("Free 64 MB, or set POSTERN_VAULT_KEY to 64 hexadecimal digits."));
    return bytes;
}

/// The key file's bytes; makes the file when there is none.
Bytes32 keyFromFile(const std::filesystem::path &file, const Bytes32 &fresh)
{
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) {
        writeFile(file, toHex(fresh) + "\n", 0600);
        return fresh;
    }
    securePrivateFile(file);
    if (const auto bytes = fromHex(readFile(file)))
        return *bytes;
    throw Error(ErrorCode::FileUnreadable,
                tr("The vault's key file %1 doesn't hold a key.", file.string()),
                tr("Restore it from a backup; without it the vault can't be opened."));
}

} // namespace

Message toString(KeyOrigin origin)
{
    switch (origin) {
    case KeyOrigin::Environment:
        return tr("the variable POSTERN_VAULT_KEY");
    case KeyOrigin::Keychain:
        return tr("the system keychain");
    case KeyOrigin::File:
        return tr("the file vault.key");
    }
    return {};
}

VaultKey::~VaultKey()
{
    sodium_memzero(m_bytes.data(), m_bytes.size());
}

VaultKey VaultKey::obtain(const std::filesystem::path &home, const Salt &salt)
{
    if (sodium_init() < 0)
        throw Error(ErrorCode::Internal, tr("The cryptographic library can't start."));
    VaultKey key;
    if (const std::string text = vaultKeyVariable(); !text.empty()) {
        log::registerSecret(text);
        const auto bytes = fromHex(text);
        key.m_bytes = bytes ? *bytes : stretch(text, salt);
        key.m_origin = KeyOrigin::Environment;
        return key;
    }
    // A key file that is there was chosen when the vault was made: it stays the key.
    std::error_code ignored;
    const std::filesystem::path file = home / "vault.key";
    const bool hasFile = std::filesystem::exists(file, ignored);
    const std::string name = std::filesystem::absolute(home).string();
    Bytes32 fresh{};
    randombytes_buf(fresh.data(), fresh.size());
    if (!hasFile) {
        if (const auto stored = keychain::read(name)) {
            if (const auto bytes = fromHex(*stored)) {
                key.m_bytes = *bytes;
                key.m_origin = KeyOrigin::Keychain;
                return key;
            }
        }
        if (!std::filesystem::exists(home / "vault", ignored)
            && keychain::write(name, toHex(fresh))) {
            key.m_bytes = fresh;
            key.m_origin = KeyOrigin::Keychain;
            return key;
        }
        if (std::filesystem::exists(home / "vault", ignored))
            throw Error(ErrorCode::FileUnreadable,
                        tr("The vault's key is neither in the system keychain nor in %1.",
                           file.string()),
                        tr("Unlock the keychain, restore vault.key, or set POSTERN_VAULT_KEY."));
    }
    key.m_bytes = keyFromFile(file, fresh);
    key.m_origin = KeyOrigin::File;
    return key;
}

} // namespace postern::store
