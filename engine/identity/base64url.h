// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace postern::identity {

/// Base64 for addresses and tokens (RFC 4648, section 5), without padding.
std::string toBase64Url(std::string_view bytes);
/// The bytes of such a text, padded or not, and of usual Base64. Empty for what is none.
std::string fromBase64Url(std::string_view text);

} // namespace postern::identity
