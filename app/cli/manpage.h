// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/commandmodel.h"

#include <string>

namespace postern::cli {

/// The manual page postern(1), in the language of man.
std::string manualPage(const CommandModel &model);

} // namespace postern::cli
