// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/store/vaultkey.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace postern::history {

/// What is unpacked at most, whatever a file says of itself.
inline constexpr std::size_t kMostUnpacked = 512 * 1024 * 1024;

/// Bytes made smaller, and back. Throws Error InvalidInput for what no pack() made, or for more than
/// `limit` bytes.
std::string pack(std::string_view plain);
std::string unpack(std::string_view packed, std::size_t limit = kMostUnpacked);

/// How values lie in the history's file: packed where it helps, sealed where the user wants it. What
/// was put in before he wanted it can still be read.
class Box
{
public:
    /// Obtains the key when it is first needed. Throws Error.
    using KeySource = std::function<store::VaultKey()>;

    Box(bool seals, KeySource key)
        : m_seals(seals)
        , m_source(std::move(key))
    {}

    std::string close(std::string_view plain);
    /// Throws Error FileUnreadable: damaged, or sealed with another key.
    std::string open(std::string_view closed);
    /// A name for the bytes that equal ones have alone; without the key it tells nothing of sealed ones.
    std::string hash(std::string_view plain);
    bool seals() const { return m_seals; }

private:
    const store::VaultKey &key();

    bool m_seals;
    KeySource m_source;
    std::optional<store::VaultKey> m_key;
};

} // namespace postern::history
