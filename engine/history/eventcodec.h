// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/value.h"
#include "engine/history/keeper.h"
#include "engine/run/event.h"

#include <optional>

namespace postern::history {

/// An event as a value that decodeEvent() reads; its values go through the keeper. Its time is told
/// from `begin` on.
Value encodeEvent(const run::RunEvent &event, run::Clock::time_point begin, Keeper &keeper);

/// Reads what encodeEvent() made, also an older Postern's. The time counts from Clock::time_point().
/// Throws Error InvalidInput when it is nothing of its, and what `get` throws.
run::RunEvent decodeEvent(const Value &record, const BlobSource &get);

/// An error as a value, and back. Throws Error InvalidInput.
Value encodeError(const std::optional<Error> &error, Keeper &keeper);
std::optional<Error> decodeError(const Value &value);

} // namespace postern::history
