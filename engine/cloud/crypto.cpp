// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/crypto.h"

#include "engine/base/base64.h"
#include "engine/base/error.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace postern::cloud {

namespace {

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data()); // NOLINT: OpenSSL's type of bytes
}

std::string textFrom(const unsigned char *bytes, std::size_t size)
{
    return {bytes, bytes + size};
}

} // namespace

std::string signature(std::string_view key, std::string_view text)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    HMAC(EVP_sha256(),
         key.data(),
         static_cast<int>(key.size()),
         bytesOf(text),
         text.size(),
         digest.data(),
         &size);
    return textFrom(digest.data(), size);
}

bool isSame(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string md5(std::string_view bytes)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_md5(), nullptr);
    return textFrom(digest.data(), size);
}

std::string toBase64Url(std::string_view bytes)
{
    std::string text = toBase64(bytes);
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    text.erase(std::min(text.find('='), text.size()));
    return text;
}

std::optional<std::string> fromBase64Url(std::string_view text)
{
    std::string padded(text);
    const auto isOurs = [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_'; };
    if (!std::ranges::all_of(padded, isOurs))
        return std::nullopt;
    std::ranges::replace(padded, '-', '+');
    std::ranges::replace(padded, '_', '/');
    padded.append((4 - padded.size() % 4) % 4, '=');
    return fromBase64(padded);
}

std::string randomBytes(std::size_t count)
{
    std::string bytes(count, '\0');
    auto *const target = reinterpret_cast<unsigned char *>(bytes.data()); // NOLINT: as above
    if (RAND_bytes(target, static_cast<int>(count)) != 1)
        throw Error(ErrorCode::Internal, tr("The system gives no random numbers."));
    return bytes;
}

} // namespace postern::cloud
