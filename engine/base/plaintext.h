// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace postern {

/// The text as valid UTF-8: U+FFFD stands for what isn't, lone surrogates included.
std::string toValidUtf8(std::string_view text);

enum class Breaks { Keep, Escape };

/// The text as valid UTF-8 that a terminal shows and doesn't obey: control characters but line feed
/// and tab, those that turn the direction of text, and Unicode's own ends of lines (U+0085, U+2028,
/// U+2029) are written as "\u001b". Lines' ends by "\r\n" keep being ends of lines. With
/// Breaks::Escape, for names, line feeds and tabs are written so, too.
std::string toPlainText(std::string_view text, Breaks breaks = Breaks::Keep);

} // namespace postern
