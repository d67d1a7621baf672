// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/uniqueid.h"

#include <cstdint>
#include <random>
#include <string_view>

namespace postern {

std::string uniqueId(std::chrono::system_clock::time_point time)
{
    constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's
    constexpr std::size_t kTimeSize = 10;
    constexpr std::size_t kSize = 26;
    constexpr unsigned kDigitBits = 5;
    const auto since = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
    auto milliseconds = static_cast<std::uint64_t>(since.count());
    std::string id(kSize, '0');
    for (std::size_t i = kTimeSize; i-- > 0; milliseconds >>= kDigitBits)
        id[i] = kDigits[milliseconds % kDigits.size()];
    std::random_device random; // the system's, not a seeded sequence: no two processes share one
    constexpr std::size_t kDigitsEach = 6; // of 32 bits
    for (std::size_t i = kTimeSize; i < kSize;) {
        unsigned bits = random();
        for (std::size_t digit = 0; digit < kDigitsEach && i < kSize; ++digit, bits >>= kDigitBits)
            id[i++] = kDigits[bits % kDigits.size()];
    }
    return id;
}

} // namespace postern
