// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/filehash.h"

#include "engine/base/error.h"
#include "engine/base/pathtext.h"

#include <sodium.h>

#include <array>
#include <fstream>
#include <string_view>

namespace postern::store {

std::string sha256OfFile(const std::filesystem::path &file)
{
    constexpr std::size_t kPiece = 65'536;
    std::ifstream in(file, std::ios::binary);
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    std::string piece(kPiece, '\0');
    while (in) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        const auto read = static_cast<std::size_t>(in.gcount());
        crypto_hash_sha256_update(&state,
                                  reinterpret_cast<const unsigned char *>(piece.data()), // NOLINT
                                  read);
    }
    if (!in.eof())
        throw Error(ErrorCode::FileUnreadable,
                    tr("The file '%1' can't be read.", pathText(file)),
                    tr("Check the path and its permissions."));
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256_final(&state, hash.data());
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * hash.size());
    for (const unsigned char byte : hash) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 15U];
    }
    return text;
}

} // namespace postern::store
