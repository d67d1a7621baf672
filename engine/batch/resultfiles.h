// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/batch/batchrun.h"

namespace postern::batch {

/// prompt flow's error of a run: the first error, how many lines failed, and all of them, as far as
/// they are not too many; null when nothing went wrong.
Value bulkRunError(const RunFolder &folder, const BatchResult &result);

/// Writes prompt flow's files of a run that has ended beside its lines, these ordered by number:
/// inputs.jsonl, outputs.jsonl, flow_outputs/output.jsonl, metrics.json, error.json, meta.json and
/// logs.txt. Throws Error FileUnwritable.
void writeResultFiles(const RunFolder &folder, const BatchResult &result);

} // namespace postern::batch
