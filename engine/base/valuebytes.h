// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <string>
#include <string_view>

namespace postern {

/// A value as bytes that give back the very value: integers of any size, every bit of a float,
/// tuples, bytes, dates, images, keys that are no text, texts that are no UTF-8.
///
/// A handle's object stays in its worker. What is kept is what it was: the handle that comes back
/// has its type's name and repr, and no slot. Equal values of equal kinds have equal bytes.
/// Throws Error LimitExceeded for a value that is nested deeper than 1,000 levels.
std::string toBytes(const Value &value);

/// Reads what toBytes() wrote, also by an older Postern.
/// Throws Error InvalidInput when the bytes are none of its: cut off, damaged, or of a newer form.
Value valueFromBytes(std::string_view bytes);

} // namespace postern
