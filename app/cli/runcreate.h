// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/commandline.h"

namespace postern::cli {

/// `create`, `resume`.
void addRunCreate(CLI::App &group, CommandLine &line);

/// `show-details`, `show-metrics`, `stream`, `update`, `archive`, `restore`, `visualize`.
void addBatchCommands(CLI::App &group, CommandLine &line);

} // namespace postern::cli
