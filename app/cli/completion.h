// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/commandmodel.h"

#include <string>

namespace postern::cli {

/// Scripts that make a shell complete commands, options and the words that options take, and files
/// elsewhere. They ask nothing of the program, so that Tab is never slow.
std::string bashCompletion(const CommandModel &model);
std::string zshCompletion(const CommandModel &model);
std::string fishCompletion(const CommandModel &model);

} // namespace postern::cli
