// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/history/runsummary.h"
#include "engine/history/storedrun.h"

#include <string>
#include <vector>

namespace postern::cli {

/// A run as `pf run show` prints it, with what our history knows beyond that.
Dict runJson(const history::RunSummary &run);
/// The same with inputs, outputs and what every attempt of every node did.
Dict runJson(const history::StoredRun &run);

/// A line for each run, under a line of titles.
std::string runTable(const std::vector<history::RunSummary> &runs);
/// What a person wants to know of a run, on some lines.
std::string runText(const history::StoredRun &run);

} // namespace postern::cli
