// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"

#include <string>
#include <string_view>

namespace postern {

/// The text of a file's bytes: a byte order mark says UTF-16 or UTF-32, as Windows' own programs
/// write them, and goes; other bytes stay as they are.
std::string decodeText(std::string bytes);

/// Whether a carriage return ends a line by itself, as old Macs and bad conversions write them.
bool hasLoneReturn(std::string_view text);
/// The text with those as line feeds, so that every byte stays where it was.
std::string withLineFeeds(std::string text);

/// For text from outside that ends up in JSON or in a message. Throws Error InvalidInput
/// ("WHAT isn't UTF-8.") when it isn't UTF-8.
void requireUtf8(std::string_view text, const Message &what, const Place &place = {});

/// The text with U+FFFD for every byte that isn't UTF-8.
std::string repairedUtf8(std::string_view bytes);

} // namespace postern
