// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace postern::history {

/// The most of one value that is kept, and of one text that isn't a value.
inline constexpr std::size_t kMostOfValue = 16 * 1024 * 1024;
inline constexpr std::size_t kMostOfText = 1024 * 1024;

/// A value without what is beyond `limit` bytes in all, or nested deeper than can be kept: texts say how
/// much is missing, lists and dicts end. `isCut` is set when something is; else the value itself.
Value bounded(const Value &value, std::size_t limit, bool &isCut);
std::string bounded(std::string_view text, std::size_t limit, bool &isCut);

} // namespace postern::history
