// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/box.h"

#include "engine/base/error.h"

#include <sodium.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <memory>

namespace postern::history {

namespace {

// The first byte of what is closed. The numbers are on disks: they never get another meaning.
enum class Form : char { Plain = 0, Packed = 1, Sealed = 2, SealedPacked = 3 };

constexpr std::size_t kSmallestPacked = 128;
constexpr int kPackLevel = 1; // a tenth larger than the default's, in a third of the time
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kSealBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kHashBytes = 32;

const unsigned char *raw(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

unsigned char *raw(std::string &text)
{
    return reinterpret_cast<unsigned char *>(text.data());
}

[[noreturn]] void throwDamagedPack()
{
    throw Error(ErrorCode::InvalidInput, tr("What was packed is damaged, or too large."));
}

std::string sealed(std::string_view plain, const store::VaultKey &key)
{
    std::string nonce(kNonceBytes, '\0');
    randombytes_buf(nonce.data(), nonce.size());
    std::string closed(plain.size() + kSealBytes, '\0');
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(closed),
                                               nullptr,
                                               raw(plain),
                                               plain.size(),
                                               nullptr,
                                               0,
                                               nullptr,
                                               raw(nonce),
                                               key.data());
    return nonce + closed;
}

std::string unsealed(std::string_view closed, const store::VaultKey &key)
{
    std::string plain;
    const bool isLong = closed.size() >= kNonceBytes + kSealBytes;
    if (isLong)
        plain.resize(closed.size() - kNonceBytes - kSealBytes);
    if (!isLong
        || crypto_aead_xchacha20poly1305_ietf_decrypt(raw(plain),
                                                      nullptr,
                                                      nullptr,
                                                      raw(closed.substr(kNonceBytes)),
                                                      closed.size() - kNonceBytes,
                                                      nullptr,
                                                      0,
                                                      raw(closed),
                                                      key.data())
               != 0)
        throw Error(ErrorCode::FileUnreadable,
                    tr("A run of the history can't be unsealed."),
                    tr("The vault's key came from %1: give the key it was recorded with.",
                       toString(key.origin())));
    return plain;
}

} // namespace

std::string pack(std::string_view plain)
{
    std::string packed(ZSTD_compressBound(plain.size()), '\0');
    const std::size_t size
        = ZSTD_compress(packed.data(), packed.size(), plain.data(), plain.size(), kPackLevel);
    if (ZSTD_isError(size) != 0)
        throw Error(ErrorCode::Internal, tr("Bytes can't be packed: %1.", ZSTD_getErrorName(size)));
    packed.resize(size);
    return packed;
}

std::string unpack(std::string_view packed, std::size_t limit)
{
    // By pieces: the size that the bytes claim may be anything.
    const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream(ZSTD_createDStream(),
                                                                            ZSTD_freeDStream);
    constexpr int kMostWindow = 27; // 128 MB of memory; pack() needs far less
    ZSTD_DCtx_setParameter(stream.get(), ZSTD_d_windowLogMax, kMostWindow);
    ZSTD_inBuffer in{packed.data(), packed.size(), 0};
    std::string plain;
    std::string piece(ZSTD_DStreamOutSize(), '\0');
    std::size_t left = 1;
    while (left != 0) {
        ZSTD_outBuffer out{piece.data(), piece.size(), 0};
        const std::size_t before = in.pos;
        left = ZSTD_decompressStream(stream.get(), &out, &in);
        if (ZSTD_isError(left) != 0 || plain.size() + out.pos > limit)
            throwDamagedPack();
        plain.append(piece, 0, out.pos);
        if (left != 0 && out.pos == 0 && in.pos == before)
            throwDamagedPack(); // cut off
    }
    if (in.pos != in.size)
        throwDamagedPack();
    return plain;
}

std::string Box::close(std::string_view plain)
{
    auto form = static_cast<unsigned>(Form::Plain);
    std::string closed;
    if (plain.size() >= kSmallestPacked)
        closed = pack(plain);
    if (closed.empty() || closed.size() >= plain.size())
        closed = plain;
    else
        form |= static_cast<unsigned>(Form::Packed);
    if (m_seals) {
        closed = sealed(closed, key());
        form |= static_cast<unsigned>(Form::Sealed);
    }
    closed.insert(closed.begin(), static_cast<char>(form));
    return closed;
}

std::string Box::open(std::string_view closed)
{
    const unsigned form = closed.empty() ? ~0U : static_cast<unsigned char>(closed.front());
    if (form > static_cast<unsigned>(Form::SealedPacked))
        throw Error(ErrorCode::FileUnreadable,
                    tr("A run of the history is damaged, or of a newer Postern."));
    closed.remove_prefix(1);
    std::string plain;
    if ((form & static_cast<unsigned>(Form::Sealed)) != 0) {
        plain = unsealed(closed, key());
        closed = plain;
    }
    return (form & static_cast<unsigned>(Form::Packed)) != 0 ? unpack(closed) : std::string(closed);
}

std::string Box::hash(std::string_view plain)
{
    std::string hash(kHashBytes, '\0');
    const unsigned char *secret = m_seals ? key().data() : nullptr;
    crypto_generichash(raw(hash),
                       hash.size(),
                       raw(plain),
                       plain.size(),
                       secret,
                       secret ? crypto_generichash_KEYBYTES : 0);
    return hash;
}

const store::VaultKey &Box::key()
{
    if (!m_key)
        m_key = m_source();
    return *m_key;
}

} // namespace postern::history
