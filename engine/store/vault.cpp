// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/vault.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/store/atomicfile.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <utility>

namespace postern::store {

namespace {

// File: magic, salt of a passphrase, nonce, then the sealed JSON. Magic, salt and nonce are authenticated.
constexpr std::string_view kMagic = "postern-vault-1\n";
constexpr std::size_t kSaltSize = std::tuple_size_v<Salt>;
constexpr std::size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kHeaderSize = kMagic.size() + kSaltSize + kNonceSize;

const unsigned char *bytes(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

std::string seal(std::string_view plain, const VaultKey &key, const Salt &salt)
{
    std::array<unsigned char, kNonceSize> nonce{};
    randombytes_buf(nonce.data(), nonce.size());
    std::string file(kMagic);
    file.append(salt.begin(), salt.end());
    file.append(nonce.begin(), nonce.end());
    std::string sealed(plain.size() + kTagSize, '\0');
    crypto_aead_xchacha20poly1305_ietf_encrypt(reinterpret_cast<unsigned char *>(sealed.data()),
                                               nullptr,
                                               bytes(plain),
                                               plain.size(),
                                               bytes(file),
                                               file.size(),
                                               nullptr,
                                               nonce.data(),
                                               key.data());
    return file + sealed;
}

[[noreturn]] void unreadable(const std::filesystem::path &file, Message hint)
{
    throw Error(ErrorCode::FileUnreadable,
                tr("The vault %1 can't be opened.", file.string()),
                std::move(hint));
}

std::string unseal(std::string_view file, const VaultKey &key, const std::filesystem::path &path)
{
    const std::string_view header = file.substr(0, kHeaderSize);
    const std::string_view sealed = file.substr(kHeaderSize);
    std::string plain(sealed.size() - kTagSize, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char *>(plain.data()),
                                                   nullptr,
                                                   nullptr,
                                                   bytes(sealed),
                                                   sealed.size(),
                                                   bytes(header),
                                                   header.size(),
                                                   bytes(header.substr(kMagic.size() + kSaltSize)),
                                                   key.data())
        != 0)
        unreadable(
            path,
            tr("Its key came from %1: give the key it was written with, or restore the file from a "
               "backup.",
               toString(key.origin())));
    return plain;
}

} // namespace

Vault::Vault(std::filesystem::path home)
    : m_home(std::move(home))
{}

Dict Vault::readLocked()
{
    std::error_code ignored;
    if (!std::filesystem::exists(file(), ignored)) {
        randombytes_buf(m_salt.data(), m_salt.size());
        m_key.reset();
        return {};
    }
    securePrivateFile(file());
    const std::string contents = readFile(file());
    if (contents.size() < kHeaderSize + kTagSize || !contents.starts_with(kMagic))
        unreadable(
            file(),
            tr("It isn't a vault of this version of Postern, or it is damaged: restore it from a "
               "backup."));
    Salt salt{};
    std::copy_n(contents.begin() + kMagic.size(), kSaltSize, salt.begin());
    if (salt != m_salt)
        m_key.reset();
    m_salt = salt;
    std::string plain = unseal(contents, key(), file());
    Dict dict = json::parse(plain).asDict();
    sodium_memzero(plain.data(), plain.size());
    return dict;
}

const VaultKey &Vault::key()
{
    if (!m_key)
        m_key = VaultKey::obtain(m_home, m_salt);
    return *m_key;
}

Dict Vault::read()
{
    std::error_code ignored;
    if (!std::filesystem::exists(file(), ignored))
        return {};
    securePrivateFolder(m_home);
    const FileLock lock(m_home / "vault.lock");
    return readLocked();
}

void Vault::update(const std::function<void(Dict &)> &change)
{
    if (sodium_init() < 0)
        throw Error(ErrorCode::Internal, tr("The cryptographic library can't start."));
    securePrivateFolder(m_home);
    const FileLock lock(m_home / "vault.lock");
    sweepTemporaries(file());
    sweepTemporaries(m_home / "vault.key");
    Dict dict = readLocked();
    change(dict);
    json::WriteOptions options;
    options.compact = true;
    WriteOptions secret;
    secret.mode = 0600;
    secret.forcesMode = true;
    writeFile(file(), seal(json::write(Value(std::move(dict)), options), key(), m_salt), secret);
}

} // namespace postern::store
