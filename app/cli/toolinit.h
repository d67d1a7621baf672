// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/commandline.h"

namespace postern::cli {

/// Adds `tool init` to the group of tool commands.
void addToolInit(CLI::App &group, CommandLine &line);

} // namespace postern::cli
