// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace postern {

std::string toBase64(std::string_view bytes);
/// Nothing when the padding is wrong; characters beyond the alphabet are skipped, as Python does.
std::optional<std::string> fromBase64(std::string_view text);
/// Whether prompt flow takes the text for base64, with or without "data:image/...;base64,".
bool looksLikeBase64Image(std::string_view text);

} // namespace postern
