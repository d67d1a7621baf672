// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/history/database.h"
#include "engine/history/history.h"
#include "engine/history/runabout.h"

#include <cstddef>
#include <cstdint>

namespace postern::history {

/// Removes all that is a run's alone. Inside of a transaction.
void removeRun(Database &database, std::int64_t number);

/// Lets go of runs, some in each transaction, so that others get their turn. Ends early when `stop`
/// is set. Returns how many went.
std::size_t pruneRuns(Database &database,
                      const Retention &retention,
                      const std::atomic<bool> *stop = nullptr);

/// What a recorder does before its first run: once a day all that is to go, as far as it gets until
/// `stop` is set.
void pruneNowAndThen(Database &database,
                     const RecorderOptions &options,
                     const std::atomic<bool> &stop);

/// Runs whose program has ended before they did are told as such from now on.
void markInterrupted(Database &database);

} // namespace postern::history
