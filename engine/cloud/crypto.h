// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace postern::cloud {

/// HMAC-SHA256, as bytes.
std::string signature(std::string_view key, std::string_view text);
/// Compares in a time that doesn't tell where they differ.
bool isSame(std::string_view a, std::string_view b);
std::string md5(std::string_view bytes);
/// Base64 for URLs, without padding.
std::string toBase64Url(std::string_view bytes);
/// Nothing for what isn't.
std::optional<std::string> fromBase64Url(std::string_view text);
std::string randomBytes(std::size_t count);

} // namespace postern::cloud
