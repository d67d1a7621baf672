// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/history/runfile.h"

#include <optional>
#include <string>
#include <vector>

namespace postern::history {

/// What prompt flow wrote of a run, wherever it did: its records as they are in flow.detail.json.
struct PromptflowRecords
{
    std::string id;              ///< the run's name
    std::vector<Value> flowRuns; ///< one a line
    std::vector<Value> nodeRuns;
    Dict metrics;
};

/// The run that these records tell of, as events. What isn't as prompt flow writes it is left out;
/// throws Error InvalidInput when nothing is left.
LooseRun runOfRecords(const PromptflowRecords &records);

/// The other way round.
PromptflowRecords recordsOf(const StoredRun &run);

/// A time as prompt flow writes it: ISO 8601 with Z, an offset of nothing, or neither, and T or a space.
std::optional<run::WallClock::time_point> promptflowTime(const Value &value);
std::string promptflowTime(run::WallClock::time_point time);

} // namespace postern::history
