// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/history/runfile.h"

#include <filesystem>
#include <functional>

namespace postern::history {

/// Whether a folder is one of prompt flow's runs.
bool isRunFolder(const std::filesystem::path &folder);
/// Reads it: the records of lines and nodes, the metrics, the flow's snapshot.
LooseRun readRunFolder(const std::filesystem::path &folder);
/// Reads a flow.detail.json, which belongs to the flow's folder above `.promptflow`.
LooseRun readDetailFile(const std::filesystem::path &file);

/// Reads the runs that prompt flow's databases know: pf.sqlite of runs whose folders are there still,
/// trace.sqlite of those that were traced alone. Nothing is written there.
void readRunDatabase(const std::filesystem::path &file,
                     const std::function<void(LooseRun run)> &onRun);
void readTraceDatabase(const std::filesystem::path &file,
                       const std::function<void(LooseRun run)> &onRun);

} // namespace postern::history
