// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/history/database.h"
#include "engine/history/runsummary.h"
#include "engine/history/storedrun.h"

#include <cstdint>
#include <string>

namespace postern::history {

/// Selects what summaryOf() reads; a condition on `run` comes behind it.
extern const std::string kSelectRuns;

/// Of a number in the file.
RunState stateNumbered(int number);

/// The row that a statement of kSelectRuns stands at.
RunSummary summaryOf(Database &database, SQLite::Statement &row);

/// All that is kept of a run; what is damaged of its records is left out, and the run isn't whole.
StoredRun readRun(Database &database, RunSummary summary, std::int64_t number);

/// Throws Error Usage when none was kept.
FlowSnapshot readSnapshot(Database &database, std::int64_t number);

} // namespace postern::history
