// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/batch/runrecord.h"

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace postern::cli {

/// A batch run as `pf run show` prints it.
Dict batchJson(const batch::RunFolder &run);

/// The first lines of a run: for each a dict of `inputs.NAME` and `outputs.NAME`, of which the latter
/// are "(Failed)" in a line that failed.
std::vector<Dict> detailsOf(const batch::RunFolder &run,
                            std::size_t most = std::numeric_limits<std::size_t>::max());

/// Such rows in the frame in which `pf run show-details` prints them.
std::string detailsTable(const std::vector<Dict> &rows);

/// Runs as one HTML file that needs nothing beside it: what they are, their metrics side by side, and
/// their lines, with what failed first in sight.
std::string runsPage(const std::vector<batch::RunFolder> &runs);

} // namespace postern::cli
