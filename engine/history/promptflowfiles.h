// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/history/runfile.h"

#include <filesystem>
#include <functional>
#include <vector>

namespace postern::history {

/// Writes a run as prompt flow keeps one: <PF_HOME>/.runs/NAME. Throws Error FileUnwritable.
void writeRunFolder(const LooseRun &loose, const std::filesystem::path &folder);

/// Reads the runs that a path means, and hands over one after the other: a file of
/// `postern run export`; of prompt flow's a run's folder, a flow.detail.json, a flow's folder with its
/// .promptflow, its home folder with pf.sqlite, trace.sqlite and .runs, and each of these files.
/// Throws Error InvalidInput for what is none of them, FileUnreadable.
void readRuns(const std::filesystem::path &path, const std::function<void(LooseRun run)> &onRun);

} // namespace postern::history
